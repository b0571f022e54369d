"""A list as a table: its headings, and below them the rows that hold anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tiercalc import InputError
from tiercalc.words import quoted

from handbook.lists.heading import Heading, Known, find_heading
from handbook.lists.kinds import sources
from handbook.lists.source import Row, Source

_NAMED = 5


@dataclass(frozen=True)
class Choice:
    """What the reader says of a list: the sheet, and the number of the row with the headings."""

    sheet: str | None = None
    heading: int | None = None


@dataclass(frozen=True)
class Table:
    """A list whose headings are known. `left_out` are the rows that are no part of it."""

    source: Source
    heading: Heading
    others: tuple[str, ...] = ()
    left_out: frozenset[int] = frozenset()

    @property
    def path(self) -> Path:
        """The file."""
        return self.source.path

    @property
    def form(self) -> str:
        """How the file is written, in words."""
        return self.source.form

    @property
    def header(self) -> tuple[str, ...]:
        """The headings."""
        return self.heading.names

    def rows(self) -> Iterator[Row]:
        """The rows below the headings that hold anything, with their numbers in the file.

        Cells that a row leaves out at its end are empty. Raises InputError where a row cannot be
        told.
        """
        width, last, left_out = len(self.header), self.heading.last, self.left_out
        for number, cells in self.source.rows():
            if number > last and number not in left_out and any(cells):
                yield number, cells + [""] * (width - len(cells))

    def notes(self) -> Iterator[str]:
        """What is to be said of how the list was found in its file."""
        if self.others:
            named = "、".join(map(quoted, self.others[:_NAMED]))
            more = "等" if len(self.others) > _NAMED else ""
            yield (
                f"读的是工作表{quoted(self.source.sheet or '')}；另有{named}{more}没有读，"
                "要换一个写 --sheet 名称。"
            )
        heading = self.heading
        if heading.first > 1 or heading.first != heading.last:
            above = f"，上面的{quoted(' '.join(heading.titles))}是标题" if heading.titles else ""
            yield f"列名在{heading.place}{above}；不对就写 --heading 行号。"
        hidden = sorted(each for each in self.source.hidden if each > heading.last)
        if hidden:
            yield f"{rows_text(hidden)}是隐藏的，也算在内。"


def open_table(path: Path, known: Known, choice: Choice) -> Table:
    """Find out how a file is written: its separator or sheet, and where its headings stand.

    `known` says whether a heading is one that the reader of the table looks for: what brings most
    of them out is right. Raises InputError for what is no list, and where two sheets may be it.
    """
    ways = sources(path, choice.sheet)
    found: list[tuple[Source, Heading]] = []
    troubles: list[InputError] = []
    for source in ways:
        try:
            found.append((source, find_heading(source, known, choice.heading)))
        except InputError as error:
            # A quotation mark in the middle of a cell, as it looks with the wrong separator.
            troubles.append(error)
    if not found:
        raise troubles[0]
    best = max(found, key=_likely)
    alike = [each for each in found if each[1].known == best[1].known]
    if best[0].sheet is not None and best[1].known and len(alike) > 1:
        named = "、".join(quoted(source.sheet or "") for source, _ in alike)
        message = (
            f"名册{quoted(path.name)}有几个工作表都像名册：{named}；请用 --sheet 写明读哪一个。"
        )
        raise InputError("no-sheet", "--sheet", message)
    if not best[1].known:
        # What looks so with a wrong separator is of no account where another one is right.
        large = [each for each in troubles if each.code == "too-large" or not best[1].names]
        if large:
            raise large[0]
    others = tuple(source.sheet for source, _ in found if source.sheet and source is not best[0])
    return Table(*best, others)


def rows_text(numbers: list[int]) -> str:
    """Which rows, in words: “第 2、3 行”, the first ones of many."""
    shown = "、".join(map(str, numbers[:_NAMED]))
    more = f"等 {len(numbers):,} 行" if len(numbers) > _NAMED else " 行"
    return f"第 {shown}{more}"


def _likely(way: tuple[Source, Heading]) -> tuple[int, int]:
    return way[1].known, len(way[1].names)
