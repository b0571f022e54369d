"""Writing a workbook: cells with their types, a heading that stays, widths to read by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Literal
from unicodedata import east_asian_width

from tiercalc import InputError

from handbook.lists.typed import Typed

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# `text` is never taken for a number, `reason` is a long text, which wraps.
Kind = Literal["text", "number", "money", "reason"]

_ROWS = 1_048_576
_LONGEST = 32_767
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]+)?")
_DIGITS = 15
_FIRST_DAY = date(1900, 3, 1)
_NARROW, _WIDE, _REASON = 8, 40, 50
# Widths are found from so many rows.
_LOOKED = 500
_NUMBERS: dict[str, dict[str, object]] = {
    "money": {"num_format": "#,##0.00"},
    "percent": {"num_format": "0.00%"},
    "day": {"num_format": "yyyy-mm-dd"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm"},
}


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its heading, and what its cells are."""

    heading: str
    kind: Kind = "text"


@dataclass
class Book:
    """A workbook that is being written."""

    workbook: Workbook
    path: Path
    _formats: dict[str, Format] = field(default_factory=dict)

    def add(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> int:
        """Add a sheet of rows below a heading that stays in sight; gives the number of rows.

        Raises InputError where that does not fit into a workbook.
        """
        sheet = self.workbook.add_worksheet(name)
        top = self.top()
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.heading, top)
        sheet.freeze_panes(1, 0)
        widths = [min(_width(column.heading), _WIDE / 2) for column in columns]
        kinds = [column.kind for column in columns]
        row = 0
        for row, cells in enumerate(rows, 1):
            if row == _ROWS:
                message = f"结果超过 {_ROWS - 1:,} 行，.xlsx 放不下；请把输出文件的名称改成 .csv。"
                raise InputError("too-large", str(self.path), message)
            for place, cell in enumerate(cells):
                if cell:
                    self.write(sheet, row, place, cell, kinds[place])
            if row <= _LOOKED:
                widths = [max(pair) for pair in zip(widths, map(_width, cells), strict=True)]
        for place, (width, kind) in enumerate(zip(widths, kinds, strict=True)):
            widest = _REASON if kind == "reason" else _WIDE
            sheet.set_column(place, place, min(max(width + 2, _NARROW), widest))
        if row:
            sheet.autofilter(0, 0, row, len(columns) - 1)
        return row

    def page(self, name: str) -> Page:
        """Add a sheet on which one thing stands below the other."""
        return Page(self, self.workbook.add_worksheet(name))

    def text(self, name: str, lines: Iterable[str]) -> None:
        """Add a sheet of sentences, one below the other."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_column(0, 0, 100)
        wrapped = self.format("reason", text_wrap=True, valign="top")
        for row, line in enumerate(lines):
            sheet.write_string(row, 0, line, wrapped)

    def top(self) -> Format:
        """How headings look."""
        return self.format(
            "top", bold=True, text_wrap=True, valign="top", bottom=1, bg_color="#EEF2F7"
        )

    def format(self, name: str, **look: object) -> Format:
        """A format, made once."""
        if name not in self._formats:
            self._formats[name] = self.workbook.add_format(look)
        return self._formats[name]

    def write(self, sheet: Worksheet, row: int, place: int, cell: str, kind: Kind) -> None:
        """Write a cell with its type. Raises InputError where it does not fit."""
        if isinstance(cell, Typed) and self._write_typed(sheet, row, place, cell, kind):
            return
        if kind in ("number", "money") and _NUMBER.fullmatch(cell) and _fits(cell):
            sheet.write_number(row, place, float(cell), self._numeric(kind))
            return
        if len(cell) > _LONGEST:
            message = (
                f"第 {row + 1} 行有一格超过 {_LONGEST:,} 个字，.xlsx 放不下；"
                "请把输出文件的名称改成 .csv。"
            )
            raise InputError("too-large", str(self.path), message)
        wrapped = self.format("reason", text_wrap=True, valign="top")
        sheet.write_string(row, place, cell, wrapped if kind == "reason" else None)

    def _write_typed(self, sheet: Worksheet, row: int, place: int, cell: Typed, kind: Kind) -> bool:
        match cell.value:
            case bool():
                sheet.write_boolean(row, place, cell.value)
            case Decimal() if _fits(str(cell.value)):
                look = "percent" if cell.is_percent else kind
                sheet.write_number(row, place, float(cell.value), self._numeric(look))
            case datetime():
                sheet.write_datetime(row, place, cell.value, self._numeric("moment"))
            case date() if cell.value >= _FIRST_DAY:
                midnight = datetime.combine(cell.value, time())
                sheet.write_datetime(row, place, midnight, self._numeric("day"))
            case time() | Decimal() | date():
                return False
        return True

    def _numeric(self, look: str) -> Format | None:
        return self.format(look, **_NUMBERS[look]) if look in _NUMBERS else None


@dataclass
class Page:
    """A sheet that is filled from the top: titles, sentences and tables."""

    book: Book
    sheet: Worksheet
    row: int = 0

    def title(self, text: str, size: int) -> None:
        """Add a title, with a blank row above it."""
        self.row += bool(self.row)
        look = self.book.format(f"title{size}", bold=True, font_size=size)
        self.sheet.write_string(self.row, 0, text, look)
        self.row += 1

    def line(self, text: str) -> None:
        """Add a sentence."""
        self.sheet.write_string(self.row, 0, text)
        self.row += 1

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """Add a table."""
        for place, column in enumerate(columns):
            self.sheet.write_string(self.row, place, column.heading, self.book.top())
        for cells in rows:
            self.row += 1
            for place, cell in enumerate(cells):
                if cell:
                    self.book.write(self.sheet, self.row, place, cell, columns[place].kind)
        self.row += 1


@contextmanager
def new_book(file: IO[bytes], path: Path) -> Iterator[Book]:
    """A workbook that is written into a file at its end; rows are not kept in memory.

    `path` is what the file is called where something does not fit.
    """
    # Loaded only when a workbook is written.
    from xlsxwriter import Workbook

    with TemporaryDirectory() as folder:
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        workbook = Workbook(file, options)
        try:
            yield Book(workbook, path)
            workbook.close()
        finally:
            # Of a book that is not whole nothing is put together; its rows lie in open files.
            for sheet in workbook.worksheets():
                sheet._opt_close()


def _fits(number: str) -> bool:
    """Whether a spreadsheet keeps every digit of a number."""
    return len(number.replace("-", "").replace(".", "").lstrip("0")) <= _DIGITS


def _width(text: str) -> float:
    longest = max(text.split("\n"), key=len)
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in longest[:100])
