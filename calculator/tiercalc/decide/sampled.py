"""The inputs with too many values to list: how their tests read on the day, and their cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property

from tiercalc.case import Situation
from tiercalc.policy import (
    Bound,
    FigureRef,
    OneOf,
    Reading,
    Sampled,
    Single,
)


class SampledTests:
    """Every test of one such input in a situation."""

    def __init__(
        self, asked: str, kind: Sampled, found: Iterable[OneOf | Bound], situation: Situation
    ) -> None:
        self.asked = asked
        self.kind = kind
        self.situation = situation
        own = [test for test in found if test.input == asked]
        self.wanted = [(test.side, each) for test in own for each in test.operands]

    @cached_property
    def settled(self) -> tuple[Reading, ...]:
        """The readings of the tests whose limits are set, each once."""
        limits = ((side, self.situation.limit(each)) for side, each in self.wanted)
        return self._readings((side, limit) for side, limit in limits if limit is not None)

    @cached_property
    def is_open(self) -> bool:
        """Whether a test has several readings, so that a question is open."""
        limits = ((side, self.situation.limit(each)) for side, each in self.wanted)
        return any(
            len(self.kind.readings(side, limit, self.situation.on)) > 1
            for side, limit in limits
            if limit is not None
        )

    def unset(self) -> Iterable[tuple[str, str, set[Decimal]]]:
        """Each side of a figure that is not set, the figure, and the numbers at which it turns."""
        value = self.situation.values.get(self.asked)
        known = self.kind.cells(self.settled, self.situation.on) if value is None else (value,)
        for side, each in self.wanted:
            if isinstance(each, FigureRef) and self.situation.limit(each) is None:
                values = [single for single in known if not isinstance(single, tuple)]
                yield side, each.figure, self.kind.turns(side, values, self.situation.on)

    def cells(self, figures: Mapping[str, Iterable[Decimal]]) -> tuple[Single, ...]:
        """The input's cells, given those of the figures that are not set."""
        turning = [(side, point) for side, figure, _ in self.unset() for point in figures[figure]]
        return self.kind.cells((*self.settled, *self._readings(turning)), self.situation.on)

    def _readings(self, wanted: Iterable[tuple[str, Single]]) -> tuple[Reading, ...]:
        on = self.situation.on
        found = (each for side, limit in wanted for each in self.kind.readings(side, limit, on))
        return tuple(dict.fromkeys(found))
