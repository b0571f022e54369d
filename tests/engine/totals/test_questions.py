"""By when, what to prepare, who must know: worked cases, and the laws that hold for any policy."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tiercalc import load
from tiercalc.policy.policy import Policy
from tiercalc.policy.workflow import places

from tests.asking import ask
from tests.cases_of import by_policy
from tests.shop import SHOPS

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


def test_linen_for_the_guests_of_the_day() -> None:
    told = ask(SPA, "kit", values={"svip": "3", "vip": "2"})
    totals = {item["label"]: (item["total"], item["unit"]) for item in told["items"]}
    assert totals["擦脚巾"] == ("11", "条")
    assert totals["大浴巾"] == ("5", "条")
    assert totals["棉拖鞋"] == ("5", "双")
    towel = next(item for item in told["items"] if item["service"] == "towel")
    assert towel["text"] == "擦脚巾：金卡客 3 × 3 条 + 银卡客 2 × 1 条 = 11 条（二 1、二 2）。"
    assert not told["undetermined"]


def test_rooms_are_counted_by_their_own_kind() -> None:
    told = ask(SPA, "kit", values={"room:svip": "2", "room:vip": "1"})
    totals = {item["service"]: item["total"] for item in told["items"]}
    assert totals["soap"] == "12"
    assert totals["room-slippers"] == "6"
    assert "towel" not in totals


def test_an_open_quantity_stays_open_and_the_rest_is_counted() -> None:
    told = ask(INN, "kit", values={"a": "2", "b": "1", "c": "1"})
    items = {item["service"]: item for item in told["items"]}
    assert items["fruit-basket"]["total"] == "4"
    assert (items["flowers"]["total"], items["flowers"]["known"]) == (None, "1")
    assert {each["id"] for each in items["flowers"]["missing"]} == {"flower_pots", "missing-lines"}
    assert "待定" in items["lychee"]["text"]
    assert "任选一项：米酒、果酒" in items["spirit"]["text"]
    assert (items["letter"]["counted"], items["letter"]["total"]) == (False, None)
    assert told["undetermined"]
    tried = ask(INN, "kit", values={"a": "2"}, sets={"flower_pots": "3"})
    assert next(i["total"] for i in tried["items"] if i["service"] == "flowers") == "6"


def test_what_is_only_tried_is_marked_in_a_kit() -> None:
    sets = {"flower_pots": "3", "lychee_count": "2"}
    told = ask(INN, "kit", values={"a": "2"}, sets=sets)
    items = {item["service"]: item for item in told["items"]}
    assert items["flowers"]["text"].startswith(
        "屋里的花：上客(甲) 2 × 3 盆 = 6 盆（大盆，按试填的数）（"
    )
    assert [each["text"] for each in items["flowers"]["sums"]] == ["6 盆（按试填的数）"]
    assert items["lychee"]["text"].startswith("篮里的荔枝：上客(甲) 2 × 2 = 4（按试填的数）（")
    assert "试填" not in items["orange"]["text"] + items["orange"]["sums"][0]["text"]
    assert [each["id"] for each in told["given"]] == ["lychee_count", "flower_pots"]
    assert told["text"].endswith("。试填荔枝的个数 2，试填大盆花的盆数 3 盆，不是制度定的数。")
    # Of what nobody asks about nothing is tried.
    others = ask(INN, "kit", values={"b": "1"}, sets=sets)
    assert (others["given"], others["missing"]) == ([], [])
    assert "试填" not in others["text"]


def test_a_choice_of_things_on_trial_is_marked() -> None:
    told = ask(POOL, "kit", values={"in_house": "2"}, sets={"wine_bottles": "3"})
    (gift,) = told["items"]
    assert "6 瓶（橘子汽水，按试填的数）" in gift["text"]
    assert gift["text"].count("试填") == 1


def test_rates_are_not_multiplied_by_guests() -> None:
    told = ask(STORE, "kit", values={"vip": "12"})
    assert [(i["service"], i["total"]) for i in told["items"] if i["counted"]] == [
        ("booklet", "12")
    ]
    items = {item["service"]: item for item in told["items"]}
    assert (items["discount"]["total"], items["discount"]["known"]) == (None, None)
    assert items["discount"]["text"].startswith("平日货打折：老主顾（9 折）；符合条件（")
    assert items["points"]["text"].startswith("花钱记积分：老主顾（1 分/元）；")


def test_whatever_a_tier_is_given_stands_in_its_kit() -> None:
    """What is for everybody, and what nobody lays ready, is not dropped."""
    told = ask(POOL, "kit", values={"v1": "2"})
    served = [each for each in SHOPS[POOL].services.values() if each.scope in ("member", "all")]
    assert [item["label"] for item in told["items"]] == [each.label for each in served]
    assert told["text"] == ("年卡客 2 位：要备 1 种；另有 4 项要做到；其中待定的有：门票打折。")
    people = {item["service"]: item["text"] for item in told["items"]}
    assert people["coach"] == "带着游的人：年卡客（1 名）（一、年卡）。"
    assert "门票打折：年卡客（多少待定）" in people["fee"]
    # What is for all comes with the tier: a birthday brings its own things alone.
    away = ask(POOL, "kit", values={"away": "1"})["items"]
    assert [item["label"] for item in away] == ["贺卡"]


def test_what_has_a_size_is_counted_and_not_weighed() -> None:
    told = ask(POOL, "kit", values={"in_house": "3"}, sets={"cake_weight": "2"})
    (gift,) = told["items"]
    assert gift["sums"][0] == {
        "note": "奶油蛋糕，每份 2 磅",
        "total": "3",
        "known": "3",
        "unit": "份",
        "text": "3 份（奶油蛋糕，每份 2 磅，按试填的数）",
    }


@pytest.mark.parametrize(
    ("values", "code", "said"),
    [
        ({"gold": "1"}, "unknown-value", "level:svip（金卡客）"),
        ({"svip": "3.5"}, "bad-count", "应填 0 到 999,999 之间的整数"),
        ({"svip": "x", "level:svip": "2"}, "usage", "写了两次"),
        ({"room:gold": "1"}, "unknown-value", "没有叫“room:gold”的等级"),
        ({"ordinary": "1"}, "unknown-value", "没有写没卡顾客、大间要备什么"),
    ],
)
def test_a_wrong_list_of_guests_is_refused(values: dict[str, str], code: str, said: str) -> None:
    told = ask(SPA, "kit", values=values)
    wrong = [told["error"], *told["errors"]]
    assert {"items", "text"}.isdisjoint(told)
    found = next(each for each in wrong if each["code"] == code)
    assert said in found["message"]


@pytest.mark.parametrize(
    ("question", "good", "bad"),
    [
        (
            "kit",
            {"level:vip": "2."},
            {
                "level:svip": "“金卡客”的数量填的是“x”；应填 0 到 999,999 之间的整数",
                "room:svip": "“金间”的数量填的是“1.5”",
            },
        ),
        (
            "fine",
            {"information-late": "1"},
            {
                "consultant-form-incomplete": "第 2 条处罚（领班）的次数填的是“x”",
                "record-table-lost:front-desk": "第 6 条处罚（门迎）的次数填的是“1.5”",
            },
        ),
    ],
)
def test_a_bad_count_leaves_the_rest_of_the_answer(
    question: str, good: dict[str, str], bad: dict[str, str]
) -> None:
    typed = dict(zip(bad, ("x", "1.5"), strict=True))
    told = ask(SPA, question, values={**typed, **good})
    assert told["text"] == ask(SPA, question, values=good)["text"]
    assert [each["input"] for each in told["errors"]] == list(bad)
    for error in told["errors"]:
        assert error["message"].startswith(bad[error["input"]])
    # Where nothing can be answered, everything that is wrong is said all the same.
    alone = ask(SPA, question, values=typed)
    assert [each["input"] for each in (alone["error"], *alone["errors"])] == list(bad)


def test_what_only_bears_the_same_name_is_not_added_up() -> None:
    told = ask(INN, "kit", values={"a": "2", "b": "1", "c": "3"})
    items = {item["service"]: item for item in told["items"]}
    basket = items["fruit-basket"]
    assert basket["total"] == "6"
    assert [(each["note"], each["total"]) for each in basket["sums"]] == [
        ("大篮", "2"),
        ("中篮", "1"),
        ("小篮", "3"),
    ]
    assert [each["text"] for each in basket["sums"]] == [
        "2 份（大篮）",
        "1 份（中篮）",
        "3 份（小篮）",
    ]
    assert basket["text"].startswith(
        "果篮：上客(甲) 2 × 1 份 = 2 份（大篮）；上客(乙) 1 × 1 份 = 1 份（中篮）；"
        "上客(丙) 3 × 1 份 = 3 份（小篮）（七、"
    )
    assert [each["text"] for each in items["orange"]["sums"]] == ["11 个"]
    assert [each["text"] for each in items["flowers"]["sums"]] == [
        "待定（大盆）",
        "1 盆（中盆）",
        "待定",
    ]


def test_a_kit_rests_on_the_clauses_of_the_tiers_asked_about() -> None:
    told = ask(INN, "kit", values={"a": "1", "b": "0"})
    assert {clause["id"] for item in told["items"] for clause in item["clause"]} == {"standard-a"}
    orange = next(item for item in told["items"] if item["service"] == "orange")
    assert orange["text"] == "篮里的橘子：上客(甲) 1 × 3 个 = 3 个（七、甲等，接待标准）。"
    both = {item["service"]: item for item in ask(INN, "kit", values={"a": "1", "c": "2"})["items"]}
    assert both["orange"]["text"] == (
        "篮里的橘子：上客(甲) 1 × 3 个 + 上客(丙) 2 × 1 个 = 5 个"
        "（七、甲等，接待标准；七、丙等，接待标准）。"
    )
    # The lowest gets no mango.
    assert both["mango"]["text"] == "篮里的芒果：上客(甲) 1 × 3 个 = 3 个（七、甲等，接待标准）。"


@by_policy
def test_an_item_rests_on_what_its_parts_rest_on(policy: Policy) -> None:
    scopes = dict.fromkeys(service.scope for service in policy.services.values())
    values = [
        f"{s}:{value}" for s in scopes if s in policy.scales for value in policy.scales[s].ids()
    ]
    alone = {value: ask(policy, "kit", values={value: "1"})["items"] for value in values}
    for item in ask(policy, "kit", values=dict.fromkeys(values, "1"))["items"] if values else []:
        assert item["clause"]
        parts = [clause for part in item["parts"] for clause in part["clause"]]
        assert item["clause"] == list({clause["id"]: clause for clause in parts}.values())
        # Whoever stands beside them, the tiers keep their own clauses.
        own = [each for items in alone.values() for each in items]
        same = [each for each in own if each["service"] == item["service"]]
        assert [each["clause"] for each in same] == [part["clause"] for part in item["parts"]]


def test_one_of_several_things_is_counted_for_each_choice() -> None:
    told = ask(POOL, "kit", values={"in_house": "2"})
    (gift,) = told["items"]
    assert (gift["counted"], gift["total"], gift["undetermined"]) == (True, None, False)
    assert [each["text"] for each in gift["sums"]] == [
        "2 份（奶油蛋糕，每份 1 磅）",
        "或 2 瓶（橘子汽水）",
    ]
    assert gift["text"].startswith(
        "生日礼：任选一项：在馆里过生日 2 × 1 份 = 2 份（奶油蛋糕，每份 1 磅），"
    )
    assert told["text"] == "在馆里过生日 2 位：要备 1 种。"


def test_who_chooses_is_an_open_question_of_a_kit() -> None:
    told = ask(POOL, "kit", values={"in_house": "2"})
    assert [item["rulings"] for item in told["items"]] == [["who-picks"]]
    assert [(each["id"], each["undecided"]) for each in told["ruling"]] == [("who-picks", True)]
    assert ask(POOL, "kit", values={"away": "2"})["ruling"] == []


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"svip": "0"}, "金卡客 0 位：什么也不用备。"),
        ({"room:ordinary": "4"}, "大间 4 间：制度没有写要备什么。"),
        (
            {"vip": "1", "room:ordinary": "4"},
            "银卡客 1 位、大间 4 间：要备 3 种；另有 2 项要做到；制度没有写大间要备什么。",
        ),
    ],
)
def test_nothing_to_prepare_is_said_as_it_is(values: dict[str, str], text: str) -> None:
    assert ask(SPA, "kit", values=values)["text"] == text


def test_the_condition_of_a_service_is_one_clause_of_its_sentence() -> None:
    told = ask(STORE, "kit", values={"vip": "1"})
    (magazine,) = [item for item in told["items"] if item["label"] == "小铺报"]
    assert "；符合条件（主顾卡有效：是）才提供（第十三条）。" in magazine["text"]


def test_full_width_digits_and_grouped_thousands_are_numbers() -> None:
    told = ask(SPA, "kit", values={"vip": "１，０００"})
    assert told["counts"][0]["count"] == 1000


def test_who_is_told_of_an_approval() -> None:
    told = ask(SPA, "who", "approval", {"approval": "2026-02-13"})
    assert [role["label"] for role in told["roles"]] == [
        "文员",
        "门迎",
        "仓管",
        "领班",
        "技师",
        "顾客",
    ]
    notices = {f"{row['process']}.{row['step']}": row for row in told["notices"]}
    # Who tells the customer is for the manager to decide: it need not be the manager.
    assert "tell-customer.choose-teller" not in notices
    teller = notices["tell-customer.tell"]
    assert [[role["label"] for role in teller[key]] for key in ("by", "learns")] == [
        ["馆主点的人"],
        ["顾客"],
    ]
    assert notices["spread-information.inform-posts"]["due"] == "2026-02-14"
    assert [by["id"] for by in notices["spread-information.inform-posts"]["by"]] == [
        "administrator"
    ]
    # Filling in a form tells the roles that keep it.
    assert [role["id"] for role in notices["spread-information.fill-tables"]["learns"]] == [
        "front-desk",
        "storekeeper",
        "consultant",
    ]
    # What follows in turn: the tables are filled in, so the linen is ordered.
    assert "linen-setup.order-linen" in notices
    # The application was decided before: its first steps tell nobody of an approval.
    assert "application.fill-form" not in notices


def test_who_is_told_before_the_guest_arrives() -> None:
    told = ask(INN, "who", "arrival", {"arrival": "2026-05-01T14:30"})
    call = next(row for row in told["notices"] if row["step"] == "call")
    assert (call["due"], [role["label"] for role in call["learns"]]) == (
        "2026-05-01T14:10",
        ["总管"],
    )
    assert told["text"].startswith("“客人进院”前后，要知道的有：总管、")


def learns(document: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """By whom and to whom each notice goes, by its step."""
    return {
        row["step"]: tuple(
            "、".join(role["label"] for role in row[key]) for key in ("by", "learns")
        )
        for row in document["notices"]
    }


def test_who_is_told_of_a_cancellation_and_which_tables_say_so() -> None:
    told = ask(SPA, "who", "cancellation")
    assert learns(told) == {
        "tell-customer": ("领班", "顾客"),
        "tell-posts": ("馆主", "门迎、仓管、文员、技师"),
        "mark-front-desk-table": ("门迎", ""),
        "mark-storekeeper-table": ("仓管", ""),
        "mark-consultant-table": ("领班", ""),
        "order-removal": ("文员", "仓管"),
    }
    marks = [row for row in told["notices"] if not row["learns"]]
    assert [row["form"][0]["id"] for row in marks] == [
        "front-desk-table",
        "storekeeper-table",
        "consultant-table",
    ]
    assert told["text"] == (
        "“馆主收回贵客卡”之后，要知道的有：顾客、门迎、仓管、文员、技师。"
        "还要用到自己保管的表的有：门迎、仓管、领班。"
    )


def test_goods_tell_nobody_and_a_request_tells_whom_it_is_made_to() -> None:
    rooms = ask(SPA, "who", "daily-room-check")
    assert (rooms["roles"], rooms["notices"]) == ([], [])
    assert "洗衣工" not in [role["label"] for role in ask(SPA, "who", "booking")["roles"]]
    assert learns(ask(POOL, "who", "complaint"))["complain"] == ("泳客", "馆员")
    assert learns(ask(POOL, "who", "exit"))["notice"] == ("泳客", "办公室")


def test_what_is_due_by_the_end_of_a_period_comes_after_its_event() -> None:
    review = learns(ask(SPA, "who", "review-month"))
    assert review["give-opinion"] == ("领班、技师", "馆主")
    assert learns(ask(SPA, "who", "cancellation")).items() < review.items()
    dated = ask(SPA, "who", "review-month", {"review-month": "2026-01-15"})
    assert dated["notices"][0]["due"] == "2026-01-31"


@by_policy
def test_whoever_is_told_of_something_that_an_event_makes_due_is_told_after_the_event(
    policy: Policy,
) -> None:
    for place in (each for process in policy.processes.values() for each in places(process)):
        event = place.step.deadline and policy.deadlines[place.step.deadline].term.event
        if event and place.step.tells:
            told = {role["id"] for role in ask(policy, "who", event)["roles"]}
            assert {*place.step.tells} <= told


def test_a_form_on_its_way_tells_its_keeper_nothing_before_it_arrives() -> None:
    application = learns(ask(SPA, "who", "application"))
    steps = [step for step, (_, whom) in application.items() if "文员" in whom]
    assert steps == ["hand-over"]
    assert not {"first-approval", "final-approval"} & {*application}


def test_who_learns_of_one_step() -> None:
    told = ask(SPA, "who", "application:hand-over")
    assert [role["id"] for role in told["roles"]] == ["administrator"]
    quiet = ask(SPA, "who", "application:judge")
    assert (quiet["roles"], quiet["notices"]) == ([], [])
    assert quiet["text"] == "“申请贵客卡第 1 步”，没有写要告诉谁。"


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
    alone = ask(SPA, "due", "spread-information", {"from": "2026-12-31"})
    assert (alone["error"]["code"], alone["error"]["input"]) == ("outside-calendar", "from")
    given = {"approval": "2026-12-30T10:00", "table-entry": "2027-01-02T10:00"}
    line = ask(SPA, "timeline", "spread-information", given)
    assert (line["error"]["code"], line["error"]["input"]) == ("outside-calendar", "table-entry")
    told = ask(SPA, "who", "approval", {"approval": "2026-12-31"})
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
