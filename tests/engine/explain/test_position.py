"""Where a customer stands: rungs, limits, and the picture that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc import decide_document, load, read_inputs
from tiercalc.case import Situation
from tiercalc.policy import Quantity
from tiercalc.policy.conditions import AllOf, AnyOf, Bound, Condition, Not, OnAmount, OneOf
from tiercalc.policy.policy import Policy
from tiercalc.words.sentences import number_text

from tests.cases_of import by_deciding, partial_cases, trial_figures
from tests.deciding import DAY, answer, told

STORE, BOOKS = "corner-shop", "book-shop"


def test_a_higher_rung_says_why_it_was_not_reached() -> None:
    tier = answer(BOOKS, annual_spend="5000")["decisions"]["tier"]
    assert tier["outcome"] == "a"
    assert [rule["verdict"] for rule in tier["trace"][:2]] == ["false", "true"]
    assert "高于 5,000 元" in tier["trace"][0]["tree"]["text"]
    assert tier["next"][0]["ways"] == [
        [
            {
                "input": "annual_spend",
                "label": "年购书额",
                "from": "5000",
                "to": "5000.01",
                "by": "0.01",
            }
        ]
    ]


def test_nothing_is_said_of_a_ladder_and_of_a_change_alike() -> None:
    found = told(spend="0", once="0", points="0", share="0", asked_for="yes")
    assert found["member"]["text"] == "会员资格：无。没有达到“会员”的条件。"
    assert found["change"]["text"] == "升级：无。规则写明的情形都不符合。"


def test_a_ladder_in_one_number_has_its_limits_and_the_number_on_its_rung() -> None:
    place = told(spend="3500")["tier"]["position"]
    assert [(rung["label"], rung["state"], rung["limit"]) for rung in place["rungs"]] == [
        ("金卡客户", "higher", "高于 5,000 元"),
        ("银卡客户", "here", "不低于 2,000 元"),
        ("普通客户", "lower", None),
    ]
    assert [rung["reach"] for rung in place["rungs"]] == [None, "0.5", None]
    assert (place["value"], place["tracks"]) == ("3,500 元", [])
    assert place["text"] == (
        "从高到低：金卡客户（高于 5,000 元）没有达到；"
        "银卡客户（不低于 2,000 元）就在这里，3,500 元；普通客户在下面。"
    )


def test_a_ladder_in_several_numbers_shows_each_with_its_limits() -> None:
    place = told(once="1500")["member"]["position"]
    tracks = {track["input"]: track for track in place["tracks"]}
    assert list(tracks) == ["单次消费", "年消费额", "占比", "积分"]
    assert [limit["met"] for limit in tracks["单次消费"]["limits"]] == [True]
    assert Decimal(tracks["单次消费"]["reach"]) > 1
    assert (tracks["年消费额"]["value"], tracks["年消费额"]["reach"]) == (None, None)
    assert [(rung["label"], rung["state"]) for rung in place["rungs"]] == [
        ("会员", "here"),
        ("不评级", "lower"),
    ]


def sides(**given: str) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """The limits of each number in the picture of a nursery's tier, from the lowest up."""
    tracks = answer("nursery", **given)["decisions"]["tier"]["position"]["tracks"]
    return [
        (track["text"], [(each["short"], each["label"], each["met"]) for each in track["limits"]])
        for track in tracks
    ]


def test_an_upper_limit_stands_in_the_picture_with_its_side() -> None:
    ((text, limits),) = sides(spend="700")
    assert limits == [
        ("不低于 800 元", "小树买主", False),
        ("不高于 800 元", "草花买主", True),
        ("不低于 4,000 元", "大树买主", False),
    ]
    assert text == (
        "花费：现在 700 元；小树买主要不低于 800 元（没有达到）、"
        "草花买主要不高于 800 元（符合）、大树买主要不低于 4,000 元（没有达到）。"
    )
    ((_, limits),) = sides(spend="800.01")
    assert [met for _, _, met in limits] == [True, False, False]
    ((text, limits),) = sides(purchase_frequency="low")
    assert not any(met for _, _, met in limits)
    assert "符合" not in text


