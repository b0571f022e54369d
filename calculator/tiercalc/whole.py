"""How many of something: whole numbers, read from text."""

from __future__ import annotations

import re

from tiercalc.errors import InputError
from tiercalc.naming import half_width, quoted

MOST = 999_999

_DIGITS = re.compile(r"[0-9]{1,6}")
_GROUPED = re.compile("[0-9]{1,3}(,[0-9]{3})+")


def read_whole(text: str, place: str, noun: str) -> int:
    """A whole number from text, its thousands in groups or not.

    Raises InputError, which names `place` and says what is counted (`noun`).
    """
    plain = half_width(text)
    digits = plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain
    if not _DIGITS.fullmatch(digits):
        raise not_whole(plain, place, noun)
    return int(digits)


def not_whole(found: str, place: str, noun: str) -> InputError:
    """The error that says which numbers count something."""
    message = f"{quoted(place)}的{noun}是{quoted(found)}；应填 0 到 {MOST:,} 之间的整数，例如 1。"
    return InputError("bad-count", place, message)
