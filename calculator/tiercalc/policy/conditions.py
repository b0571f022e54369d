"""What conditions are made of, wherever a policy has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tiercalc.policy.rules import (
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
from tiercalc.policy.types.base import FigureRef, Operand

if TYPE_CHECKING:
    from tiercalc.policy.policy import Policy


def tests(condition: Condition) -> Iterator[OneOf | Bound]:
    """Every test of an input inside a condition, from left to right, through other decisions.

    Also those of the decisions that give an amount its rate, but not what it is reckoned from.
    """
    for each in _ends(condition):
        if isinstance(each, OneOf | Bound):
            yield each


def on_amounts(condition: Condition) -> Iterator[OnAmount]:
    """Every test of an amount inside a condition, from left to right, through other decisions."""
    yield from (each for each in _ends(condition) if isinstance(each, OnAmount))


def inputs_of(condition: Condition) -> Iterator[str]:
    """The inputs that a condition hangs on, directly or not."""
    for each in _ends(condition):
        match each:
            case OneOf() | Bound():
                yield each.input
            case OnAmount(made_of=made_of):
                yield from sorted(made_of)


def if_ruled(condition: Condition) -> Iterator[IfRuled]:
    """Every hinge of a condition on a ruling that is not made yet, through other decisions."""
    yield from (each for each in _ends(condition) if isinstance(each, IfRuled))


def _ends(condition: Condition) -> Iterator[OneOf | Bound | IfRuled | OnAmount]:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _ends(part)
        case Not(part) | OnResult(when=part):
            yield from _ends(part)
        case OnAmount(rates=rates):
            yield condition
            for rate in rates:
                yield from _ends(rate)
        case OneOf() | Bound() | IfRuled():
            yield condition


def operands_of(test: OneOf | Bound) -> tuple[Operand, ...]:
    """What a test compares its input with."""
    return test.operands if isinstance(test, OneOf) else (test.limit,)


def side_of(test: OneOf | Bound) -> str:
    """On which side of its operands a test wants its input."""
    return "eq" if isinstance(test, OneOf) else test.operator


def tests_of(policy: Policy) -> Iterator[OneOf | Bound]:
    """Every test of a policy's decisions, services and work."""
    yield from (test for condition in conditions_of(policy) for test in tests(condition))


def conditions_of(policy: Policy) -> Iterator[Condition]:
    """The conditions of a policy's decisions, services and work."""
    for decision in policy.decisions.values():
        yield from (rule.when for rule in decision.rules)
    yield from (each.when for each in policy.services.values() if each.when is not None)
    yield from conditions_of_work(policy)


def figures_of(condition: Condition) -> tuple[str, ...]:
    """The figures that a condition names, each once, from left to right."""
    found = (each.test if isinstance(each, OnAmount) else each for each in _ends(condition))
    limited = (each for each in found if not isinstance(each, IfRuled))
    operands = (operand for test in limited for operand in operands_of(test))
    return tuple(dict.fromkeys(o.figure for o in operands if isinstance(o, FigureRef)))


def conditions_of_work(policy: Policy) -> Iterator[Condition]:
    """The cases to which the work of a policy, and what a slip in it costs, are confined."""
    whens = [
        *(process.when for process in policy.processes.values()),
        *(step.when for process in policy.processes.values() for step in process.steps),
        *(duty.when for role in policy.roles.values() for duty in role.duties),
        *(penalty.when for penalty in policy.penalties.values()),
    ]
    yield from (when for when in whens if when is not None)
