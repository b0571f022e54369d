"""How the holidays of a year lie, as its notice says; those that chinesecalendar knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from chinese_calendar import Holiday, holidays, workdays  # type: ignore[import-untyped]  # no stubs

from handbook.calendar.statute import HOLIDAYS

_NEW_YEAR, _DECEMBER = HOLIDAYS[0], 12


@dataclass(frozen=True)
class Arrangement:
    """The days that are free for each holiday of a year, and those worked in exchange."""

    free: Mapping[date, frozenset[str]]
    worked: frozenset[date]


@cache
def published() -> Mapping[int, Arrangement]:
    """The arrangements of all years that the library knows.

    Days in December that belong to the next New Year stand in that year's.
    """
    names = {each.value: _name(each.chinese) for each in Holiday}
    free: dict[int, dict[date, frozenset[str]]] = {}
    worked: dict[int, set[date]] = {}
    for day, holiday in sorted(holidays.items()):
        free.setdefault(_year(day, names[holiday]), {})[day] = frozenset({names[holiday]})
    for day, holiday in sorted(workdays.items()):
        worked.setdefault(_year(day, names[holiday]), set()).add(day)
    last = max(holidays).year
    return {
        year: Arrangement(days, frozenset(worked.get(year, ())))
        for year, days in free.items()
        if year <= last
    }


def _year(day: date, holiday: str) -> int:
    return day.year + (holiday == _NEW_YEAR and day.month == _DECEMBER)


def _name(library: str) -> str:
    """What the regulation calls a holiday that the library may shorten."""
    return next((name for name in HOLIDAYS if name.startswith(library)), library)
