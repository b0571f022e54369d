"""A role's card: each thing once, in the order of the work, for whom, when, and what I am told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from tiercalc.case import Situation
from tiercalc.dates import WorkingCalendar, timeline
from tiercalc.policy import Duty, Policy

from handbook.checking.load import load_policy
from handbook.pages import pages
from handbook.pages.role_card import card
from handbook.pages.view import View
from tests.paths import CASES
from tests.reading import Loaded, Read, flat
from tests.shop import SHOPS

DAY = date(2026, 11, 22)
TEAHOUSE = SHOPS["teahouse"]
SOME = load_policy(CASES / "good" / "work-in-some-cases.yaml").policy


def _read(policy: Policy) -> dict[str, Read]:
    made = pages([Loaded(policy, Path("policy") / f"{policy.id}.yaml")], DAY)
    return {uri: Read(page.markdown) for uri, page in made.items()}


def _card(policy: Policy, role: str) -> list[str]:
    """The rows of a role's card."""
    read = _read(policy)[f"role/{policy.id}/{role}.md"]
    return [flat(row.text) for row in read.all("tr")[1:]]


def _with_duty(text: str) -> Policy:
    owner = TEAHOUSE.roles["owner"]
    duty = Duty(text, ("three",), (), None)
    return replace(TEAHOUSE, roles={**TEAHOUSE.roles, "owner": replace(owner, duties=(duty,))})


def test_the_steps_stand_in_the_order_of_the_work_and_the_other_duties_after_them() -> None:
    texts = [line.text for line in card(View(TEAHOUSE, DAY, "x.md"), "owner").lines]
    assert texts == ["看簿子", "登记会员", "告诉客人 {days}里来过", "看茶单"]
    rows = _card(_with_duty("看茶单"), "owner")
    assert [row[:5] for row in rows[-2:]] == ["流程以外", "看茶单第三"]
    only_steps = replace(TEAHOUSE.roles["owner"], duties=())
    bare = replace(TEAHOUSE, roles={**TEAHOUSE.roles, "owner": only_steps})
    assert "流程以外" not in "".join(_card(bare, "owner"))


def test_a_duty_and_the_step_that_does_it_are_one_line_with_the_clauses_of_both() -> None:
    rows = [row for row in _card(_with_duty("看簿子"), "owner") if "看簿子" in row]
    assert len(rows) == 1
    assert "入会第2步" in rows[0]
    assert "第二条、第三条" in rows[0] or "第二条第三条" in rows[0]


def test_a_penalty_stands_with_the_task_of_its_clause_that_it_is_most_like() -> None:
    told = {row[:4]: row for row in _card(TEAHOUSE, "owner")}
    assert "1,000.5元/次没有登记" in told["登记会员"]
    assert "没有登记" not in told["看簿子入"]


def test_a_task_says_what_begins_it_and_after_which_outcome_it_is_done() -> None:
    (first,) = (row for row in _card(TEAHOUSE, "waiter") if row.startswith("问客人"))
    assert "起因：客人申请" in first
    (greet,) = (row for row in _card(SOME, "waiter") if row.startswith("迎客"))
    assert "前提：“会员等级”判定为“金卡”" in greet
    (meet,) = (row for row in _card(SHOPS["nursery"], "helper") if row.startswith("迎进门"))
    assert "前提：“买主等级”判定为“大树买主”、“小树买主”或“草花买主”" in meet
    # Whoever comes has one of the three tiers.
    (deal,) = (row for row in _card(SHOPS["card-club"], "clerk") if row.startswith("发卡"))
    assert "前提" not in deal


def test_what_is_for_some_cases_says_for_which_on_the_card_and_in_the_list() -> None:
    (lead,) = (row for row in _card(SOME, "waiter") if row.startswith("领座"))
    assert "只限" in lead
    (read_out,) = (row for row in _card(SOME, "waiter") if row.startswith("念茶单"))
    assert "只限识字：否" in read_out
    work = _read(SOME)[f"policy/{SOME.id}/work.md"]
    assert "只限" in work.one("step-seating-lead").text


def test_a_picture_rings_the_steps_that_are_for_some_cases() -> None:
    spa = _read(SHOPS["foot-spa"])["policy/foot-spa/work.md"]
    assert "外面有虚线圈的是只限一部分情形的步骤" in spa.text
    assert spa.all("g", "tb-flow__some")


def test_a_date_line_says_for_whom_a_step_is_and_what_begins_it() -> None:
    situation = Situation(SOME, {}, DAY, {})
    told = timeline("seating", {}, WorkingCalendar(DAY, DAY, frozenset(), frozenset()), situation)[
        "steps"
    ][0]
    assert "只限" in str(told["text"])
    assert str(told["when"]) == "起因是“迎到客人”，没有规定时限"


def test_what_others_tell_me_says_who_does_what_and_when_and_orders_nobody() -> None:
    owner = flat(_read(TEAHOUSE)["role/teahouse/owner.md"].text)
    assert "茶艺师交给我：问到的话入会第1步起因：客人申请" in owner
    guest = flat(_read(TEAHOUSE)["role/teahouse/guest.md"].text)
    assert "店长、茶艺师告诉我入会第3步对方做的：登记会员什么时候：客人申请后3个工作日内" in guest
