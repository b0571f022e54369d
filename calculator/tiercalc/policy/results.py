"""Decisions and amounts as inputs of conditions: what a test on a result comes to over inputs.

A first-hit table ends at an outcome where a rule with it holds and no earlier one does; where it
gives nothing it stands below every value of its scale. An open rule leaves that to its ruling.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from tiercalc.policy.amounts import Amount
from tiercalc.policy.conditions import (
    AllOf,
    AnyOf,
    Bound,
    Condition,
    IfRuled,
    Not,
    OnAmount,
    OneOf,
    OnResult,
)
from tiercalc.policy.counting import possible_units
from tiercalc.policy.rules import Decision, Input, Rule
from tiercalc.policy.scales import Scale, ScaleValue
from tiercalc.policy.types import Choice, Choices
from tiercalc.policy.types.worked import Worked
from tiercalc.policy.vocabulary import OTHERWISE

if TYPE_CHECKING:
    from tiercalc.policy.policy import Policy

# No test of a result reads differently from day to day.
_ANY_DAY = date.min


def as_input(decision: Decision, scales: Mapping[str, Scale]) -> Input:
    """A decision as what a condition tests: one of its outcomes, or several labels."""
    named = Scale(decision.id, tuple(ScaleValue(o, o, None) for o in decision.outcomes()))
    scale = named if decision.scale is None else scales.get(decision.scale, named)
    return Input(
        id=decision.id,
        label=decision.label,
        type=Choices(scale) if decision.collect else Choice(scale),
        scale=decision.scale,
        help=None,
        more_is_better=False,
        window=None,
        book=None,
        part_of=None,
    )


def on_result(test: OneOf | Bound, decision: Decision, asked: Input) -> OnResult:
    """A test on a decision, which `asked` is as an input, with what it comes to."""

    def met(outcome: str | None) -> bool:
        if outcome is None:
            return isinstance(test, Bound) and test.operator in ("lt", "lte")
        side, limits = ("eq", test.operands) if isinstance(test, OneOf) else _side(test)
        return any(asked.type.meets(outcome, side, str(each), _ANY_DAY) for each in limits)

    def good(outcome: str | None) -> bool:
        try:
            return met(outcome)
        except KeyError:
            return False  # a value that is not of the scale is a finding of its own

    values = cast(Choice | Choices, asked.type).scale.ids()
    found = _labelled if decision.collect else _first
    return OnResult(test, found(decision, values, good))


def amount_as_input(amount: Amount, policy: Policy) -> Input:
    """An amount as what a condition tests: a number in its unit."""
    (counted_in, *others) = sorted(possible_units(amount, policy)) or ("",)
    return Input(
        id=amount.id,
        label=amount.label,
        type=Worked(Decimal(0)),
        scale=None,
        help=None,
        more_is_better=False,
        window=None,
        book=None,
        part_of=None,
        unit="" if others else counted_in,
    )


@dataclass(frozen=True)
class Things:
    """What amounts are made of, by name, as it is now."""

    inputs: Collection[str]
    amount: Callable[[str], Amount | None]
    decision: Callable[[str], Decision | None]


def on_amount(test: OneOf | Bound, amount: Amount, things: Things) -> OnAmount:
    """A test on an amount, with what it hangs on."""
    made_of: dict[str, None] = {}
    rates: dict[Condition, None] = {}
    chain = [amount]
    for each in chain:
        for name in each.named():
            other = things.amount(name)
            if name in things.inputs:
                made_of[name] = None
            elif other is not None and other not in chain:
                chain.append(other)
        decided = things.decision(each.times) if isinstance(each.times, str) else None
        if decided is not None:
            rates |= dict.fromkeys(rule.when for rule in decided.rules)
    return OnAmount(test, frozenset(made_of), tuple(rates))


def renewed(condition: Condition, things: Things, scales: Mapping[str, Scale]) -> Condition:
    """A condition whose tests on results come to what the decisions, as they are now, say."""
    match condition:
        case AllOf(parts):
            return AllOf(tuple(renewed(part, things, scales) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(renewed(part, things, scales) for part in parts))
        case Not(part):
            return Not(renewed(part, things, scales))
        case OnResult(test, _):
            its = things.decision(test.input)
            return condition if its is None else on_result(test, its, as_input(its, scales))
        case OnAmount(test):
            amount = things.amount(test.input)
            return condition if amount is None else on_amount(test, amount, things)
        case _:
            return condition


def _side(test: Bound) -> tuple[str, tuple[object, ...]]:
    return test.operator, (test.limit,)


def _first(
    decision: Decision, values: tuple[str, ...], good: Callable[[str | None], bool]
) -> Condition:
    ways: list[Condition] = []
    passed: list[Condition] = []
    for rule in decision.rules:
        here = (*passed, rule.when)
        if rule.open is None:
            if good(rule.outcome):
                ways.append(AllOf(here))
            passed.append(Not(rule.when))
            continue
        said = rule.between or values
        wanted = frozenset(each for each in said if each != OTHERWISE and good(each))
        if wanted:
            ways.append(AllOf((*here, _ruled(decision, rule, rule.open, said, wanted))))
        later = _ruled(decision, rule, rule.open, said, frozenset((OTHERWISE,)))
        goes_on = OTHERWISE in said
        passed.append(Not(AllOf((rule.when, Not(later))) if goes_on else rule.when))
    if good(None):
        ways.append(AllOf(tuple(passed)))
    return AnyOf(tuple(ways))


def _labelled(
    decision: Decision, values: tuple[str, ...], good: Callable[[str | None], bool]
) -> Condition:
    ways: list[Condition] = []
    for rule in decision.rules:
        if rule.open is None:
            if good(rule.outcome):
                ways.append(rule.when)
            continue
        for label in rule.between or values:
            if label != OTHERWISE and good(label):
                said = (label, OTHERWISE)
                ruled = IfRuled(
                    decision.id, rule.number, label, rule.open, said, frozenset((label,))
                )
                ways.append(AllOf((rule.when, ruled)))
    return AnyOf(tuple(ways))


def _ruled(
    decision: Decision, rule: Rule, ruling: str, said: tuple[str, ...], wanted: frozenset[str]
) -> IfRuled:
    return IfRuled(decision.id, rule.number, None, ruling, said, wanted)
