"""Workbooks: .xlsx, .xls and .ods, whose cells have types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, override
from zipfile import BadZipFile, ZipFile

from tiercalc import InputError
from tiercalc.words import listed, quoted

from handbook.lists.beside import Beside, beside
from handbook.lists.source import Merged, Row, Source
from handbook.lists.typed import typed

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

# A workbook is read as a whole; a million rows take a tenth of it.
_LARGEST = 4 << 30
_ZIP = b"PK\x03\x04"


def workbook_sources(path: Path, sheet: str | None) -> list[Source]:
    """The sheets of a workbook that hold anything and are shown; only the one that is named.

    Raises InputError for what is no workbook, and where there is no such sheet.
    """
    is_zip = _is_sound_zip(path)
    # Loaded only when a workbook is read.
    from python_calamine import (
        CalamineError,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
        load_workbook,
    )

    name = quoted(path.name)
    try:
        book = load_workbook(path)
        known = [
            each
            for each in book.sheets_metadata
            if each.typ == SheetTypeEnum.WorkSheet
            and (each.visible == SheetVisibleEnum.Visible or each.name == sheet)
        ]
        if sheet is not None and sheet not in (each.name for each in known):
            names = {each.name: each.name for each in known}
            message = f"名册{name}里没有叫{quoted(sheet)}的工作表；有：{listed(names)}。"
            raise InputError("no-sheet", "--sheet", message)
        sheets = [
            Sheet(path, each.name, book.get_sheet_by_name(each.name), is_zip)
            for each in known
            if sheet in (None, each.name)
        ]
    except PasswordError:
        message = f"名册{name}加了密码，读不了；请先在表格软件里去掉密码。"
        raise InputError("locked", str(path), message) from None
    except (CalamineError, ValueError, OSError) as error:
        message = (
            f"名册{name}不是完好的 Excel 或 ODS 工作簿；请在表格软件里打开，另存为 .xlsx 再试。"
        )
        raise InputError("not-a-list", str(path), message) from error
    filled = [each for each in sheets if each.held.end is not None]
    return list(filled or sheets[:1])


@dataclass(frozen=True)
class Sheet(Source):
    """One sheet of a workbook."""

    path: Path
    sheet: str
    held: CalamineSheet
    is_zip: bool

    @property
    @override
    def form(self) -> str:
        return f"工作表{quoted(self.sheet)}"

    @cached_property
    @override
    def hidden(self) -> frozenset[int]:
        return frozenset(self._beside.hidden)

    @cached_property
    @override
    def merged(self) -> tuple[Merged, ...]:
        return tuple(
            Merged(top + 1, bottom + 1, left, right)
            for (top, left), (bottom, right) in self.held.merged_cell_ranges or ()
        )

    @override
    def rows(self) -> Iterator[Row]:
        start = self.held.start
        if start is None:
            return
        left = [""] * start[1]
        percents, errors = self._beside.percents, self._beside.errors
        # The library gives every row from the first one of the sheet, but columns from the first
        # that holds anything.
        for number, values in enumerate(self.held.iter_rows(), 1):
            cells = left + [typed(value) for value in values]
            if percents or errors:
                for place, value in enumerate(values, start[1]):
                    if (number, place) in percents:
                        cells[place] = typed(value, is_percent=True)
                    elif value == "" and (number, place) in errors:
                        cells[place] = errors[number, place]
            yield number, cells

    @cached_property
    def _beside(self) -> Beside:
        return beside(self.path, self.sheet) if self.is_zip else Beside()


def _is_sound_zip(path: Path) -> bool:
    with path.open("rb") as file:
        if file.read(4) != _ZIP:
            return False
    try:
        with ZipFile(path) as packed:
            size = sum(each.file_size for each in packed.infolist())
    except BadZipFile:
        # The library that reads it says what it is not.
        return True
    if size > _LARGEST:
        message = (
            f"名册{quoted(path.name)}解开有 {size:,} 字节，太大；请删去不用的工作表，或另存为 CSV。"
        )
        raise InputError("too-large", str(path), message)
    return True
