"""The days that the regulation on holidays makes free in a year, whatever a notice says.

全国年节及纪念日放假办法: so many days for each of seven holidays, and a working day in the place of
one that falls on a weekend. The days and their lunar dates come from `holidays`, which follows the
regulation's revisions. What it holds of yearly notices is left aside.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

# The holidays of the regulation, in the order of the year; each by what the library calls its days.
_HOLIDAYS = {
    "元旦": "元旦",
    "农历除夕": "春节",
    "春节": "春节",
    "清明节": "清明节",
    "劳动节": "劳动节",
    "端午节": "端午节",
    "中秋节": "中秋节",
    "国庆节": "国庆节",
}
HOLIDAYS = tuple(dict.fromkeys(_HOLIDAYS.values()))
_IN_PLACE = "（补假）"
_LANGUAGE = "zh_CN"


@cache
def statutory_days(year: int) -> Mapping[date, frozenset[str]]:
    """The days of a year's holidays as the regulation names them, weekends among them."""
    return _days(year, observed=False, ending="")


@cache
def days_in_place(year: int) -> Mapping[date, frozenset[str]]:
    """The working days next after a holiday that are free for its days on a weekend.

    The regulation leaves open which working days these are; notices usually take the next ones.
    """
    return _days(year, observed=True, ending=_IN_PLACE)


def _days(year: int, *, observed: bool, ending: str) -> Mapping[date, frozenset[str]]:
    # Imported where it is used: it takes longer than most commands, and few of them ask.
    from holidays import country_holidays

    known = country_holidays("CN", years=year, observed=observed, language=_LANGUAGE)
    named = {
        day: frozenset(
            _HOLIDAYS[name.removesuffix(ending)]
            for name in known.get_list(day)
            if name.endswith(ending) and name.removesuffix(ending) in _HOLIDAYS
        )
        for day in sorted(known)
    }
    return {day: names for day, names in named.items() if names}
