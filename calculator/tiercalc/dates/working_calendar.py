"""The working calendar: which days people work on, and which days a notice may still change.

The State Council's yearly notice makes weekdays free and some weekend days working days in exchange
(调休). Until a year's notice is known, days near that year's holidays are `Awaited`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tiercalc.policy import CalendarError, Node, Policy, PolicyError

_MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True)
class Awaited:
    """The days from `first` to `last`, which the notice of `year`, not known yet, may change."""

    year: int
    first: date
    last: date


@dataclass(frozen=True)
class WorkingCalendar:
    """The days from `first` to `last`.

    People work on the weekdays in `week` (0 is Monday), less the days in `off`, and on the days in
    `on` besides. The stretches `awaited` are in order and do not overlap.
    """

    first: date
    last: date
    off: frozenset[date]
    on: frozenset[date]
    week: frozenset[int] = _MONDAY_TO_FRIDAY
    awaited: tuple[Awaited, ...] = ()

    def is_working(self, day: date) -> bool:
        """Whether people work on a day. Raises CalendarError outside the days that are held."""
        if not self.first <= day <= self.last:
            held = f"{self.first.year} 年到 {self.last.year} 年"
            message = f"工作日历只收录 {held}的休息日，算不到 {day.isoformat()}。请核对日期。"
            raise CalendarError("outside-calendar", day.isoformat(), message)
        return day in self.on or (day.weekday() in self.week and day not in self.off)

    def is_exchanged(self, day: date) -> bool:
        """Whether people work on a day that is free in other weeks."""
        return day in self.on

    def awaits(self, day: date) -> frozenset[int]:
        """The year whose notice may still make a day free, or a working day; empty for none."""
        place = bisect_right(self._starts, day) - 1
        if place < 0 or self.awaited[place].last < day:
            return frozenset()
        return frozenset({self.awaited[place].year})

    @cached_property
    def _starts(self) -> list[date]:
        return [each.first for each in self.awaited]


@dataclass(frozen=True, eq=False)
class Calendars:
    """The calendar of every policy that names none, and those that policies name.

    Equal only to itself, so that what was made from it can be kept by it.
    """

    usual: WorkingCalendar
    named: Mapping[str, WorkingCalendar]

    def of(self, policy: Policy) -> WorkingCalendar:
        """The calendar that a policy counts on. Raises PolicyError where it is not there."""
        if policy.calendar is None:
            return self.usual
        if policy.calendar not in self.named:
            message = f"工作日历里没有“{policy.calendar}”这个日历。"
            raise PolicyError("unknown-calendar", "calendar", message)
        return self.named[policy.calendar]


def read_calendars(data: Mapping[str, object]) -> Calendars:
    """Read plain data: `{"usual": calendar, "named": {name: calendar}}`.

    A calendar is `{"first": day, "last": day, "week": [0 …], "off": [day …], "on": [day …],
    "awaited": [{"year": year, "first": day, "last": day} …]}`, days in ISO.

    Raises PolicyError where the shape is another.
    """
    root = Node(data)
    calendars = Calendars(
        _calendar(root.get("usual")),
        {name: _calendar(each) for name, each in root.part("named").items()},
    )
    root.require_sound()
    return calendars


def _calendar(node: Node) -> WorkingCalendar:
    return WorkingCalendar(
        first=node.get("first").day(),
        last=node.get("last").day(),
        off=frozenset(day.day() for day in node.get("off").items()),
        on=frozenset(day.day() for day in node.get("on").items()),
        week=frozenset(int(day.number()) for day in node.get("week").items()),
        awaited=tuple(
            Awaited(int(each.get("year").number()), each.get("first").day(), each.get("last").day())
            for each in node.get("awaited").items()
        ),
    )
