"""自 and 至: a part of a policy holds from its first day to its last one, and on no other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tiercalc import Policy, decide_document
from tiercalc.case import Situation
from tiercalc.dates.notices import who
from tiercalc.dates.timeline import timeline
from tiercalc.policy import InputError, Within
from tiercalc.totals.fines import fine
from tiercalc.totals.kit import kit
from tiercalc.words import days_held_text

from handbook.calendar.working_calendar import library_calendars
from tests.shop import SHOPS, shop

JUNE = {"from": "2026-06-01", "until": "2026-06-30"}
MAY_31, JUNE_1, JUNE_30 = date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 30)
JULY_1 = date(2026, 7, 1)
EDGES = [(MAY_31, False), (JUNE_1, True), (JUNE_30, True), (JULY_1, False)]


def in_june(name: str, *places: str) -> Policy:
    return shop(name, {f"{place}.{key}": day for place in places for key, day in JUNE.items()})


CLUB = in_june("card-club", "decisions.tier.rules.0")


def decided(policy: Policy, on: date, **values: object) -> Any:
    return decide_document(Situation(policy, values, on, {}))  # type: ignore[arg-type]


@pytest.mark.parametrize(("on", "holds"), EDGES)
def test_a_rule_that_is_not_in_force_is_no_rule(on: date, holds: bool) -> None:
    document = decided(CLUB, on, spend=Decimal(6000))
    assert document["tier"] == ("gold" if holds else "silver")
    rules = [each["rule"] for each in document["decisions"]["tier"]["trace"]]
    assert rules == ([1, 2, 3] if holds else [2, 3])


def test_no_outcome_is_possible_that_no_rule_in_force_gives() -> None:
    possible = decided(CLUB, JULY_1)["decisions"]["tier"]["possible"]
    assert "gold" not in possible
    assert "gold" in decided(CLUB, JUNE_1)["decisions"]["tier"]["possible"]


def test_the_way_up_leads_to_what_is_in_force() -> None:
    def outcome(on: date) -> list[str]:
        return [
            each["outcome"]
            for each in decided(CLUB, on, spend=Decimal(3000))["decisions"]["tier"]["next"]
        ]

    assert outcome(JUNE_30) == ["gold"]
    assert outcome(JULY_1) == []


@pytest.mark.parametrize(("on", "holds"), EDGES)
def test_a_service_is_given_on_its_days(on: date, holds: bool) -> None:
    service, value = _service_of_tier()
    policy = in_june("inn", f"services.{service}")
    told = kit({value: 1}, Situation(policy, {}, on, {}))
    assert (service in [item["service"] for item in told["items"]]) is holds


def _service_of_tier() -> tuple[str, str]:
    inn = SHOPS["inn"]
    return next(
        (service.id, f"{service.scope}:{value}")
        for service in inn.services.values()
        for value in service.by
    )


@pytest.mark.parametrize(("on", "holds"), EDGES)
def test_a_penalty_costs_on_its_days(on: date, holds: bool) -> None:
    penalty = next(each.id for each in SHOPS["foot-spa"].penalties.values() if each.fine)
    situation = Situation(in_june("foot-spa", f"penalties.{penalty}"), {}, on, {})
    if holds:
        assert fine({penalty: 1}, situation)["items"]
    else:
        with pytest.raises(InputError) as refused:
            fine({penalty: 1}, situation)
        assert refused.value.message == (
            f"处罚“{penalty}”{on} 不适用，适用的日子是：2026-06-01 至 2026-06-30。"
        )


@pytest.mark.parametrize(("on", "holds"), EDGES)
def test_a_step_is_done_on_its_days(on: date, holds: bool) -> None:
    inn = SHOPS["inn"]
    process = next(each for each in inn.processes.values() if len(each.steps) > 1)
    policy = in_june("inn", f"processes.{process.id}.steps.1")
    told = timeline(process.id, {}, library_calendars().usual, Situation(policy, {}, on, {}))
    steps = [row["step"] for row in told["steps"] if row["process"] == process.id]
    assert (process.steps[1].id in steps) is holds
    assert f"按 {on} 的规定。" in told["text"]
    about = f"{process.id}:{process.steps[1].id}"
    if holds:
        assert who(about, {}, library_calendars().usual, Situation(policy, {}, on, {}))
    else:
        with pytest.raises(InputError, match=f"{on} 不适用，适用的日子是"):
            who(about, {}, library_calendars().usual, Situation(policy, {}, on, {}))


def test_a_line_says_whose_figures_it_has_where_they_change() -> None:
    deadline = next(
        each for each in SHOPS["inn"].deadlines.values() if isinstance(each.term, Within)
    )
    assert isinstance(deadline.term, Within)
    figure = SHOPS["inn"].figures[deadline.term.within]
    processes = [
        process.id
        for process in SHOPS["inn"].processes.values()
        if any(step.deadline == deadline.id for step in process.steps)
    ]
    values = {"2020-01-01": 5, "2026-06-01": 7}
    dated = shop(
        "inn",
        {
            f"figures.{figure.id}": {
                "label": "期限",
                "unit": figure.unit,
                "values": values,
                "clause": list(figure.clause),
            }
        },
    )
    for process in processes:
        for policy, said in ((SHOPS["inn"], False), (dated, True)):
            told = timeline(
                process, {}, library_calendars().usual, Situation(policy, {}, JUNE_1, {})
            )
            assert ("按 2026-06-01 的规定。" in told["text"]) is said
    assert processes


def test_a_ruling_that_is_not_made_yet_leaves_its_question_open() -> None:
    club = SHOPS["foot-spa"]
    decided_one = next(each.id for each in club.rulings.values() if not each.undecided)
    policy = in_june("foot-spa", f"rulings.{decided_one}")
    assert policy.on(MAY_31).rulings[decided_one].undecided
    assert not policy.on(JUNE_1).rulings[decided_one].undecided


def test_the_days_of_parts_are_days_on_which_the_policy_changes() -> None:
    assert CLUB.changes == (JUNE_1, JULY_1)
    assert SHOPS["card-club"].changes == ()


def test_a_policy_whose_parts_always_hold_is_the_same_on_every_day() -> None:
    assert all(policy.on(JUNE_1) is policy for policy in SHOPS.values())
    assert CLUB.on(JUNE_1) is CLUB.on(JUNE_30)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (JUNE, "2026-06-01 至 2026-06-30"),
        ({"from": "2026-06-01"}, "2026-06-01 起"),
        ({"until": "2026-06-30"}, "到 2026-06-30 为止"),
        ({}, ""),
    ],
)
def test_the_days_are_said_in_words(given: dict[str, str], said: str) -> None:
    changes = {f"decisions.tier.rules.0.{key}": day for key, day in given.items()}
    rule = shop("card-club", changes).decisions["tier"].rules[0]
    assert days_held_text(rule.days) == said
