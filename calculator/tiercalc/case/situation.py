"""What is known about one customer on one day, under one policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from tiercalc.policy import Figure, FigureRef, Operand, Policy, Single, Value, unit


@dataclass(frozen=True, eq=False)
class Situation:
    """The inputs given, the day whose figures count, and figures set on trial.

    An input that is not among `values` is unknown, not zero. Equal only to itself, so that what was
    made from it can be kept by it.
    """

    policy: Policy
    values: Mapping[str, Value]
    on: date
    sets: Mapping[str, Decimal | str]

    @cached_property
    def blank(self) -> Situation:
        """The same with no input given, one and the same thing for every case.

        What hangs on nothing that was typed is made from it, and kept by it, once for all cases.
        """
        return _blank(self.policy, self.on, tuple(self.sets.items()))

    def on_its_day(self) -> Situation:
        """The same under the policy with those parts alone that hold on the day."""
        policy = self.policy.on(self.on)
        return self if policy is self.policy else replace(self, policy=policy)

    def figure(self, figure_id: str) -> Decimal | str | None:
        """A figure's value on the day, the trial value first; None while it is unset."""
        if figure_id in self.sets:
            return self.sets[figure_id]
        return self.policy.figures[figure_id].on(self.on)

    def number(self, figure_id: str) -> Decimal | None:
        """A figure's value where it is a number; None while it is unset or a word."""
        value = self.figure(figure_id)
        return value if isinstance(value, Decimal) else None

    def measured(self, figure_id: str) -> Decimal | None:
        """A figure's number in the unit in which it is compared; None as for `number`."""
        value, base = self.number(figure_id), self.policy.bases.get(figure_id)
        if value is None or base is None:
            return value
        to = unit(base)
        return unit(self.policy.figures[figure_id].unit, to.kind).number_in(value, to)

    def limit(self, operand: Operand) -> Single | None:
        """What an operand stands for: itself or a figure's number in the unit compared.

        None while the figure is unset.
        """
        return self.measured(operand.figure) if isinstance(operand, FigureRef) else operand

    def unset(self, figure: Figure) -> bool:
        """True while a figure has neither a value on the day nor a trial value."""
        return self.figure(figure.id) is None


@lru_cache(maxsize=64)
def _blank(policy: Policy, on: date, sets: tuple[tuple[str, Decimal | str], ...]) -> Situation:
    return Situation(policy, {}, on, dict(sets))
