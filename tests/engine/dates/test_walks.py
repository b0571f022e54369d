"""Deadlines compared with a walk that takes every step of the calendar."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc import PolicyError
from tiercalc.case.moments import Moment
from tiercalc.dates.working_calendar import read_calendars

from handbook.calendar.arrangement import published
from handbook.calendar.company import Company
from handbook.calendar.working_calendar import calendars_data
from tests.terms import AFTER, BEFORE, CALENDAR, HOURS, answer


def test_the_calendar_is_that_of_chinesecalendar() -> None:
    day = CALENDAR.first
    last = date(max(chinese_calendar.holidays).year, 12, 31)
    while day <= last:
        assert CALENDAR.is_working(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)
    assert CALENDAR.first.year == min(chinese_calendar.holidays).year


def test_the_calendar_survives_its_plain_data() -> None:
    data = calendars_data(published(), Company(), {"店里": Company(rest=frozenset())})
    read = read_calendars(data)
    assert read.usual == CALENDAR
    assert read.named["店里"].week == frozenset(range(7))
    with pytest.raises(PolicyError):
        read_calendars({"usual": {**data["usual"], "last": "nonsense"}})  # type: ignore[dict-item]


DAYS = st.dates(date(2005, 1, 1), date(2025, 12, 31))


@settings(deadline=None)
@given(DAYS, st.integers(0, 60), st.booleans())
def test_working_days_agree_with_a_walk(start: date, count: int, back: bool) -> None:
    step = timedelta(days=-1 if back else 1)
    day, passed = start, 0
    while count and passed < count:
        day += step
        passed += chinese_calendar.is_workday(day)
    while not chinese_calendar.is_workday(day):
        day += step
    assert answer(start.isoformat(), BEFORE if back else AFTER, count, "工作日").due == day


@settings(deadline=None)
@given(DAYS, st.integers(0, 3000), st.booleans())
def test_days_agree_with_a_walk(start: date, count: int, back: bool) -> None:
    day = start
    for _ in range(count):
        day += timedelta(days=-1 if back else 1)
    assert answer(start.isoformat(), BEFORE if back else AFTER, count, "天").due == day


@settings(deadline=None)
@given(DAYS, st.integers(0, 200), st.booleans())
def test_months_agree_with_a_walk(start: date, count: int, back: bool) -> None:
    year, month = start.year, start.month
    for _ in range(count):
        month += -1 if back else 1
        if month in (0, 13):
            year, month = (year - 1, 12) if back else (year + 1, 1)
    day = start.day
    while True:
        try:
            expected = date(year, month, day)
        except ValueError:
            day -= 1
        else:
            break
    assert answer(start.isoformat(), BEFORE if back else AFTER, count, "个月").due == expected


@settings(max_examples=50, deadline=None)
@given(
    DAYS,
    st.integers(0, 1439),
    st.integers(0, 1500),
    st.booleans(),
    st.integers(0, 23),
    st.integers(1, 12),
)
def test_working_minutes_agree_with_a_walk(
    day: date, minute: int, minutes: int, back: bool, opening: int, length: int
) -> None:
    start = datetime.combine(day, time()) + timedelta(minutes=minute)
    closing = min(opening + length, 24)
    term = {**(BEFORE if back else AFTER), "hours": HOURS}
    sets: dict[str, object] = {"opens": f"{opening:02}:00", "closes": f"{closing:02}:00"}
    found = answer(f"{start:%Y-%m-%dT%H:%M}", term, minutes, "分钟", sets=sets).due
    assert found == walk(start, minutes, back, opening * 60, closing * 60)


def walk(start: datetime, minutes: int, back: bool, opening: int, closing: int) -> Moment:
    """Minute by minute: a minute counts that lies wholly inside working hours."""
    step = timedelta(minutes=-1 if back else 1)
    now = start

    def works(begin: datetime) -> bool:
        minute = begin.hour * 60 + begin.minute
        return opening <= minute < closing and chinese_calendar.is_workday(begin)

    def counts(moment: datetime) -> bool:
        return works(moment - timedelta(minutes=1) if back else moment)

    if minutes == 0:
        while not (works(now) or works(now - timedelta(minutes=1))):
            now += step
        return now
    left = minutes
    while left:
        left -= counts(now)
        now += step
    return now
