"""When a company works: its week, its own days off, and the holidays on which it stays open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handbook.calendar.statute import HOLIDAYS

WEEKEND = frozenset({5, 6})


@dataclass(frozen=True)
class Company:
    """The weekdays on which it rests (0 is Monday), the days it is closed, the holidays it works.

    One that works on every holiday keeps to its week alone: it takes no part in exchanges.
    """

    rest: frozenset[int] = WEEKEND
    closed: frozenset[date] = frozenset()
    works: frozenset[str] = frozenset()

    @property
    def takes_part(self) -> bool:
        """Whether a notice changes anything for it."""
        return not self.works.issuperset(HOLIDAYS)

    def is_free(self, holidays: frozenset[str]) -> bool:
        """Whether it is free on a day of these holidays; not where it works on one of them."""
        return self.works.isdisjoint(holidays)
