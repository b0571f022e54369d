"""Who moves: every customer of a list graded under both versions of a policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
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
    policies = old, new
    complaints = Complaints(path)
    opened = open_list(path, policies, complaints, told)
    table = opened.table
    if told.skip:
        # Only rows can be passed over.
        complaints.require_none()
    sides = [
        _Version(table, policy, own, complaints, on, told.refunds)
        for policy, own in zip(policies, opened.columns, strict=True)
    ]
    used = {column.place for own in opened.columns for column in own.values()}
    rest = [(place, text) for place, text in enumerate(table.header) if place not in used]
    matrix: Counter[tuple[Grade, Grade]] = Counter()
    moved: list[Move] = []
    skipped = 0
    for number, cells in table.rows():
        given = [side.customers.values(number, cells) for side in sides]
        if told.skip and complaints.concern(number):
            skipped += 1
            continue
        before, after = (side.grade(values) for side, values in zip(sides, given, strict=True))
        matrix[before, after] += 1
        if before.key != after.key and (keep is None or len(moved) < keep):
            customer = {text: cells[place] for place, text in rest}
            old_standing, new_standing = (
                side.standing(values) for side, values in zip(sides, given, strict=True)
            )
            moved.append(Move(number, customer, old_standing, new_standing))
    if not told.skip:
        complaints.require_none()
    own = [note for side in sides for note in side.customers.notes]
    passed = [f"跳过了 {skipped:,} 行：", *complaints.lines()] if skipped else []
    notes = dict.fromkeys([*opened.notes, *own, *passed])
    decisions = sides[0].decision, sides[1].decision
    return Moves(table, policies, decisions, matrix, tuple(moved), tuple(notes))


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
