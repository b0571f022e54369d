"""Deadlines: what is counted, on which day it ends, and in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tiercalc import CalendarError, InputError, PolicyError
from tiercalc.case import Situation
from tiercalc.dates.due import due
from tiercalc.dates.working_calendar import WorkingCalendar
from tiercalc.policy.vocabulary import Sense
from tiercalc.words.deadlines import term_text
from tiercalc.words.moments import START, read_day, read_moment

from tests.shop import SHOPS
from tests.terms import AFTER, BEFORE, CALENDAR, DAY, HOURS, answer

NOWHERE = WorkingCalendar(DAY, DAY, frozenset(), frozenset())


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
        "provisional",
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
            "lost": False,
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
            {"after": "happens", "end_of": "each month"},
            "在 2026 年 3 月，算到当月的最后一天，最晚 2026 年 3 月 31 日（星期二）。",
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
    ("sense", "said"),
    [("on", "每月最后一天"), ("by", "每月最后一天"), ("until", "到每月最后一天为止")],
)
def test_what_comes_with_each_month_names_no_event(sense: Sense, said: str) -> None:
    spa = SHOPS["foot-spa"]
    review = replace(spa.deadlines["month-end-review"], sense=sense)
    assert str(term_text(review, Situation(spa, {}, DAY, {}))) == said


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
        (CALENDAR.last, 1, "请核对日期"),
        (CALENDAR.last + timedelta(days=5), 1, "请核对日期"),
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
        ("2026-01-01", AFTER, 10**14, "天"),
        ("2026-01-01T00:00", AFTER, 10**14, "小时"),
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
        due("spread-info", date(2026, 1, 5), CALENDAR, Situation(SHOPS[SPA], {}, DAY, {}))


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
