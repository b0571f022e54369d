"""One deadline of a small policy, counted from one moment."""

from __future__ import annotations

from datetime import date

from tiercalc import Policy, load, read_figures
from tiercalc.case import Situation
from tiercalc.dates.due import due
from tiercalc.dates.due_answer import DueAnswer
from tiercalc.dates.working_calendar import WorkingCalendar
from tiercalc.words.moments import START, read_moment

from handbook.calendar.working_calendar import library_calendars

DAY = date(2026, 7, 1)
CALENDARS = library_calendars()
CALENDAR = CALENDARS.usual
HOURS = ["opens", "closes"]
AFTER: dict[str, object] = {"after": "happens", "within": "length"}
BEFORE: dict[str, object] = {"before": "happens", "within": "length"}


def policy(term: dict[str, object], value: object = 1, unit: str = "天") -> Policy:
    """One deadline `it`, with the figures `length`, `opens` and `closes` to use in it."""
    length = {"unset": "left-open"} if value is None else {"value": value}
    data: dict[str, object] = {
        "kind": "policy",
        "title": "小店",
        "sector": "零售",
        "source": {"title": "小店", "completeness": "full"},
        "clauses": {"one": "第一条"},
        "figures": {
            "length": {"label": "时长", **length, "unit": unit, "clause": "one"},
            "opens": {"label": "上班", "value": "09:00", "unit": "", "clause": "one"},
            "closes": {"label": "下班", "value": "18:00", "unit": "", "clause": "one"},
            "unknown": {"label": "午休", "unset": "left-open", "unit": "", "clause": "one"},
        },
        "events": {"happens": {"label": "收到申请", "type": "datetime"}},
        "deadlines": {"it": {"label": "答复", "clause": "one", **term}},
        "rulings": {
            "left-open": {"clause": "one", "question": "多久？", "undecided": True},
            "calendar": {
                "clause": "one",
                "question": "哪些天休息？",
                "ruling": "按国家的安排。",
                "counting": "days_off",
            },
        },
    }
    return load(data, "shop")


def answer(
    start: str,
    term: dict[str, object],
    value: object = 1,
    unit: str = "天",
    calendar: WorkingCalendar = CALENDAR,
    sets: dict[str, object] | None = None,
) -> DueAnswer:
    shop = policy(term, value, unit)
    moment = read_moment(start, "from", START)
    return due("it", moment, calendar, Situation(shop, {}, DAY, read_figures(shop, sets or {})))
