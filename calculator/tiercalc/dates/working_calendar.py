"""The working calendar: weekends, statutory holidays, and the weekend days worked in exchange.

Working days are Monday to Friday, less the days that the State Council's yearly holiday notice
makes free, plus the weekend days that it makes working days (调休).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tiercalc.policy import CalendarError, Node

_SATURDAY = 5


@dataclass(frozen=True)
class WorkingCalendar:
    """The days from `first` to `last`: `off` are free weekdays, `on` are worked weekend days."""

    first: date
    last: date
    off: frozenset[date]
    on: frozenset[date]

    def is_working(self, day: date) -> bool:
        """Whether people work on a day. Raises CalendarError outside the known years."""
        if not self.first <= day <= self.last:
            known = f"{self.first.year} 年到 {self.last.year} 年"
            todo = (
                "请核对日期。"
                if day < self.first
                else "以后的休假安排公布了，请维护手册的人更新工作日历；公布以前数不出工作日。"
            )
            message = f"工作日历只收录 {known}的休假安排，算不到 {day.isoformat()}。{todo}"
            raise CalendarError("outside-calendar", day.isoformat(), message)
        return day in self.on if is_weekend(day) else day not in self.off


def is_weekend(day: date) -> bool:
    """Whether a day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def read_calendar(data: Mapping[str, object]) -> WorkingCalendar:
    """Read plain data: `{"first": day, "last": day, "off": [day …], "on": [day …]}`, ISO dates.

    Raises PolicyError where the shape is another.
    """
    root = Node(data)
    calendar = WorkingCalendar(
        first=root.get("first").day(),
        last=root.get("last").day(),
        off=frozenset(day.day() for day in root.get("off").items()),
        on=frozenset(day.day() for day in root.get("on").items()),
    )
    root.require_sound()
    return calendar
