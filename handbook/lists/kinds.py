"""What kind of file a list is, told by how it begins and not by what it is called."""

from __future__ import annotations

import re
from pathlib import Path

from tiercalc import InputError
from tiercalc.words import quoted

from handbook.lists.source import Source
from handbook.lists.text_file import text_sources
from handbook.lists.workbook import workbook_sources

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!--|\?xml|!doctype|html|head|meta|table|style|body|div)", re.I
)
_XML_BOOK = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet")
_SHOWN = 4096
OPEN_AND_SAVE = "请在表格软件里打开它，另存为 .xlsx 再试"


def sources(path: Path, sheet: str | None) -> list[Source]:
    """The ways to read a file as rows. Raises InputError for what is no list."""
    if not path.is_file():
        reason = "不是普通文件" if path.exists() else "没有这个文件"
        raise InputError("no-file", str(path), f"名册{quoted(str(path))}打不开：{reason}。")
    with path.open("rb") as file:
        start = file.read(_SHOWN)
    if start.startswith(_WORKBOOKS):
        return workbook_sources(path, sheet)
    if _MARKUP.match(start):
        what = " XML 表格" if _XML_BOOK.search(start) else "网页（HTML 表格）"
        message = f"{quoted(path.name)}其实是{what}；{OPEN_AND_SAVE}。"
        raise InputError("not-a-list", str(path), message)
    if sheet is not None:
        message = f"名册{quoted(path.name)}是文字文件，没有工作表，不要写 --sheet。"
        raise InputError("no-sheet", "--sheet", message)
    return text_sources(path)
