"""Where in a list its headings stand: below a title, in one row or in two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from tiercalc import InputError
from tiercalc.words import quoted

from handbook.lists.source import COLUMNS, Row, Source

# So many rows that hold anything are looked through for headings.
_LOOKED = 30
# A row with fewer texts above the headings is a title, not headings of groups.
_GROUPS = 2

Known = Callable[[str], bool]


@dataclass(frozen=True)
class Heading:
    """The headings of a list's columns; `first` and `last` are the rows in which they stand.

    `titles` is what stands above them, `known` how many of them the reader looks for.
    """

    first: int
    last: int
    names: tuple[str, ...]
    titles: tuple[str, ...] = ()
    known: int = 0

    @property
    def place(self) -> str:
        """Which row they stand in, in words."""
        return (
            f"第 {self.first} 行" if self.first == self.last else f"第 {self.first}、{self.last} 行"
        )


_NONE = Heading(1, 1, ())


def find_heading(source: Source, known: Known, row: int | None) -> Heading:
    """The headings: of the rows at the top, those in which most are `known`, or the row named.

    Raises InputError where there is no such row, or it is too wide for a list.
    """
    top = _top(source, row)
    if row is not None:
        wanted = [heading for heading in _single(top) if heading.first == row]
        if not wanted:
            message = f"名册{quoted(source.path.name)}的第 {row} 行是空的，不能是列名。"
            raise InputError("no-heading", "--heading", message)
        return _told(wanted[0], top, known)
    ways = [_told(way, top, known) for way in (*_single(top), *_double(top, source, known))]
    # Of equals two rows before one, since they belong together, and what comes first.
    return max(ways, key=lambda way: (way.known, way.last - way.first, -way.last), default=_NONE)


def _top(source: Source, row: int | None) -> list[Row]:
    limit = _LOOKED if row is None else max(row, _LOOKED)
    filled = ((number, cells) for number, cells in source.rows() if any(map(str.strip, cells)))
    top = list(islice(filled, limit))
    for number, cells in top:
        if len(cells) > COLUMNS:
            message = (
                f"名册{quoted(source.path.name)}的第 {number} 行有 {len(cells):,} 列，"
                f"超过 {COLUMNS:,} 列的上限；请只留需要的列。"
            )
            raise InputError("too-large", str(source.path), message)
    return top


def _single(top: Sequence[Row]) -> list[Heading]:
    return [Heading(number, number, tuple(cells)) for number, cells in top]


def _double(top: Sequence[Row], source: Source, known: Known) -> list[Heading]:
    """Two rows that stand one below the other and are headings together."""
    ways = []
    for (first, upper), (last, lower) in pairwise(top):
        if last != first + 1 or not _belong(first, upper, lower, source, known):
            continue
        width = max(len(upper), len(lower))
        above, below = (cells + [""] * (width - len(cells)) for cells in (upper, lower))
        names = (low.strip() or high for high, low in zip(above, below, strict=True))
        ways.append(Heading(first, last, tuple(names)))
    return ways


def _belong(first: int, upper: list[str], lower: list[str], source: Source, known: Known) -> bool:
    """Whether the lower row goes on with the headings of the upper one."""
    if any(each.top <= first < each.bottom for each in source.merged):
        return True
    named = [place for place, text in enumerate(upper) if known(text)]
    if named:
        # What is a heading already has nothing below it, and the lower row names more of them.
        return any(map(known, lower)) and not any(
            lower[place].strip() for place in named if place < len(lower)
        )
    groups = sum(bool(text.strip()) for text in upper)
    bare = any(
        text.strip() and not (lower[place].strip() if place < len(lower) else "")
        for place, text in enumerate(upper)
    )
    return groups >= _GROUPS and bare and any(map(known, lower))


def _told(heading: Heading, top: Sequence[Row], known: Known) -> Heading:
    """The same with what stands above, and how many of its names are known."""
    titles = tuple(
        text.strip()
        for number, cells in top
        if number < heading.first
        for text in cells
        if text.strip()
    )
    count = sum(map(known, heading.names))
    return Heading(heading.first, heading.last, heading.names, titles, count)
