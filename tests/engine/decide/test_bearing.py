"""What bears on a case: what it stands between, its rulings, and what nobody asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tiercalc import decide_document, read_figures, read_inputs
from tiercalc.policy.errors import InputError

from tests.cases_of import POLICIES

DAY = date(2026, 7, 1)
FLOWER = "flower-high-end"
BIG = "big-customer-layering"
MALL = "modern-mall"


def decided(policy: str, **given: str) -> Any:
    """The decisions of a policy; `set_` before a figure's name tries a value."""
    chosen = POLICIES[policy]
    sets = {name[4:]: value for name, value in given.items() if name.startswith("set_")}
    inputs = {name: value for name, value in given.items() if not name.startswith("set_")}
    figures = read_figures(chosen, sets)
    return decide_document(chosen, read_inputs(chosen, inputs), DAY, figures)["decisions"]


@pytest.mark.parametrize(
    ("policy", "decision", "given", "possible"),
    [
        (
            BIG,
            "tier",
            {"contribution_level": "average", "development_potential": "yes"},
            ["potential", "ordinary"],
        ),
        (BIG, "activity", {"demand": "large", "frequency": "lower"}, ["active", "regular"]),
        (BIG, "activity", {"demand": "stopped", "may_return": "no"}, ["dormant", None]),
        ("hotel-vvip-abc", "tier", {"identities": "contributor"}, ["c", None]),
        ("hotel-vvip-abc", "tier", {"identities": "former_leader"}, ["vvip", None]),
        ("hotel-vvip-abc", "tier", {"identities": "former_leader,singer"}, ["vvip", "a"]),
        ("hotel-va-vb-vc", "tier", {"identities": "county_leader"}, ["va", "vb", None]),
        ("hotel-va-vb-vc", "tier", {"identities": "county_leader,agency_head"}, ["va", "vb", "vc"]),
        (
            FLOWER,
            "change",
            {"current_tier": "top", "frequency_trend": "sharply_falling", "demand_trend": "flat"},
            ["high", None],
        ),
        (
            FLOWER,
            "change",
            {
                "current_tier": "high",
                "spend_trend": "rising",
                "frequency_trend": "rising",
                "demand_trend": "rising",
            },
            ["top", None],
        ),
        (
            FLOWER,
            "change",
            {
                "current_tier": "high",
                "spend_trend": "rising",
                "frequency_trend": "flat",
                "demand_trend": "falling",
            },
            ["top", "potential", None],
        ),
        ("generic-vip-abc", "rank_example", {"spend_rank": "3"}, ["vip", "b"]),
        ("retail-store-vip", "points_rate", {"card_active": "no"}, ["earns", None]),
        (
            "svip-paid-membership",
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
        ("hotel-vvip-abc", {"identities": "city_leader"}, ["city-leaders"]),
        ("hotel-vvip-abc", {"identities": "invited_hotel_manager"}, ["invited-hotel-manager"]),
        ("hotel-vvip-abc", {"identities": "singer"}, []),
        ("hotel-vvip-abc", {"identities": "singer,local_figure"}, ["highest-identity"]),
        ("generic-vip-abc", {"annual_spend": "500000"}, ["range-ends"]),
        ("generic-vip-abc", {"annual_spend": "200000"}, ["boundary-a-b"]),
        ("generic-vip-abc", {"annual_spend": "50000"}, ["boundary-b-c"]),
        ("generic-vip-abc", {"annual_spend": "80000"}, []),
        ("generic-vip-abc", {"annual_spend": "0"}, []),
        (MALL, {"spend": "3000", "purchase_frequency": "low"}, ["no-rung"]),
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
        ("gold-silver-ordinary-years", "change", {"years_below": "0"}, []),
        ("gold-silver-ordinary-years", "change", {"years_below": "1"}, ["yearly-or-two-years"]),
        ("vip-longterm-template", "withdrawal", {"notice_written": "no"}, []),
        (
            "vip-longterm-template",
            "withdrawal",
            {"notice_written": "yes", "notice_in_advance": "yes", "company_consents": "no"},
            ["consent-needed"],
        ),
        (
            "vip-big-customer",
            "review",
            {"registered": "yes", "company_rating": "gold", "performance": "poor"},
            ["customer-penalty", "downgrade-lowest"],
        ),
        (
            "vip-big-customer",
            "review",
            {"registered": "yes", "company_rating": "platinum", "performance": "poor"},
            ["customer-penalty"],
        ),
        (
            "silver-gold-diamond",
            "manual_upgrade",
            {"current_tier": "diamond", "company_approves": "yes"},
            ["already-highest"],
        ),
        ("silver-gold-diamond", "manual_upgrade", {"company_approves": "no"}, []),
        (
            "stock-consumption-vip",
            "tier",
            {"shares": "900", "spend": "450000"},
            ["not-added-up"],
        ),
        ("stock-consumption-vip", "tier", {"shares": "900", "spend": "90000"}, []),
    ],
)
def test_a_ruling_on_a_special_case_is_kept_to_it(
    policy: str, decision: str, given: dict[str, str], rulings: list[str]
) -> None:
    shown = decided(policy, **given)[decision]["ruling"]
    assert [each["id"] for each in shown] == rulings


def test_an_undecided_ruling_says_so() -> None:
    (ruling,) = decided("hotel-va-vb-vc", identities="county_leader")["tier"]["ruling"]
    assert ruling["answer"] == "公司还没有决定。"


@pytest.mark.parametrize(
    ("policy", "given", "asked"),
    [
        (
            "svip-paid-membership",
            {"current_tier": "svip", "expired": "yes", "renewed": "no"},
            {"change"},
        ),
        ("svip-paid-membership", {"current_tier": "svip"}, {"upgrade", "change"}),
        (BIG, {"contribution_level": "highest"}, {"tier"}),
        (BIG, {"contribution_level": "highest", "demand": "large"}, {"tier", "service_plan"}),
        ("vip-big-customer", {"registered": "yes", "company_rating": "gold"}, {"tier", "customer"}),
        (
            "hotel-v1-v4-points",
            {"own_card": "yes", "card_shown": "yes"},
            {"card_use", "counting"},
        ),
    ],
)
def test_a_decision_that_shares_an_input_is_not_asked_by_that_alone(
    policy: str, given: dict[str, str], asked: set[str]
) -> None:
    answers = decided(policy, **given)
    assert {key for key, answer in answers.items() if answer["asked"]} == asked


@pytest.mark.parametrize("spend", ["600", "999.99"])
def test_nobody_is_advised_to_come_down(spend: str) -> None:
    (step,) = decided(MALL, spend=spend, purchase_frequency="high")["tier"]["next"]
    assert step["outcome"] == "vip"
    assert [[change["input"] for change in way] for way in step["ways"]] == [["spend"]]


def test_nobody_is_advised_to_take_back_what_he_is() -> None:
    given = {"assessed": "yes", "continuous": "yes", "cumulative_spend": "10"}
    assert decided("silver-gold-diamond", **given, set_silver_standard="100")["tier"]["next"] == [
        {
            "outcome": "silver",
            "outcome_label": "银牌客户",
            "ways": [
                [
                    {
                        "input": "cumulative_spend",
                        "label": "累计消费金额",
                        "from": "10",
                        "to": "100",
                        "by": "90",
                    }
                ]
            ],
            "text": "到银牌客户：累计消费金额还差 90 元。",
        }
    ]


def test_what_all_ways_up_share_is_said_once() -> None:
    (step,) = decided(FLOWER, amount_band="lower")["tier"]["next"]
    assert step["text"].count("复购意愿较强") == 1
    assert len(step["ways"]) == 2


def test_too_much_is_not_called_too_little() -> None:
    tier = decided(MALL, spend="3000", purchase_frequency="low")["tier"]
    assert (tier["headline"], tier["brief"]) == ("没有等级", "不符合任何一级的条件。")
    words = {rung["label"]: rung["word"] for rung in tier["position"]["rungs"]}
    assert (words["普通客户"], words["VIP 客户"]) == ("不符合", "没有达到")


def test_a_figure_on_trial_is_marked_wherever_it_is_a_limit() -> None:
    tried = {"set_gold_spend": "1000000", "set_silver_spend": "500000", "set_ordinary_spend": "1"}
    tier = decided(
        "gold-silver-ordinary-years", annual_spend="600000", cooperation_years="4", **tried
    )["tier"]
    assert "年度消费额不低于试填的 500,000 元" in tier["trace"][1]["text"]
    assert tier["position"]["tracks"][0]["input"] == "年度消费额（按试填的标准）"
    assert "试填的 1,000,000 元" in tier["position"]["tracks"][0]["text"]
    assert "试填" not in tier["position"]["tracks"][1]["text"]


def test_what_is_left_after_a_rule_that_holds_is_nothing() -> None:
    allowed, rest = decided(FLOWER, purpose_told="yes", explicit_authorisation="yes")["collection"][
        "trace"
    ]
    assert (allowed["verdict"], rest["verdict"]) == ("true", "false")
    open_yet = decided(FLOWER, purpose_told="yes")["collection"]["trace"]
    assert [rule["verdict"] for rule in open_yet] == ["unknown", "unknown"]


def test_nothing_is_called_by_the_name_that_the_policy_gives_it() -> None:
    change = decided(FLOWER, current_tier="potential", spend_trend="rising", frequency_trend="flat")
    assert change["change"]["outcome"] is None
    assert change["change"]["headline"] == "等级不变"
    assert decided("vip-big-customer", registered="no")["customer"]["headline"] == "不是"


def test_a_name_that_is_a_list_stands_in_quotation_marks() -> None:
    answer = decided(MALL, staff_misconduct="bad_attitude,complaint_mishandled")["discipline"]
    assert answer["brief"] == "可能是“严重警告、降职或辞退”、“警告、罚款等”。"


@pytest.mark.parametrize("rank", ["0", "-1", "0.5"])
def test_a_rank_starts_at_one(rank: str) -> None:
    with pytest.raises(InputError):
        decided("hotel-v1-v4-points", spend_rank=rank)


def test_a_hotline_for_every_hour_answers_at_any() -> None:
    found = decided("sales-vip", call_weekday="sunday", call_time="night")["hotline"]
    assert found["outcome"] == "answered"
    with pytest.raises(InputError):
        decided("sales-vip", call_weekday="9")


def test_each_question_that_leaves_a_case_open_is_missing() -> None:
    tier = decided("hotel-vvip-abc", identities="former_leader,contributor")["tier"]
    assert tier["possible"] == ["vvip", "c", None]
    assert [each["id"] for each in tier["missing"]] == [
        "former-leaders",
        "contribution-and-business",
    ]


@pytest.mark.parametrize(("spend", "named"), [("100000", True), ("99999", False)])
def test_a_rule_that_just_fails_names_the_ruling_on_that_case(spend: str, named: bool) -> None:
    tier = decided("stock-consumption-vip", shares="499", spend=spend)["tier"]
    assert tier["outcome"] is None
    assert ("two-styles" in {each["id"] for each in tier["ruling"]}) is named


def test_a_standard_that_nobody_has_set_is_more_than_nothing() -> None:
    assert decided(MALL, purchases="0")["relation"]["outcome"] == "new"


def test_a_share_that_nobody_has_set_ends_at_all() -> None:
    assert decided(BIG, sales_share="100")["share_trial"]["outcome"] == "highest"


@pytest.mark.parametrize(
    ("policy", "figure", "value", "expected"),
    [
        (MALL, "regular_purchases", "0", "大于 0 的数"),
        (BIG, "head_share", "120", "不超过 100 的数"),
    ],
)
def test_a_standard_is_tried_only_as_high_as_it_can_be(
    policy: str, figure: str, value: str, expected: str
) -> None:
    with pytest.raises(InputError, match=expected):
        read_figures(POLICIES[policy], {figure: value})
