"""What a change means for the customers of a list: a sheet of figures to decide by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from tiercalc import InputError, Policy, decide_document
from tiercalc.bulk import amounts_of
from tiercalc.case import Situation, limits_of
from tiercalc.policy import Decision, Quantity, Value, unit_of
from tiercalc.words import listed, quantity_text, quoted, say

from handbook.comparing.movers import Grade, Moves, Pair, Seen
from handbook.grading.told import Told

Way = Literal["up", "down", "other", "open", "same"]
WAYS: Mapping[Way, str] = {
    "up": "升级",
    "down": "降级",
    "other": "换了结果",
    "open": "不能确定",
    "same": "不变",
}
# Who is so near to a limit may soon stand on the other side of it.
_NEAR = Decimal("0.05")
_NEAR_SHOWN = 1000
# A column that has more values than these parts nobody into groups.
_GROUPS = 200


@dataclass(frozen=True)
class Near:
    """A customer who is near to a limit of the new version: by which input, on which side."""

    row: int
    customer: Mapping[str, str]
    grade: str
    text: str


@dataclass(frozen=True)
class Exchange:
    """What the customers get and lose who moved from one grade to another.

    It is taken from the first of them, in `row`.
    """

    old: Grade
    new: Grade
    way: Way
    customers: int
    row: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True)
class Sum:
    """An amount over all customers, before and after, and for how many of them it is known."""

    label: str
    unit: str
    old: Decimal
    new: Decimal
    known: int


@dataclass(frozen=True)
class Weighed:
    """Everything that is known of a change for a list."""

    moves: Moves
    ways: Mapping[Way, int]
    groups: Mapping[str, Mapping[Way, int]]
    near: tuple[Near, ...]
    near_count: int
    exchanges: tuple[Exchange, ...]
    sums: tuple[Sum, ...]


def weigh(old: Policy, new: Policy, path: Path, on: date, told: Told, by: str | None) -> Weighed:
    """Weigh a change for a list; `by` is a column, such as the shop, that parts the customers.

    Raises InputError.
    """
    pair = Pair(old, new, path, on, told)
    looking = _Looking(pair, on, by)
    found = pair.moves(None, looking.at)
    exchanges = [
        looking.exchange(*each) for each in found.ranked() if each[0][0].key != each[0][1].key
    ]
    return Weighed(
        found,
        {way: looking.ways[way] for way in WAYS if looking.ways[way]},
        {group: dict(ways) for group, ways in sorted(looking.groups.items())},
        tuple(looking.near),
        looking.near_count,
        tuple(exchanges),
        looking.sums(),
    )


def way_of(before: Grade, after: Grade, decision: Decision, policy: Policy) -> Way:
    """Which way a customer goes, by the new version's order of outcomes."""
    if before.key == after.key:
        return "same"
    if before.undetermined or after.undetermined:
        return "open"
    scale = policy.scales.get(decision.scale or "")
    if scale is None or decision.collect:
        return "other"
    order = [*scale.ids(), None]
    if before.outcome not in order or after.outcome not in order:
        return "other"
    places = (
        order.index(str(before.outcome) if before.outcome else None),
        order.index(str(after.outcome) if after.outcome else None),
    )
    return "up" if places[1] < places[0] else "down"


@dataclass
class _Total:
    """An amount added up so far; `unit` is None where the versions count it differently."""

    old: Decimal = Decimal(0)
    new: Decimal = Decimal(0)
    known: int = 0
    unit: str | None = ""


