"""Sentences in Chinese, made from the rules: page, command line and exports say the same.

Numbers are written with grouped thousands and their unit; an interval says whether its end
belongs to it (Civil Code Art. 1259: 以上, 以下, 满 and 达到 include the number, 超过 does not).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache

from tiercalc.case import (
    Situation,
    accepted,
)
from tiercalc.policy import (
    AllOf,
    AnyOf,
    Bound,
    Condition,
    Figure,
    FigureRef,
    IfRuled,
    Input,
    Not,
    OnAmount,
    OneOf,
    OnResult,
    Operand,
    Policy,
    Sampled,
    Value,
    plain_number,
    unit,
    unit_of,
)
from tiercalc.words.names import in_brackets
from tiercalc.words.rich import Kind, Sentence, joined, naming, say

PLACEHOLDER = re.compile(r"\{([\w-]+(?: [\w-]+)*)\}")

_RANK_WORDS = {
    "lt": ("在第", "以前"),
    "lte": ("在前", "以内"),
    "gt": ("在前", "以外"),
    "gte": ("在第", "或以后"),
}
# So many values of an order are named; of more the last one that will do.
_LISTED = 3
# So many sentences of each sort are kept that hang on nothing that was typed.
_KEPT = 4096


def number_text(value: Decimal) -> str:
    """A number with grouped thousands: 500000.01 → 500,000.01."""
    whole, dot, rest = plain_number(value).partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole != "-0" else f"-0{dot}{rest}"


def quantity_text(value: Decimal | str, name: str) -> str:
    """A number with its unit: “1,000 元”, “20%”, “5 个工作日”; a word or a time stands alone."""
    if isinstance(value, str):
        return value
    counted = unit(name)
    return f"{number_text(value)}{' ' if counted.spaced else ''}{counted.said}"


def length_text(value: Decimal, name: str) -> str:
    """A length of time: “12 个月”, where the month of December would be “12 月”."""
    return f"{number_text(value)} {unit(name).lasting}"


def open_mark(ruling: str | None, policy: Policy) -> str:
    """The mark of what waits for a ruling: undecided, or lost with a part of the source."""
    lost = ruling is not None and policy.rulings[ruling].lost
    return policy.marks.lost if lost else policy.marks.open


def figure_text(figure_id: str, situation: Situation) -> Sentence:
    """A figure as it reads in a sentence, marked while it is tried; open with its name if unset."""
    return _figure_text(figure_id, situation.blank)


@lru_cache(maxsize=_KEPT)
def _figure_text(figure_id: str, situation: Situation) -> Sentence:
    figure = situation.policy.figures[figure_id]
    value = situation.figure(figure_id)
    if value is None:
        mark = open_mark(figure.unset, situation.policy)
        return say(f"“{figure.label}”（", naming("figure", figure_id, mark), "）")
    text = quantity_text(value, figure.unit)
    tried = situation.policy.marks.tried if figure_id in situation.sets else ""
    return naming("figure", figure_id, say(tried, text))


def fill(text: str, situation: Situation) -> Sentence:
    """A text of the policy with each `{figure}` written out."""
    return _filled(text, situation.blank)


@lru_cache(maxsize=_KEPT)
def _filled(text: str, situation: Situation) -> Sentence:
    return filled(text, lambda figure: figure_text(figure, situation))


def filled(text: str, write: Callable[[str], Sentence]) -> Sentence:
    """A text of the policy with each `{figure}` as it is written by its id."""
    parts = []
    end = 0
    for found in PLACEHOLDER.finditer(text):
        before, figure = text[end : found.start()], write(found[1])
        # Before words there is none of the space that stands before a number.
        parts += [before if figure[0].isascii() else before.removesuffix(" "), figure]
        end = found.end()
    return say(*parts, text[end:])


def figures_in(text: str) -> tuple[str, ...]:
    """The figures that a text of the policy names."""
    return tuple(PLACEHOLDER.findall(text))


def trial_text(figure: Figure, value: Decimal | str, policy: Policy) -> Sentence:
    """A figure with the value tried for it: “试填通知期 30 天”."""
    return say(policy.marks.trial, figure.label, quantity_text(value, figure.unit))


def value_text(asked: Input, value: Value, policy: Policy) -> str:
    """A given value in the reader's words."""
    if isinstance(value, Decimal):
        name = unit_of(asked, policy)
        return say("第" if unit(name).kind == "rank" else "", quantity_text(value, name))
    return asked.type.text(value)


def given_text(asked: Input, value: Value, policy: Policy) -> str:
    """An input with its value: “年度消费额 120,000 元”, “商品类别：正价商品”."""
    if isinstance(value, tuple) and len(value) > 1:
        written = "、".join(f"“{value_text(asked, each, policy)}”" for each in value)
    else:
        written = value_text(asked, value, policy)
    return say(asked.label, asked.type.sign, written)


