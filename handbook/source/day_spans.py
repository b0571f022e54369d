"""Days as a file writes them: one, from one to another, or several of these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_BETWEEN, _TO = "、", "至"


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last` as they stand in a text; there are none where they cross."""

    text: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Each of its days, in order."""
        length = (self.last - self.first).days + 1
        return (self.first + timedelta(days=place) for place in range(length))


def read_spans(text: str) -> tuple[Span, ...]:
    """Read `2027-02-05 至 2027-02-11、2027-03-01`. Raises ValueError where it is no such text."""
    return tuple(_read(part.strip()) for part in text.split(_BETWEEN))


def is_spans(text: str) -> bool:
    """Whether a text can be read as spans of days."""
    try:
        read_spans(text)
    except ValueError:
        return False
    return True


def _read(text: str) -> Span:
    first, _, last = text.partition(_TO)
    begin = _day(first.strip())
    return Span(text, begin, _day(last.strip()) if last else begin)


def _day(text: str) -> date:
    # ISO knows other forms, too, which people do not write.
    if len(text) != len("2027-02-05"):
        raise ValueError(text)
    return date.fromisoformat(text)
