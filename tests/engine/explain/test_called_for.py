"""What an answer brings and calls for: services, tasks, deadlines, fines."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tiercalc.case import Situation
from tiercalc.explain.answer import answer_text, decide_document
from tiercalc.given.inputs import read_figures, read_inputs

from tests.shop import SHOPS

DAY = date(2026, 7, 1)
SPA, STORE, INN, POOL, NURSERY = "foot-spa", "corner-shop", "inn", "pool", "nursery"


def answer(policy: str, **inputs: str) -> Any:
    chosen = SHOPS[policy]
    return decide_document(Situation(chosen, read_inputs(chosen, inputs, DAY), DAY, {}))


def text_of(found: Any) -> list[str]:
    return [task["text"] for duty in found["duties"] for task in duty["tasks"]]


def of_role(found: Any, role: str) -> Any:
    """What a role has to do; empty where that is nothing."""
    nothing = {"tasks": [], "penalties": []}
    return next((duty for duty in found["duties"] if duty["role"] == role), nothing)


def test_what_comes_right_after_the_approval_is_listed_with_what_a_slip_costs() -> None:
    approved = {"form_complete": "yes", "consultant_approves": "yes", "manager_approves": "yes"}
    tier = answer(SPA, proposed_level="svip", **approved)["decisions"]["tier"]
    manager, administrator = of_role(tier, "manager"), of_role(tier, "administrator")
    assert [task["step"] for task in manager["tasks"]] == ["hand-over", "choose-teller"]
    assert administrator["tasks"][0]["step"] == "file-form"
    for duty in (manager, administrator):
        first = duty["penalties"][0]
        assert first["penalty"] == "form-not-passed-or-filed"
        assert first["text"].endswith("每次罚 8 元")
    # What had to be right before the approval is over.
    told_of = {each["penalty"] for duty in tier["duties"] for each in duty["penalties"]}
    assert "beautician-form-incomplete" not in told_of


@pytest.mark.parametrize(
    ("level", "room", "penalty"),
    [
        ("vip", "svip", "vip-into-wrong-room"),
        ("svip", "ordinary", "svip-into-wrong-room"),
    ],
)
def test_a_later_decision_has_its_tasks_and_its_own_fine(
    level: str, room: str, penalty: str
) -> None:
    document = answer(SPA, customer_level=level, room_type=room)
    desk = of_role(document["decisions"]["room"], "front-desk")
    assert [task["step"] for task in desk["tasks"]] == ["allocate", "ask-consultant"]
    fined = [each["penalty"] for each in desk["penalties"]]
    assert fined == [penalty, "lower-room-without-consent"]
    assert "罚 36 元" in desk["penalties"][0]["text"]


def test_an_ordinary_customer_has_neither_the_exception_nor_its_fine() -> None:
    room = answer(SPA, customer_level="ordinary", room_type="vip")["decisions"]["room"]
    desk = of_role(room, "front-desk")
    assert [task["step"] for task in desk["tasks"]] == ["allocate"]
    assert [each["penalty"] for each in desk["penalties"]] == ["ordinary-into-vip-room"]


@pytest.mark.parametrize(
    ("given", "steps", "fined"),
    [
        ({"own_rooms_short": "no"}, ["allocate"], ["vip-into-wrong-room"]),
        (
            {"customer_agrees": "yes", "consultant_arranged": "no"},
            ["allocate", "ask-consultant"],
            ["vip-into-wrong-room"],
        ),
        (
            {"customer_agrees": "no"},
            ["allocate", "ask-consultant"],
            ["vip-into-wrong-room", "lower-room-without-consent"],
        ),
    ],
)
def test_the_exception_is_asked_for_where_it_may_apply(
    given: dict[str, str], steps: list[str], fined: list[str]
) -> None:
    room = answer(SPA, customer_level="vip", room_type="ordinary", **given)["decisions"]["room"]
    desk = of_role(room, "front-desk")
    assert [task["step"] for task in desk["tasks"]] == steps
    assert [each["penalty"] for each in desk["penalties"]] == fined


@pytest.mark.parametrize("level", ["svip", "vip"])
def test_a_room_of_the_own_level_brings_all_that_is_done_for_the_visit(level: str) -> None:
    room = answer(SPA, customer_level=level, room_type=level)["decisions"]["room"]
    steps = [step.id for step in SHOPS[SPA].processes["booking"].steps]
    listed = {task["step"] for duty in room["duties"] for task in duty["tasks"]}
    assert listed == set(steps[steps.index("call-storeroom") :])


def test_nothing_is_prepared_in_the_storeroom_for_an_ordinary_customer() -> None:
    room = answer(SPA, customer_level="ordinary", room_type="ordinary")["decisions"]["room"]
    assert (room["outcome"], room["duties"]) == ("allowed", [])


@pytest.mark.parametrize(
    ("level", "penalty"), [("svip", "svip-into-wrong-room"), ("vip", "vip-into-wrong-room")]
)
def test_a_tier_has_the_fine_of_its_own_room_alone(level: str, penalty: str) -> None:
    approved = {"form_complete": "yes", "consultant_approves": "yes", "manager_approves": "yes"}
    tier = answer(SPA, proposed_level=level, **approved)["decisions"]["tier"]
    fined = {each["penalty"] for each in of_role(tier, "front-desk")["penalties"]}
    rooms = {"ordinary-into-vip-room", "vip-into-wrong-room", "svip-into-wrong-room"}
    assert fined & rooms == {penalty}


def test_a_process_that_follows_the_tier_is_listed_whole() -> None:
    tier = answer(INN, identities="singer")["decisions"]["tier"]
    process = SHOPS[INN].processes["reception"]
    listed = {task["step"] for duty in tier["duties"] for task in duty["tasks"]}
    assert listed >= {step.id for step in process.steps}
    assign = next(each for each in of_role(tier, "clerk")["tasks"] if each["step"] == "assign-room")
    assert assign["when"] == "最迟在客人进院前 1 天"
    assert not any("定出各等配什么" in text for text in text_of(tier))


def test_what_the_customer_has_done_already_is_not_asked_again() -> None:
    tier = answer(POOL, bought="yes", swims="yes")["decisions"]["tier"]
    assert steps_of(tier).isdisjoint({"swim", "buy", "renew"})
    assert "choose" in steps_of(tier)


def steps_of(found: Any) -> set[str | None]:
    return {task["step"] for duty in found["duties"] for task in duty["tasks"]}


@pytest.mark.parametrize(
    ("card", "joining"),
    [
        ({}, {"fill", "collect", "register"}),
        # No card yet, or one that lapsed.
        ({"card_active": "no", "discount_card": "no"}, {"fill", "collect", "register"}),
        ({"card_active": "yes"}, set()),
        # The days for the registration have passed.
        ({"card_active": "no", "discount_card": "yes"}, set()),
    ],
)
def test_whoever_has_a_card_does_not_join_again(card: dict[str, str], joining: set[str]) -> None:
    tier = answer(STORE, single_purchase="600", **card)["decisions"]["tier"]
    steps = {step.id for step in SHOPS[STORE].processes["joining"].steps}
    assert steps_of(tier) & steps == joining
    assert "exchange" in steps_of(tier)


def test_what_the_system_notes_already_is_not_entered_again() -> None:
    def listed(**notes: str) -> set[str | None]:
        found = answer(INN, identities="agency_head", **notes)["decisions"]
        return steps_of(found["tier"]) | steps_of(found["notes"])

    assert "enter" in listed()
    assert "enter" in listed(system_notes="arrival_time,room_type,contact")
    noted = listed(system_notes="arrival_time,room_type,contact,preferences")
    assert "enter" not in noted
    assert "check-plan" in noted


@pytest.mark.parametrize(
    ("trial", "again"),
    [({}, True), ({"confirmations": "4"}, True), ({"confirmations": "3"}, False)],
)
def test_a_flight_that_was_confirmed_often_enough_is_not_confirmed_again(
    trial: dict[str, str], again: bool
) -> None:
    chosen = SHOPS[INN]
    values = read_inputs(chosen, {"identities": "singer", "flight_confirmations": "3"}, DAY)
    situation = Situation(chosen, values, DAY, read_figures(chosen, trial))
    found = decide_document(situation)["decisions"]
    assert ("flight" in steps_of(found["tier"])) is again


@pytest.mark.parametrize(
    ("sent", "listed"),
    [
        ({}, True),
        ({"card_sent": "no"}, True),
        ({"card_sent": "yes"}, False),
        ({"gift_sent": "yes"}, False),
    ],
)
def test_a_greeting_that_was_sent_is_not_asked_for(sent: dict[str, str], listed: bool) -> None:
    given = {"spend": "900", "purchase_frequency": "high", "birthday_today": "yes", **sent}
    tier = answer(NURSERY, **given)["decisions"]["tier"]
    assert any("寄贺卡或者送花" in text for text in text_of(tier)) is listed


@pytest.mark.parametrize(
    ("given", "steps"),
    [
        ({"notice_written": "no"}, {"notice", "consent"}),
        ({"notice_written": "no", "company_consents": "no"}, {"notice", "consent"}),
        (
            {"notice_written": "yes", "notice_in_advance": "yes", "company_consents": "no"},
            set(),
        ),
        (
            {"notice_written": "yes", "notice_in_advance": "no", "company_consents": "yes"},
            {"notice", "consent"},
        ),
    ],
)
def test_a_refused_exit_asks_for_what_can_still_be_done(
    given: dict[str, str], steps: set[str]
) -> None:
    withdrawal = answer(POOL, **given)["decisions"]["withdrawal"]
    assert withdrawal["outcome"] == "not_effective"
    assert steps_of(withdrawal) == steps


@pytest.mark.parametrize(("away", "gift"), [("yes", "送蛋糕或汽水"), ("no", "寄贺卡")])
def test_a_birthday_asks_for_the_one_gift_that_is_due(away: str, gift: str) -> None:
    given = {"on_list": "yes", "birthday_today": "yes", "in_house_today": away}
    (task,) = text_of(answer(POOL, **given)["decisions"]["birthday"])
    assert task.endswith(gift)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (("5000", "very_high", "yes"), "大树买主"),
        (("900", "high", "no"), "小树买主"),
        (("100", "low", "no"), "草花买主"),
    ],
)
def test_each_class_has_the_work_that_is_for_it(given: tuple[str, ...], kind: str) -> None:
    names = ("spend", "purchase_frequency", "major_contribution")
    texts = text_of(answer(NURSERY, **dict(zip(names, given, strict=True)))["decisions"]["tier"])
    others = {"大树买主", "小树买主", "草花买主"} - {kind}
    assert [text for text in texts if kind in text]
    assert not [text for text in texts if any(other in text for other in others)]


@pytest.mark.parametrize(
    ("policy", "given", "decision", "expected"),
    [
        (POOL, {"form_filled": "yes", "approved": "yes"}, "application", {"issue", "enter"}),
        (NURSERY, {"shares": "900"}, "stake", {"apply", "confirm"}),
        (INN, {"identities": "agency_head"}, "tier", {"check-plan", "enter"}),
        (
            NURSERY,
            {"spend": "700", "purchase_frequency": "low"},
            "tier",
            {"welcome", "goodbye"},
        ),
    ],
)
def test_an_outcome_brings_the_steps_that_follow_it(
    policy: str, given: dict[str, str], decision: str, expected: set[str]
) -> None:
    found = answer(policy, **given)["decisions"][decision]
    assert {task["step"] for duty in found["duties"] for task in duty["tasks"]} >= expected


def test_a_last_day_is_said_to_be_the_last_one() -> None:
    tier = answer(STORE, single_purchase="600")["decisions"]["tier"]
    exchange = next(
        task for task in of_role(tier, "customer")["tasks"] if task["step"] == "exchange"
    )
    assert exchange["when"] == "最迟在拿到主顾卡当年的最后一天"


# What an outcome brings


def standing_of(found: Any) -> dict[str, str]:
    return {each["service"]: each["standing"] for each in found["entitlements"]}


def test_a_gift_whose_number_is_open_is_a_gift() -> None:
    tier = answer(INN, identities="city_leader")["decisions"]["tier"]
    by_service = {each["service"]: each for each in tier["entitlements"]}
    assert standing_of(tier)["lychee"] == "given"
    assert not by_service["lychee"]["certain"]
    assert by_service["flowers"]["text"] == "屋里的花：大盆，多少待定"
    lowest = answer(INN, identities="agency_head")["decisions"]["tier"]
    assert standing_of(lowest)["flowers"] == "open"


def test_what_is_given_at_discretion_says_so_once() -> None:
    """The words stand above the list, not behind each of its lines."""
    tier = answer(NURSERY, spend="900", purchase_frequency="high")["decisions"]["tier"]
    allowed = [each for each in tier["entitlements"] if each["may"]]
    assert {each["standing_label"] for each in allowed} == {"可酌情提供"}
    assert [each["text"] for each in allowed] == [each["label"] for each in allowed]


@pytest.mark.parametrize(
    ("identity", "clause"),
    [
        ("city_leader", "standard-a"),
        ("local_figure", "standard-b"),
        # What the source leaves open rests on the clause in which it is missing.
        ("agency_head", "standard-c"),
    ],
)
def test_a_tier_has_its_services_by_its_own_clause(identity: str, clause: str) -> None:
    tier = answer(INN, identities=identity)["decisions"]["tier"]
    assert len(tier["entitlements"]) >= 5
    cited = {each["id"] for service in tier["entitlements"] for each in service["clause"]}
    assert cited == {clause}


@pytest.mark.parametrize(("level", "room"), [("svip", "seat3"), ("vip", "seat2")])
def test_only_what_differs_by_tier_is_cited_by_tier(level: str, room: str) -> None:
    approved = {"form_complete": "yes", "consultant_approves": "yes", "manager_approves": "yes"}
    tier = answer(SPA, proposed_level=level, **approved)["decisions"]["tier"]
    cited = {
        each["service"]: [clause["id"] for clause in each["clause"]]
        for each in tier["entitlements"]
    }
    assert cited["own-level-room"] == [room]
    assert cited["towel"] == ["kit", "linen"]


@pytest.mark.parametrize("birthday", [{}, {"birthday_today": "yes"}])
def test_what_is_given_at_discretion_stands_by_itself(birthday: dict[str, str]) -> None:
    found = answer(NURSERY, spend="700", purchase_frequency="low", **birthday)
    assert standing_of(found["decisions"]["tier"])["birthday-wishes"] == "may"


def test_a_service_on_a_condition_says_what_it_hangs_on() -> None:
    def wishes(**birthday: str) -> Any:
        found = answer(NURSERY, spend="700", purchase_frequency="low", **birthday)
        services = found["decisions"]["tier"]["entitlements"]
        return next(each for each in services if each["service"] == "birthday-wishes")

    assert wishes()["condition"] == "条件：今天是买主生日：是"
    assert wishes(birthday_today="yes")["condition"] == ""


LEAVING = ("notice_written", "notice_in_advance", "company_consents")


def test_an_answer_that_ends_the_status_is_said_beside_what_the_tier_brings() -> None:
    card = {"bought": "yes", "swims": "yes"}
    left = dict.fromkeys(LEAVING, "yes")
    kept = answer(POOL, **card)["decisions"]
    ended = answer(POOL, **card, **left)["decisions"]
    assert kept["tier"]["caution"] == ""
    assert ended["tier"]["caution"].startswith("“退卡”的结果是“退成了”。")
    assert ended["withdrawal"]["caution"] == ""
    nothing = answer(POOL, **left)["decisions"]
    assert nothing["tier"]["caution"] == ""


def test_clauses_that_hold_a_comma_are_parted_by_a_stronger_sign() -> None:
    tier = answer(INN, identities="owner_booking")["decisions"]["tier"]
    assert "（七、甲等，接待标准；七、乙等，接待标准）" in tier["text"]


def test_the_text_says_how_surely_each_service_is_given() -> None:
    request = {
        "on": "2026-07-01",
        "inputs": dict.fromkeys(("bought", "swims", *LEAVING), "yes"),
        "report": True,
    }
    asked = answer_text(SHOPS[POOL], json.dumps(request))
    lines = json.loads(asked)["report"].splitlines()
    place = lines.index("  可以享受：")
    assert "资格还在时才算数" in lines[place - 1]
    assert "    门票打折：多少待定（一、年卡）" in lines[place:]
    assert not any(line.startswith("  享有") for line in lines)


def test_what_nobody_has_decided_of_a_task_stands_beside_it() -> None:
    tier = answer(INN, identities="agency_head")["decisions"]["tier"]
    for role in ("clerk", "room-keeper"):
        assert "letter-by" in [each["id"] for each in of_role(tier, role)["ruling"]]


def test_what_nobody_has_decided_of_a_gift_stands_beside_it() -> None:
    given = {"on_list": "yes", "birthday_today": "yes", "in_house_today": "yes"}
    birthday = answer(POOL, **given)["decisions"]["birthday"]
    assert [each["service"] for each in birthday["entitlements"]] == ["birthday-gift"]
    assert "who-picks" in [each["id"] for each in birthday["ruling"]]