def operand_text(operand: Operand, asked: Input, situation: Situation) -> Sentence:
    """What a test asks for in a sentence: a value's name stands in quotation marks there."""
    name = operand_name(operand, asked, situation)
    return say("“", name, "”") if isinstance(operand, str) else name


def operand_name(operand: Operand, asked: Input, situation: Situation) -> Sentence:
    """What a test asks for: a figure, a number with the input's unit, or a value's name."""
    if isinstance(operand, FigureRef):
        return figure_text(operand.figure, situation)
    if isinstance(operand, Decimal):
        return say(quantity_text(operand, unit_of(asked, situation.policy)))
    return say(asked.type.text(operand))


def bound_text(asked: Input, operator: str, written: str, policy: Policy) -> Sentence:
    """On which side of a limit an input has to be: “不低于 1,000 元”, “在前 10 名以内”."""
    if operator in _RANK_WORDS and unit(unit_of(asked, policy)).kind == "rank":
        before, after = _RANK_WORDS[operator]
        return say(before, written, after)
    return say(asked.type.sides[operator], written)


def condition_text(
    condition: Condition, situation: Situation, longest: int | None = None
) -> Sentence:
    """A condition in words; a list of more than `longest` values is counted, not written out."""
    return _condition_text(condition, situation.blank, longest, bool(situation.values))


@lru_cache(maxsize=_KEPT)
def _condition_text(
    condition: Condition, situation: Situation, longest: int | None, of_a_case: bool
) -> Sentence:
    return _Words(situation, longest, of_a_case).text(condition)


class _Words:
    def __init__(self, situation: Situation, longest: int | None, of_a_case: bool) -> None:
        self.situation = situation
        self.longest = longest
        self.of_a_case = of_a_case

    def text(self, condition: Condition, negated: bool = False) -> Sentence:
        match condition:
            case AllOf(()):
                return say("任何情形都不" if negated else "其余情形")
            case AllOf(parts):
                return self._joined(parts, negated, "或" if negated else "且")
            case AnyOf(parts):
                return self._joined(parts, negated, "且" if negated else "或")
            case Not(part):
                return self.text(part, not negated)
            case OnResult(test=test) | OnAmount(test=test):
                return self.text(test, negated)
            case IfRuled(ruling=ruling):
                return say(self.situation.policy.marks.ruling, "“", ruling, "”这样定")
            case OneOf(asked, operands):
                return self._one_of(self.situation.policy.tested[asked], operands, negated)
            case Bound(asked, op, limit):
                return self._bound(self.situation.policy.tested[asked], op, limit, negated)

    def _joined(self, parts: Iterable[Condition], negated: bool, word: str) -> Sentence:
        texts = (
            in_brackets(self.text(part, negated)) if _compound(part) else self.text(part, negated)
            for part in parts
        )
        return joined(f"，{word}", texts)

    def _one_of(self, asked: Input, operands: tuple[Operand, ...], negated: bool) -> Sentence:
        word, values = asked.type.said(operands, negated)
        return say(self._name(asked), word, self._listed(values, asked))

    def _listed(self, operands: tuple[Operand, ...], asked: Input) -> Sentence:
        if self.longest is not None and len(operands) > self.longest:
            return say(f"列出的 {len(operands)} 种之一")
        among = "之一" if len(operands) > 1 else ""
        names = (operand_text(each, asked, self.situation) for each in operands)
        return say(joined("、", names), among)

    def _bound(self, asked: Input, op: str, limit: Operand, negated: bool) -> Sentence:
        side = asked.type.opposite(op) if negated else op
        values = accepted(Bound(asked.id, side, limit), self.situation)
        if 0 < len(values) <= _LISTED:
            return self._one_of(asked, values, negated=False)
        if limit == 0 and side == "gte":
            return say(asked.label, "不论多少")
        written = operand_text(limit, asked, self.situation)
        if isinstance(asked.type, Sampled):
            # Only of somebody's case it is said what that comes to on the day.
            on = self.situation.on if self.of_a_case else None
            settled = self.situation.limit(limit)
            return say(*asked.type.told(asked.label, side, settled, written, on))
        return say(self._name(asked), bound_text(asked, side, written, self.situation.policy))

    def _name(self, asked: Input) -> Sentence:
        """What is tested: an input, or a decision or an amount, which has a place of its own."""
        policy = self.situation.policy
        if asked.id in policy.inputs:
            return say(asked.label)
        kind: Kind = "decision" if asked.id in policy.decisions else "amount"
        return naming(kind, asked.id, asked.label)


def _compound(condition: Condition) -> bool:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            return len(parts) > 1
        case Not(part):
            return _compound(part)
        case _:
            return False
