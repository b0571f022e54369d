"""Named values, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass

from tiercalc.policy.ids import Label, Text


@dataclass(frozen=True)
class ScaleValue:
    """One named value of a scale; `traits` describes it where no condition does."""

    id: str
    label: Label
    traits: Text | None


@dataclass(frozen=True)
class Scale:
    """Named values, high → low where they have an order."""

    id: str
    values: tuple[ScaleValue, ...]

    def ids(self) -> tuple[str, ...]:
        """The values' ids, high → low."""
        return tuple(value.id for value in self.values)

    def rank(self, value: str) -> int:
        """How high a value stands: 0 is the lowest. KeyError for a value that is not of it."""
        for height, candidate in enumerate(reversed(self.values)):
            if candidate.id == value:
                return height
        raise KeyError(value)

    def label(self, value: str) -> str:
        """The value's Chinese name. KeyError for a value that is not of it."""
        for candidate in self.values:
            if candidate.id == value:
                return candidate.label
        raise KeyError(value)
