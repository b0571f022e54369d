"""What a sheet of an .xlsx file says beside its values: hidden rows, per cents, errors.

The library that reads the values tells none of it; this looks only at the attributes of rows and
cells, by the streaming parser of the standard library, and refuses any declared entity.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

Attributes = Mapping[str, str]
_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_PERCENT = (9, 10)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_BLOCK = 1 << 18
NOT_COMPUTED = "#公式"


@dataclass
class Beside:
    """What is known of a sheet's cells by row and column, both counted from 1 and from 0."""

    hidden: set[int] = field(default_factory=set)
    percents: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


class _DeclaredError(Exception):
    """The file declares a document type, which no spreadsheet program writes."""


def beside(path: Path, sheet: str) -> Beside:
    """What an .xlsx file says of a sheet; nothing where it is put together in another way."""
    found = Beside()
    try:
        with ZipFile(path) as file:
            part = _part(file, sheet)
            if part is not None:
                _look(file, part, _percent_styles(file), found)
    except (BadZipFile, KeyError, ExpatError, _DeclaredError, ValueError, OSError):
        return Beside()
    return found


def _part(file: ZipFile, sheet: str) -> str | None:
    """Where in the file a sheet stands."""
    relation: list[str] = []
    target: list[str] = []

    def of_book(name: str, given: Attributes) -> None:
        if name == "sheet" and given.get("name") == sheet:
            relation.extend(value for key, value in given.items() if key.endswith(":id"))

    def of_relations(name: str, given: Attributes) -> None:
        if name == "Relationship" and given.get("Id") in relation:
            target.append(given.get("Target", ""))

    _parse(file, _BOOK, of_book)
    _parse(file, _RELATIONS, of_relations)
    if not target:
        return None
    return target[0].lstrip("/") if target[0].startswith("/") else normpath(join("xl", target[0]))


def _percent_styles(file: ZipFile) -> set[str]:
    """The styles of cells, by their numbers, that show a number in per cent."""
    percents = {str(each) for each in _PERCENT}
    styles: set[str] = set()
    inside: list[str] = []
    count = 0

    def begin(name: str, given: Attributes) -> None:
        nonlocal count
        if name in ("cellXfs", "cellStyleXfs"):
            inside.append(name)
        elif name == "numFmt" and "%" in _QUOTED.sub("", given.get("formatCode", "")):
            percents.add(given["numFmtId"])
        elif name == "xf" and inside[-1:] == ["cellXfs"]:
            if given.get("numFmtId") in percents:
                styles.add(str(count))
            count += 1

    def end(name: str) -> None:
        if name in inside:
            inside.remove(name)

    if _STYLES in file.namelist():
        _parse(file, _STYLES, begin, end)
    return styles


def _look(file: ZipFile, part: str, styles: set[str], found: Beside) -> None:
    row, column = 0, -1
    kind, text, is_formula = "", "", False

    def begin(name: str, given: Attributes) -> None:
        nonlocal row, column, kind, text, is_formula
        if name == "c":
            place = given.get("r")
            column = _column(place) if place else column + 1
            kind, text, is_formula = given.get("t", ""), "", False
            if given.get("s") in styles:
                found.percents.add((row, column))
        elif name == "row":
            row, column = int(given.get("r", row + 1)), -1
            if given.get("hidden") in ("1", "true"):
                found.hidden.add(row)
        elif name == "f":
            is_formula = True

    def end(name: str) -> None:
        if name == "c" and (kind == "e" or (is_formula and not text)):
            found.errors[row, column] = text if kind == "e" else NOT_COMPUTED

    def said(part: str) -> None:
        nonlocal text
        text += part

    def end_of_value(name: str) -> None:
        nonlocal text
        if name == "f":
            # The formula itself is not the value.
            text = ""
        end(name)

    _parse(file, part, begin, end_of_value, said)


def _column(place: str) -> int:
    column = 0
    for letter in place:
        if not letter.isalpha():
            break
        column = column * 26 + ord(letter.upper()) - 64
    return column - 1


def _parse(
    file: ZipFile,
    part: str,
    begin: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    said: Callable[[str], None] | None = None,
) -> None:
    parser = ParserCreate()

    def declared(*_: object) -> None:
        raise _DeclaredError

    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = lambda name, given: begin(name.rpartition(":")[2], given)
    if end is not None:
        ended = end
        parser.EndElementHandler = lambda name: ended(name.rpartition(":")[2])
    if said is not None:
        parser.CharacterDataHandler = said
    with file.open(part) as stream:
        while block := stream.read(_BLOCK):
            parser.Parse(block, False)
        parser.Parse(b"", True)
