"""What an answer says: every verdict with value, limit and clause, and the way to the next tier."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tiercalc import decide_document, read_figures, read_inputs

from tests.cases_of import POLICIES


def answer(policy: str, on: date = date(2026, 7, 1), sets: Any = None, **inputs: str) -> Any:
    chosen = POLICIES[policy]
    return decide_document(
        chosen, read_inputs(chosen, inputs), on, read_figures(chosen, sets or {})
    )


def test_each_part_of_an_any_of_is_judged_with_its_clause() -> None:
    decision = answer("retail-store-vip", half_year_spend="1999.99", year_spend="3000")["decisions"]
    (rule,) = decision["tier"]["trace"]
    assert (rule["verdict"], rule["decisive"]) == ("true", True)
    parts = {part["input"]: part for part in rule["tree"]["parts"]}
    assert [parts[name]["verdict"] for name in parts] == ["unknown", "false", "true"]
    assert [clause["label"] for clause in parts["year_spend"]["clause"]] == ["第五条"]
    assert parts["year_spend"]["figure"] in POLICIES["retail-store-vip"].figures
    assert "填的是 1,999.99 元，不符合" in parts["half_year_spend"]["text"]
    assert "未填" in parts["single_purchase"]["text"]


def test_a_higher_rung_says_why_it_was_not_reached() -> None:
    tier = answer("generic-vip-abc", annual_spend="500000")["decisions"]["tier"]
    assert tier["outcome"] == "a"
    assert [rule["verdict"] for rule in tier["trace"][:2]] == ["false", "true"]
    assert "高于 500,000 元" in tier["trace"][0]["tree"]["text"]
    assert tier["next"][0]["ways"] == [
        [
            {
                "input": "annual_spend",
                "label": "年度消费额",
                "from": "500000",
                "to": "500000.01",
                "by": "0.01",
            }
        ]
    ]


def test_any_of_offers_the_cheapest_of_each_way() -> None:
    tier = answer("retail-store-vip", half_year_spend="500", year_spend="1999", single_purchase="0")
    (step,) = tier["decisions"]["tier"]["next"]
    assert [[change["by"] for change in way] for way in step["ways"]] == [
        ["1000"],
        ["1500"],
        ["1001"],
    ]


def test_nothing_given_is_not_asked_and_offers_no_next_step() -> None:
    document = answer("beauty-club-svip-vip", customer_level="vip", room_type="svip")
    assert document["outcomes"]["room"] == "forbidden"
    assert document["decisions"]["tier"]["asked"] is False
    assert document["tier"] is None
    assert document["decisions"]["tier"]["next"] == []


def test_an_open_case_names_its_ruling_instead_of_guessing() -> None:
    document = answer(
        "retail-store-vip",
        list_price="500",
        card_active="yes",
        goods_kind="special",
        birthday_today="yes",
        original_id="yes",
    )
    rate = document["decisions"]["price_rate"]
    assert rate["undetermined"]
    assert rate["outcome"] is None
    assert [missing["kind"] for missing in rate["missing"]] == ["ruling"]
    assert document["amounts"]["pay"] is None


@pytest.mark.parametrize(
    ("given", "pay"),
    [
        ({"birthday_today": "no"}, "440.00"),
        ({"birthday_today": "yes", "original_id": "yes"}, "300.00"),
    ],
)
def test_a_price_is_rounded_as_ruled(given: dict[str, str], pay: str) -> None:
    document = answer(
        "retail-store-vip", list_price="500", card_active="yes", goods_kind="regular", **given
    )
    assert document["amounts"]["pay"] == pay
    assert f"{pay} 元" in document["amount_texts"]["pay"]


def test_entitlements_stay_empty_until_the_outcome_is_certain() -> None:
    known = answer("generic-vip-abc", annual_spend="600000")["decisions"]["tier"]
    unknown = answer("generic-vip-abc", average_order="5")["decisions"]["tier"]
    assert {each["service"] for each in known["entitlements"]} >= {"dedicated-service"}
    assert unknown["entitlements"] == []


def test_the_version_and_day_are_on_the_answer() -> None:
    document = answer("retail-store-vip", on=date(2026, 2, 3))
    assert document["on"] == "2026-02-03"
    assert document["version"] == POLICIES["retail-store-vip"].version
