"""Conditions in three-valued logic (Kleene): true, false, or None for unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import assert_never

from tiercalc.case.ranges import NO_SPANS, Span, Worths, winning
from tiercalc.case.situation import Situation
from tiercalc.case.worth import Worth
from tiercalc.policy import (
    AllOf,
    AnyOf,
    Bound,
    Choices,
    Condition,
    Decision,
    Finite,
    IfRuled,
    InputType,
    Not,
    OnAmount,
    OneOf,
    OnResult,
    Quantity,
    Rule,
    Sampled,
    Single,
    Value,
    Verdict,
)


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
        case OnResult(when=when):
            return verdict(when, situation)
        case IfRuled():
            return None
        case OnAmount(test=test):
            return worth_of(test.input, situation).meets(test, situation)
        case OneOf() | Bound():
            return _tested(condition, situation)


def worth_of(amount: str, situation: Situation, spans: Mapping[str, Span] = NO_SPANS) -> Worth:
    """What an amount comes to, by all rates that it may have; for `spans` see `Worths`."""

    def rules(decision: Decision) -> Iterator[Rule | None]:
        return winning(decision, lambda when: verdict(when, situation))

    return Worths(situation, rules, spans).of(amount)


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


def accepted(test: OneOf | Bound, situation: Situation) -> tuple[Single, ...]:
    """The values that meet a test, in their order, of an input that has few."""
    return _accepted(test, situation.blank)


@lru_cache(maxsize=1024)
def _accepted(test: OneOf | Bound, situation: Situation) -> tuple[Single, ...]:
    kind = situation.policy.tested[test.input].type
    match kind:
        case Quantity() | Sampled():
            return ()
        case Finite() | Choices():
            return tuple(each for each in kind.values if _meets(each, test, kind, situation))
        case _:
            assert_never(kind)


def limits_of(test: OneOf | Bound, situation: Situation) -> tuple[Decimal | None, ...]:
    """The numbers that a test compares with; None for a figure that nobody has set."""
    limits = (situation.limit(operand) for operand in test.operands)
    return tuple(limit if isinstance(limit, Decimal) else None for limit in limits)


def _tested(test: OneOf | Bound, situation: Situation) -> Verdict:
    value = situation.values.get(test.input)
    if value is None:
        return None
    return _meets(value, test, situation.policy.inputs[test.input].type, situation)


def _meets(value: Value, test: OneOf | Bound, kind: InputType, situation: Situation) -> Verdict:
    side = test.side
    limits = (situation.limit(operand) for operand in test.operands)
    return some(
        None if limit is None else kind.meets(value, side, limit, situation.on) for limit in limits
    )
