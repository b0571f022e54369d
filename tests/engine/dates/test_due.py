"""Deadlines: counted on the working calendar, compared with a walk that takes every step."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc import CalendarError, InputError, Policy, PolicyError, load, read_figures
from tiercalc.case.moments import Moment
from tiercalc.dates.due import DueAnswer, due
from tiercalc.dates.working_calendar import WorkingCalendar, read_calendar
from tiercalc.policy.examples import DueExample
from tiercalc.words.moments import START, read_day, read_moment

from handbook.calendar.working_calendar import calendar_data, working_calendar
from tests.cases_of import by_policy
from tests.shop import SHOPS

DAY = date(2026, 7, 1)
CALENDAR = working_calendar()
NOWHERE = WorkingCalendar(DAY, DAY, frozenset(), frozenset())
HOURS = ["opens", "closes"]


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
    return due(shop, "it", moment, calendar, DAY, read_figures(shop, sets or {}))


AFTER: dict[str, object] = {"after": "happens", "within": "length"}
BEFORE: dict[str, object] = {"before": "happens", "within": "length"}


@pytest.mark.parametrize(
    ("start", "count", "unit", "expected"),
    [
        ("2026-02-13", 1, "工作日", "2026-02-14"),
        ("2026-09-30T10:00", 1, "工作日", "2026-10-08"),
        ("2026-01-30", 5, "工作日", "2026-02-06"),
        ("2026-10-01", 0, "工作日", "2026-10-08"),
        ("2026-10-08", 0, "工作日", "2026-10-08"),
        ("2026-03-01", 30, "天", "2026-03-31"),
        ("2026-03-01", 365, "天", "2027-03-01"),
        ("2026-03-01", 0, "天", "2026-03-01"),
        ("2026-01-31", 1, "个月", "2026-02-28"),
        ("2024-01-31", 1, "月", "2024-02-29"),
        ("2026-11-30", 1, "季度", "2027-02-28"),
        ("2026-03-01", 2, "周", "2026-03-15"),
        ("2026-08-31", 6, "个月", "2027-02-28"),
        ("2024-02-29", 1, "年", "2025-02-28"),
        ("2026-06-20T15:00", 30, "分钟", "2026-06-20T15:30"),
        ("2026-06-20T23:45", 24, "小时", "2026-06-21T23:45"),
        ("2026-06-20T10:00", "0.5", "小时", "2026-06-20T10:30"),
    ],
)
def test_after_an_event(start: str, count: object, unit: str, expected: str) -> None:
    assert answer(start, AFTER, count, unit).document()["due"] == expected


@pytest.mark.parametrize(
    ("start", "count", "unit", "expected"),
    [
        ("2026-06-20T15:00", 1, "天", "2026-06-19"),
        ("2026-06-20T15:00", 30, "分钟", "2026-06-20T14:30"),
        ("2026-06-20T00:10", 15, "分钟", "2026-06-19T23:55"),
        ("2026-10-08", 1, "工作日", "2026-09-30"),
        ("2026-10-04", 0, "工作日", "2026-09-30"),
        ("2026-03-31", 1, "个月", "2026-02-28"),
    ],
)
def test_before_an_event(start: str, count: object, unit: str, expected: str) -> None:
    assert answer(start, BEFORE, count, unit).document()["due"] == expected


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        ("2026-06-16T10:00", 30, "2026-06-16T10:30"),
        ("2026-06-16T17:30", 30, "2026-06-16T18:00"),
        ("2026-06-16T17:45", 30, "2026-06-17T09:15"),
        ("2026-06-16T18:00", 30, "2026-06-17T09:30"),
        ("2026-06-16T08:00", 30, "2026-06-16T09:30"),
        ("2026-06-12T23:00", 30, "2026-06-15T09:30"),
        ("2026-02-13T17:50", 30, "2026-02-14T09:20"),
        ("2026-06-16T20:00", 0, "2026-06-17T09:00"),
        ("2026-06-16T09:00", 1080, "2026-06-17T18:00"),
    ],
)
def test_only_working_hours_count(start: str, minutes: int, expected: str) -> None:
    found = answer(start, {**AFTER, "hours": HOURS}, minutes, "分钟")
    assert found.document()["due"] == expected


def test_working_hours_are_counted_backwards_too() -> None:
    found = answer("2026-06-15T09:10", {**BEFORE, "hours": HOURS}, 30, "分钟")
    assert found.document()["due"] == "2026-06-12T17:40"


@pytest.mark.parametrize(
    ("start", "period", "expected"),
    [
        ("2026-03-01", "month", "2026-03-31"),
        ("2026-03-31", "month", "2026-03-31"),
        ("2026-05-10", "quarter", "2026-06-30"),
        ("2024-02-10", "month", "2024-02-29"),
        ("2026-12-31T23:59", "year", "2026-12-31"),
        ("9999-12-01", "year", "9999-12-31"),
    ],
)
def test_the_end_of_a_period(start: str, period: str, expected: str) -> None:
    found = answer(start, {"after": "happens", "end_of": period}, calendar=NOWHERE)
    assert found.document()["due"] == expected


@pytest.mark.parametrize(
    ("start", "term", "expected"),
    [
        ("2026-02-28T17:45", {"every": "day"}, "2026-02-28"),
        ("2026-02-28", {"every": "day", "after": "happens"}, "2026-03-01"),
        ("2026-01-15", {"every": "month"}, "2026-01-31"),
        ("2026-01-31T10:00", {"every": "month"}, "2026-01-31"),
        ("2026-02-01", {"every": "month"}, "2026-02-28"),
        ("2026-03-31", {"every": "quarter"}, "2026-03-31"),
        ("2026-04-01", {"every": "quarter"}, "2026-06-30"),
        ("2026-03-30", {"every": "year"}, "2026-12-31"),
        ("2026-01-31", {"every": "month", "after": "happens"}, "2026-02-28"),
        ("2026-11-30", {"every": "quarter", "after": "happens"}, "2027-03-31"),
        ("2026-01-05", {"every": "quarter", "after": "happens"}, "2026-06-30"),
        ("2026-02-13", {"every": "year", "after": "happens"}, "2027-12-31"),
        ("2026-01-31", {"every": "length", "after": "happens"}, "2026-03-31"),
        ("2026-01-31", {"every": "length"}, "2026-03-31"),
    ],
)
def test_the_next_of_what_comes_again_and_again(
    start: str, term: dict[str, object], expected: str
) -> None:
    found = answer(start, term, 2, "个月", calendar=NOWHERE)
    assert found.document()["due"] == expected
    once_a_period = term["every"] in ("month", "quarter", "year")
    assert ("下一次最晚" if once_a_period else "下一次在") in found.text
    looked_for = "after" not in term and term["every"] != "length"
    assert ("（含当天）" in found.text) == looked_for


@pytest.mark.parametrize(
    ("start", "expected"), [("2026-09-01", "2026-10-08"), ("2026-08-01", "2026-08-31")]
)
def test_a_last_day_that_is_free_rolls_to_the_next_working_day(start: str, expected: str) -> None:
    found = answer(start, {**AFTER, "roll": "next_working_day"}, 30)
    assert found.document()["due"] == expected
    assert ("顺延" in found.text) == (start == "2026-09-01")


def test_the_sentence_shows_how_it_was_counted() -> None:
    holiday = answer("2026-09-30T10:00", AFTER, 1, "工作日").text
    assert "从 2026 年 9 月 30 日（星期三）10:00“收到申请”起 1 个工作日，当天不算" in holiday
    assert "10 月 1 日至 10 月 7 日休息，不算" in holiday
    assert "最晚 2026 年 10 月 8 日（星期四）" in holiday
    assert "第一条" in holiday
    assert "2 月 14 日是调休上班日，照算" in answer("2026-02-13", AFTER, 1, "工作日").text
    assert "只算工作日 09:00 到 18:00" in (
        answer("2026-06-16T10:00", {**AFTER, "hours": HOURS}, 30, "分钟").text
    )


def test_the_document_of_a_deadline() -> None:
    document = answer("2026-09-30T10:00", AFTER, 1, "工作日").document()
    assert list(document) == [
        "policy",
        "version",
        "on",
        "deadline",
        "label",
        "event",
        "from",
        "due",
        "undetermined",
        "missing",
        "given",
        "instead",
        "text",
        "clause",
        "ruling",
    ]
    assert document["from"] == "2026-09-30T10:00"
    assert document["event"] == {"id": "happens", "label": "收到申请"}
    assert document["clause"] == [{"id": "one", "label": "第一条"}]
    assert not document["undetermined"]


def test_an_unset_length_is_missing_until_it_is_tried() -> None:
    found = answer("2026-03-01", AFTER, None, "天").document()
    assert (found["due"], found["undetermined"]) == (None, True)
    assert found["missing"] == [{"kind": "figure", "id": "length", "label": "时长"}]
    assert found["ruling"] == [
        {
            "id": "left-open",
            "question": "多久？",
            "ruling": None,
            "answer": "公司还没有决定。",
            "undecided": True,
        }
    ]
    assert found["text"] == "答复（第一条）：还不能算出；制度尚未规定“时长”。"


def test_a_trial_is_said_and_stays_undecided() -> None:
    tried = answer("2026-03-01", AFTER, None, "天", sets={"length": "30"}).document()
    assert tried["due"] == "2026-03-31"
    assert tried["text"].endswith("。试填时长 30 天，不是制度定的数。")
    assert tried["given"] == [{"kind": "figure", "id": "length", "text": "试填时长 30 天"}]
    assert [ruling["undecided"] for ruling in tried["ruling"]] == [True]
    idle = answer("2026-03-01", AFTER, 1, "天", sets={"opens": "08:00"}).document()
    assert (idle["given"], "试填" in idle["text"]) == ([], False)


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (AFTER, "起 30 天，当天不算，最晚 2026 年 3 月 31 日（星期二）。"),
        ({**AFTER, "sense": "on"}, "起 30 天，当天不算，就在 2026 年 3 月 31 日（星期二）。"),
        ({**AFTER, "sense": "until"}, "当天不算，到 2026 年 3 月 31 日（星期二）为止。"),
        (
            {"after": "happens", "end_of": "month", "sense": "on"},
            "：“收到申请”在 2026 年 3 月，算到当月的最后一天，就在 2026 年 3 月 31 日（星期二）。",
        ),
        (
            {"after": "happens", "end_of": "quarter"},
            "在 2026 年第 1 季度，算到当季的最后一天，最晚 2026 年 3 月 31 日（星期二）。",
        ),
    ],
)
def test_the_sentence_says_what_the_day_is(term: dict[str, object], said: str) -> None:
    assert answer("2026-03-01", term, 30).text.endswith(said)


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2026-03-05", "“收到申请”后，当个工作日内，最晚 2026 年 3 月 5 日（星期四）。"),
        (
            "2026-03-07",
            "2026 年 3 月 7 日（星期六）“收到申请”后，当个工作日内，"
            "3 月 7 日至 3 月 8 日休息，顺延，最晚 2026 年 3 月 9 日（星期一）。",
        ),
    ],
)
def test_the_same_working_day_reads_as_a_phrase_of_its_own(start: str, said: str) -> None:
    assert said in answer(start, AFTER, 0, "工作日").text
    assert "“收到申请”的当天，最晚" in answer(start, AFTER, 0, "天").text


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
    found = due(policy, deadline, moment, CALENDAR, DAY, sets).document()
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
    found = due(policy, deadline, moment, CALENDAR, DAY, sets).rulings()
    # That the hours are only tried is another matter.
    assert [each for each in found if each != "hours-open"] == expected


def test_what_may_lie_before_work_begins_rests_on_that_while_the_hours_are_open() -> None:
    policy = SHOPS[POOL]
    for start in ("2026-06-15T06:00", "2026-06-15"):
        moment = read_moment(start, "from", START)
        found = due(policy, "next-day-handling", moment, CALENDAR, DAY, {}).rulings()
        assert list(found) == HANDLED
    late = read_moment("2026-06-09T17:45", "from", START)
    assert due(policy, "response", late, CALENDAR, DAY, {}).rulings() == ("hours-open",)


@by_policy
def test_an_example_rests_on_the_ruling_that_it_names(policy: Policy) -> None:
    for example in policy.examples:
        if isinstance(example, DueExample) and example.ruling:
            moment = read_moment(example.start, "from", START)
            sets = read_figures(policy, example.set)
            found = due(policy, example.deadline, moment, CALENDAR, DAY, sets).rulings()
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
    found = due(policy, "response", late, CALENDAR, DAY, {}).document()
    assert [each["id"] for each in found["missing"]] == ["opening", "closing"]
    free = due(policy, "response", holiday, CALENDAR, DAY, {}).document()
    assert free["instead"]["id"] == "next-day-handling"


def test_unset_hours_are_missing_only_where_hours_count() -> None:
    term = {**AFTER, "hours": ["opens", "unknown"]}
    found = answer("2026-06-16T10:00", term, 30, "分钟").document()
    assert [missing["id"] for missing in found["missing"]] == ["unknown"]
    assert answer("2026-06-16T10:00", term, 30, "分钟", sets={"unknown": "12:00"}).due is not None
    assert answer("2026-06-16T10:00", term, 1, "工作日").due == date(2026, 6, 17)


@pytest.mark.parametrize(
    ("term", "count", "unit"),
    [(AFTER, 30, "天"), (AFTER, 1, "个月"), (AFTER, 30, "分钟"), (BEFORE, 2, "小时")],
)
def test_other_deadlines_never_ask_the_calendar(
    term: dict[str, object], count: int, unit: str
) -> None:
    assert answer("1950-01-01T10:00", term, count, unit, calendar=NOWHERE).due is not None


@pytest.mark.parametrize(
    ("start", "count", "advice"),
    [
        (CALENDAR.first - timedelta(days=1), 0, "请核对日期"),
        (CALENDAR.last, 1, "请维护手册的人更新工作日历"),
        (CALENDAR.last + timedelta(days=5), 1, "请维护手册的人更新工作日历"),
    ],
)
def test_working_days_outside_the_known_years_are_an_error(
    start: date, count: int, advice: str
) -> None:
    known = f"{CALENDAR.first.year} 年到 {CALENDAR.last.year} 年"
    with pytest.raises(CalendarError, match=f"{known}.*{advice}"):
        answer(start.isoformat(), AFTER, count, "工作日")


@pytest.mark.parametrize(
    ("start", "term", "count", "unit"),
    [
        ("9999-12-31", AFTER, 1, "天"),
        ("9999-12-31", AFTER, 1, "个月"),
        ("9999-12-31T23:59", AFTER, 1, "分钟"),
        ("9999-12-31", {"every": "day", "after": "happens"}, 1, "天"),
        ("9999-12-31", {"every": "year", "after": "happens"}, 1, "天"),
        ("0001-01-01", BEFORE, 1, "天"),
        ("0001-01-31", BEFORE, 1, "个月"),
        ("2026-01-01", AFTER, 10**12, "年"),
        ("2026-01-01", AFTER, 10**30, "天"),
        ("2026-01-01T00:00", AFTER, 10**30, "小时"),
    ],
)
def test_dates_that_no_calendar_holds_are_an_error(
    start: str, term: dict[str, object], count: int, unit: str
) -> None:
    with pytest.raises(InputError, match="9999 年"):
        answer(start, term, count, unit)


def test_a_day_is_no_moment() -> None:
    with pytest.raises(InputError, match="还要写明是几点") as caught:
        answer("2026-06-16", AFTER, 30, "分钟")
    assert caught.value.place == "from"


@pytest.mark.parametrize(
    ("count", "unit", "error"),
    [
        ("1.5", "天", "整数"),
        ("0.01", "小时", "整数"),
        (1, "次", "单位应是"),
        ("稍后", "天", "值应是数"),
    ],
)
def test_a_figure_that_is_no_length_is_an_error(count: object, unit: str, error: str) -> None:
    with pytest.raises(PolicyError, match=error):
        answer("2026-06-16T10:00", AFTER, count, unit)


def test_what_comes_again_needs_a_length() -> None:
    with pytest.raises(PolicyError, match="大于 0"):
        answer("2026-06-16", {"every": "length"}, 0)


def test_hours_run_forwards() -> None:
    with pytest.raises(InputError, match="晚于") as caught:
        answer("2026-06-16T10:00", {**AFTER, "hours": HOURS}, 30, "分钟", sets={"closes": "08:00"})
    assert caught.value.place == "closes"


def test_a_misspelt_deadline_leads_to_the_right_one() -> None:
    with pytest.raises(InputError, match="是不是 spread-information（"):
        due(SHOPS[SPA], "spread-info", date(2026, 1, 5), CALENDAR, DAY, {})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("20260203", "看不懂"),
        ("2026-02-30", "没有这一天"),
        ("2026年2月30日", "没有这一天"),
        ("2026-02-03T24:00", "没有这一天或这个时刻"),
        ("", "看不懂"),
        ("2026-W07-5", "看不懂"),
    ],
)
def test_what_is_no_moment_is_refused_in_the_readers_words(text: str, said: str) -> None:
    with pytest.raises(InputError, match=f"^起算的时间写的是.*{said}.*2026-02-13T10:00"):
        read_moment(text, "from", START)
    with pytest.raises(InputError, match=f"^答案的日期写的是.*{said}"):
        read_day(text, "on", "答案的日期")


@pytest.mark.parametrize(
    "text",
    ["2026-02-03", "2026-2-3", "2026/02/03", "2026.2.3", "2026年2月3日", "2026 年 2 月 3 日"],
)
def test_a_day_may_be_written_in_the_usual_ways(text: str) -> None:
    assert read_day(text, "on", "答案的日期") == date(2026, 2, 3)
    for time_of_day in ("T9:05", " 09:05"):
        assert read_moment(text + time_of_day, "from", START) == datetime.fromisoformat(
            "2026-02-03T09:05"
        )
    with pytest.raises(InputError, match="只写日期"):
        read_day(f"{text}T10:00", "on", "答案的日期")


def test_the_calendar_is_that_of_chinesecalendar() -> None:
    day = CALENDAR.first
    while day <= CALENDAR.last:
        assert CALENDAR.is_working(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)
    known = chinese_calendar.holidays
    assert (CALENDAR.first.year, CALENDAR.last.year) == (min(known).year, max(known).year)


def test_the_calendar_survives_its_plain_data() -> None:
    assert read_calendar(calendar_data()) == CALENDAR
    with pytest.raises(PolicyError):
        read_calendar({"first": "2026-01-01", "last": "nonsense", "off": [], "on": []})


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