@dataclass
class _Looking:
    """What is found on the way through a list."""

    pair: Pair
    on: date
    by: str | None
    ways: Counter[Way] = field(default_factory=Counter)
    groups: dict[str, Counter[Way]] = field(default_factory=dict)
    near: list[Near] = field(default_factory=list)
    near_count: int = 0

    def __post_init__(self) -> None:
        self._situations = [
            Situation(policy.on(self.on), {}, self.on, {}) for policy in self.pair.policies
        ]
        self._limits = _limits(self.pair.decisions[1], self._situations[1])
        self._place = None if self.by is None else _place(self.pair, self.by)
        self._first: dict[tuple[Grade, Grade], Seen] = {}
        self._amounts = [amounts_of(each) for each in self._situations]
        first, second = (each.policy.amounts for each in self._situations)
        self._shared = [each for each in second if each in first and second[each].of]
        self._totals = {each: _Total() for each in self._shared}

    def at(self, seen: Seen) -> None:
        """Look at one more customer."""
        way = way_of(seen.before, seen.after, self.pair.decisions[1], self._situations[1].policy)
        self.ways[way] += 1
        self._first.setdefault((seen.before, seen.after), seen)
        if self._place is not None:
            group = seen.cells[self._place].strip() or "（空着）"
            if group not in self.groups and len(self.groups) == _GROUPS:
                message = f"{quoted(self.by or '')}这一列有 {_GROUPS} 种以上的内容，分不成组。"
                raise InputError("bad-column", "--per", message)
            self.groups.setdefault(group, Counter())[way] += 1
        self._look_how_near(seen)
        self._add_amounts(seen)

    def exchange(self, grades: tuple[Grade, Grade], customers: int) -> Exchange:
        """What those who moved so get and lose."""
        seen = self._first[grades]
        before, after = (
            _served(policy, values, decision, self.on)
            for policy, values, decision in zip(
                self.pair.policies, seen.values, self.pair.decisions, strict=True
            )
        )
        decision = self.pair.decisions[1]
        return Exchange(
            *grades,
            way_of(*grades, decision, self._situations[1].policy),
            customers,
            seen.row,
            tuple(each for each in after if each not in before),
            tuple(each for each in before if each not in after),
        )

    def sums(self) -> tuple[Sum, ...]:
        """The amounts of which something is known."""
        policy = self._situations[1].policy
        return tuple(
            Sum(policy.amounts[name].label, each.unit, each.old, each.new, each.known)
            for name, each in self._totals.items()
            if each.known and each.unit is not None
        )

    def _look_how_near(self, seen: Seen) -> None:
        policy = self._situations[1].policy
        for name, limits in self._limits.items():
            value = seen.values[1].get(name)
            if not isinstance(value, Decimal):
                continue
            for limit in limits:
                if abs(value - limit) <= limit * _NEAR:
                    self.near_count += 1
                    if len(self.near) < _NEAR_SHOWN:
                        self.near.append(self._near(seen, name, value, limit, policy))

    def _near(self, seen: Seen, name: str, value: Decimal, limit: Decimal, policy: Policy) -> Near:
        asked = policy.inputs[name]
        own = unit_of(asked, policy)
        apart = abs(value - limit)
        side = "正好是" if not apart else "差" if value < limit else "超出"
        amount = f" {quantity_text(apart, own)}" if apart else ""
        said = say(
            f"{asked.label} ", quantity_text(value, own), "，界限 ", quantity_text(limit, own)
        )
        customer = {text: seen.cells[place] for place, text in self.pair.rest}
        return Near(seen.row, customer, seen.after.name, f"{said}，{side}{amount or '界限'}")

    def _add_amounts(self, seen: Seen) -> None:
        if not self._shared:
            return
        old, new = (
            computed(values) for computed, values in zip(self._amounts, seen.values, strict=True)
        )
        for name in self._shared:
            before, after = old[name].value, new[name].value
            if before is not None and after is not None:
                total = self._totals[name]
                total.old += before
                total.new += after
                total.known += 1
                total.unit = new[name].unit if new[name].unit == old[name].unit else None


def _limits(decision: Decision, situation: Situation) -> dict[str, list[Decimal]]:
    """The limits above nought with which a decision compares the numbers that it asks for."""
    found: dict[str, set[Decimal]] = {}
    for rule in decision.rules:
        for test in rule.when.tests:
            asked = situation.policy.inputs.get(test.input)
            if asked is not None and isinstance(asked.type, Quantity):
                own = found.setdefault(test.input, set())
                own.update(limit for limit in limits_of(test, situation) if limit)
    return {name: sorted(limits) for name, limits in found.items()}


def _served(
    policy: Policy, values: Mapping[str, Value], decision: Decision, on: date
) -> tuple[str, ...]:
    """What a customer is given, in words."""
    situation = Situation(policy, values, on, {}).on_its_day()
    answer = decide_document(situation)["decisions"][decision.id]
    return tuple(each["text"] for each in answer["entitlements"] or ())


def _place(pair: Pair, by: str) -> int:
    header = pair.table.header
    if by in header:
        return header.index(by)
    names = {text: text for text in header if text}
    message = f"名册里没有叫{quoted(by)}的列；有：{listed(names)}。"
    raise InputError("no-column", "--per", message)
