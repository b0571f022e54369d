"""Conditions in three-valued logic (Kleene): true, false, or None for unknown."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import cast

from tiercalc.case.situation import Situation
from tiercalc.policy import (
    AllOf,
    AnyOf,
    Bound,
    Condition,
    FigureRef,
    Not,
    OneOf,
    Operand,
    Operator,
    operands_of,
)

Verdict = bool | None

COMPARE: dict[str, Callable[[Decimal | int, Decimal | int], bool]] = {
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "eq": operator.eq,
}
# What is true of a number and a limit where the given comparison is not.
OPPOSITE: Mapping[str, str] = {
    "gt": "lte",
    "gte": "lt",
    "lt": "gte",
    "lte": "gt",
    "eq": "ne",
}


def verdict(condition: Condition, situation: Situation) -> Verdict:
    """Whether a condition holds; None where that hangs on something unknown.

    Part by part: `any` of a test and its opposite stays unknown here although it must hold;
    `completions` gives the exact answer.
    """
    match condition:
        case AllOf(parts):
            return every(verdict(part, situation) for part in parts)
        case AnyOf(parts):
            return some(verdict(part, situation) for part in parts)
        case Not(part):
            return opposite(verdict(part, situation))
        case OneOf(asked, operands):
            return _one_of(asked, operands, situation)
        case Bound(asked, op, limit):
            return _bound(asked, op, limit, situation)


def every(verdicts: Iterable[Verdict]) -> Verdict:
    """And: false as soon as one is false, else unknown if one is."""
    result: Verdict = True
    for each in verdicts:
        if each is False:
            return False
        if each is None:
            result = None
    return result


def some(verdicts: Iterable[Verdict]) -> Verdict:
    """Or: true as soon as one is true, else unknown if one is."""
    result: Verdict = False
    for each in verdicts:
        if each is True:
            return True
        if each is None:
            result = None
    return result


def opposite(value: Verdict) -> Verdict:
    """Not: unknown stays unknown."""
    return None if value is None else not value


def operand_number(operand: Operand, situation: Situation) -> Decimal | None:
    """A numeric operand's value in the input's unit: the number itself or the figure's.

    None while the figure is unset.
    """
    if isinstance(operand, FigureRef):
        return situation.measured(operand.figure)
    return cast(Decimal, operand)


def accepted(bound: Bound, situation: Situation) -> frozenset[str]:
    """The values of the input's scale that stand on the bound's side of its limit."""
    scale = situation.policy.scales[situation.policy.inputs[bound.input].scale or ""]
    limit, compare = scale.rank(cast(str, bound.limit)), COMPARE[bound.operator]
    return frozenset(value for value in scale.ids() if compare(scale.rank(value), limit))


def _one_of(asked: str, operands: tuple[Operand, ...], situation: Situation) -> Verdict:
    value = situation.values.get(asked)
    if value is None:
        return None
    if isinstance(value, tuple):
        return any(identity in operands for identity in value)
    if isinstance(value, Decimal):
        return some(_equals(value, operand_number(operand, situation)) for operand in operands)
    return value in operands


def _equals(value: Decimal, other: Decimal | None) -> Verdict:
    return None if other is None else value == other


def _bound(asked: str, op: Operator, limit: Operand, situation: Situation) -> Verdict:
    value = situation.values.get(asked)
    if value is None:
        return None
    if isinstance(value, Decimal):
        other = operand_number(limit, situation)
        return None if other is None else COMPARE[op](value, other)
    good = accepted(Bound(asked, op, limit), situation)
    if isinstance(value, tuple):
        return any(identity in good for identity in value)
    return value in good


def limits_of(test: OneOf | Bound, situation: Situation) -> tuple[Decimal | None, ...]:
    """The numbers that a test compares with; None for a figure that nobody has set."""
    return tuple(operand_number(operand, situation) for operand in operands_of(test))
