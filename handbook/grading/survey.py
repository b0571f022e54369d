"""What a list is looked through for before anybody is graded: whether its rows are customers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tiercalc import InputError
from tiercalc.policy import Money, Policy
from tiercalc.words import quoted

from handbook.grading.cells import CellReader, cell_reader
from handbook.grading.columns import Columns, heading_of
from handbook.grading.complaints import Complaints
from handbook.grading.no_customers import TAIL, LeftOut, is_note, total_or_heading
from handbook.grading.told import Told
from handbook.grading.twice import Keys
from handbook.grading.written import is_scientific
from handbook.lists.source import Row
from handbook.lists.table import Table, rows_text
from handbook.lists.typed import has_lost_digits
from handbook.source.characters import first_hidden

# Below so many others, a customer may well have as much as all of them together.
_OTHERS, _OTHERS_OF_NAMED = 2, 3
_ALL_ROWS = "每一行都是一位客户，就加上 --all-rows"
_SHOWN = 10


@dataclass(frozen=True)
class Survey:
    """What was found: the rows that are no customers, and what is to be said."""

    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


def survey(
    table: Table,
    policies: Sequence[Policy],
    columns: Sequence[Columns],
    complaints: Complaints,
    told: Told,
) -> Survey:
    """Look through a list whose columns are known.

    What cannot be graded as it stands is complained of.
    """
    look = _Look(table, policies, columns, told)
    for row in table.rows():
        look.at(*row, told.all_rows)
    look.complain_of_shares(table, policies, columns, complaints)
    if not told.all_rows:
        look.at_the_end(complaints)
    left_out = sorted(look.left_out, key=lambda each: each.row)
    notes = [*_left_out_notes(left_out), *look.notes()]
    if not told.all_rows and told.by is None:
        rest = replace(table, left_out=frozenset(each.row for each in left_out))
        numbered, named = look.keys.again(rest.rows)
        for sentence in numbered:
            complaints.refuse(f"{sentence}{_ALL_ROWS}。")
        notes += named
    return Survey(tuple(left_out), tuple(notes))


class _Look:
    """What one way through the rows finds."""

    def __init__(
        self, table: Table, policies: Sequence[Policy], columns: Sequence[Columns], told: Told
    ) -> None:
        self.header = table.header
        self.used = {column.place for own in columns for column in own.values()}
        self.passed = [place for place, text in enumerate(self.header) if place not in self.used]
        self.keys = Keys(self.header, self.passed)
        self.left_out: list[LeftOut] = []
        self._money: dict[int, CellReader] = {}
        self._shares: dict[int, bool | None] = {}
        for policy, own in zip(policies, columns, strict=True):
            for name, column in own.items():
                asked = policy.inputs[name]
                if isinstance(asked.type, Money):
                    self._money[column.place] = cell_reader(asked, policy, column, told.refunds)
                elif asked.type.unit == "%" and column.unit is None and not column.is_told:
                    self._shares[column.place] = None
        self._sums = dict.fromkeys(self._money, Decimal(0))
        self._others = 0
        self._last: Row | None = None
        self._tail: deque[Row] = deque(maxlen=TAIL)
        self._lost: dict[int, list[int]] = {}
        self._unseen: list[int] = []

    def at(self, number: int, cells: list[str], all_rows: bool) -> None:
        """Look at one more row."""
        what = "" if all_rows else total_or_heading(cells, self.header, self.passed)
        if what:
            self.left_out.append(LeftOut(number, _text(cells), what))
            return
        if any(cells[place] for place in self.used):
            self._tail.clear()
            self._count_last()
            self._last = (number, cells)
        else:
            self._tail.append((number, cells))
        self.keys.add(cells)
        for place in self._shares:
            self._look_at_share(place, cells[place])
        for place in self.passed:
            cell = cells[place]
            if has_lost_digits(cell) or (("E+" in cell or "e+" in cell) and is_scientific(cell)):
                self._lost.setdefault(place, []).append(number)
        if any(
            not cells[place].isascii() and first_hidden(cells[place]) is not None
            for place in self.used
        ):
            self._unseen.append(number)

    def at_the_end(self, complaints: Complaints) -> None:
        """Look at the last rows, which may be notes or the sum of all others."""
        while self._tail and is_note(self._tail[-1][1], self.used):
            number, cells = self._tail.pop()
            self.left_out.append(LeftOut(number, _text(cells), "说明"))
        if self._last is None:
            return
        number, cells = self._last
        nameless = not any(cells[place].strip() for place in self.passed)
        wanted = _OTHERS if nameless and self.passed else _OTHERS_OF_NAMED
        summed = [
            place
            for place, read in self._money.items()
            if self._others >= wanted
            and self._sums[place]
            and self._sums[place] == _amount(read, cells[place])
        ]
        if summed and nameless and self.passed:
            self.left_out.append(LeftOut(number, _text(cells), "合计行"))
        elif summed:
            label = quoted(self.header[summed[0]])
            complaints.add(
                number,
                summed[0],
                f"第 {number} 行第 {summed[0] + 1} 列：{label}正好是上面各行之和；"
                f"是合计就删去这一行，{_ALL_ROWS}。",
            )

    def complain_of_shares(
        self,
        table: Table,
        policies: Sequence[Policy],
        columns: Sequence[Columns],
        complaints: Complaints,
    ) -> None:
        """Complain of columns of shares that may be parts of one or hundredths."""
        for policy, own in zip(policies, columns, strict=True):
            for name, column in own.items():
                asked = policy.inputs[name]
                if self._shares.get(column.place):
                    complaints.add(
                        table.heading.last,
                        column.place,
                        f"{table.heading.place}第 {column.place + 1} 列"
                        f"{quoted(self.header[column.place])}：这一列的数都不大于 1，"
                        "分不清 0.5 是 50% 还是 0.5%。是 50% 就把列名写成"
                        f"“{asked.label}（小数）”，是 0.5% 就写成“{heading_of(asked, policy)}”。",
                    )

    def notes(self) -> Iterator[str]:
        """What else is to be said."""
        for place, numbers in self._lost.items():
            yield (
                f"{quoted(self.header[place])}这一列，{rows_text(numbers)}的号码丢了后面的位数，"
                "表格软件只留 15 位；请从原来的系统重新导出，把这一列设成“文本”格式。"
            )
        if self._unseen:
            yield f"{rows_text(self._unseen)}的数里有看不见的字符，读的时候略去了。"

    def _count_last(self) -> None:
        """Count the row before in: the last one of all is compared with the sum of the others."""
        if self._last is None:
            return
        cells = self._last[1]
        self._others += 1
        for place, read in self._money.items():
            self._sums[place] += _amount(read, cells[place])

    def _look_at_share(self, place: int, cell: str) -> None:
        if self._shares[place] is False or not cell or cell.isspace():
            return
        try:
            number = Decimal(cell)
        except ArithmeticError:
            self._shares[place] = False
            return
        if number:
            self._shares[place] = number <= 1


def _amount(read: CellReader, cell: str) -> Decimal:
    try:
        found = read(cell)
    except InputError:
        return Decimal(0)
    return found if isinstance(found, Decimal) else Decimal(0)


def _text(cells: Sequence[str]) -> str:
    return " ".join(cell.strip() for cell in cells if cell.strip())


def _left_out_notes(left_out: Sequence[LeftOut]) -> Iterator[str]:
    shown = [f"第 {each.row} 行（{each.what}）：{quoted(each.text)}" for each in left_out[:_SHOWN]]
    more = len(left_out) - _SHOWN
    if shown:
        rest = f"；另有 {more:,} 行" if more > 0 else ""
        yield f"有 {len(left_out):,} 行不是客户，没有算：{'；'.join(shown)}{rest}。"
