"""A list of customers as spreadsheet programs save it: its encoding, its separator, its rows."""

from __future__ import annotations

import csv
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tiercalc import InputError
from tiercalc.words import quoted

# Tried in this order: hardly any GB18030 text is UTF-8 by chance, but most UTF-8 text is GB18030.
_ENCODINGS = {"utf-8-sig": "UTF-8", "gb18030": "GB18030"}
_SEPARATORS = {",": "逗号", "\t": "制表符", ";": "分号"}
_BLOCK = 1 << 20
COLUMNS = 2_000

# How files begin that are renamed workbooks, or text in two bytes a character.
_OTHER_FILES = {
    b"PK\x03\x04": "是 Excel 工作簿",
    b"\xd0\xcf\x11\xe0": "是旧式 Excel 工作簿",
    b"\xff\xfe": "是“Unicode 文本”",
    b"\xfe\xff": "是“Unicode 文本”",
}
_SAVE_AS = "请在表格软件里另存为“CSV UTF-8（逗号分隔）”再试"


@dataclass(frozen=True)
class Table:
    """A CSV file whose encoding and separator are known. `header` is its first row."""

    path: Path
    encoding: str
    separator: str
    header: tuple[str, ...]

    @property
    def form(self) -> str:
        """How the file is written, in words: “UTF-8，逗号分隔”."""
        return f"{_ENCODINGS[self.encoding]}，{_SEPARATORS[self.separator]}分隔"

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows below the header that hold anything, with their numbers (the header's is 1).

        Cells that a row leaves out at its end are empty. Raises InputError where quotation marks do
        not pair up.
        """
        width = len(self.header)
        records = _records(self.path, self.encoding, self.separator)
        next(records, None)
        for number, cells in records:
            if any(cells):
                yield number, cells + [""] * (width - len(cells))


def open_table(path: Path, known: Callable[[str], bool]) -> Table:
    """Find out how a file is written.

    `known` says whether a heading is one that the reader of the table looks for: the separator that
    brings most of them out is the file's. Raises InputError for what is no such file.
    """
    if not path.is_file():
        reason = "不是普通文件" if path.exists() else "没有这个文件"
        raise InputError("no-file", str(path), f"名册{quoted(str(path))}打不开：{reason}。")
    encoding = _encoding(path)
    headers = {each: _header(path, encoding, each) for each in _SEPARATORS}
    widest = max(map(len, headers.values()))
    if widest > COLUMNS:
        message = (
            f"名册{quoted(path.name)}的第 1 行有 {widest:,} 列，超过 {COLUMNS:,} 列的上限；"
            "请只留需要的列，第 1 行写列名。"
        )
        raise InputError("too-large", str(path), message)
    separator = max(headers, key=lambda each: _likely(headers[each], known))
    if not headers[separator]:
        # Whatever kept it from being read is raised again.
        next(_records(path, encoding, separator), None)
    return Table(path, encoding, separator, tuple(headers[separator]))


def _likely(header: Sequence[str], known: Callable[[str], bool]) -> tuple[int, int]:
    return sum(map(known, header)), len(header)


def _header(path: Path, encoding: str, separator: str) -> list[str]:
    try:
        return next(_records(path, encoding, separator), (1, []))[1]
    except InputError:
        # A quotation mark in the middle of a cell, as it looks with the wrong separator.
        return []


def _records(path: Path, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=separator, strict=True)
        try:
            yield from enumerate(reader, 1)
        except csv.Error as error:
            if "field limit" in str(error):
                message = (
                    f"名册{quoted(path.name)}第 {reader.line_num} 行附近有一格超过 "
                    f"{csv.field_size_limit():,} 个字，不像名册的内容；请把它改短，或删去那一列。"
                )
                raise InputError("too-large", str(path), message) from None
            message = (
                f"名册{quoted(path.name)}第 {reader.line_num} 行附近的引号没有成对，"
                f"后面的内容分不清是哪一格；{_SAVE_AS}。"
            )
            raise InputError("bad-csv", str(path), message) from None


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(8)
    for signature, what in _OTHER_FILES.items():
        if start.startswith(signature):
            raise InputError("not-csv", str(path), f"{quoted(path.name)}{what}，{_SAVE_AS}。")
    for encoding in _ENCODINGS:
        if _decodes(path, encoding):
            return encoding
    names = " 或 ".join(_ENCODINGS.values())
    message = f"名册{quoted(path.name)}不是 {names} 编码的文字；{_SAVE_AS}。"
    raise InputError("encoding", str(path), message)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                if "\0" in decoder.decode(block):
                    return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
