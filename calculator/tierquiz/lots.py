"""Chance that hangs on a seed alone, so that a paper is the same on every Python and page.

Python's own generators do not promise the same choices from one version to the next, and every
visitor's Python begins with the same memory. Here a choice is what SHA-256 makes of the seed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

_APART = "\x1f"


class Lots:
    """Choices, one after the other, that names decide."""

    def __init__(self, *names: str) -> None:
        self._names = names
        self._key = _APART.join(names).encode()
        self._drawn = 0

    def of(self, *names: str) -> Lots:
        """Choices of their own for something that has these names here."""
        return Lots(*self._names, *names)

    def below(self, end: int) -> int:
        """A whole number from 0 up to, and without, `end`."""
        self._drawn += 1
        drawn = hashlib.sha256(self._key + str(self._drawn).encode()).digest()
        return int.from_bytes(drawn[:8]) % end

    def one[T](self, things: Sequence[T]) -> T:
        """One of some things. IndexError where there are none."""
        return things[self.below(len(things))] if things else things[0]

    def mixed[T](self, things: Iterable[T]) -> list[T]:
        """Things in another order."""
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in range(len(left))]
