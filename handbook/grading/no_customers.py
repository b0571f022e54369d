"""Rows of a list that are no customers: totals, headings that come again, notes below."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tiercalc.policy import half_width

_TOTALS = (
    "合计|总计|小计|总和|共计|累计|总额|合计数|总计数|平均|平均值|均值|本页小计|本页合计|汇总|"
    "total|totals|subtotal|grandtotal|sum|average|mean"
)
_IS_TOTAL = frozenset(_TOTALS.split("|"))
# 华东合计, 上海店 汇总, 合计（3 位）: only where a row begins, since a remark may end so.
_ENDS = re.compile(
    r".{0,20}(?:合计|总计|小计|共计|汇总|subtotal|total)(?:[(\[].*[)\]])?", re.IGNORECASE
)
# So begins the name in a row that only shows how a list is filled in.
EXAMPLE = "（例）"
_SIGNS = " \t\u3000:：.。*-—"
_NOTES = re.compile(
    r"[*※]|[(\[]?(?:注|备注|说明|附注|填表说明)[0-9]?[:：、.)\]]|注意|"
    r"(?:制表|审核|复核|填表|编制|统计|打印|导出|来源|数据来源|单位|负责人|经办)"
    r"(?:人|日期|时间|口径)?[:：]|"
    r"(?:以上|截至|截止|本表|数据截)"
)
# A longer cell is no word for a total.
_LONGEST = 20
# So many rows at the end are looked through for notes.
TAIL = 50


@dataclass(frozen=True)
class LeftOut:
    """A row that is no customer: its number, what stands in it, and what it is."""

    row: int
    text: str
    what: str


def total_or_heading(cells: Sequence[str], header: Sequence[str], passed: Sequence[int]) -> str:
    """What a row is that is no customer by its own words; empty for a customer.

    `passed` are the columns that give no input.
    """
    if tuple(cells[: len(header)]) == tuple(header):
        return "列名又写了一遍"
    first = next((place for place, cell in enumerate(cells) if cell and not cell.isspace()), -1)
    for place in passed:
        cell = cells[place]
        if cell and len(cell) <= _LONGEST and _plain(cell) in _IS_TOTAL:
            return "合计行"
    if first in passed and _ENDS.fullmatch(half_width(cells[first]).strip(_SIGNS)):
        return "合计行"
    if first in passed and cells[first].startswith(EXAMPLE):
        return "例子"
    return ""


def is_note(cells: Sequence[str], used: Collection[int]) -> bool:
    """Whether a row at the end is a note: one text alone, which begins as notes do."""
    filled = [place for place, cell in enumerate(cells) if cell and not cell.isspace()]
    if any(place in used for place in filled[1:]):
        return False
    return bool(_NOTES.match(half_width(cells[filled[0]]))) and (
        len(filled) == 1 or all(_NOTES.match(half_width(cells[place])) for place in filled)
    )


def _plain(cell: str) -> str:
    return "".join(half_width(cell).casefold().split()).strip(_SIGNS)
