"""How much is compared before a question is given up: counted, so that it is the same everywhere.

A table over many inputs may have more cases than anybody can look at. Whoever asks about one that
may be so bounds the work, and is told when it does not suffice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class TooMuchError(Exception):
    """A question takes more comparisons than it was given."""


class _Left:
    def __init__(self, comparisons: int) -> None:
        self.comparisons = comparisons


_left: ContextVar[_Left | None] = ContextVar("left", default=None)


@contextmanager
def at_most(comparisons: int) -> Iterator[None]:
    """Let what is asked in the block take so many comparisons; then it raises TooMuchError."""
    token = _left.set(_Left(comparisons))
    try:
        yield
    finally:
        _left.reset(token)


def spend(comparisons: int) -> None:
    """Count comparisons that are about to be made. Raises TooMuchError."""
    left = _left.get()
    if left is not None:
        left.comparisons -= comparisons
        if left.comparisons < 0:
            raise TooMuchError
