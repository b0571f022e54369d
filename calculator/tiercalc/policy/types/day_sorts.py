"""Sorts of days: those up to one, those of any year, those since which so much has passed."""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache
from itertools import pairwise
from typing import cast, override

from tiercalc.policy.types.base import Value
from tiercalc.policy.types.sampled import Reading

LENGTHS = {"years_since": (12, "年"), "months_since": (1, "个月"), "days_since": (0, "天")}
LAST = date.max.toordinal()
_LEAP_DAY = (2, 29)
# In so many days every day of a year comes, 29 February too.
_CYCLE = 3000


@dataclass(frozen=True)
class Until(Reading):
    """The days up to a last one, by its number, or those after it."""

    last: int
    wanted: bool

    @override
    def holds(self, value: Value) -> bool:
        return (cast(date, value).toordinal() <= self.last) is self.wanted


@dataclass(frozen=True)
class Recurring(Reading):
    """The days of any year that are among these months and days."""

    days: frozenset[tuple[int, int]]

    @override
    def holds(self, value: Value) -> bool:
        day = cast(date, value)
        return (day.month, day.day) in self.days


@dataclass(frozen=True)
class Exactly(Reading):
    """One day."""

    day: date

    @override
    def holds(self, value: Value) -> bool:
        return value == self.day


def recurring(side: str, stands_in: tuple[int, int], on: date) -> Recurring:
    """The birthdays that are kept on a day, or in its month."""
    month = {(on.month, day) for day in range(1, 32)}
    days = {(on.month, on.day)} if side == "same_day" else month
    if not isleap(on.year):
        days = days - {_LEAP_DAY} | ({_LEAP_DAY} if stands_in in days else set())
    return Recurring(frozenset(days))


def full(length: str, op: str, limit: Decimal, on: date) -> Until:
    """The days from which so many full years, months or days have passed."""
    whole = int(limit.to_integral_value(ROUND_CEILING if op in ("gte", "lt") else ROUND_FLOOR))
    return Until(_latest(length, whole + (op in ("gt", "lte")), on), op in ("gt", "gte"))


def _latest(length: str, count: int, on: date) -> int:
    """The number of the last day from which so much has passed; 0 where none is so early."""
    months, _ = LENGTHS[length]
    if not months:
        return max(on.toordinal() - count, 0)
    year, month = divmod(on.year * 12 + on.month - 1 - months * count, 12)
    if year < 1:
        return 0
    days = monthrange(year, month + 1)[1]
    ends = on.day == monthrange(on.year, on.month)[1]
    return date(year, month + 1, days if ends else min(on.day, days)).toordinal()


def elapsed(length: str, day: date, on: date) -> int:
    """How much has passed in full since a day."""
    months, _ = LENGTHS[length]
    if not months:
        return (on - day).days
    count = ((on.year - day.year) * 12 + on.month - day.month) // months
    return count if day.toordinal() <= _latest(length, count, on) else count - 1


@lru_cache(maxsize=512)
def cells(readings: frozenset[Reading], end: int) -> tuple[date, ...]:
    """The first and the last day of each sort between any two cuts, up to the last day of all."""
    cuts = {0, end}
    for each in readings:
        if isinstance(each, Until):
            cuts.add(min(max(each.last, 0), end))
        elif isinstance(each, Exactly):
            number = each.day.toordinal()
            cuts |= {min(number - 1, end), min(number, end)}
    yearly = [each for each in readings if isinstance(each, Recurring)]
    every = (date(2000, 1, 1).toordinal() + place for place in range(366))
    sorts = len({_sort(number, yearly) for number in every})
    found: set[int] = set()
    for before, last in pairwise(sorted(cuts)):
        found |= _first_of_each(range(before + 1, min(last, before + _CYCLE) + 1), yearly, sorts)
        found |= _first_of_each(range(last, max(before, last - _CYCLE), -1), yearly, sorts)
    return tuple(date.fromordinal(number) for number in sorted(found))


def _first_of_each(days: range, yearly: list[Recurring], sorts: int) -> set[int]:
    met: dict[tuple[bool, ...], int] = {}
    for number in days:
        met.setdefault(_sort(number, yearly), number)
        if len(met) == sorts:
            break
    return set(met.values())


def _sort(number: int, yearly: list[Recurring]) -> tuple[bool, ...]:
    day = date.fromordinal(number)
    return tuple(each.holds(day) for each in yearly)
