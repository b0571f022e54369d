"""The sheet to decide by as a workbook: what it means, who moves, who is near to a limit."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from handbook.comparing.decision import Decision, Part
from handbook.lists.written_book import Book, Column, Page, new_book

if TYPE_CHECKING:
    from xlsxwriter.chart_bar import ChartBar

_SHEET, _MOVED, _NEAR = "决定", "变了的客户", "离界限近的客户"
_FIRST, _OTHERS = 24, 16
_REASONS = ("原来为什么", "现在为什么", "差多少", "多了", "少了")


def write_book(decision: Decision, file: IO[bytes], path: Path) -> None:
    """Write the sheet into a file; `path` is what that is called. Raises InputError."""
    with new_book(file, path) as book:
        _decision(decision, book)
        for name, part in ((_MOVED, decision.moved), (_NEAR, decision.near)):
            book.add(name, _columns(part), part.rows)


def _decision(decision: Decision, book: Book) -> None:
    page = book.page(_SHEET)
    page.sheet.set_column(0, 0, _FIRST)
    page.sheet.set_column(1, 12, _OTHERS)
    page.sheet.hide_gridlines(2)
    page.sheet.set_landscape()
    page.sheet.fit_to_pages(1, 0)
    page.title(decision.title, 16)
    page.line(decision.subtitle)
    page.title("改了什么", 13)
    for change in decision.changes:
        page.line(change)
    _chart(decision, book, page)
    for part in decision.parts:
        _table(part, page)
    if decision.notes:
        page.title("名册里要注意的", 13)
        for note in decision.notes:
            page.line(note)


def _chart(decision: Decision, book: Book, page: Page) -> None:
    """The matrix, and beside it where those of each grade go, a bar a grade."""
    matrix = decision.matrix
    first = page.row + 1 + bool(page.row) + bool(matrix.note)
    _table(matrix, page)
    chart = cast("ChartBar", book.workbook.add_chart({"type": "bar", "subtype": "percent_stacked"}))
    count = len(matrix.rows)
    for place, heading in enumerate(matrix.header[1:], 1):
        chart.add_series(
            {
                "name": heading,
                "categories": [_SHEET, first + 1, 0, first + count, 0],
                "values": [_SHEET, first + 1, place, first + count, place],
                "gap": 40,
            }
        )
    chart.set_title({"name": matrix.title, "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 640, "height": 120 + 44 * count})
    page.sheet.insert_chart(page.row + 1, 0, chart)
    # A row is 20 pixels high.
    page.row += 2 + (120 + 44 * count) // 20


def _table(part: Part, page: Page) -> None:
    page.title(part.title, 13)
    if part.note:
        page.line(part.note)
    page.table(_columns(part), part.rows)


def _columns(part: Part) -> list[Column]:
    return [
        Column(
            heading,
            "number" if place in part.numbers else "reason" if heading in _REASONS else "text",
        )
        for place, heading in enumerate(part.header)
    ]
