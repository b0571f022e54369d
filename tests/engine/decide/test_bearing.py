"""What bears on a case: what it stands between, its rulings, and what nobody asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tiercalc import decide_document, read_figures, read_inputs
from tiercalc.case import Situation
from tiercalc.policy.errors import InputError

from tests.shop import SHOPS

DAY = date(2026, 7, 1)
NURSERY, INN, POOL = "nursery", "inn", "pool"


def decided(policy: str, **given: str) -> Any:
    """The decisions of a policy; `set_` before a figure's name tries a value."""
    chosen = SHOPS[policy]
    sets = {name[4:]: value for name, value in given.items() if name.startswith("set_")}
    inputs = {name: value for name, value in given.items() if not name.startswith("set_")}
    situation = Situation(chosen, read_inputs(chosen, inputs, DAY), DAY, read_figures(chosen, sets))
    return decide_document(situation)["decisions"]


@pytest.mark.parametrize(
    ("policy", "decision", "given", "possible"),
    [
        (
            NURSERY,
            "layer",
            {"contribution_level": "average", "development_potential": "yes"},
            ["potential", "ordinary"],
        ),
        (NURSERY, "activity", {"demand": "large", "pace": "slow"}, ["active", "regular"]),
        (NURSERY, "activity", {"demand": "stopped", "may_return": "no"}, ["dormant", None]),
        (INN, "tier", {"identities": "contributor"}, ["c", None]),
        (INN, "tier", {"identities": "former_leader"}, ["top", None]),
        (INN, "tier", {"identities": "former_leader,singer"}, ["top", "a"]),
        (INN, "tier", {"identities": "county_leader"}, ["a", "b", None]),
        (INN, "tier", {"identities": "county_leader,agency_head"}, ["a", "b", "c"]),
        (
            NURSERY,
            "change",
            {"current_kind": "top", "pace_trend": "sharply_falling", "demand_trend": "flat"},
            ["high", None],
        ),
        (
            NURSERY,
            "change",
            {
                "current_kind": "high",
                "spend_trend": "rising",
                "pace_trend": "rising",
                "demand_trend": "rising",
            },
            ["top", None],
        ),
        (
            NURSERY,
            "change",
            {
                "current_kind": "high",
                "spend_trend": "rising",
                "pace_trend": "flat",
                "demand_trend": "falling",
            },
            ["top", "potential", None],
        ),
        ("book-shop", "rank_example", {"spend_rank": "3"}, ["vip", "b"]),
        ("corner-shop", "points_rate", {"card_active": "no"}, ["earns", None]),
        (
            POOL,
            "change",
            {"current_tier": "svip", "expired": "yes", "renewed": "no"},
            ["lowered", "ended"],
        ),
    ],
)
def test_an_open_case_stands_between_what_the_source_leaves_open(
    policy: str, decision: str, given: dict[str, str], possible: list[str | None]
) -> None:
    answer = decided(policy, **given)[decision]
    assert answer["possible"] == possible
    assert [missing["kind"] for missing in answer["missing"]] == ["ruling"]


@pytest.mark.parametrize(
    ("policy", "given", "rulings"),
    [
        (INN, {"identities": "city_leader"}, ["city-leaders"]),
        (INN, {"identities": "invited_innkeeper"}, ["invited-innkeeper"]),
        (INN, {"identities": "singer"}, []),
        (INN, {"identities": "singer,local_figure"}, ["highest"]),
        ("book-shop", {"annual_spend": "5000"}, ["top-end"]),
        ("book-shop", {"annual_spend": "2000"}, ["between-a-b"]),
        ("book-shop", {"annual_spend": "500"}, ["between-b-c"]),
        ("book-shop", {"annual_spend": "800"}, []),
        ("book-shop", {"annual_spend": "0"}, []),
        (NURSERY, {"spend": "3000", "purchase_frequency": "low"}, ["no-rung"]),
    ],
)
def test_a_ruling_is_shown_where_it_bears_on_the_case(
    policy: str, given: dict[str, str], rulings: list[str]
) -> None:
    shown = decided(policy, **given)["tier"]["ruling"]
    assert [each["id"] for each in shown] == rulings
    assert all(each["question"] and each["answer"] for each in shown)


