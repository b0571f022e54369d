"""Conditions: what they are made of, what they ask, and where a policy has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

from tiercalc.policy.ids import Derived, TestedId
from tiercalc.policy.types.base import FigureRef, Operand

if TYPE_CHECKING:
    from tiercalc.policy.policy import Policy


class Asking:
    """A condition, or a part of one, which keeps what it asks: many cases are put to it.

    Everything from left to right, through other decisions.
    """

    @property
    def within(self) -> tuple[Condition, ...]:
        """The conditions that it is made of."""
        return ()

    @cached_property
    def tests(self) -> tuple[OneOf | Bound, ...]:
        """Every test of an input.

        Also those of the decisions that give an amount its rate, but not what it is reckoned from.
        """
        return tuple(test for part in self.within for test in part.tests)

    @cached_property
    def on_amounts(self) -> tuple[OnAmount, ...]:
        """Every test of an amount."""
        return tuple(on for part in self.within for on in part.on_amounts)

    @cached_property
    def hinges(self) -> tuple[IfRuled, ...]:
        """Every hinge on a ruling that is not made yet."""
        return tuple(hinge for part in self.within for hinge in part.hinges)

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The inputs that it hangs on, directly or not, each once."""
        return tuple(dict.fromkeys(name for part in self.within for name in part.inputs))

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The figures that it names, each once."""
        return tuple(dict.fromkeys(name for part in self.within for name in part.figures))


@dataclass(frozen=True)
class AllOf(Asking):
    """Holds when every part holds; with no part it always holds."""

    parts: tuple[Condition, ...]

    @property
    def within(self) -> tuple[Condition, ...]:
        """The parts."""
        return self.parts


@dataclass(frozen=True)
class AnyOf(Asking):
    """Holds when at least one part holds."""

    parts: tuple[Condition, ...]

    @property
    def within(self) -> tuple[Condition, ...]:
        """The parts."""
        return self.parts


@dataclass(frozen=True)
class Not(Asking):
    """Holds when its part does not."""

    part: Condition

    @property
    def within(self) -> tuple[Condition, ...]:
        """The part."""
        return (self.part,)


@dataclass(frozen=True)
class OneOf(Asking):
    """The input equals one of the operands; for `choices`, any identity given is among them."""

    input: TestedId
    operands: tuple[Operand, ...]

    side = "eq"

    @cached_property
    def tests(self) -> tuple[OneOf | Bound, ...]:
        """It."""
        return (self,)

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """Its input."""
        return (self.input,)

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The figures among its operands."""
        return _figures(self.operands)


@dataclass(frozen=True)
class Bound(Asking):
    """The input stands on the named side of a limit: a number, a figure or a scale's value."""

    input: TestedId
    operator: str
    limit: Operand

    @property
    def side(self) -> str:
        """On which side of its operands it wants its input."""
        return self.operator

    @cached_property
    def operands(self) -> tuple[Operand, ...]:
        """What it compares its input with."""
        return (self.limit,)

    @cached_property
    def tests(self) -> tuple[OneOf | Bound, ...]:
        """It."""
        return (self,)

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """Its input."""
        return (self.input,)

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The figure that is its limit."""
        return _figures(self.operands)


@dataclass(frozen=True)
class IfRuled(Asking):
    """Holds where a ruling that is not made yet ends a case of an open rule at certain outcomes.

    `rule` is that of the other `decision`, `label` the label that a collect decision may give by
    it. `outcomes` are all that the ruling can say, OTHERWISE for what the later rules do.
    """

    decision: str
    rule: int
    label: str | None
    ruling: str
    outcomes: tuple[str, ...]
    wanted: frozenset[str]

    @cached_property
    def hinges(self) -> tuple[IfRuled, ...]:
        """It."""
        return (self,)


@dataclass(frozen=True)
class OnResult(Asking):
    """A test on what another decision gives: as it is written, and what it comes to over inputs."""

    test: OneOf | Bound
    when: Annotated[Condition, Derived()]

    @property
    def within(self) -> tuple[Condition, ...]:
        """What it comes to over inputs."""
        return (self.when,)


@dataclass(frozen=True)
class OnAmount(Asking):
    """A test on an amount, as it is written, and what the amount hangs on.

    `made_of` are the inputs that it is reckoned from, `rates` the cases of its rates.
    """

    test: OneOf | Bound
    made_of: Annotated[frozenset[str], Derived()]
    rates: Annotated[tuple[Condition, ...], Derived()]

    @property
    def within(self) -> tuple[Condition, ...]:
        """The cases of its rates."""
        return self.rates

    @cached_property
    def on_amounts(self) -> tuple[OnAmount, ...]:
        """It, and those of its rates."""
        return (self, *super().on_amounts)

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """What the amount is reckoned from, and what its rates ask."""
        return tuple(dict.fromkeys((*sorted(self.made_of), *super().inputs)))

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """Those of its own limits, and those that its rates name."""
        return tuple(dict.fromkeys((*self.test.figures, *super().figures)))


Condition = AllOf | AnyOf | Not | OneOf | Bound | IfRuled | OnResult | OnAmount


def tests_of(policy: Policy) -> Iterator[OneOf | Bound]:
    """Every test of a policy's decisions, services and work."""
    yield from (test for condition in conditions_of(policy) for test in condition.tests)


def conditions_of(policy: Policy) -> Iterator[Condition]:
    """The conditions of a policy's decisions, services and work."""
    for decision in policy.decisions.values():
        yield from (rule.when for rule in decision.rules)
    yield from (each.when for each in policy.services.values() if each.when is not None)
    yield from conditions_of_work(policy)


def conditions_of_work(policy: Policy) -> Iterator[Condition]:
    """The cases to which the work of a policy, and what a slip in it costs, are confined."""
    whens = [
        *(process.when for process in policy.processes.values()),
        *(step.when for process in policy.processes.values() for step in process.steps),
        *(duty.when for role in policy.roles.values() for duty in role.duties),
        *(penalty.when for penalty in policy.penalties.values()),
    ]
    yield from (when for when in whens if when is not None)


def _figures(operands: tuple[Operand, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(o.figure for o in operands if isinstance(o, FigureRef)))
