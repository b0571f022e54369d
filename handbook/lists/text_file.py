"""Text parted by commas, tabs or semicolons, as spreadsheet programs save it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import override

from tiercalc import InputError
from tiercalc.words import quoted

from handbook.lists.encoding import ENCODINGS, SAVE_AS, encoding_of
from handbook.lists.source import Row, Source

_SEPARATORS = {",": "逗号", "\t": "制表符", ";": "分号"}
# A first line by which Excel is told the separator; it shows no such row.
_TOLD = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)


def text_sources(path: Path) -> list[Source]:
    """The ways to read a text file: one for each separator, or that which its first line names.

    Raises InputError for what is no text.
    """
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        told = _TOLD.fullmatch(file.readline(20))
    separators = [told[1]] if told else list(_SEPARATORS)
    return [TextFile(path, encoding, each, told is not None) for each in separators]


@dataclass(frozen=True)
class TextFile(Source):
    """A text file whose encoding and separator are known; `is_told` if its first line says it."""

    path: Path
    encoding: str
    separator: str
    is_told: bool = False
    sheet: str | None = None

    @property
    @override
    def form(self) -> str:
        separator = _SEPARATORS.get(self.separator, quoted(self.separator))
        return f"{ENCODINGS[self.encoding]}，{separator}分隔"

    @override
    def rows(self) -> Iterator[Row]:
        name = quoted(self.path.name)
        with self.path.open(encoding=self.encoding, newline="") as file:
            if self.is_told:
                file.readline()
            reader = csv.reader(file, delimiter=self.separator, strict=True)
            try:
                yield from enumerate(reader, 1)
            except csv.Error as error:
                if "field limit" in str(error):
                    message = (
                        f"名册{name}第 {reader.line_num} 行附近有一格超过 "
                        f"{csv.field_size_limit():,} 个字，不像名册的内容；"
                        "请把它改短，或删去那一列。"
                    )
                    raise InputError("too-large", str(self.path), message) from None
                message = (
                    f"名册{name}第 {reader.line_num} 行附近的引号没有成对，"
                    f"后面的内容分不清是哪一格；{SAVE_AS}。"
                )
                raise InputError("bad-csv", str(self.path), message) from None
