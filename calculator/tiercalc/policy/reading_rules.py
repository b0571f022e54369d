"""Scales, figures, inputs, conditions and decision tables, read from plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import cast

from tiercalc.policy.conditions import AllOf, AnyOf, Bound, Condition, Not, OneOf
from tiercalc.policy.days import Days
from tiercalc.policy.nameable import Nameable
from tiercalc.policy.plain import Node
from tiercalc.policy.results import on_amount, on_result
from tiercalc.policy.rules import Decision, Figure, Fixed, Impossible, Input, Nothing, Rule, Window
from tiercalc.policy.scales import Scale, ScaleValue
from tiercalc.policy.types import TYPES, InputType, YesNo
from tiercalc.policy.types.base import Type
from tiercalc.policy.types.worked import Worked
from tiercalc.policy.vocabulary import Listing


def read_scale(key: str, node: Node) -> Scale:
    """Named values; each a name, or a name with traits."""
    values = []
    for value, label in node.fields().items():
        if isinstance(label.value, str):
            values.append(ScaleValue(value, label.value, None))
        else:
            values.append(
                ScaleValue(value, label.get("label").text(), label.optional("traits", Node.text))
            )
    return Scale(key, tuple(values))


def figure_value(node: Node) -> Decimal | str:
    """A number; a time of day or a word stays text."""
    number = node.quantity()
    return node.text() if number is None else number


def read_figure(key: str, node: Node) -> Figure:
    """A figure with its dated values in ascending order."""
    dated: list[tuple[date | None, Decimal | str]] = []
    if node.has("value"):
        dated = [(None, figure_value(node.get("value")))]
    for day, value in node.part("values").items():
        dated.append((value.instead(day).day(), figure_value(value)))
    return Figure(
        id=key,
        label=node.get("label").text(),
        unit=node.get("unit").text(),
        clause=node.words("clause"),
        dated=tuple(sorted(dated, key=lambda entry: entry[0] or date.min)),
        unset=node.optional("unset", Node.text),
        by=node.optional("by", Node.text),
    )


def read_number(node: Node) -> Fixed:
    """A number that is written out, with its unit."""
    return Fixed(node.get("number").number(), node.get("unit").text())


def days_of(node: Node) -> Days:
    """The days on which what a node says holds."""
    return Days(node.optional("from", Node.day), node.optional("until", Node.day))


def read_input(key: str, node: Node, scales: Mapping[str, Scale]) -> Input:
    """An input, whose values may be of a scale."""
    return Input(
        id=key,
        label=node.get("label").text(),
        type=_type(node, scales),
        scale=node.optional("scale", Node.text),
        help=node.optional("help", Node.text),
        more_is_better=node.flag("more_is_better"),
        window=node.optional("window", _window),
        book=node.optional(
            "book", lambda n: next(((k, v.text()) for k, v in n.fields().items()), None)
        ),
        part_of=node.optional("part_of", Node.text),
        unit=node.optional("unit", Node.text),
    )


def _type(node: Node, scales: Mapping[str, Scale]) -> InputType:
    named = node.get("type")
    if named.text() not in TYPES:
        named.refuse(f"下列之一：{'、'.join(TYPES)}")
        return YesNo()
    return TYPES[named.text()].declared(node, scales)


def _window(node: Node) -> Window:
    if node.value == "single":
        return Window(None)
    return Window(node.optional("months", Node.text), node.optional("length", read_number))


def read_condition(node: Node, known: Nameable) -> Condition:
    """A condition of the grammar: a mapping is all-of its entries."""
    parts: list[Condition] = []
    for key, value in node.fields().items():
        if key == "all":
            parts.append(AllOf(tuple(read_condition(part, known) for part in value.items())))
        elif key == "any":
            parts.append(AnyOf(tuple(read_condition(part, known) for part in value.items())))
        elif key == "not":
            parts.append(Not(read_condition(value, known)))
        else:
            parts.extend(_named(value, key, known))
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _named(node: Node, name: str, known: Nameable) -> Iterator[Condition]:
    decision = known.decision(name)
    if name in known.inputs:
        yield from _tests(node, name, known.inputs[name].type)
    elif decision is not None:
        asked = known.as_input(decision)
        yield from (on_result(each, decision, asked) for each in _tests(node, name, asked.type))
    elif name in known.amounts and not known.hangs_on_itself(name):
        amount = known.amounts[name]
        found = _tests(node, name, Worked(Decimal(0)))
        yield from (on_amount(each, amount, known.things) for each in found)
    else:
        is_circle = known.declares(name) or name in known.amounts
        node.refuse("不绕回自己的判定或金额" if is_circle else "已声明的填写项、判定或金额")
        several = node.value if isinstance(node.value, Mapping) else (name,)
        yield from (OneOf(name, ()) for _ in several)


def _tests(node: Node, name: str, kind: Type) -> Iterator[OneOf | Bound]:
    for side, limits in kind.read_tests(node):
        yield OneOf(name, limits) if side == "eq" else Bound(name, side, limits[0])


def read_impossible(node: Node, known: Nameable) -> Impossible:
    """A case that cannot be, with the inputs that it is about."""
    when = read_condition(node.get("when"), known)
    asked = frozenset(when.inputs)
    return Impossible(when, asked, node.get("why").text())


def read_decision(key: str, node: Node, known: Nameable) -> Decision:
    """A decision table, its rules numbered from 1."""
    return Decision(
        id=key,
        label=node.get("label").text(),
        scale=node.optional("scale", Node.text),
        collect=node.has("hit") and node.get("hit").text() == "collect",
        ladder=node.flag("ladder"),
        complete=node.flag("complete"),
        illustration=node.flag("illustration"),
        listing=cast(Listing | None, node.optional("listing", Node.text)),
        count=node.optional("count", Node.text),
        ends=node.words("ends"),
        none=node.optional("none", _nothing),
        rules=tuple(
            Rule(
                number=number,
                outcome=rule.optional("outcome", Node.text),
                open=rule.optional("open", Node.text),
                between=rule.words("between"),
                figure=rule.optional("figure", Node.text),
                clause=rule.words("clause"),
                rulings=rule.words("ruling"),
                may=rule.flag("may"),
                traits=rule.optional("traits", Node.text),
                when=read_condition(rule.get("when"), known),
                days=days_of(rule),
            )
            for number, rule in enumerate(node.get("rules").items(), 1)
        ),
    )


def _nothing(node: Node) -> Nothing:
    return Nothing(node.get("label").text(), node.optional("ruling", Node.text))