def seats(**given: str) -> Any:
    """The picture of a ladder that asks for numbers in every way."""
    stands = [
        {"outcome": "box", "when": {"guests": [8, 10], "not": {"noise": {"gte": 60}}}},
        {"outcome": "hall", "when": {"guests": {"lte": 20}, "not": {"any": [{"guests": 13}]}}},
        {"open": "too-loud", "when": {"noise": {"gt": 90}, "guests": {"lte": 20}}},
    ]
    policy = load(
        {
            "kind": "policy",
            "title": "座位",
            "sector": "试验",
            "source": {"title": "座位", "completeness": "full"},
            "clauses": {"one": "第一条"},
            "scales": {"seat": {"box": "包间", "hall": "大厅"}},
            "inputs": {
                "guests": {"label": "人数", "type": "count"},
                "noise": {"label": "音量", "type": "count"},
            },
            "decisions": {
                "seat": {
                    "label": "座位",
                    "scale": "seat",
                    "ladder": True,
                    "rules": [{"clause": "one", **stand} for stand in stands],
                }
            },
            "rulings": {"too-loud": {"clause": "one", "question": "太吵？", "undecided": True}},
        },
        "seats",
    )
    situation = Situation(policy, read_inputs(policy, given, DAY), DAY, {})
    return decide_document(situation)["decisions"]["seat"]


def test_every_way_to_ask_for_a_number_stands_in_the_picture() -> None:
    guests, noise = seats(guests="10", noise="95")["position"]["tracks"]
    shown = [
        (each["place"], each["short"], each["label"], each["met"]) for each in guests["limits"]
    ]
    assert shown == [
        (0, "为 8", "包间", False),
        (1, "为 10", "包间", True),
        (2, "不是 13", "大厅", True),
        (3, "不多于 20", "大厅", True),
    ]
    assert "大厅要不是 13（符合）" in guests["text"]
    assert noise["text"] == ("音量：现在 95；包间要少于 60（不符合）、多于 90 时没有定论（符合）。")
    assert noise["limits"][1]["label"] == "没有定论"


def own_tests(condition: Condition) -> Iterator[OneOf | Bound]:
    """The tests that a condition writes itself, of inputs and of amounts.

    Those behind another decision's result are limits of that decision's own picture.
    """
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from own_tests(part)
        case Not(part):
            yield from own_tests(part)
        case OnAmount(test=test):
            yield test
        case OneOf() | Bound():
            yield condition


@by_deciding
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_no_limit_of_a_ladder_is_left_out_of_its_picture(
    policy: Policy, data: st.DataObject
) -> None:
    values = data.draw(partial_cases(policy))
    sets = data.draw(trial_figures(policy))
    situation = Situation(policy, values, DAY, sets)
    for name, found in decide_document(Situation(policy, values, DAY, sets))["decisions"].items():
        if found["position"] is None or found["position"]["input"]:
            continue
        numeric = [
            test
            for rule in policy.decisions[name].rules
            for test in own_tests(rule.when)
            if isinstance(policy.tested[test.input].type, Quantity)
        ]
        sides = {
            (test.input, situation.limit(test.limit), test.operator)
            for test in numeric
            if isinstance(test, Bound)
        }
        shown = [limit for track in found["position"]["tracks"] for limit in track["limits"]]
        assert len(shown) == len(sides)
        for _, limit, _ in sides:
            assert limit is not None
            assert any(f" {number_text(limit)}" in each["short"] for each in shown)


def test_a_name_that_ends_in_a_bracket_keeps_its_distance() -> None:
    tier = answer("inn", identities="local_figure")["decisions"]["tier"]
    assert "上客(甲) 不符合；上客(乙) 就在这里；上客(丙) 在下面" in tier["position"]["text"]
    open_yet = answer("inn", identities="contributor")["decisions"]["tier"]
    assert open_yet["brief"] == "可能是上客(丙)，也可能不是。"


@by_deciding
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_picture_never_contradicts_its_answer(policy: Policy, data: st.DataObject) -> None:
    values = data.draw(partial_cases(policy))
    for found in decide_document(Situation(policy, values, DAY, {}))["decisions"].values():
        place = found["position"]
        if place is None:
            continue
        marked = [rung for rung in place["rungs"] if rung["state"] in ("here", "possible")]
        assert [rung["outcome"] for rung in marked] == found["possible"]
        assert all(rung["label"] in place["text"] for rung in marked)
        reached = [rung["outcome"] for rung in place["rungs"] if rung["reach"] is not None]
        assert len(reached) == (place["value"] is not None)
        assert all(Decimal(0) <= Decimal(r["reach"]) <= 1 for r in place["rungs"] if r["reach"])
        if reached and not found["undetermined"]:
            assert reached == [found["outcome"]]
