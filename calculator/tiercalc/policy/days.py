"""The days on which a part of a policy holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Days:
    """From a first day to a last one, both among them; without an end where there is none."""

    start: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        after = self.start is None or self.start <= day
        return after and (self.until is None or day <= self.until)


ALWAYS = Days()
