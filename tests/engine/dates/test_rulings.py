"""The rulings on which a deadline rests, and the hours that choose between two."""

from __future__ import annotations

import pytest
from tiercalc import Policy, read_figures
from tiercalc.case import Situation
from tiercalc.dates.due import due
from tiercalc.policy.examples import DueExample
from tiercalc.words.moments import START, read_moment

from tests.cases_of import by_policy
from tests.shop import SHOPS
from tests.terms import AFTER, CALENDAR, DAY, answer

SPA, POOL = "foot-spa", "pool"


NINE_TO_SIX = {"opening": "09:00", "closing": "18:00"}


@pytest.mark.parametrize(
    ("deadline", "start", "due_at", "instead", "why"),
    [
        ("response", "2026-09-28T17:59", "2026-09-29T09:29", None, ""),
        ("response", "2026-09-28T09:00", "2026-09-28T09:30", None, ""),
        (
            "response",
            "2026-09-28T18:00",
            None,
            "2026-09-29",
            "18:00，计时已经在 18:00 结束，不适用",
        ),
        ("response", "2026-09-28T08:59", None, "2026-09-29", "08:59，还没有到 09:00，不适用"),
        ("response", "2026-10-03T12:00", None, "2026-10-08", "12:00 是休息日"),
        ("next-day-handling", "2026-09-28T20:00", "2026-09-29", None, ""),
        ("next-day-handling", "2026-09-28", "2026-09-29", None, ""),
        ("next-day-handling", "2026-09-28T10:00", None, "2026-09-28T10:30", "在 09:00 到 18:00"),
    ],
)
def test_working_hours_choose_between_two_deadlines(
    deadline: str, start: str, due_at: str | None, instead: str | None, why: str
) -> None:
    policy = SHOPS[POOL]
    moment = read_moment(start, "from", START)
    sets = read_figures(policy, NINE_TO_SIX)
    found = due(deadline, moment, CALENDAR, Situation(policy, {}, DAY, sets)).document()
    assert (found["due"], found["undetermined"]) == (due_at, False)
    assert (found["instead"] and found["instead"]["due"]) == instead
    assert why in found["text"]
    assert ("不适用这一条" in found["text"]) == (instead is not None)


CALENDAR_RULING = "working-calendar"


HANDLED = ["no-minutes", "before-opening"]


@pytest.mark.parametrize(
    ("name", "deadline", "start", "expected"),
    [
        (POOL, "response", "2026-06-09T10:00", []),
        (POOL, "response", "2026-06-09T17:30", []),
        (POOL, "response", "2026-06-09T17:45", ["clock-stops"]),
        (POOL, "response", "2026-02-14T10:00", [CALENDAR_RULING]),
        (
            POOL,
            "response",
            "2026-06-12T17:45",
            ["clock-stops", CALENDAR_RULING],
        ),
        (POOL, "response", "2026-06-09T08:59", HANDLED),
        (POOL, "response", "2026-06-09T18:00", HANDLED[:1]),
        (POOL, "response", "2026-06-14T12:00", [HANDLED[0], CALENDAR_RULING]),
        (POOL, "next-day-handling", "2026-06-15T06:00", HANDLED),
        (POOL, "next-day-handling", "2026-06-15T20:00", HANDLED[:1]),
        (POOL, "next-day-handling", "2026-06-15T10:00", []),
        (SPA, "spread-information", "2026-02-12", ["day-count"]),
        (SPA, "spread-information", "2026-02-13", ["day-count", CALENDAR_RULING]),
        (SPA, "spread-information", "2026-06-12", ["day-count", CALENDAR_RULING]),
        (SPA, "linen-setup", "2026-06-12T10:00", ["linen-clock"]),
        (SPA, "linen-setup", "2026-06-13T10:00", ["linen-clock", CALENDAR_RULING]),
        # The last of February 2026 is a Saturday on which people work.
        (SPA, "month-end-review", "2026-02-03", []),
        (SPA, "month-end-review", "2026-05-03", ["free-month-end"]),
        (SPA, "month-end-review", "2040-05-03", ["free-month-end"]),
    ],
)
def test_the_rulings_are_those_about_what_the_count_met(
    name: str, deadline: str, start: str, expected: list[str]
) -> None:
    policy = SHOPS[name]
    sets = read_figures(policy, NINE_TO_SIX if name == POOL else {})
    moment = read_moment(start, "from", START)
    found = due(deadline, moment, CALENDAR, Situation(policy, {}, DAY, sets)).rulings()
    # That the hours are only tried is another matter.
    assert [each for each in found if each != "hours-open"] == expected


def test_what_may_lie_before_work_begins_rests_on_that_while_the_hours_are_open() -> None:
    pool = Situation(SHOPS[POOL], {}, DAY, {})
    for start in ("2026-06-15T06:00", "2026-06-15"):
        moment = read_moment(start, "from", START)
        found = due("next-day-handling", moment, CALENDAR, pool).rulings()
        assert list(found) == HANDLED
    late = read_moment("2026-06-09T17:45", "from", START)
    assert due("response", late, CALENDAR, pool).rulings() == ("hours-open",)


@by_policy
def test_an_example_rests_on_the_ruling_that_it_names(policy: Policy) -> None:
    for example in policy.examples:
        if isinstance(example, DueExample) and example.ruling:
            moment = read_moment(example.start, "from", START)
            sets = read_figures(policy, example.set)
            found = due(
                example.deadline, moment, CALENDAR, Situation(policy, {}, DAY, sets)
            ).rulings()
            assert example.ruling in found, example


def test_what_rolls_rests_on_the_working_calendar() -> None:
    term = {**AFTER, "roll": "next_working_day", "ruling": ["calendar"]}
    assert answer("2026-09-01", term, 30).rulings() == ("calendar",)
    assert answer("2026-08-01", term, 30).rulings() == ()


def test_unknown_hours_choose_nothing() -> None:
    policy = SHOPS[POOL]
    late, holiday = (
        read_moment(each, "from", START) for each in ("2026-09-28T20:00", "2026-10-03")
    )
    found = due("response", late, CALENDAR, Situation(policy, {}, DAY, {})).document()
    assert [each["id"] for each in found["missing"]] == ["opening", "closing"]
    free = due("response", holiday, CALENDAR, Situation(policy, {}, DAY, {})).document()
    assert free["instead"]["id"] == "next-day-handling"