@pytest.mark.parametrize(
    ("policy", "decision", "given", "rulings"),
    [
        (NURSERY, "drop", {"years_below": "0"}, []),
        (NURSERY, "drop", {"years_below": "1"}, ["how-many-years"]),
        (POOL, "withdrawal", {"notice_written": "no"}, []),
        (
            POOL,
            "withdrawal",
            {"notice_written": "yes", "notice_in_advance": "yes", "company_consents": "no"},
            ["consent-needed"],
        ),
        (
            NURSERY,
            "review",
            {"registered": "yes", "rating": "gold", "performance": "poor"},
            ["which-penalty", "lowest-already"],
        ),
        (
            NURSERY,
            "review",
            {"registered": "yes", "rating": "platinum", "performance": "poor"},
            ["which-penalty"],
        ),
        (NURSERY, "stake", {"shares": "400", "stake_spend": "40000"}, ["not-added-up"]),
        (NURSERY, "stake", {"shares": "400", "stake_spend": "9000"}, []),
    ],
)
def test_a_ruling_on_a_special_case_is_kept_to_it(
    policy: str, decision: str, given: dict[str, str], rulings: list[str]
) -> None:
    shown = decided(policy, **given)[decision]["ruling"]
    assert [each["id"] for each in shown] == rulings


def test_an_undecided_ruling_says_so() -> None:
    (ruling,) = decided(INN, identities="county_leader")["tier"]["ruling"]
    assert ruling["answer"] == "公司还没有决定。"


@pytest.mark.parametrize(
    ("policy", "given", "asked"),
    [
        (POOL, {"current_tier": "svip", "expired": "yes", "renewed": "no"}, {"change"}),
        (POOL, {"current_tier": "svip"}, {"upgrade", "change"}),
        (NURSERY, {"contribution_level": "highest"}, {"layer"}),
        (NURSERY, {"contribution_level": "highest", "demand": "large"}, {"layer", "service_plan"}),
        (NURSERY, {"registered": "yes", "rating": "gold"}, {"customer", "rated"}),
        (POOL, {"own_card": "yes", "card_shown": "yes"}, {"card_use", "counting"}),
    ],
)
def test_a_decision_that_shares_an_input_is_not_asked_by_that_alone(
    policy: str, given: dict[str, str], asked: set[str]
) -> None:
    answers = decided(policy, **given)
    assert {key for key, answer in answers.items() if answer["asked"]} == asked


@pytest.mark.parametrize("spend", ["500", "799.99"])
def test_nobody_is_advised_to_come_down(spend: str) -> None:
    (step,) = decided(NURSERY, spend=spend, purchase_frequency="high")["tier"]["next"]
    assert step["outcome"] == "vip"
    assert [[change["input"] for change in way] for way in step["ways"]] == [["spend"]]


def test_nobody_is_advised_to_take_back_what_he_is() -> None:
    given = {"assessed": "yes", "continuous": "yes", "total_spend": "10"}
    assert decided(NURSERY, **given, set_measured="100")["measure"]["next"] == [
        {
            "outcome": "silver",
            "outcome_label": "量过的买主",
            "ways": [
                [
                    {
                        "input": "total_spend",
                        "label": "累计花费",
                        "from": "10",
                        "to": "100",
                        "by": "90",
                    }
                ]
            ],
            "text": "到量过的买主：累计花费还差 90 元。",
        }
    ]


def test_what_all_ways_up_share_is_said_once() -> None:
    (step,) = decided(NURSERY, amount_band="average")["taste"]["next"]
    assert step["text"].count("还想买") == 1
    assert len(step["ways"]) == 2


