"""Who must know of what happens, by whom, and by when."""

from __future__ import annotations

from typing import Any

from tiercalc.policy.policy import Policy
from tiercalc.policy.workflow import places

from tests.asking import ask
from tests.cases_of import by_policy

SPA, STORE, INN, POOL = "foot-spa", "corner-shop", "inn", "pool"


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
