"""Who moves: every customer of a list graded under both versions of a policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tiercalc import InputError, Policy
from tiercalc.bulk import Judgement, compiled, height, judge
from tiercalc.case import Situation
from tiercalc.policy import (
    Decision,
    Value,
)

from handbook.grading.columns import Columns
from handbook.grading.complaints import Complaints
from handbook.grading.customers import Customers
from handbook.grading.opening import open_list
from handbook.grading.refunds import Refunds
from handbook.grading.told import Told
from handbook.lists.table import Table

Outcome = str | tuple[str, ...] | None


@dataclass(frozen=True)
class Grade:
    """Where a customer stands: an outcome of the policy's first decision, by id and by name."""

    outcome: Outcome
    undetermined: bool
    name: str

    @property
    def key(self) -> tuple[Outcome, bool]:
        """What makes it the same grade: a tier that is only called otherwise is the same one."""
        return self.outcome, self.undetermined


@dataclass(frozen=True)
class Standing:
    """A customer's grade, and why."""

    grade: Grade
    why: str


@dataclass(frozen=True)
class Move:
    """One customer who stands elsewhere in the new version.

    `row` is the row of the list, `customer` what its columns say that no policy asks for.
    """

    row: int
    customer: Mapping[str, str]
    old: Standing
    new: Standing

    @property
    def reason(self) -> str:
        """Why, in one sentence: the conditions met before and now."""
        return f"原来：{self.old.why}。现在：{self.new.why}。"


@dataclass(frozen=True)
class Moves:
    """What the new version means for a list of customers.

    `matrix` counts the customers by where they stood and where they stand, those who stay
    included; `notes` say what could not be worked out from the list.
    """

    table: Table
    policies: tuple[Policy, Policy]
    decisions: tuple[Decision, Decision]
    matrix: Mapping[tuple[Grade, Grade], int]
    moved: tuple[Move, ...]
    notes: tuple[str, ...]

    @property
    def customers(self) -> int:
        """How many customers the list has."""
        return sum(self.matrix.values())

    @property
    def count(self) -> int:
        """How many of them move."""
        return sum(count for (old, new), count in self.matrix.items() if old.key != new.key)

    def ranked(self) -> list[tuple[tuple[Grade, Grade], int]]:
        """The matrix in the order of the outcomes, the old one first; open answers last."""
        return sorted(
            self.matrix.items(),
            key=lambda entry: [
                height(grade.outcome, grade.undetermined, decision, policy)
                for grade, decision, policy in zip(
                    entry[0], self.decisions, self.policies, strict=True
                )
            ],
        )


def moves(
    old: Policy, new: Policy, path: Path, on: date, told: Told, keep: int | None = None
) -> Moves:
    """Grade a list under both versions, by each one's first decision.

    `keep` limits how many movers are kept one by one; all are counted. Raises InputError for a
    list that cannot be read, with all of its bad cells.
    """
    return Pair(old, new, path, on, told).moves(keep, lambda _: None)


@dataclass(frozen=True)
class Seen:
    """One customer as both versions see them: the row, what it gives each, and the grades."""

    row: int
    cells: Sequence[str]
    values: tuple[Mapping[str, Value], Mapping[str, Value]]
    before: Grade
    after: Grade


class Pair:
    """A list opened for both versions of a policy. Raises InputError where it cannot be read.

    `rest` are the columns that no version asks for, with their places.
    """

    def __init__(self, old: Policy, new: Policy, path: Path, on: date, told: Told) -> None:
        self.policies = old, new
        self._complaints = Complaints(path)
        self._told = told
        self._opened = open_list(path, (old, new), self._complaints, told)
        self.table = self._opened.table
        if told.skip:
            # Only rows can be passed over.
            self._complaints.require_none()
        first, second = self._opened.columns
        self._sides = (
            _Version(self.table, old, first, self._complaints, on, told.refunds),
            _Version(self.table, new, second, self._complaints, on, told.refunds),
        )
        used = {column.place for own in (first, second) for column in own.values()}
        self.rest = [
            (place, text) for place, text in enumerate(self.table.header) if place not in used
        ]
        self._skipped = 0

    @property
    def decisions(self) -> tuple[Decision, Decision]:
        """The decisions by which customers are graded."""
        return self._sides[0].decision, self._sides[1].decision

    def moves(self, keep: int | None, look: Callable[[Seen], None]) -> Moves:
        """Who moves. `look` is shown every customer on the way. Raises InputError."""
        matrix: Counter[tuple[Grade, Grade]] = Counter()
        moved: list[Move] = []
        for seen in self._seen():
            matrix[seen.before, seen.after] += 1
            look(seen)
            if seen.before.key != seen.after.key and (keep is None or len(moved) < keep):
                customer = {text: seen.cells[place] for place, text in self.rest}
                old, new = (
                    side.standing(values)
                    for side, values in zip(self._sides, seen.values, strict=True)
                )
                moved.append(Move(seen.row, customer, old, new))
        if not self._told.skip:
            self._complaints.require_none()
        own = [note for side in self._sides for note in side.customers.notes]
        passed = (
            [f"跳过了 {self._skipped:,} 行：", *self._complaints.lines()] if self._skipped else []
        )
        notes = dict.fromkeys([*self._opened.notes, *own, *passed])
        return Moves(self.table, self.policies, self.decisions, matrix, tuple(moved), tuple(notes))

    def _seen(self) -> Iterator[Seen]:
        first, second = self._sides
        for number, cells in self.table.rows():
            given = first.customers.values(number, cells), second.customers.values(number, cells)
            if self._told.skip and self._complaints.concern(number):
                self._skipped += 1
                continue
            yield Seen(number, cells, given, first.grade(given[0]), second.grade(given[1]))


class _Version:
    """One version of the policy, and the list as it sees it."""

    def __init__(
        self,
        table: Table,
        policy: Policy,
        columns: Columns,
        complaints: Complaints,
        on: date,
        refunds: Refunds,
    ) -> None:
        policy = policy.on(on)
        if policy.tier is None:
            message = f"《{policy.title}》没有判定，名册里谁也分不了级。"
            raise InputError("no-decisions", policy.id, message)
        self.decision = policy.tier
        self.customers = Customers(table, policy, columns, complaints, [self.decision], on, refunds)
        situation = Situation(policy, {}, on, {})
        self._outcome = compiled(self.decision, situation)
        self._grades: dict[Hashable, Grade] = {}
        self.standing = judge([self.decision], situation, _standing)

    def grade(self, values: Mapping[str, Value]) -> Grade:
        """Where a customer stands; why is found out only for those who move."""
        outcome = self._outcome(values)
        try:
            return self._grades[outcome]
        except KeyError:
            self._grades[outcome] = grade = self.standing(values).grade
            return grade


def _standing(judgements: tuple[Judgement, ...]) -> Standing:
    (found,) = judgements
    why = "；".join(each for each in (found.basis, found.missing) if each)
    return Standing(Grade(found.outcome, found.undetermined, found.name), why)
