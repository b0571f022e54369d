"""A process on the calendar: by when each step is due, and what does not fit."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tiercalc import load
from tiercalc.policy.policy import Policy

from tests.asking import ask
from tests.cases_of import by_policy

SPA, STORE, INN, POOL = "foot-spa", "corner-shop", "inn", "pool"


def dues(document: dict[str, Any]) -> dict[str, str]:
    """When each dated step is due, by `process.step`."""
    return {
        f"{row['process']}.{row['step']}": row["due"] for row in document["steps"] if row["due"]
    }


def test_approved_on_friday_everything_is_due_on_the_working_saturday() -> None:
    told = ask(SPA, "timeline", "spread-information", {"approval": "2026-02-13"})
    assert set(dues(told).values()) == {"2026-02-14"}
    assert {"spread-information.inform-posts", "linen-setup.store"} <= set(dues(told))
    assert [day["working"] for day in told["days"]] == [True, True]
    assert "2 月 14 日是调休上班日" in told["counts"][0]["text"]
    assert told["counts"][0]["ruling"][0]["id"] == "day-count"
    assert told["text"] == (
        "“馆主批下贵客卡”在 2026 年 2 月 13 日（星期五），则有时限的 4 步"
        "最晚都在 2026 年 2 月 14 日（星期六）做完。"
    )


def test_what_a_step_brings_about_is_laid_at_its_latest_unless_it_is_known() -> None:
    late = ask(SPA, "timeline", "spread-information", {"approval": "2026-09-30T10:00"})
    assert dues(late)["linen-setup.store"] == "2026-10-08"
    linen = next(count for count in late["counts"] if count["deadline"] == "linen-setup")
    assert "按最晚的时候算" in linen["text"]
    given = {"approval": "2026-09-30T10:00", "table-entry": "2026-09-30"}
    known = ask(SPA, "timeline", "spread-information", given)
    assert dues(known)["linen-setup.store"] == "2026-09-30"
    assert dues(known)["spread-information.fill-tables"] == "2026-10-08"
    assert [event["id"] for event in known["events"]] == ["approval", "table-entry"]


def test_a_process_leads_on_to_those_that_its_events_start() -> None:
    told = ask(SPA, "timeline", "application", {"approval": "2026-02-13"})
    assert list(dict.fromkeys(row["process"] for row in told["steps"])) == [
        "application",
        "spread-information",
        "tell-customer",
        "linen-setup",
    ]


def test_a_step_bears_the_rulings_on_who_does_it() -> None:
    told = ask(INN, "timeline", "preparation")
    letter = next(row for row in told["steps"] if row["step"] == "letter")
    assert [(each["id"], each["undecided"]) for each in letter["ruling"]] == [("letter-by", True)]
    assert [row["ruling"] for row in told["steps"] if row["step"] == "inform"] == [[]]
    open_steps = {
        (policy, process): step
        for policy, process, step, ruling in (
            (INN, "grading", "grade", "who-decides"),
            (INN, "reception", "flowers", "flowers-by-whom"),
            (INN, "liaison", "serve", "nameless"),
            (POOL, "expiry", "choose", "not-renewed"),
        )
        for row in ask(policy, "timeline", process)["steps"]
        if row["step"] == step and ruling in [each["id"] for each in row["ruling"]]
    }
    assert len(open_steps) == 4
    notices = ask(INN, "who", "departure")["notices"]
    assert {each["id"] for row in notices for each in row["ruling"]} == {"nameless"}
    dated = ask(INN, "timeline", "liaison", {"arrival": "2026-02-13T10:00"})
    assert "裁定 联络的人是谁？" in dated["entries"][0]["note"]


def test_minutes_before_the_guest_arrives() -> None:
    told = ask(INN, "timeline", "reception", {"arrival": "2026-05-01T14:30"})
    assert dues(told) == {
        "reception.assign-room": "2026-04-30",
        "reception.inspect-room": "2026-04-30",
        "reception.entrance": "2026-05-01T13:50",
        "reception.lift": "2026-05-01T13:50",
        "reception.call": "2026-05-01T14:10",
        "reception.door": "2026-05-01T14:25",
    }


def test_a_day_where_a_time_is_needed_dates_what_it_can() -> None:
    told = ask(INN, "timeline", "reception", {"arrival": "2026-05-01"})
    assert dues(told) == {
        "reception.assign-room": "2026-04-30",
        "reception.inspect-room": "2026-04-30",
    }
    assert told["undetermined"]
    assert told["missing"] == [{"kind": "time", "id": "arrival", "label": "客人进院"}]
    assert "有时限的 6 步里有 2 步最晚都在 2026 年 4 月 30 日" in told["text"]
    assert told["text"].endswith("还要知道“客人进院”在几点。")
    assert "客人进院前 20 分钟" in [row["when"] for row in told["steps"]]
    alone = ask(INN, "due", "call", {"from": "2026-05-01"})
    assert alone["error"]["message"] == "“报信”按 20 分钟计时，还要写明是几点。"


def whens(document: dict[str, Any]) -> dict[str, str]:
    """By when each step is due in words, by `process.step`."""
    return {f"{row['process']}.{row['step']}": row["when"] for row in document["steps"]}


def test_the_step_of_an_event_is_done_when_that_happens() -> None:
    told = ask(SPA, "timeline", "application", {"approval": "2026-02-13"})
    assert whens(told)["application.final-approval"] == "在 2026 年 2 月 13 日（星期五）做"
    given = {"approval": "2026-02-13", "table-entry": "2026-02-14"}
    entered = ask(SPA, "timeline", "spread-information", given)
    assert whens(entered)["spread-information.fill-tables"] == (
        "最晚 2026 年 2 月 14 日（星期六），填写的是 2026 年 2 月 14 日（星期六）做"
    )


def test_a_call_before_the_guest_arrives_is_not_the_arrival() -> None:
    told = ask(INN, "timeline", "liaison", {"arrival": "2026-02-13T10:00"})
    assert whens(told)["liaison.announce-arrival"] == "最晚 2026 年 2 月 13 日（星期五）09:30"
    notices = ask(INN, "who", "arrival", {"arrival": "2026-02-13T10:00"})["notices"]
    assert [row["when"] for row in notices if row["step"] == "announce-arrival"] == [
        "最晚 2026 年 2 月 13 日（星期五）09:30"
    ]


def test_only_what_does_not_follow_by_itself_is_asked_for() -> None:
    told = ask(SPA, "timeline", "spread-information")
    assert [each["id"] for each in told["missing"]] == ["approval"]
    assert told["text"] == "还要知道“馆主批下贵客卡”在什么时候。"


def test_moments_that_do_not_fit_are_said() -> None:
    given = {"approval": "2026-02-13", "table-entry": "2026-02-10", "booking": "2026-02-11"}
    told = ask(SPA, "timeline", "spread-information", given)
    assert "请核对：“文员写好仓管名单”填得比“馆主批下贵客卡”还早。" in told["text"]
    assert "“顾客打电话来”的时间在这里用不上。" in told["text"]
    same_day = {"approval": "2026-02-13T15:00", "table-entry": "2026-02-13"}
    assert "请核对" not in ask(SPA, "timeline", "spread-information", same_day)["text"]
    hours = {"approval": "2026-02-13T15:00", "table-entry": "2026-02-13T14:00"}
    assert "请核对" in ask(SPA, "timeline", "spread-information", hours)["text"]


def test_what_is_done_after_its_deadline_is_late() -> None:
    given = {"approval": "2026-02-13T10:00", "table-entry": "2026-02-25T10:00"}
    told = ask(SPA, "timeline", "spread-information", given)
    assert whens(told)["spread-information.fill-tables"] == (
        "最晚 2026 年 2 月 14 日（星期六），填写的是 2026 年 2 月 25 日（星期三）10:00 做，已经晚了"
    )
    late = (
        "“文员写好仓管名单”已经晚了：最晚 2026 年 2 月 14 日（星期六），"
        "填写的是 2026 年 2 月 25 日（星期三）10:00。"
    )
    assert told["text"].endswith(late)
    note = next(each["note"] for each in told["entries"] if "fill-tables" in each["id"])
    assert "已经晚了" in note
    last_day = {**given, "table-entry": "2026-02-14T23:00"}
    assert "晚了" not in json.dumps(
        ask(SPA, "timeline", "spread-information", last_day), ensure_ascii=False
    )


def test_what_is_done_on_another_day_than_its_own_is_to_be_checked() -> None:
    given = {"review-month": "2026-02-13", "cancellation": "2026-03-05"}
    told = ask(SPA, "timeline", "month-end-cancellation", given)
    assert whens(told)["month-end-cancellation.evaluate"] == (
        "就在 2026 年 2 月 28 日（星期六），填写的却是 2026 年 3 月 5 日（星期四），请核对"
    )
    assert told["text"].endswith(
        "请核对：“馆主收回贵客卡”填的是 2026 年 3 月 5 日（星期四），"
        "“月底看卡”就在 2026 年 2 月 28 日（星期六）。"
    )
    on_the_day = {**given, "cancellation": "2026-02-28T17:00"}
    fits = ask(SPA, "timeline", "month-end-cancellation", on_the_day)
    assert whens(fits)["month-end-cancellation.evaluate"] == (
        "就在 2026 年 2 月 28 日（星期六），填写的是 2026 年 2 月 28 日（星期六）17:00 做"
    )
    assert "请核对" not in fits["text"]


def test_a_step_does_not_come_before_an_earlier_one() -> None:
    given = {"form-submitted": "2026-02-13", "application": "2026-02-20"}
    told = ask(POOL, "timeline", "application", given)
    assert told["text"].endswith("请核对：“交办卡单”填得比“写办卡单”还早。")
    turned = {"form-submitted": "2026-02-20", "application": "2026-02-20"}
    assert "请核对" not in ask(POOL, "timeline", "application", turned)["text"]
    # Any day of a month stands for the month.
    month = {"review-month": "2026-02-28", "cancellation": "2026-02-28"}
    assert "还早" not in ask(SPA, "timeline", "month-end-cancellation", month)["text"]
    before = {"review-month": "2026-02-13", "cancellation": "2026-01-30"}
    assert "请核对" in ask(SPA, "timeline", "month-end-cancellation", before)["text"]


def test_any_day_of_the_month_does_for_its_end() -> None:
    asked = ask(SPA, "timeline", "month-end-cancellation")
    assert asked["text"] == "还要知道“月底看卡”在哪个月（填当月任意一天）。"
    told = ask(SPA, "timeline", "month-end-cancellation", {"review-month": "2026-09-03"})
    assert told["text"] == (
        "“月底看卡”在 2026 年 9 月，则“月底看卡”就在 2026 年 9 月 30 日（星期三）。"
    )
    assert set(dues(told).values()) == {"2026-09-30"}


def test_what_comes_round_has_a_next_time_and_no_last() -> None:
    told = ask(POOL, "timeline", "maintenance", {"last-count": "2026-09-25"})
    assert "“数柜子”下一次最晚 2026 年 12 月 31 日（星期四）" in told["text"]
    assert whens(told)["maintenance.count"] == "下一次最晚 2026 年 12 月 31 日（星期四）"
    entry = told["entries"][0]
    assert (entry["at"], entry["title"][:4], entry["title"][-6:]) == (
        "2026-12-31",
        "下一次：",
        "，每季度一次",
    )
    assert "每季度一次，这里只有下一次。" in entry["note"]


def test_how_often_reads_as_a_phrase_where_it_is_tried() -> None:
    told = ask(POOL, "due", "follow-up", {"from": "2024-02-29"},
               {"follow_up_interval": "12"})  # fmt: skip
    assert "“上一次打电话”起每 12 个月一次（试填），当天不算，" in told["text"]
    assert told["entries"][0]["title"] == "下一次：打电话，每 12 个月一次（试填）"
    waiting = ask(POOL, "timeline", "maintenance", sets={"follow_up_interval": "12"})
    assert whens(waiting)["maintenance.call"] == "自上一次打电话起，每 12 个月一次（试填）"


def test_a_membership_lasts_until_its_day() -> None:
    given = {"purchase": "2025-04-01", "renewal": "2025-10-01"}
    told = ask(POOL, "timeline", "joining", given, {"validity": "6"})
    assert whens(told)["expiry.choose"] == "就在 2025 年 10 月 1 日（星期三）（按试填的数）"
    assert whens(told)["expiry.renew"] == "到 2026 年 4 月 1 日（星期三）为止（按试填的数）"
    assert told["text"].endswith("。试填卡的会期 6 个月，不是制度定的数。")
    assert "最晚" not in told["text"]
    assert [each["id"] for each in told["given"]] == ["validity"]
    words = ask(POOL, "timeline", "joining")
    assert whens(words)["expiry.choose"].endswith("期满的那天")
    assert [(each["kind"], each["id"]) for each in words["missing"]] == [
        ("event", "purchase"),
        ("event", "renewal"),
        ("figure", "validity"),
    ]


def test_a_request_at_the_wrong_hour_is_said_on_the_line() -> None:
    sets = {"opening": "09:00", "closing": "18:00"}
    late = {"in-hours": "2026-09-28T20:00"}
    told = ask(POOL, "timeline", "in-hours", late, sets)
    assert whens(told) == {
        "in-hours.respond": ("最晚 2026 年 9 月 29 日（星期二）（按试填的数，按“办闭馆时问的事”）")
    }
    assert dues(told) == {"in-hours.respond": "2026-09-29"}
    assert not told["undetermined"]
    assert [entry["at"] for entry in told["entries"]] == ["2026-09-29"]
    assert "最晚在 2026 年 9 月 29 日（星期二）做完；" in told["text"]
    assert "“开馆时回话”不适用，适用“办闭馆时问的事”。" in told["text"]
    saturday = {"from": "2026-06-13T12:00"}
    alone = ask(POOL, "due", "response", saturday)
    assert alone["due"] is None
    assert [(entry["at"], entry["title"]) for entry in alone["entries"]] == [
        ("2026-06-15", "办闭馆时问的事")
    ]


def test_an_entry_of_the_calendar_tells_its_own_count_alone() -> None:
    told = ask(SPA, "timeline", "spread-information", {"approval": "2026-02-13"})
    entries = {entry["id"]: entry for entry in told["entries"]}
    inform = entries[f"{SPA}.spread-information.inform-posts.2026-02-13"]
    assert "报贵客名单（一 3）：从" in inform["note"]
    assert "备好贵客巾（" not in inform["note"]
    assert "裁定 批卡那天算不算？不算" in inform["note"]
    alone = ask(POOL, "due", "exit-notice", {"from": "2026-10-08"},
                {"notice_period": "30"})["entries"]  # fmt: skip
    assert [(entry["at"], entry["title"]) for entry in alone] == [("2026-09-08", "说要退（试填）")]
    assert "公司还没有决定。" in alone[0]["note"]


def test_entries_counted_from_other_beginnings_are_other_entries() -> None:
    holiday = [
        ask(SPA, "due", "spread-information", {"from": day})["entries"][0]
        for day in ("2026-10-01", "2026-10-05")
    ]
    assert {entry["at"] for entry in holiday} == {"2026-10-08"}
    assert len({entry["id"] for entry in holiday}) == 2
    approvals = [
        {entry["id"] for entry in ask(SPA, "timeline", "application", given)["entries"]}
        for given in (
            {"approval": "2026-02-13T10:00"},
            {"approval": "2026-02-13T11:00"},
            {"approval": "2026-02-13T11:00", "table-entry": "2026-02-13T15:00"},
        )
    ]
    assert not approvals[0] & approvals[1]
    # What follows from the same approval is the same entry, whenever another step was done.
    assert {each for each in approvals[2] if "inform-posts" in each} <= approvals[1]
    # The end of this month is the same from whichever of its days it is looked for.
    ends = [
        ask(POOL, "due", "monthly-visit", {"from": day})["entries"][0]["id"]
        for day in ("2026-02-03", "2026-02-20")
    ]
    assert len(set(ends)) == 1


def test_a_step_does_not_name_its_recipients_twice() -> None:
    told = ask(SPA, "timeline", "application")
    texts = {f"{row['process']}.{row['step']}": row["text"] for row in told["steps"]}
    assert texts["application.hand-over"] == (
        "馆主：批下来的单子交给文员；用《贵客申请单》（一 2）。"
    )
    assert "告知" not in texts["spread-information.inform-posts"]
    reception = {row["step"]: row["text"] for row in ask(INN, "timeline", "reception")["steps"]}
    assert reception["call"].startswith("报信人：报信说客人快到了；告知总管（")
    assert reception["welcome"].startswith("总管：请掌柜和厨房出来迎（")


def test_without_a_moment_the_deadlines_stand_in_words() -> None:
    told = ask(INN, "timeline", "reception")
    assert (dues(told), told["undetermined"], told["days"]) == ({}, True, [])
    assert [each["id"] for each in told["missing"]] == ["arrival"]
    assert "客人进院前 20 分钟" in [row["when"] for row in told["steps"]]


def test_registration_and_exchange_of_a_card() -> None:
    told = ask(STORE, "timeline", "joining", {"card-issued": "2026-05-01"})
    assert dues(told) == {"joining.register": "2026-05-21", "exchange.exchange": "2026-12-31"}
    assert told["days"] == []


def test_a_deadline_that_comes_round_is_said_without_a_date() -> None:
    told = ask(SPA, "timeline", "daily-room-check")
    assert told["events"] == []
    assert told["text"] == "不从哪件事起算的：天天看间：每天一次。"


def test_a_limit_is_on_the_step_that_has_it_alone() -> None:
    told = whens(ask(POOL, "timeline", "maintenance"))
    assert told["maintenance.sweep"] == "没有规定时限"
    assert told["maintenance.visit"] == "每月一次"


@by_policy
def test_the_same_deadline_as_on_its_own(policy: Policy) -> None:
    """A step on the line is due when its deadline alone would be, in the same words."""
    for process in policy.processes.values():
        start = {
            event["id"]: "2026-03-16T10:00"
            for event in ask(policy, "timeline", process.id)["events"]
        }
        told = ask(policy, "timeline", process.id, start)
        for row in told["steps"]:
            event = row["deadline"] and policy.deadlines[row["deadline"]["id"]].term.event
            if not row["due"] or row["latest"] or event not in start:
                continue
            alone = ask(policy, "due", row["deadline"]["id"], {"from": start[event]})
            assert alone["due"] == row["due"]
            assert alone["text"] in [count["text"] for count in told["counts"]]


def test_an_unset_length_can_be_tried() -> None:
    policy = load(
        {
            "kind": "policy",
            "title": "小店",
            "sector": "零售",
            "source": {"title": "小店", "completeness": "full"},
            "clauses": {"one": "第一条"},
            "figures": {
                "wait": {"label": "期限", "unset": "open", "unit": "小时", "clause": "one"},
                "more": {"label": "再等", "value": 2, "unit": "小时", "clause": "one"},
                "days": {"label": "几天", "value": 1, "unit": "天", "clause": "one"},
            },
            "roles": {"clerk": {"label": "店员", "duties": [{"text": "答复", "clause": "one"}]}},
            "events": {
                "asked": {"label": "提出", "type": "datetime"},
                "told": {"label": "答复了", "type": "datetime"},
            },
            "processes": {
                "reply": {
                    "label": "答复",
                    "on": "asked",
                    "steps": [
                        {"id": "say", "by": ["clerk"], "does": "答复", "clause": "one",
                         "deadline": "wait", "event": "told"},
                        {"id": "note", "by": ["clerk"], "does": "记下", "clause": "one",
                         "deadline": "note"},
                    ],
                }
            },
            "deadlines": {
                "wait": {"label": "答复", "clause": "one", "after": "asked", "within": "wait"},
                "note": {"label": "记下", "clause": "one", "after": "told", "within": "more"},
            },
            "rulings": {"open": {"clause": "one", "question": "多久？", "undecided": True}},
        },
        "shop",
    )  # fmt: skip
    start = {"asked": "2026-03-16T10:00"}
    told = ask(policy, "timeline", "reply", start)
    assert (dues(told), told["undetermined"]) == ({}, True)
    assert [(each["kind"], each["id"]) for each in told["missing"]] == [
        ("event", "told"),
        ("figure", "wait"),
    ]
    tried = ask(policy, "timeline", "reply", start, {"wait": "3"})
    assert dues(tried) == {"reply.say": "2026-03-16T13:00", "reply.note": "2026-03-16T15:00"}
    wrong = ask(policy, "timeline", "reply", start, {"wait": "soon"})
    assert wrong["errors"][0]["input"] == "wait"


@pytest.mark.parametrize(
    ("question", "about", "code", "near"),
    [
        ("timeline", "spread-infomation", "unknown-process", "spread-information（报贵客名单）"),
        ("who", "aproval", "unknown-event", "approval（馆主批下贵客卡）"),
        ("who", "application:handover", "unknown-step", "application:hand-over"),
        ("due", "linen", "unknown-deadline", "linen-setup（备好贵客巾）"),
    ],
)
def test_a_misspelt_name_leads_to_the_right_one(
    question: str, about: str, code: str, near: str
) -> None:
    told = ask(SPA, question, about, {"from": "2026-02-13"} if question == "due" else {})
    assert told["error"]["code"] == code
    assert near in told["error"]["message"]


def test_a_moment_of_no_event_is_refused() -> None:
    told = ask(SPA, "timeline", "spread-information", {"aproval": "2026-02-13"})
    assert (told["error"]["code"], told["error"]["input"]) == ("unknown-event", "aproval")
    bad = ask(SPA, "timeline", "spread-information", {"approval": "2026-02-30"})
    assert (bad["error"]["code"], bad["error"]["input"]) == ("bad-date", "approval")


def test_years_without_a_calendar_are_said_of_the_moment_that_was_given() -> None:
    alone = ask(SPA, "due", "spread-information", {"from": "2090-12-31"})
    assert (alone["error"]["code"], alone["error"]["input"]) == ("outside-calendar", "from")
    given = {"approval": "2026-12-30T10:00", "table-entry": "2090-01-02T10:00"}
    line = ask(SPA, "timeline", "spread-information", given)
    assert (line["error"]["code"], line["error"]["input"]) == ("outside-calendar", "table-entry")
    told = ask(SPA, "who", "approval", {"approval": "2090-12-31"})
    assert told["error"]["input"] == "approval"
    far = ask(STORE, "timeline", "joining", {"card-issued": "9999-12-30"})
    assert (far["error"]["code"], far["error"]["input"]) == ("out-of-range", "card-issued")


@by_policy
def test_every_process_and_event_can_be_asked_about(policy: Policy) -> None:
    for process in policy.processes:
        assert ask(policy, "timeline", process)["steps"]
        assert "error" not in ask(policy, "who", process)
    for event in policy.events:
        assert "error" not in ask(policy, "who", event)


@pytest.mark.parametrize("opening", ["18:00", "19:00"])
def test_hours_that_end_when_they_begin_are_none(opening: str) -> None:
    sets = {"opening": opening, "closing": "18:00"}
    told = ask(POOL, "timeline", "in-hours", {"in-hours": "2026-09-28T20:00"}, sets)
    assert told["error"]["code"] == "bad-figure"
    assert "要用晚于开始时刻的时刻" in told["error"]["message"]
