"""施行: on which days a policy answers, and what it says on the others."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tiercalc import InputError, Policy, answer_text, decide_document
from tiercalc.case import Situation
from tiercalc.dates.due import due
from tiercalc.dates.notices import who
from tiercalc.dates.timeline import timeline
from tiercalc.totals.fines import fine
from tiercalc.totals.kit import kit

from handbook.calendar.working_calendar import library_calendars
from tests.shop import SHOPS, shop

TERM = {"from": "2026-03-01", "until": "2026-06-30"}
FIRST, LAST = date(2026, 3, 1), date(2026, 6, 30)
BEFORE, AFTER = date(2026, 2, 28), date(2026, 7, 1)
ENDED = "已失效（到 2026-06-30 为止）"


def held(name: str) -> Policy:
    return shop(name, {"in_force": TERM})


def decided(on: date) -> Any:
    club = held("card-club")
    return decide_document(Situation(club, {"spend": Decimal(6000)}, on, {}))


@pytest.mark.parametrize(
    ("on", "standing", "tier"),
    [
        (BEFORE, "not_yet", None),
        (FIRST, "yes", "gold"),
        (LAST, "yes", "gold"),
        (AFTER, "ended", None),
    ],
)
def test_a_policy_answers_from_its_first_day_to_its_last(
    on: date, standing: str, tier: str | None
) -> None:
    document = decided(on)
    assert (document["in_force"], document["tier"]) == (standing, tier)


def test_a_policy_without_days_is_always_in_force() -> None:
    situation = Situation(SHOPS["card-club"], {}, date(1900, 1, 1), {})
    assert decide_document(situation)["in_force"] == "yes"


def test_nothing_is_certain_once_a_policy_has_ended() -> None:
    document = decided(AFTER)
    tier = document["decisions"]["tier"]
    assert tier["text"] == f"等级：{ENDED}。"
    assert tier["headline"] == ENDED
    assert document["undetermined"] == list(document["outcomes"])
    assert set(document["outcomes"].values()) == {None}
    for nothing in ("possible", "missing", "next", "trace", "entitlements", "duties", "ruling"):
        assert tier[nothing] == [], nothing


def test_the_keys_of_an_answer_are_the_same_whether_a_policy_is_in_force_or_not() -> None:
    during, after = decided(LAST), decided(AFTER)
    assert during.keys() == after.keys()
    assert during["decisions"]["tier"].keys() == after["decisions"]["tier"].keys()


def test_the_page_and_the_text_say_it() -> None:
    request = {"on": "2026-02-28", "inputs": {"spend": "6000"}, "report": True}
    answer = json.loads(answer_text(held("card-club"), json.dumps(request)))
    assert "等级：尚未施行（自 2026-03-01 起）。" in answer["report"]
    assert "金卡" not in answer["report"]


INN = held("inn")
HAPPENED = Situation(INN, {}, AFTER, {})


def ask_due(on: date) -> object:
    return due(next(iter(INN.deadlines)), on, library_calendars().usual, HAPPENED)


def ask_timeline(on: date) -> object:
    process = next(iter(INN.processes))
    return timeline(process, {}, library_calendars().usual, Situation(INN, {}, on, {}))


def ask_who(on: date) -> object:
    process = next(iter(INN.processes))
    return who(process, {}, library_calendars().usual, Situation(INN, {}, on, {}))


def ask_fine(on: date) -> object:
    club = held("foot-spa")
    return fine({next(iter(club.penalties)): 1}, Situation(club, {}, on, {}))


def ask_kit(on: date) -> object:
    return kit({}, Situation(INN, {}, on, {}))


@pytest.mark.parametrize("ask", [ask_due, ask_timeline, ask_who, ask_fine, ask_kit])
def test_no_question_is_answered_on_other_days(ask: Callable[[date], object]) -> None:
    assert ask(LAST)
    with pytest.raises(InputError, match="已失效") as ended:
        ask(AFTER)
    assert ended.value.code == "ended"
    with pytest.raises(InputError, match="尚未施行") as early:
        ask(BEFORE)
    assert early.value.code == "not_yet"


def test_a_deadline_that_began_in_time_is_counted_after_the_end() -> None:
    assert ask_due(date(2026, 6, 30))


def test_the_figure_of_the_day_of_the_event_counts_and_the_answer_says_which() -> None:
    values = {"2020-01-01": 30, "2027-01-01": 15}
    days = {"label": "登记期限", "values": values, "unit": "天", "clause": "two"}
    dated = shop("card-club", {"figures.days": days})
    asked = Situation(dated, {}, date(2026, 11, 30), {})
    answer = due("register", date(2027, 3, 1), library_calendars().usual, asked)
    assert answer.document()["due"] == "2027-03-16"
    assert answer.document()["on"] == "2027-03-01"
    assert "用的是事件当天（2027-03-01）有效的数字。" in answer.text
    earlier = due("register", date(2026, 12, 31), library_calendars().usual, asked)
    assert earlier.document()["due"] == "2027-01-30"


def test_an_answer_with_figures_that_never_change_names_no_day() -> None:
    asked = Situation(SHOPS["card-club"], {}, date(2026, 11, 30), {})
    answer = due("register", date(2027, 3, 1), library_calendars().usual, asked)
    assert "事件当天" not in answer.text
