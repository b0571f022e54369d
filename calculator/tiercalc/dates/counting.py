"""Counting time: calendar days, months, working days, and minutes inside working hours.

The conventions are those of the Civil Code of the PRC: the day on which a period begins does not
count, and a period in hours runs from its moment (Art. 201); a period in months or years ends on
the day with the same number, or on the month's last day (Art. 202).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tiercalc.dates.working_calendar import WorkingCalendar

_DAY = timedelta(days=1)
_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True)
class Count[M: date]:
    """Where a count ends, the free days that it passed over, and those worked in exchange.

    `paused` says that working hours ended before the count did. `awaits` are the years whose
    notice, not known yet, may still change a day that the count looked at.
    """

    end: M
    free: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()
    paused: bool = False
    awaits: frozenset[int] = frozenset()


def shift_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a month that is too short.

    Raises OverflowError outside the years that a date can hold.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def period_end(day: date, months: int) -> date:
    """The last day of the month, quarter or year (1, 3 or 12 months) in which a day lies."""
    month = (day.month - 1) // months * months + months
    return date(day.year, month, monthrange(day.year, month)[1])


def period_start(day: date, months: int) -> date:
    """The first day of the month, quarter or year (1, 3 or 12 months) in which a day lies."""
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def shift_working_days(
    start: date, days: int, calendar: WorkingCalendar, *, back: bool = False
) -> Count[date]:
    """So many working days after (before) a day that does not count itself.

    No days at all give that day, or the next (the previous) working day where it is free.
    Raises CalendarError outside the known years.
    """
    step = -_DAY if back else _DAY
    day, left = (start, 1) if days == 0 else (start + step, days)
    free: list[date] = []
    worked: list[date] = []
    awaits: frozenset[int] = frozenset()
    while True:
        awaits |= calendar.awaits(day)
        if calendar.is_working(day):
            left -= 1
            worked += [day] if calendar.is_exchanged(day) else []
        else:
            free.append(day)
        if left == 0:
            return Count(day, tuple(free), tuple(worked), awaits=awaits)
        day += step


def shift_working_minutes(
    start: datetime,
    minutes: int,
    hours: tuple[int, int],
    calendar: WorkingCalendar,
    *,
    back: bool = False,
) -> Count[datetime]:
    """So many minutes after (before) a moment; only working hours of working days count.

    `hours` are the minutes of the day at which work begins and ends. Raises CalendarError
    outside the known years.
    """
    opening, closing = hours
    step = -_DAY if back else _DAY
    day, now, left = start.date(), start.hour * 60 + start.minute, minutes
    free: list[date] = []
    worked: list[date] = []
    paused = False
    awaits: frozenset[int] = frozenset()
    while True:
        awaits |= calendar.awaits(day)
        if calendar.is_working(day):
            edge = min(now, closing) if back else max(now, opening)
            room = edge - opening if back else closing - edge
            if left <= room:
                end = edge - left if back else edge + left
                return Count(_moment(day, end), tuple(free), tuple(worked), paused, awaits)
            paused = paused or room > 0
            left -= max(room, 0)
            worked += [day] if calendar.is_exchanged(day) else []
        else:
            free.append(day)
        day += step
        now = _MINUTES_A_DAY if back else 0


def _moment(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)
