"""A day of somebody's life: since when one is a member, when one was born."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar, Self, cast, override

from tiercalc.policy.plain import Node
from tiercalc.policy.scales import Scale
from tiercalc.policy.types.base import (
    OPPOSITE,
    FigureRef,
    NoValueError,
    Operand,
    Single,
    Type,
    Value,
    Wanted,
)
from tiercalc.policy.types.sampled import Reading, Sampled

_TYPED = re.compile(r"([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2})(?: ?日)?")
_LENGTHS = {"years_since": (12, "年"), "months_since": (1, "个月"), "days_since": (0, "天")}
_FULL = {"gte": "满", "gt": "超过", "lt": "不满", "lte": "不超过"}
_LEAP_DAY = (2, 29)
_STANDS_IN = {"02-28": (2, 28), "03-01": (3, 1)}
_ON = "on"
_LAST = date.max.toordinal()
# In so many days every day of a year comes, 29 February too.
_CYCLE = 3000


@dataclass(frozen=True)
class _Until(Reading):
    """The days up to a last one, by its number, or those after it."""

    last: int
    wanted: bool

    @override
    def holds(self, value: Value) -> bool:
        return (cast(date, value).toordinal() <= self.last) is self.wanted


@dataclass(frozen=True)
class _Recurring(Reading):
    """The days of any year that are among these months and days."""

    days: frozenset[tuple[int, int]]

    @override
    def holds(self, value: Value) -> bool:
        day = cast(date, value)
        return (day.month, day.day) in self.days


@dataclass(frozen=True)
class Day(Sampled):
    """A date, one that has come unless it may be `ahead`: a stay that is booked, for instance.

    Full months and years are counted as in Civil Code Art. 202. A birthday on 29 February is in a
    common year on 28 February or 1 March as a condition says it, and open where it only says `on`.
    """

    ahead: bool = False

    # An earlier one is a year of which a digit is missing.
    earliest: ClassVar[date] = date(1900, 1, 1)
    name: ClassVar[str] = "date"
    title: ClassVar[str] = "日期"
    asked: ClassVar[str] = "日期"
    rests_on: ClassVar[str] = "日期"
    control: ClassVar[str] = "date"
    written: ClassVar[str] = "日期，例如 2026-02-13"
    limits: ClassVar[str] = "日期（如 2026-01-01）"
    sign: ClassVar[str] = "："
    quoted: ClassVar[bool] = False
    becomes: ClassVar[str] = "不早于"
    sides: ClassVar[Mapping[str, str]] = {
        **Type.sides,
        "gt": "晚于",
        "gte": "不早于",
        "lt": "早于",
        "lte": "不晚于",
    }
    conventions: ClassVar[tuple[str, ...]] = tuple(_STANDS_IN)
    question: ClassVar[str] = "2 月 29 日的生日，平年算 2 月 28 日还是 3 月 1 日？"

    @classmethod
    @override
    def declared(cls, node: Node, scales: Mapping[str, Scale]) -> Self:
        return cls(node.flag("ahead"))

    @classmethod
    @override
    def takes_figure(cls, side: str) -> bool:
        return side in _LENGTHS

    @override
    def read_text(self, text: str) -> date:
        found = _TYPED.fullmatch(text)
        if found is None:
            raise NoValueError(text, "年、月、日，例如 2026-02-13")
        try:
            day = date(*(int(part) for part in found.groups()))
        except ValueError:
            raise NoValueError(text, "真实存在的日期，例如 2026-02-13", "，没有这一天") from None
        if day < self.earliest:
            raise NoValueError(text, f"{self.earliest.year} 年以来的日期，例如 2026-02-13")
        return day

    @override
    def read_data(self, data: object) -> date:
        return self.read_text(str(data))

    @override
    def read_limit(self, node: Node) -> Operand:
        return node.instead(str(node.value)).day()

    @override
    def read_tests(self, node: Node) -> list[Wanted]:
        if not isinstance(node.value, Mapping):
            return super().read_tests(node)
        return [test for side, limit in node.fields().items() for test in self._tests(side, limit)]

    def _tests(self, side: str, limit: Node) -> list[Wanted]:
        if side in _LENGTHS:
            return [(f"{side}.{op}", (_length(n),)) for op, n in limit.fields().items()]
        if side in ("same_day", "same_month"):
            if limit.text() not in (_ON, *_STANDS_IN):
                limit.refuse("on、02-28 或 03-01")
            return [(side, (limit.text(),))]
        return [(side, (self.read_limit(limit),))]

    @override
    def text(self, value: Value) -> str:
        return value.isoformat() if isinstance(value, date) else str(value)

    @override
    def plain(self, value: Value) -> str:
        return self.text(value)

    @override
    def typed(self, value: Value) -> str:
        return self.text(value)

    @override
    def opposite(self, side: str) -> str:
        length, dot, op = side.rpartition(".")
        if side in ("same_day", "same_month"):
            return f"not_{side}"
        return f"{length}{dot}{OPPOSITE[op]}"

    @override
    def readings(self, side: str, limit: Single, on: date) -> tuple[Reading, ...]:
        length, _, op = side.rpartition(".")
        if side in ("same_day", "same_month"):
            stand_ins = _STANDS_IN if limit == _ON else (str(limit),)
            every = (_recurring(side, _STANDS_IN[each], on) for each in stand_ins)
            return tuple(dict.fromkeys(every))
        if length:
            return (_full(length, op, cast(Decimal, limit), on),)
        last = cast(date, limit).toordinal() - (op in ("lt", "gte"))
        if op == "eq":
            day = cast(date, limit)
            return (_Exactly(day),)
        return (_Until(last, op in ("lt", "lte")),)

    @override
    def can_be(self, value: Value, on: date) -> bool:
        return self.ahead or cast(date, value) <= on

    @override
    def cells(self, readings: Iterable[Reading], on: date) -> tuple[Single, ...]:
        return _cells(frozenset(readings), _LAST if self.ahead else on.toordinal())

    @override
    def turns(self, side: str, values: Iterable[Single], on: date) -> set[Decimal]:
        length = side.partition(".")[0]
        return {Decimal(max(_elapsed(length, cast(date, each), on), 0)) for each in values}

    @override
    def within(
        self, reading: Reading, wanted: bool
    ) -> tuple[Decimal | None, Decimal | None] | None:
        if not isinstance(reading, _Until):
            return None
        if reading.wanted is wanted:
            return None, Decimal(reading.last)
        return Decimal(reading.last + 1), None

    @override
    def numbered(self, number: Decimal) -> Single:
        return date.fromordinal(int(number))

    @override
    def told(
        self, label: str, side: str, limit: Single | None, written: str, on: date | None
    ) -> tuple[str, ...]:
        length, _, op = side.rpartition(".")
        if side.endswith(("same_day", "same_month")):
            is_in = "不在" if side.startswith("not_") else "在"
            when = "当天" if side.endswith("day") else "本月"
            leap = _STANDS_IN.get(str(limit))
            said = f"（2 月 29 日生日的，平年算 {leap[0]} 月 {leap[1]} 日）" if leap else ""
            return label, is_in, when, said
        if not length:
            return label, self.sides[op], written
        unit = "" if not written.isascii() else f" {_LENGTHS[length][1]}"
        day = ""
        if limit is not None and on is not None:
            reading = _full(length, op, cast(Decimal, limit), on)
            last = reading.last if reading.wanted else reading.last + 1
            edge = "更早" if reading.wanted else "更晚"
            inside = 0 < last <= _LAST
            day = f"（{date.fromordinal(last)} 或{edge}）" if inside else ""
        return label.removesuffix("日期"), _FULL[op], written, unit, day


@dataclass(frozen=True)
class _Exactly(Reading):
    """One day."""

    day: date

    @override
    def holds(self, value: Value) -> bool:
        return value == self.day


def _length(node: Node) -> Operand:
    number = node.quantity()
    return FigureRef(node.text()) if number is None else number


def _recurring(side: str, stands_in: tuple[int, int], on: date) -> _Recurring:
    """The birthdays that are kept on a day, or in its month."""
    month = {(on.month, day) for day in range(1, 32)}
    days = {(on.month, on.day)} if side == "same_day" else month
    if not isleap(on.year):
        days = days - {_LEAP_DAY} | ({_LEAP_DAY} if stands_in in days else set())
    return _Recurring(frozenset(days))


def _full(length: str, op: str, limit: Decimal, on: date) -> _Until:
    """The days from which so many full years, months or days have passed."""
    whole = int(limit.to_integral_value(ROUND_CEILING if op in ("gte", "lt") else ROUND_FLOOR))
    return _Until(_latest(length, whole + (op in ("gt", "lte")), on), op in ("gt", "gte"))


def _latest(length: str, count: int, on: date) -> int:
    """The number of the last day from which so much has passed; 0 where none is so early."""
    months, _ = _LENGTHS[length]
    if not months:
        return max(on.toordinal() - count, 0)
    year, month = divmod(on.year * 12 + on.month - 1 - months * count, 12)
    if year < 1:
        return 0
    days = monthrange(year, month + 1)[1]
    ends = on.day == monthrange(on.year, on.month)[1]
    return date(year, month + 1, days if ends else min(on.day, days)).toordinal()


def _elapsed(length: str, day: date, on: date) -> int:
    """How much has passed in full since a day."""
    months, _ = _LENGTHS[length]
    if not months:
        return (on - day).days
    count = ((on.year - day.year) * 12 + on.month - day.month) // months
    return count if day.toordinal() <= _latest(length, count, on) else count - 1


@lru_cache(maxsize=512)
def _cells(readings: frozenset[Reading], end: int) -> tuple[date, ...]:
    """The first and the last day of each sort between any two cuts, up to the last day of all."""
    cuts = {0, end}
    for each in readings:
        if isinstance(each, _Until):
            cuts.add(min(max(each.last, 0), end))
        elif isinstance(each, _Exactly):
            number = each.day.toordinal()
            cuts |= {min(number - 1, end), min(number, end)}
    recurring = [each for each in readings if isinstance(each, _Recurring)]
    every = (date(2000, 1, 1).toordinal() + place for place in range(366))
    sorts = len({_sort(number, recurring) for number in every})
    found: set[int] = set()
    for before, last in pairwise(sorted(cuts)):
        found |= _first_of_each(range(before + 1, min(last, before + _CYCLE) + 1), recurring, sorts)
        found |= _first_of_each(range(last, max(before, last - _CYCLE), -1), recurring, sorts)
    return tuple(date.fromordinal(number) for number in sorted(found))


def _first_of_each(days: range, recurring: list[_Recurring], sorts: int) -> set[int]:
    met: dict[tuple[bool, ...], int] = {}
    for number in days:
        met.setdefault(_sort(number, recurring), number)
        if len(met) == sorts:
            break
    return set(met.values())


def _sort(number: int, recurring: list[_Recurring]) -> tuple[bool, ...]:
    day = date.fromordinal(number)
    return tuple(each.holds(day) for each in recurring)
