"""The customers of a list as one policy sees them: from a row to the values of its inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tiercalc import InputError
from tiercalc.given import doubts, may_be_doubted
from tiercalc.policy import (
    Decision,
    Input,
    Policy,
    Quantity,
    Value,
)

from handbook.grading.book import Book
from handbook.grading.cells import CellReader, cell_reader
from handbook.grading.columns import Columns
from handbook.grading.complaints import Complaints
from handbook.grading.refunds import Refunds
from handbook.lists.table import Table

_HOW = {"share": "占比", "rank": "名次"}


@dataclass(frozen=True)
class _Measured:
    """An input that the whole list gives: from which other one, and how."""

    asked: Input
    base: str
    measure: Callable[[Decimal], Decimal]


class Customers:
    """What a list says of its customers, as far as decisions of a policy ask for it.

    `given` are the inputs that its columns give, `measured` those that are computed from the whole
    list, `notes` say why one of these could not be.
    """

    def __init__(
        self,
        table: Table,
        policy: Policy,
        columns: Columns,
        complaints: Complaints,
        decisions: Iterable[Decision],
        on: date,
        refunds: Refunds,
    ) -> None:
        self.on = on
        self.table = table
        self.policy = policy
        self.complaints = complaints
        self.given = tuple(columns)
        self._width = len(table.header)
        self._readers: list[tuple[str, int, CellReader]] = [
            (name, column.place, cell_reader(policy.inputs[name], policy, column, refunds))
            for name, column in columns.items()
        ]
        self._may_be_doubted = may_be_doubted(policy)
        self.notes: list[str] = []
        self._measured = tuple(self._measures({name for each in decisions for name in each.inputs}))

    @property
    def measured(self) -> tuple[Input, ...]:
        """The inputs that are computed from the whole list."""
        return tuple(each.asked for each in self._measured)

    def asks(self, decision: Decision) -> bool:
        """True where the list says something that the decision asks for."""
        needed = decision.inputs
        known = {*self.given, *(asked.id for asked in self.measured)}
        return not needed or not needed.isdisjoint(known)

    def values(self, number: int, cells: list[str]) -> dict[str, Value]:
        """What a row gives. What cannot be read is complained of and left out."""
        if len(cells) > self._width:
            self._complain_of_length(number, cells)
        values, errors = self._read(cells)
        for place, error in errors:
            self._complain_of_cell(number, place, error)
        for each in self._measured:
            amount = values.get(each.base)
            if isinstance(amount, Decimal):
                values[each.asked.id] = each.measure(amount)
        return values

    def _read(self, cells: list[str]) -> tuple[dict[str, Value], list[tuple[int, InputError]]]:
        """What a row gives, and by its columns what cannot be read or cannot all be right."""
        values: dict[str, Value] = {}
        errors: list[tuple[int, InputError]] = []
        for name, place, read in self._readers:
            try:
                value = read(cells[place])
            except InputError as error:
                errors.append((place, error))
                continue
            if value is not None:
                values[name] = value
        # A list has many rows, and most policies say nothing of the kind.
        for _, doubt in doubts(self.policy, values, self.on) if self._may_be_doubted else ():
            place = next(at for name, at, _ in self._readers if name == doubt.place)
            errors.append((place, doubt))
        return values, errors

    def _complain_of_cell(self, number: int, place: int, error: InputError) -> None:
        self.complaints.add(number, place, f"第 {number} 行第 {place + 1} 列：{error.message}")

    def _complain_of_length(self, number: int, cells: list[str]) -> None:
        if any(cells[self._width :]):
            self.complaints.add(
                number,
                self._width,
                f"第 {number} 行：有 {len(cells)} 格，{self.table.heading.place}只有 {self._width} "
                "个列名；内容里有分隔符的格要加双引号。",
            )

    def _measures(self, needed: set[str]) -> Iterable[_Measured]:
        wanted = [
            (asked, *asked.book)
            for asked in self.policy.inputs.values()
            if asked.book
            and asked.id in needed
            and asked.id not in self.given
            and asked.book[1] in self.given
        ]
        kinds = {base: self.policy.inputs[base].type for _, _, base in wanted}
        books = {
            base: self._book(base, kind)
            for base, kind in kinds.items()
            if isinstance(kind, Quantity)
        }
        for asked, how, base in wanted:
            book, label = books[base], self.policy.inputs[base].label
            if isinstance(book, str):
                self.notes.append(f"{book}，全体的{_HOW[how]}就算不出来，所以没有“{asked.label}”。")
                continue
            measure = book.measure(how)
            if measure is None:
                self.notes.append(f"“{label}”合计为 0，没有“{asked.label}”。")
            else:
                yield _Measured(asked, base, measure)

    def _book(self, base: str, kind: Quantity) -> Book | str:
        """Everybody's amounts; where one lacks, in words which."""
        label = self.policy.inputs[base].label
        book = Book(kind)
        for number, cells in self.table.rows():
            values, errors = self._read(cells)
            amount = values.get(base)
            if errors:
                # Complained of when the row's turn comes, and not known if that is passed over.
                return f"第 {number} 行的“{label}”不知道是多少"
            if not isinstance(amount, Decimal):
                return f"第 {number} 行没有填“{label}”"
            book.add(amount)
        return book
