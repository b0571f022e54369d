"""A ladder in several numbers: each of them with the limits that its rungs set."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tiercalc.case import (
    Situation,
    limits_of,
    opposite,
)
from tiercalc.decide import holds
from tiercalc.explain.progress import (
    hundredths,
    limit_text,
    limits_on_trial,
    share_of_way,
    shown_value,
)
from tiercalc.policy import (
    OPPOSITE,
    AllOf,
    AnyOf,
    Bound,
    Condition,
    Decision,
    IfRuled,
    Input,
    Not,
    OnAmount,
    OneOf,
    OnResult,
    Quantity,
    Rule,
    Verdict,
    plain_number,
)
from tiercalc.words import (
    MET,
    NOT_MET,
    NOT_REACHED,
    OPEN_CASE,
    UPWARDS,
    bound_text,
    outcome_label,
    say,
)

if TYPE_CHECKING:
    from tiercalc.explain.documents import LimitDocument, TrackDocument


@dataclass(frozen=True)
class _Limit:
    """On which side of a number an input has to be, whether it is, and for which rung.

    `rung` is None where the rule leaves its case open.
    """

    test: OneOf | Bound
    operator: str
    number: Decimal
    met: Verdict
    rung: str | None


def tracks(decision: Decision, situation: Situation) -> Iterator[TrackDocument]:
    """Each number that a decision compares with set limits: the limits, and how far it has come."""
    found: dict[str, list[_Limit]] = {}
    for rule in decision.rules:
        for limit in _limits(rule, decision, situation):
            found.setdefault(limit.test.input, []).append(limit)
    for name, limits in found.items():
        yield _track(situation.policy.inputs[name], limits, situation)


def _limits(rule: Rule, decision: Decision, situation: Situation) -> Iterator[_Limit]:
    policy = situation.policy
    rung = None if rule.open is not None else outcome_label(rule.outcome, decision, policy)
    for test, negated in _single(rule.when):
        if not isinstance(policy.inputs[test.input].type, Quantity):
            continue
        (number,) = limits_of(test, situation)
        if number is not None:
            side = test.operator if isinstance(test, Bound) else "eq"
            met = holds(test, situation)
            yield _Limit(
                test,
                OPPOSITE[side] if negated else side,
                number,
                opposite(met) if negated else met,
                rung,
            )


def _single(condition: Condition, negated: bool = False) -> Iterator[tuple[OneOf | Bound, bool]]:
    """Every test against one limit, and whether it must not hold."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _single(part, negated)
        case Not(part):
            yield from _single(part, not negated)
        case OneOf(asked, operands):
            for operand in operands:
                yield OneOf(asked, (operand,)), negated
        case Bound():
            yield condition, negated
        case OnResult() | OnAmount() | IfRuled():
            pass  # the numbers behind another decision's result are limits of its own ladder


def _track(asked: Input, limits: list[_Limit], situation: Situation) -> TrackDocument:
    value, shown = situation.values.get(asked.id), shown_value(asked, situation)
    tried = limits_on_trial([limit.test for limit in limits], situation)
    cuts = sorted({limit.number for limit in limits})
    needed = [
        _needed(each, cuts.index(each[0].number), tried, situation) for each in _alike(limits)
    ]
    asks = "、".join(each["text"] for each in needed)
    marks = situation.policy.marks
    return {
        # In the picture there is no room to mark each of the numbers.
        "input": f"{asked.label}（按{marks.tried}标准）" if tried else asked.label,
        "value": shown,
        "reach": _reach(value, cuts) if isinstance(value, Decimal) else None,
        "limits": needed,
        "text": say(asked.label, "：", say("现在", shown) if shown else "未填", "；", asks, "。"),
    }


def _alike(limits: Iterable[_Limit]) -> list[list[_Limit]]:
    """The limits from the lowest up, those on the same side of the same number together.

    A side that a rung asks for is told as the rung's, even if an open case hangs on it as well.
    """
    found: dict[tuple[Decimal, str], list[_Limit]] = {}
    for limit in sorted(limits, key=lambda each: each.number):
        found.setdefault((limit.number, limit.operator), []).append(limit)
    return list(found.values())


def _needed(
    alike: list[_Limit], place: int, tried: frozenset[Decimal], situation: Situation
) -> LimitDocument:
    limit = alike[0]
    policy, asked = situation.policy, situation.policy.inputs[limit.test.input]
    quantity = limit_text(limit.number, asked, [each.test for each in alike], situation)
    marked = say(policy.marks.tried if limit.number in tried else "", quantity)
    text = bound_text(asked, limit.operator, marked, policy)
    rungs = "、".join(dict.fromkeys(each.rung for each in alike if each.rung is not None))
    said = say(rungs, "要", text) if rungs else say(text, f"时{OPEN_CASE}")
    return {
        "label": rungs or OPEN_CASE,
        "text": f"{said}{_met_text(limit)}",
        "short": bound_text(asked, limit.operator, quantity, policy),
        "met": limit.met,
        "place": place,
    }


def _met_text(limit: _Limit) -> str:
    if limit.met is None:
        return ""
    return f"（{MET if limit.met else NOT_REACHED if limit.operator in UPWARDS else NOT_MET}）"


def _reach(value: Decimal, cuts: list[Decimal]) -> str:
    """How many limits a number has passed, and its share of the way to the next one."""
    passed = bisect_right(cuts, value)
    low = cuts[passed - 1] if passed else Decimal(0)
    share = share_of_way(value, low, cuts[passed] if passed < len(cuts) else None)
    return plain_number(passed + hundredths(share))
