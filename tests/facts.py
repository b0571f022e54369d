"""What a fact file says of a source: names, forms, and numbers with their units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

FOLDER = Path(__file__).parent.parent.parent / "shared" / "facts"

_SECTION = re.compile(r"^## (\d+)a?\. .*$", re.MULTILINE)
_FORM = re.compile(r"《([^》]+)》")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_UNITS = {
    "工作日": "个工作日|工作日|working days?\\b",
    "分钟": "分钟|min(?:utes?)?\\b",
    "小时": "小时|hours?\\b",
    "个月": "个月|months?\\b",
    "个百分点": "个?百分点|percentage points?",
    "个品牌": "brands",
    "天": "天|days?\\b",
    "年": "年|years?\\b",
    "元": "元",
    "%": "%",
    "折": "折",
    "股": "股|shares?\\b",
    "倍": "倍|times",
    "瓶": "瓶|bottles?",
    "支": "支",
    "盆": "盆|pots?",
    "串": "串|bunch",
    "磅": "磅|pounds?",
    "岁": "岁",
    "项": "项",
    "名": "名",
    "本": "本",
    "双": "pairs?",
    "次": "次",
    "层": "层|layers?",
    "等": "等",
    "月": "月",
    "分": "分(?![钟之])|points?",
}
_UNIT = "|".join(f"(?P<u{place}>{words})" for place, words in enumerate(_UNITS.values()))
_NUMBER = re.compile(
    r"(?<![A-Za-z\d.])(?P<number>\d{1,3}(?:[ ,]\d{3})+|\d+(?:\.\d+)?)(?P<wan> ?万)?多?"
    rf"(?: ?(?:{_UNIT}))?(?![\d.]*\d)"
)
_CHINESE = re.compile(rf"(?P<number>[半一二两三四五六七八九十]+)(?:{_UNIT})(?!性)")
_DATE = re.compile(r"\d{1,2} ?月 ?\d{1,2} ?日")
_FRACTION = re.compile(r"[一二三四五六七八九十]分之[一二三四五六七八九]")
# Where a rule stands, which a policy says in its own way: Art 4 / 5, Ch. 3, C4, 三.2, P1.
_PLACE = re.compile(
    r"\bArts? ?\d+[a-z]?(?: ?[–/] ?\d+)*|\bCh\. ?\d+|\b[A-CP]\d+(?:[–,] ?[A-CP]?\d+)*|"
    r"[一二三四五]\.\d+(?:–\d+)?|\b(?:items?|principle|factor|rule|step|section|ambiguity|Amb)"
    r" \d+(?:[–,] ?\d+)*|(?<![\d.])\d\.\d(?![\d折])"
)
# Numbers up to here are marks of a list unless they carry a unit or fill a table's cell.
_LIST_LENGTH = 24


@dataclass(frozen=True)
class Quantity:
    """A number of a fact file; `unit` is empty where it has none. `words` are as they stand."""

    value: Decimal
    unit: str
    words: str


@dataclass(frozen=True)
class FactFile:
    """One fact file: its slug and its sections' texts by number."""

    slug: str
    head: str
    sections: dict[int, str]

    def told(self) -> str:
        """The sections that hold the source's own rules and figures."""
        return "\n".join(text for number, text in self.sections.items() if 2 <= number <= 9)

    def title(self) -> str:
        """The row of the source's Chinese title."""
        return next(row[1] for row in rows(self.head) if row[0] == "Chinese title")

    def forms(self) -> set[str]:
        """Every name in 《》."""
        return set(_FORM.findall(self.told()))

    def names(self, *headings: str) -> Iterator[str]:
        """The Chinese names in the first column of tables whose heading begins so."""
        for table in tables(self.told()):
            if table[0][0].startswith(headings):
                for row in table[1:]:
                    yield from _names(row[0])


def read_all() -> dict[str, FactFile]:
    """Every fact file by the id of its policy; empty where there are none."""
    found = {}
    for path in sorted(FOLDER.glob("[0-9][0-9]-*.md")):
        text = path.read_text(encoding="utf-8")
        head, *parts = _SECTION.split(text)
        sections: dict[int, str] = {}
        for number, part in zip(parts[::2], parts[1::2], strict=True):
            sections[int(number)] = sections.get(int(number), "") + part
        slug = path.stem[3:]
        found[slug] = FactFile(slug, head, sections)
    return found


def index() -> list[tuple[str, str]]:
    """Each policy's id and how complete its source is, in the words of the index."""
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    (table,) = (table for table in tables(text) if table[0][0] == "slug")
    column = table[0].index("completeness")
    return [(row[0][3:], row[column]) for row in table[1:]]


def tables(text: str) -> Iterator[list[list[str]]]:
    """Every table of a Markdown text: its rows, the heading first."""
    table: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not set(line) <= set("|-: "):
                table.append(cells)
        elif table:
            yield table
            table = []


def rows(text: str) -> Iterator[list[str]]:
    """The rows of all tables of a text, headings included."""
    for table in tables(text):
        yield from table


def quantities(text: str) -> Iterator[Quantity]:
    """The numbers of a fact file's sections; places in the source and marks of lists left out."""
    for table in tables(text):
        numbered = table[0][0] == "#"
        for row in table:
            for cell in row[numbered:]:
                if cell.isdecimal():
                    yield Quantity(Decimal(cell), "", cell)
    for line in text.splitlines():
        bare = _DATE.sub("", _PLACE.sub("", line))
        yield from (each for each in in_digits(bare) if each.unit or each.value > _LIST_LENGTH)
        yield from _in_chinese(bare)


def in_digits(text: str) -> Iterator[Quantity]:
    """Every number of a text that is written in digits."""
    for found in _NUMBER.finditer(text):
        value = Decimal(re.sub("[ ,]", "", found["number"])) * (10_000 if found["wan"] else 1)
        yield Quantity(value, _unit(found), found.group())


def _in_chinese(text: str) -> Iterator[Quantity]:
    for found in _CHINESE.finditer(text):
        unit = _unit(found)
        if found["number"] == "半":
            value, unit = {"年": (6, "个月"), "小时": (30, "分钟")}[unit]
        else:
            value = _chinese(found["number"])
        yield Quantity(Decimal(value), unit, found.group())


def comparable(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A quantity as it compares with others: years in months."""
    return (value * 12, "个月") if unit == "年" else (value, unit)


def phrases(text: str) -> set[str]:
    """Days of the year and fractions, which stand in a policy as they are, but for spaces."""
    return {re.sub(" ", "", each) for each in (*_DATE.findall(text), *_FRACTION.findall(text))}


def _unit(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return next((unit for place, unit in enumerate(_UNITS) if groups[f"u{place}"]), "")


def _chinese(word: str) -> int:
    tens, ten, ones = word.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _names(cell: str) -> Iterator[str]:
    """The Chinese names of a cell, without what is said about them in English."""
    for part in re.split(r"[,/、]", re.sub(r" \([^)]*\)|\([^)]*[a-z][^)]*\)", "", cell)):
        name = part.strip()
        if re.search("[一-鿿]|[A-Z]{2}", name) and not re.search("[a-z]{3}", name):
            yield re.sub(r"[“”\"]", "", name)
