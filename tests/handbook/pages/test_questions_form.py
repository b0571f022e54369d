"""The forms of the questions: what they offer is what the engine can answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tiercalc.policy.policy import Policy

from handbook.pages.question_forms import (
    due_form,
    fine_form,
    kit_form,
    no_kit,
    timeline_form,
    who_form,
)
from tests.asking import ask
from tests.cases_of import by_policy
from tests.outline import Outline
from tests.shop import SHOPS

SPA = SHOPS["foot-spa"]
DAY = date(2026, 1, 15)
MOMENT = "2026-03-16T10:00"


def options(html: str) -> list[dict[str, str | None]]:
    return [option for option in Outline(html).all("option") if option["value"]]


@by_policy
def test_every_process_that_is_offered_can_be_dated(policy: Policy) -> None:
    for option in options(timeline_form(policy)):
        events = (option["data-events"] or "").split(",")
        assert all(events)
        values = dict.fromkeys(events, MOMENT)
        told = ask(policy, "timeline", option["value"] or "", values)
        dated = [row["due"] for row in told["steps"] if row["due"]]
        assert dated or {each["kind"] for each in told["missing"]} & {"figure"}


@by_policy
def test_every_deadline_is_offered_and_answered(policy: Policy) -> None:
    offered = [option["value"] or "" for option in options(due_form(policy, DAY))]
    assert offered == list(policy.deadlines)
    for deadline in offered:
        told = ask(policy, "due", deadline, {"from": MOMENT})
        assert told["due"] or told["missing"]


@by_policy
def test_whoever_is_asked_about_somebody_learns_of_it(policy: Policy) -> None:
    for option in options(who_form(policy)):
        assert ask(policy, "who", option["value"] or "")["roles"]


@by_policy
def test_every_event_of_which_somebody_learns_is_offered(policy: Policy) -> None:
    offered = {option["value"] for option in options(who_form(policy))}
    assert offered & {*policy.events} == {
        event for event in policy.events if ask(policy, "who", event)["roles"]
    }


@by_policy
def test_every_slip_and_every_level_is_understood(policy: Policy) -> None:
    for question, html in (("fine", fine_form(policy, DAY)), ("kit", kit_form(policy))):
        names = [e["name"] or "" for e in Outline(html).all("input")]
        counts = {name: "1" for name in names if not name.startswith("set.")}
        sets = {name.removeprefix("set."): "1" for name in names if name.startswith("set.")}
        if counts:
            told = ask(policy, question, values=counts, sets=sets)
            assert told["items"]
            assert told["errors"] == []


def test_a_clause_for_several_roles_has_a_control_for_each() -> None:
    names = [e["name"] for e in Outline(fine_form(SPA, DAY)).all("input")]
    assert "record-table-lost:front-desk" in names
    assert "record-table-lost" not in names
    assert "vip-into-wrong-room" in names


def test_what_is_counted_is_called_by_its_own_name() -> None:
    legends = Outline(kit_form(SPA)).text
    assert "金间、银间" in legends
    assert "想坐哪间" not in legends


def test_rooms_are_not_counted_as_people() -> None:
    shown = " ".join(Outline(kit_form(SPA)).text.split())
    assert "金卡客 位" in shown
    assert "金间 间" in shown


@by_policy
def test_where_nothing_is_laid_ready_page_and_command_say_so(policy: Policy) -> None:
    said = no_kit(policy)
    assert bool(said) is not bool(kit_form(policy))
    served = {each.scope for each in policy.services.values()} & {*policy.scales}
    values = [f"{scale}:{each}" for scale in served for each in policy.scales[scale].ids()]
    for value in values if said else ():
        told = ask(policy, "kit", values={value: "1"})
        assert not [item for item in told["items"] if item["counted"]]
        assert not told["items"] or said.rstrip("。") in told["text"]


def test_a_choice_between_things_is_something_to_prepare() -> None:
    names = [e["name"] for e in Outline(kit_form(SHOPS["pool"])).all("input")]
    assert "birthday:in_house" in names


def test_a_policy_without_the_matter_has_no_form() -> None:
    bare = replace(SPA, processes={}, deadlines={}, penalties={}, services={})
    forms = [
        timeline_form(bare),
        due_form(bare, DAY),
        who_form(bare),
        fine_form(bare, DAY),
        kit_form(bare),
    ]
    assert forms == [""] * 5


def test_text_of_a_policy_stays_text() -> None:
    policy = SPA
    label = "<b>报名单</b>"
    hostile = replace(
        policy,
        deadlines={
            key: replace(deadline, label=label) for key, deadline in policy.deadlines.items()
        },
        processes={key: replace(each, label=label) for key, each in policy.processes.items()},
    )
    for html in (due_form(hostile, DAY), timeline_form(hostile)):
        assert Outline(html).all("b") == []
        assert label in Outline(html).text
