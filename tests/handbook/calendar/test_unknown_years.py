"""Years without a notice, tried on those whose notice has come since."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tiercalc.dates import WorkingCalendar, read_calendars
from tiercalc.dates.counting import shift_working_days

from handbook.calendar.arrangement import Arrangement, published
from handbook.calendar.company import Company
from handbook.calendar.statute import HOLIDAYS, days_in_place, statutory_days
from handbook.calendar.working_calendar import calendars_data, library_calendars

DAY = timedelta(days=1)
KNOWN = published()
# Since then the regulation has the holidays that it has today.
FIRST = 2008
YEARS = range(FIRST, max(KNOWN) + 1)
# A notice of its own in May, for a day of remembrance that the regulation does not name.
BY_ITSELF = {date(2015, 9, day) for day in (3, 4, 5, 6)}


def before(year: int) -> WorkingCalendar:
    """The calendar as it was before the notice of a year was known."""
    known = {each: arrangement for each, arrangement in KNOWN.items() if each < year}
    return read_calendars(calendars_data(known, Company(), {})).usual


@pytest.mark.parametrize("year", YEARS)
def test_what_was_not_marked_came_true(year: int) -> None:
    then, now = before(year), library_calendars().usual
    marked = sure = 0
    day = date(year - 1, 12, 1)
    while day <= date(year, 12, 1):
        for count in (0, 1, 3, 10):
            found = shift_working_days(day, count, then)
            if found.awaits:
                assert found.awaits <= {year, year + 1}
                marked += 1
            elif BY_ITSELF.isdisjoint((found.end, *found.free)):
                assert found == shift_working_days(day, count, now), (day, count)
                sure += 1
        day += DAY
    assert marked
    assert sure > 400


@pytest.mark.parametrize("year", YEARS)
def test_the_law_s_days_were_free_whatever_the_notice_said(year: int) -> None:
    calendar = library_calendars().usual
    assert not any(map(calendar.is_working, statutory_days(year)))


def test_the_regulation_as_revised_has_thirteen_days() -> None:
    law = statutory_days(2027)
    counted = {name: sum(name in names for names in law.values()) for name in HOLIDAYS}
    assert counted == dict(zip(HOLIDAYS, (1, 4, 1, 2, 1, 1, 3), strict=True))
    assert min(day for day, names in law.items() if "春节" in names) == date(2027, 2, 5)
    # The first of May is a Saturday, and the second a Sunday.
    assert {date(2027, 5, 3), date(2027, 5, 4)} < set(days_in_place(2027))


def test_two_holidays_on_one_day_are_both_named() -> None:
    assert statutory_days(2028)[date(2028, 10, 3)] == {"中秋节", "国庆节"}


def test_a_december_day_belongs_to_the_notice_of_the_next_year() -> None:
    assert date(2011, 12, 31) in KNOWN[2012].worked
    assert date(2007, 12, 30) in KNOWN[2008].free


def test_a_company_that_works_on_every_holiday_awaits_no_notice() -> None:
    always = Company(rest=frozenset({6}), works=frozenset(HOLIDAYS))
    made = read_calendars(calendars_data({2026: Arrangement({}, frozenset())}, always, {})).usual
    assert made.awaited == ()
    assert made.is_working(date(2027, 1, 1))
    assert not made.is_working(date(2027, 1, 3))