def test_too_much_is_not_called_too_little() -> None:
    tier = decided(NURSERY, spend="3000", purchase_frequency="low")["tier"]
    assert (tier["headline"], tier["brief"]) == ("没有等级", "不符合任何一级的条件。")
    words = {rung["label"]: rung["word"] for rung in tier["position"]["rungs"]}
    assert (words["草花买主"], words["小树买主"]) == ("不符合", "没有达到")


def test_a_figure_on_trial_is_marked_wherever_it_is_a_limit() -> None:
    tried = {
        "set_branch_gold": "1000000",
        "set_branch_silver": "500000",
        "set_branch_ordinary": "1",
    }
    branch = decided(NURSERY, year_spend="600000", years="4", **tried)["branch"]
    assert "一年的花费不低于试填的 500,000 元" in branch["trace"][1]["text"]
    assert branch["position"]["tracks"][0]["input"] == "一年的花费（按试填的标准）"
    assert "试填的 1,000,000 元" in branch["position"]["tracks"][0]["text"]
    assert "试填" not in branch["position"]["tracks"][1]["text"]


def test_what_is_left_after_a_rule_that_holds_is_nothing() -> None:
    allowed, rest = decided(NURSERY, purpose_told="yes", explicit="yes")["collection"]["trace"]
    assert (allowed["verdict"], rest["verdict"]) == ("true", "false")
    open_yet = decided(NURSERY, purpose_told="yes")["collection"]["trace"]
    assert [rule["verdict"] for rule in open_yet] == ["unknown", "unknown"]


def test_nothing_is_called_by_the_name_that_the_policy_gives_it() -> None:
    change = decided(NURSERY, current_kind="potential", spend_trend="rising", pace_trend="flat")
    assert change["change"]["outcome"] is None
    assert change["change"]["headline"] == "不动"
    assert decided(NURSERY, registered="no")["customer"]["headline"] == "不是"


def test_a_name_that_is_a_list_stands_in_quotation_marks() -> None:
    answer = decided(NURSERY, staff_misconduct="rude,wrong_plant")["discipline"]
    assert answer["brief"] == "可能是“记过、调岗或者请走”、“口头说、扣钱等”。"


@pytest.mark.parametrize("rank", ["0", "-1", "0.5"])
def test_a_rank_starts_at_one(rank: str) -> None:
    with pytest.raises(InputError):
        decided(POOL, spend_rank=rank)


def test_a_hotline_for_every_hour_answers_at_any() -> None:
    found = decided(NURSERY, call_weekday="sunday", call_time="night")["hotline"]
    assert found["outcome"] == "answered"
    with pytest.raises(InputError):
        decided(NURSERY, call_weekday="9")


def test_each_question_that_leaves_a_case_open_is_missing() -> None:
    tier = decided(INN, identities="former_leader,contributor")["tier"]
    assert tier["possible"] == ["top", "c", None]
    assert [each["id"] for each in tier["missing"]] == ["former-leaders", "both-or-one"]


@pytest.mark.parametrize(("spend", "named"), [("10000", True), ("9999", False)])
def test_a_rule_that_just_fails_names_the_ruling_on_that_case(spend: str, named: bool) -> None:
    stake = decided(NURSERY, shares="99", stake_spend=spend)["stake"]
    assert stake["outcome"] is None
    assert ("two-styles" in {each["id"] for each in stake["ruling"]}) is named


def test_a_standard_that_nobody_has_set_is_more_than_nothing() -> None:
    assert decided(NURSERY, purchases="0")["relation"]["outcome"] == "new"


def test_a_share_that_nobody_has_set_ends_at_all() -> None:
    assert decided(NURSERY, sales_share="100")["share_trial"]["outcome"] == "head"


@pytest.mark.parametrize(
    ("figure", "value", "expected"),
    [("regular_purchases", "0", "大于 0 的数"), ("head_share", "120", "不超过 100 的数")],
)
def test_a_standard_is_tried_only_as_high_as_it_can_be(
    figure: str, value: str, expected: str
) -> None:
    with pytest.raises(InputError, match=expected):
        read_figures(SHOPS[NURSERY], {figure: value})
