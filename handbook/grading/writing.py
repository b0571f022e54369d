"""Writing the graded list: whole or not at all, as spreadsheet programs open it."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TextIO

from tiercalc import InputError
from tiercalc.words import quoted

from handbook.grading.sheet import Sheet
from handbook.lists.written_book import new_book

# With the byte order mark, without which Excel takes UTF-8 for the system's own encoding.
_ENCODING = "utf-8-sig"
BOOK = ".xlsx"
_OTHER_BOOKS = (".xls", ".ods", ".xlsm", ".xlsb", ".numbers", ".et")
_GRADED, _SUMMARY = "定级结果", "汇总"


def check_target(target: Path, source: Path | None) -> None:
    """Raise InputError for a place where the graded list cannot stand or would do harm."""
    if source is not None and target.exists() and source.exists() and target.samefile(source):
        message = f"输出文件{quoted(str(target))}就是名册本身；请换一个文件名，名册不会被改动。"
        raise InputError("same-file", str(target), message)
    if target.exists() and not target.is_file():
        message = f"{quoted(str(target))}不是普通文件，不能写；请换一个文件名。"
        raise InputError("bad-output", str(target), message)
    if target.suffix.lower() in _OTHER_BOOKS:
        message = f"写不了 {target.suffix} 文件；请把输出文件的名称改成 .xlsx 或 .csv。"
        raise InputError("bad-output", str(target), message)
    if not target.absolute().parent.is_dir():
        message = f"没有{quoted(str(target.parent))}这个目录，请先建好，或换一个地方。"
        raise InputError("bad-output", str(target), message)


def save(sheet: Sheet, target: Path, summary: Callable[[], Iterable[str]]) -> None:
    """Write the graded list to a file, which stays as it was unless everything is well.

    A name that ends in .xlsx makes a workbook, with the summary on a sheet of its own; any other
    makes text. A new file can be read by its owner alone, since customers stand in it.
    """
    with replacing(target) as beside:
        if target.suffix.lower() == BOOK:
            with open(beside, "wb", opener=private) as file, new_book(file, target) as book:
                book.add(_GRADED, sheet.columns(), sheet.rows())
                book.text(_SUMMARY, summary())
        else:
            with open(beside, "w", encoding=_ENCODING, newline="", opener=private) as text:
                _write(sheet, text)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A place beside a file to write to; what stands there replaces the file if all is well."""
    target = target.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield beside
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def held(sheet: Sheet) -> IO[bytes]:
    """The graded list in a file without a name, at its beginning; it is gone once it is closed."""
    with ExitStack() as kept:
        file = kept.enter_context(TemporaryFile())
        text = TextIOWrapper(file, encoding=_ENCODING, newline="")
        kept.callback(text.detach)
        _write(sheet, text)
        text.flush()
        file.seek(0)
        # Whoever passes it on closes it.
        kept.pop_all()
    text.detach()
    return file


def private(path: str, flags: int) -> int:
    """How a file is opened that its owner alone may read."""
    return os.open(path, flags, 0o600)


def _write(sheet: Sheet, file: TextIO) -> None:
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(sheet.header)
    writer.writerows(sheet.rows())
