"""The hours of a day as a file writes them: `09:00 至 18:00`."""

from __future__ import annotations

import re

_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
_HOURS = re.compile(rf"({_TIME}) *至 *({_TIME})", re.ASCII)


def read_hours(text: str) -> tuple[str, str]:
    """Read two times of day. Raises ValueError where the text is none of that form."""
    found = _HOURS.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return found[1], found[2]


def is_hours(text: str) -> bool:
    """Whether a text is two times of day."""
    return _HOURS.fullmatch(text) is not None
