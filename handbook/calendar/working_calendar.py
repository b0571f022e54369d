"""The working calendar's plain data, taken from chinesecalendar for every year that it knows."""

from __future__ import annotations

import json
from datetime import date
from functools import cache

from chinese_calendar import holidays, workdays  # type: ignore[import-untyped]  # has no stubs
from tiercalc.dates import WorkingCalendar, is_weekend, read_calendar


def calendar_data() -> dict[str, object]:
    """What `tiercalc.calendar.read_calendar` reads: known years, free weekdays, worked weekends."""
    return {
        "first": date(min(holidays).year, 1, 1).isoformat(),
        "last": date(max(holidays).year, 12, 31).isoformat(),
        "off": sorted(day.isoformat() for day in holidays if not is_weekend(day)),
        "on": sorted(day.isoformat() for day in workdays if is_weekend(day)),
    }


def calendar_json() -> str:
    """The same as one JSON text, for the site."""
    return json.dumps(calendar_data(), separators=(",", ":"))


@cache
def working_calendar() -> WorkingCalendar:
    """The calendar itself."""
    return read_calendar(calendar_data())
