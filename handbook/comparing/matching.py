"""Which items of two lists are the same thing, and which of them changed places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

# From this likeness on, two items are one thing that changed; below it, one gone and one new.
ALIKE = 0.5


@dataclass(frozen=True)
class Matching:
    """Pairs of places (old, new) in the order of the new list, and the places without a partner."""

    pairs: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    new: tuple[int, ...]

    @property
    def moved(self) -> frozenset[tuple[int, int]]:
        """The fewest pairs that explain why the order is another."""
        kept = _rising([old for old, _ in self.pairs])
        return frozenset(pair for pair in self.pairs if pair[0] not in kept)


def match[T](
    before: Sequence[T], after: Sequence[T], likeness: Callable[[T, T], float]
) -> Matching:
    """Pair items off, the most alike first, then those nearest to their old place.

    `likeness` is 1 for the same, and at least ALIKE for what may be one thing.
    """
    candidates = sorted(
        (-like, abs(i - j), i, j)
        for i, old in enumerate(before)
        for j, new in enumerate(after)
        if (like := likeness(old, new)) >= ALIKE
    )
    partners: dict[int, int] = {}
    for _, _, i, j in candidates:
        if i not in partners and j not in partners.values():
            partners[i] = j
    return _matching(partners, len(before), len(after))


def match_ids(before: Iterable[Hashable], after: Iterable[Hashable]) -> Matching:
    """Pair items off by their ids."""
    old, new = list(before), list(after)
    places = {key: place for place, key in enumerate(new)}
    partners = {place: places[key] for place, key in enumerate(old) if key in places}
    return _matching(partners, len(old), len(new))


def _matching(partners: dict[int, int], before: int, after: int) -> Matching:
    return Matching(
        pairs=tuple(sorted(partners.items(), key=lambda pair: pair[1])),
        gone=tuple(i for i in range(before) if i not in partners),
        new=tuple(j for j in range(after) if j not in partners.values()),
    )


def _rising(numbers: Sequence[int]) -> frozenset[int]:
    """The members of a longest rising subsequence of distinct numbers."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(ends, number)
        before[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    kept = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return frozenset(kept)
