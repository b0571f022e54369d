"""One customer's rows put together: the amounts added up, all else the same in each row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import override

from tiercalc import InputError
from tiercalc.policy import Count, Input, Money, Policy, half_width, plain_number
from tiercalc.words import listed, quoted

from handbook.grading.columns import Column, Columns, own_unit
from handbook.grading.complaints import Complaints
from handbook.grading.refunds import Refunds, refund_hint
from handbook.grading.written import signed
from handbook.lists.source import Row, Source
from handbook.lists.table import Table, rows_text
from handbook.lists.typed import Typed

# What is called so is no sum: an average, a price, one purchase.
_NO_SUM = re.compile(
    r"均|单价|单次|单笔|每[次单笔位人件]|一次|价格|最[高大]|average|price|single|per", re.I
)


@dataclass(frozen=True)
class AddedUp(Source):
    """The rows of a list put together, each with the number of its first."""

    path: Path
    sheet: str | None
    written: str
    together: tuple[Row, ...]

    @property
    @override
    def form(self) -> str:
        return self.written

    @override
    def rows(self) -> Iterator[Row]:
        return iter(self.together)


@dataclass
class _Customer:
    number: int
    cells: list[str]
    rows: list[int]
    sums: dict[int, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True)
class _Summed:
    asked: Input
    policy: Policy
    column: Column

    def amount(self, cell: str) -> Decimal | None:
        own = own_unit(self.asked, self.policy)
        return signed(cell, self.asked, own, self.column.unit)

    def cell(self, amount: Decimal) -> str:
        """An amount as it stands in the column, whose unit may be another one."""
        unit = self.column.unit
        if unit is not None:
            amount = own_unit(self.asked, self.policy).number_in(amount, unit)
        return Typed(plain_number(amount), amount)


def add_up(
    table: Table,
    by: str,
    policies: Sequence[Policy],
    columns: Sequence[Columns],
    complaints: Complaints,
    refunds: Refunds,
) -> tuple[Table, list[str]]:
    """The list with one row for each value of a column, and what is to be said of it.

    What cannot be put together is complained of. Raises InputError where there is no such column.
    """
    place = _place(table, by)
    summed = _summed(policies, columns)
    read = {column.place for own in columns for column in own.values()}
    found: dict[str, _Customer] = {}
    nobody: list[int] = []
    for number, cells in table.rows():
        key = cells[place].strip()
        if not key:
            nobody.append(number)
            continue
        one = found.get(key)
        if one is None:
            one = found[key] = _Customer(number, list(cells), [])
        else:
            _complain_of_difference(one, number, cells, read - summed.keys(), table, complaints)
        one.rows.append(number)
        for at, each in summed.items():
            _add(one, at, each.amount(cells[at]), number, cells[at], complaints, refunds, policies)
    for one in found.values():
        for at, each in summed.items():
            total = one.sums.get(at)
            one.cells[at] = "" if total is None else each.cell(max(total, Decimal(0)))
    for number in nobody:
        complaints.add(
            number, place, f"第 {number} 行：{quoted(table.header[place])}空着，不知道是谁的。"
        )
    together = tuple((one.number, one.cells) for one in found.values())
    source = AddedUp(table.path, table.source.sheet, table.form, together)
    joined = sum(len(one.rows) > 1 for one in found.values())
    named = "".join(quoted(table.header[at]) for at in sorted(summed)) or "没有一列"
    note = (
        f"按{quoted(table.header[place])}合并成 {len(found):,} 位客户，其中 {joined:,} 位有几行；"
        f"相加的是{named}，别的列用各位的第一行。"
    )
    below = [
        one.number for one in found.values() if any((each or 0) < 0 for each in one.sums.values())
    ]
    notes = [note, *([f"{rows_text(below)}起的客户退的比买的多，按 0 算。"] if below else [])]
    return Table(source, table.heading, table.others), notes


def _add(
    one: _Customer,
    place: int,
    amount: Decimal | None,
    number: int,
    cell: str,
    complaints: Complaints,
    refunds: Refunds,
    policies: Sequence[Policy],
) -> None:
    if amount is None and cell.strip():
        # Left for the engine to refuse with its own sentence.
        complaints.add(
            number, place, f"第 {number} 行第 {place + 1} 列：{quoted(cell)}不是数，不能相加。"
        )
    if amount is not None and amount < 0:
        if refunds is Refunds.ASKED:
            where = f"第 {number} 行第 {place + 1} 列"
            complaints.add(
                number, place, f"{where}：填的是{quoted(cell)}。{refund_hint(policies, refunds)}"
            )
        amount = amount if refunds is Refunds.OFF else Decimal(0)
    before = one.sums.get(place, Decimal(0))
    one.sums[place] = None if before is None or amount is None else before + amount


def _complain_of_difference(
    one: _Customer,
    number: int,
    cells: Sequence[str],
    places: set[int],
    table: Table,
    complaints: Complaints,
) -> None:
    for place in places:
        before, now = one.cells[place].strip(), cells[place].strip()
        if not before:
            one.cells[place] = cells[place]
        elif now and half_width(now) != half_width(before):
            complaints.add(
                number,
                place,
                f"第 {number} 行第 {place + 1} 列：{quoted(table.header[place])}是{quoted(now)}，"
                f"第 {one.number} 行同一位客户是{quoted(before)}；这一列不能相加，请先改成一样。",
            )


def _summed(policies: Sequence[Policy], columns: Sequence[Columns]) -> dict[int, _Summed]:
    """The columns that are added up: money and counts, unless of one purchase or an average."""
    return {
        column.place: _Summed(policy.inputs[name], policy, column)
        for policy, own in zip(policies, columns, strict=True)
        for name, column in own.items()
        if _is_sum(policy.inputs[name])
    }


def _is_sum(asked: Input) -> bool:
    if not isinstance(asked.type, Money | Count) or asked.book:
        return False
    if asked.window is not None:
        return not asked.window.is_single
    return _NO_SUM.search(f"{asked.label} {asked.id}") is None


def _place(table: Table, by: str) -> int:
    wanted = _plain(by)
    for place, text in enumerate(table.header):
        if _plain(text) == wanted:
            return place
    names = {text: text for text in table.header if text}
    message = f"名册{quoted(table.path.name)}里没有叫{quoted(by)}的列；有：{listed(names)}。"
    raise InputError("no-column", "--by", message)


def _plain(text: str) -> str:
    return "".join(half_width(text).casefold().split())
