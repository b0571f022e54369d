"""What a holiday notice that is not known yet may still change is marked, and nothing else is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc.dates.working_calendar import Awaited, WorkingCalendar

from tests.asking import ask
from tests.terms import AFTER, BEFORE, HOURS, answer

DAY = timedelta(days=1)
# Two weeks of a spring and a week of a summer await the notice of their year.
AWAITED = (
    Awaited(2031, date(2031, 3, 10), date(2031, 3, 23)),
    Awaited(2031, date(2031, 6, 2), date(2031, 6, 8)),
)
CALENDAR = WorkingCalendar(
    first=date(2031, 1, 1),
    last=date(2032, 12, 31),
    off=frozenset({date(2031, 3, 24), date(2031, 3, 12), date(2031, 7, 1)}),
    on=frozenset({date(2031, 3, 15), date(2031, 5, 31)}),
    awaited=AWAITED,
)
OPEN_DAYS = [
    each.first + place * DAY
    for each in AWAITED
    for place in range((each.last - each.first).days + 1)
]


def noticed(working: Collection[date]) -> WorkingCalendar:
    """The calendar once notices have said which of the awaited days are worked."""
    free = set(OPEN_DAYS).difference(working)
    weekend = {day for day in working if day.weekday() not in CALENDAR.week}
    return replace(
        CALENDAR,
        off=CALENDAR.off.difference(OPEN_DAYS) | free,
        on=CALENDAR.on.difference(OPEN_DAYS) | weekend,
        awaited=(),
    )


TERMS: dict[str, tuple[dict[str, object], str]] = {
    "days": (AFTER, "工作日"),
    "back": (BEFORE, "工作日"),
    "minutes": ({**AFTER, "hours": HOURS}, "分钟"),
    "minutes back": ({**BEFORE, "hours": HOURS}, "分钟"),
    "rolls": ({**AFTER, "roll": "next_working_day"}, "天"),
    "plain": (AFTER, "天"),
}


@settings(max_examples=400)
@given(
    st.sampled_from(sorted(TERMS)),
    st.dates(date(2031, 2, 20), date(2031, 7, 20)),
    st.times(),
    st.integers(0, 12),
    st.sets(st.sampled_from(OPEN_DAYS)),
)
def test_exactly_what_a_notice_may_change_is_marked(
    name: str, day: date, hour: time, count: int, working: set[date]
) -> None:
    term, unit = TERMS[name]
    count = count * 60 if unit == "分钟" else count
    begin = f"{day}T{hour:%H:%M}"

    def told(calendar: WorkingCalendar) -> tuple[object, str]:
        found = answer(begin, term, count, unit, calendar)
        return found.due, str(found.text).partition("这是暂算")[0]

    now = answer(begin, term, count, unit, CALENDAR)
    if now.awaits:
        # Some notice changes it: that all days are worked, or that none is.
        assert told(noticed(OPEN_DAYS)) != told(noticed(()))
        assert now.document()["provisional"] in now.text
    else:
        assert told(noticed(working)) == told(CALENDAR)
        assert now.document()["provisional"] is None
        assert "暂算" not in now.text


@pytest.mark.parametrize(
    ("start", "due", "provisional"),
    [
        ("2026-12-15", "2026-12-16", False),
        # A notice may have people work on the weekend before New Year, and rest in exchange.
        ("2026-12-25", "2026-12-28", True),
        ("2026-12-31", "2027-01-04", True),
        ("2027-03-01", "2027-03-02", False),
        # The law itself makes the day free, but not the Monday after it.
        ("2027-04-30", "2027-05-05", True),
        ("2027-07-05", "2027-07-06", False),
        ("2035-08-01", "2035-08-02", False),
    ],
)
def test_a_year_without_a_notice_is_counted_by_the_law(
    start: str, due: str, provisional: bool
) -> None:
    told = ask("foot-spa", "due", "spread-information", {"from": start})
    assert told["due"] == due
    assert (told["provisional"] is not None) == provisional
    (entry,) = told["entries"]
    assert entry["title"].endswith("（暂算）") == provisional
    assert ("2027 年的放假安排" in entry["note"]) == provisional


def test_what_follows_from_a_provisional_moment_is_provisional_too() -> None:
    told = ask("foot-spa", "timeline", "spread-information", {"approval": "2026-12-31"})
    dated = [step for step in told["steps"] if step["due"]]
    assert {step["process"] for step in dated} > {"spread-information"}
    assert all(step["provisional"] and "（暂算）" in step["when"] for step in dated)
    assert told["provisional"] in told["text"]
    assert all("暂算" in count["text"] for count in told["counts"])
    assert all(entry["title"].endswith("（暂算）") for entry in told["entries"])
    days = {day["day"]: day for day in told["days"]}
    assert not days["2027-01-01"]["provisional"]
    assert days["2027-01-04"]["provisional"]
    certain = ask("foot-spa", "timeline", "spread-information", {"approval": "2026-02-13"})
    assert certain["provisional"] is None
    assert not any(step["provisional"] for step in certain["steps"])
    assert [day["day"] for day in certain["days"] if day["exchanged"]] == ["2026-02-14"]
