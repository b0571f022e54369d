"""What an answer says: every verdict with value, limit and clause."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc import decide_document, read_inputs
from tiercalc.case import Situation
from tiercalc.explain.report import report
from tiercalc.policy.errors import InputError
from tiercalc.policy.policy import Policy

from tests.cases_of import by_deciding, partial_cases
from tests.deciding import CLUB, DAY, answer, reported, text_of, told
from tests.shop import SHOPS

STORE, BOOKS = "corner-shop", "book-shop"


def test_each_part_of_an_any_of_is_judged_with_its_clause() -> None:
    decision = answer(STORE, half_year_spend="1199.99", year_spend="2000")["decisions"]
    (rule,) = decision["tier"]["trace"]
    assert (rule["verdict"], rule["decisive"]) == ("true", True)
    parts = {part["input"]: part for part in rule["tree"]["parts"]}
    assert [parts[name]["verdict"] for name in parts] == ["unknown", "false", "true"]
    assert [clause["label"] for clause in parts["year_spend"]["clause"]] == ["第五条"]
    assert parts["year_spend"]["figure"] in SHOPS[STORE].figures
    assert "填的是 1,199.99 元，不符合" in parts["half_year_spend"]["text"]
    assert "未填" in parts["single_purchase"]["text"]


def test_what_cannot_reach_its_limit_any_more_is_not_asked_for() -> None:
    tier = answer(STORE, single_purchase="500", year_spend="1100")["decisions"]["tier"]
    assert (tier["outcome"], tier["undetermined"], tier["missing"]) == (None, False, [])
    (rule,) = tier["trace"]
    half_year = next(p for p in rule["tree"]["parts"] if p["input"] == "half_year_spend")
    assert half_year["verdict"] == "false"
    assert "未填，不会多于“全年花费”的 1,100 元，不符合" in half_year["text"]
    tracks = {each["input"]: each for each in tier["position"]["tracks"]}
    assert [limit["met"] for limit in tracks["半年花费"]["limits"]] == [False]


def test_what_is_at_least_its_part_is_not_asked_for() -> None:
    tier = answer(STORE, half_year_spend="2000")["decisions"]["tier"]
    (rule,) = tier["trace"]
    year = next(p for p in rule["tree"]["parts"] if p["input"] == "year_spend")
    assert (tier["outcome"], year["verdict"]) == ("vip", "true")
    assert "不会少于“半年花费”的 2,000 元，符合" in year["text"]


def test_what_may_still_reach_its_limit_is_asked_for() -> None:
    tier = answer(STORE, single_purchase="500", year_spend="1200")["decisions"]["tier"]
    assert [each["id"] for each in tier["missing"]] == ["half_year_spend"]


def test_what_another_answer_excludes_is_not_asked_for() -> None:
    given = {"list_price": "100", "goods_kind": "regular", "discount_card": "yes"}
    rate = answer(STORE, **given)["decisions"]["price_rate"]
    missing = {each["id"] for each in rate["missing"] if each["kind"] == "input"}
    assert missing == {"birthday_today", "original_id"}


def test_what_excludes_each_other_is_said() -> None:
    with pytest.raises(InputError, match="没有这种情形：主顾卡有效：是，且卡还没补登记：是。"):
        answer(STORE, card_active="yes", discount_card="yes")


def test_any_of_offers_the_cheapest_of_each_way() -> None:
    tier = answer(STORE, half_year_spend="500", year_spend="1500", single_purchase="0")
    (step,) = tier["decisions"]["tier"]["next"]
    assert [[change["by"] for change in way] for way in step["ways"]] == [
        ["600"],
        ["700"],
        ["500"],
    ]


def test_nothing_given_is_not_asked_and_offers_no_next_step() -> None:
    document = answer("foot-spa", customer_level="vip", room_type="svip")
    assert document["outcomes"]["room"] == "forbidden"
    assert document["decisions"]["tier"]["asked"] is False
    assert document["tier"] is None
    assert document["decisions"]["tier"]["next"] == []


def test_an_open_case_names_its_ruling_instead_of_guessing() -> None:
    document = answer(
        STORE,
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
        ({"birthday_today": "no"}, "450.00"),
        ({"birthday_today": "yes", "original_id": "yes"}, "350.00"),
    ],
)
def test_a_price_is_rounded_as_ruled(given: dict[str, str], pay: str) -> None:
    document = answer(STORE, list_price="500", card_active="yes", goods_kind="regular", **given)
    assert document["amounts"]["pay"] == pay
    assert f"{pay} 元" in document["amount_texts"]["pay"]
    assert document["amount_rulings"] == {"pay": [], "points": []}


def test_entitlements_stay_empty_until_the_outcome_is_certain() -> None:
    known = answer(BOOKS, annual_spend="6000")["decisions"]["tier"]
    unknown = answer(BOOKS, average_order="5")["decisions"]["tier"]
    assert {each["service"] for each in known["entitlements"]} >= {"dedicated-service"}
    assert unknown["entitlements"] == []


def test_the_version_and_day_are_on_the_answer() -> None:
    document = answer(STORE, on=date(2026, 2, 3))
    assert document["on"] == "2026-02-03"
    assert document["version"] == SHOPS[STORE].version


def test_the_brief_sentence_repeats_neither_headline_nor_list() -> None:
    member = told(spend="2999")["member"]
    assert (member["headline"], member["brief"]) == ("还不能确定", "可能是会员，也可能不是。")
    assert {missing["label"] for missing in member["missing"]} == {"单次消费", "占比", "积分"}
    assert all(missing["label"] in member["text"] for missing in member["missing"])


def test_labels_that_are_certain_stand_before_those_that_are_not() -> None:
    tags = told(points="5")["tags"]
    assert (tags["headline"], tags["brief"]) == ("常客", "还不能确定的有：大客户。")


def test_a_long_list_is_counted_and_its_members_that_match_are_named() -> None:
    (rule,) = told(who="who1,who4")["guest"]["trace"]
    assert rule["tree"]["folded"]
    assert rule["tree"]["required"] == ["身份 0", "身份 1", "身份 2", "身份 3"]
    assert rule["tree"]["text"] == (
        "身份含列出的 4 种之一：填的是“身份 1”、“身份 4”，其中“身份 1”符合（第三条）"
    )


def test_a_rule_that_fails_names_what_failed_alone() -> None:
    (rule,) = told(asked_for="no", points="8")["change"]["trace"]
    assert rule["verdict"] == "false"
    assert rule["why"] == ("提出申请：要“是”，填的是“否”，不符合；积分不少于 9：填的是 8，不符合")


def test_the_text_holds_what_the_page_shows() -> None:
    text = reported()
    values = read_inputs(CLUB, {"spend": "2000"}, DAY)
    document = decide_document(Situation(CLUB, values, DAY, {}))
    assert text == report(document, Situation(CLUB, values, DAY, {}))
    tier = document["decisions"]["tier"]
    lines = [CLUB.title, CLUB.version[:8], "2026-07-01", "年消费额 2,000 元", tier["text"]]
    lines += [tier["position"]["text"], tier["next"][0]["text"], "礼品：1 份"]
    lines += [tier["trace"][0]["why"], tier["trace"][1]["tree"]["text"], *text_of(tier)]
    assert [line for line in lines if line not in text] == []
    assert "标签" not in text


@by_deciding
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_an_answer_does_not_hang_on_what_was_asked_before(
    policy: Policy, data: st.DataObject
) -> None:
    first, second = data.draw(partial_cases(policy)), data.draw(partial_cases(policy))
    decide_document(Situation(policy, first, DAY, {}))
    after = decide_document(Situation(policy, second, DAY, {}))
    fresh = dataclasses.replace(policy)
    assert decide_document(Situation(fresh, second, DAY, {})) == after
