"""The working calendars' plain data, made from what notices, the regulation and companies say."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

from tiercalc.dates import Calendars, read_calendars

from handbook.calendar.arrangement import Arrangement, published
from handbook.calendar.company import Company
from handbook.calendar.statute import days_in_place, statutory_days

# How far from a holiday its notice may make days free or working days. In all notices since 2004
# it was ten days at most; the rest is for caution.
REACH = timedelta(days=14)
# Until then one can count, provisionally where no notice is known.
_LAST_YEAR = 2060
_DAY = timedelta(days=1)

type CalendarsData = dict[str, object]


def calendars_data(
    known: Mapping[int, Arrangement], usual: Company, named: Mapping[str, Company]
) -> CalendarsData:
    """What `read_calendars` reads, a calendar for each company, from the years that are known."""
    years = range(min(known), max(_LAST_YEAR, *known) + 1)
    return {
        "usual": _calendar(usual, known, years),
        "named": {name: _calendar(company, known, years) for name, company in named.items()},
    }


def calendars_json(data: CalendarsData) -> str:
    """The same as one JSON text, for the site."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


@cache
def library_calendars() -> Calendars:
    """The calendars where a company has written none of its own."""
    return read_calendars(calendars_data(published(), Company(), {}))


def known_text(known: Collection[int]) -> str:
    """Until when holiday notices are known, and what becomes of the days after that."""
    year = first_unknown(known, date(min(known), 1, 1))
    return f"放假安排收录到 {year - 1} 年；以后的安排可能改变的日子，标明“暂算”。"


def first_unknown(known: Collection[int], on: date) -> int:
    """The first year, from that of a day on, whose notice is not among those known."""
    year = on.year
    while year in known:
        year += 1
    return year


def _calendar(company: Company, known: Mapping[int, Arrangement], years: range) -> dict[str, Any]:
    week = sorted({*range(7)} - company.rest)
    off, on = set(company.closed), set[date]()
    awaited: list[dict[str, object]] = []
    for year in years if company.takes_part else ():
        if year in known:
            free = known[year].free
            on |= known[year].worked
        else:
            free = {**days_in_place(year), **statutory_days(year)}
            awaited += _awaited(year, company)
        off |= {day for day, holidays in free.items() if company.is_free(holidays)}
    return {
        "first": date(years[0], 1, 1).isoformat(),
        "last": date(years[-1], 12, 31).isoformat(),
        "week": week,
        "off": _iso(day for day in off if day.weekday() in week),
        "on": _iso(day for day in on - company.closed if day.weekday() in company.rest),
        "awaited": awaited,
    }


def _awaited(year: int, company: Company) -> Iterator[dict[str, object]]:
    """The stretches of days that a year's notice may change for a company.

    That are those near a holiday which are not free whatever it says.
    """
    holidays = [day for day, names in statutory_days(year).items() if company.is_free(names)]
    near = {day + shift * _DAY for day in holidays for shift in range(-REACH.days, REACH.days + 1)}
    days = sorted(near.difference(holidays, company.closed))
    breaks = [place for place, pair in enumerate(pairwise(days), 1) if pair[1] - pair[0] > _DAY]
    for begin, end in pairwise([0, *breaks, len(days)]):
        first, last = days[begin], days[end - 1]
        yield {"year": year, "first": first.isoformat(), "last": last.isoformat()}


def _iso(days: Iterable[date]) -> list[str]:
    return sorted(day.isoformat() for day in days)
