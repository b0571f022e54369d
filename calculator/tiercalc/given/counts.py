"""How many of something: whole numbers, read from text."""

from __future__ import annotations

import re

from tiercalc.policy import (
    InputError,
    half_width,
)
from tiercalc.words import quoted

MOST = 999_999

# A number that ends in its point is one on the way to its decimals.
_WHOLE = re.compile(r"([0-9]{1,6}|[0-9]{1,3},[0-9]{3})(\.0*)?")


def read_whole(text: str, place: str, what: str) -> int:
    """A whole number from text, its thousands in groups or not.

    Raises InputError, which names `place` and says `what` is counted in the reader's words.
    """
    plain = half_width(text)
    found = _WHOLE.fullmatch(plain)
    if found is None:
        raise not_whole(plain, place, what)
    return int(found[1].replace(",", ""))


def not_whole(found: str, place: str, what: str) -> InputError:
    """The error that says which numbers count something."""
    message = f"{what}填的是{quoted(found)}；应填 0 到 {MOST:,} 之间的整数，例如 1。"
    return InputError("bad-count", place, message)
