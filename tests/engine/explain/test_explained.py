"""What an answer says: every verdict with value, limit and clause, and the way to the next tier."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc import answer_text, decide_document, load, read_figures, read_inputs
from tiercalc.case.situation import Situation
from tiercalc.explain.report import report
from tiercalc.policy import Quantity
from tiercalc.policy.conditions import tests as parts_of
from tiercalc.policy.errors import InputError
from tiercalc.policy.policy import Policy
from tiercalc.policy.rules import Bound
from tiercalc.words.sentences import number_text

from tests.cases_of import by_deciding, partial_cases, trial_figures
from tests.shop import SHOPS

DAY = date(2026, 7, 1)
STORE, BOOKS = "corner-shop", "book-shop"


def answer(policy: str, on: date = date(2026, 7, 1), sets: Any = None, **inputs: str) -> Any:
    chosen = SHOPS[policy]
    return decide_document(
        chosen, read_inputs(chosen, inputs), on, read_figures(chosen, sets or {})
    )


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


CLUB = load(
    {
        "kind": "policy",
        "title": "小店分级办法",
        "sector": "试验",
        "source": {"title": "小店分级办法", "completeness": "full"},
        "clauses": {"one": "第一条", "two": "第二条", "three": "第三条"},
        "scales": {
            "tier": {"gold": "金卡客户", "silver": "银卡客户", "plain": "普通客户"},
            "member": {"member": "会员"},
            "change": {"up": "升级"},
            "tag": {"often": "常客", "rich": "大客户"},
            "who": {f"who{n}": f"身份 {n}" for n in range(5)},
            "guest": {"vip": "贵宾"},
        },
        "figures": {
            "gold_spend": {"label": "金卡门槛", "value": 5000, "unit": "元", "clause": "one"},
            "silver_spend": {"label": "银卡门槛", "value": 2000, "unit": "元", "clause": "one"},
            "days": {"label": "登记期限", "value": 30, "unit": "天", "clause": "two"},
        },
        "inputs": {
            "spend": {"label": "年消费额", "type": "money"},
            "once": {"label": "单次消费", "type": "money", "window": "single"},
            "points": {"label": "积分", "type": "count"},
            "share": {"label": "占比", "type": "percent"},
            "asked_for": {"label": "提出申请", "type": "bool"},
            "who": {"label": "身份", "type": "choices", "scale": "who"},
        },
        "decisions": {
            "tier": {
                "label": "等级",
                "scale": "tier",
                "ladder": True,
                "complete": True,
                "rules": [
                    {"outcome": "gold", "clause": "one", "when": {"spend": {"gt": "gold_spend"}}},
                    {
                        "outcome": "silver",
                        "clause": "one",
                        "when": {"spend": {"gte": "silver_spend"}},
                    },
                    {"outcome": "plain", "clause": "one", "when": {}},
                ],
            },
            "member": {
                "label": "会员资格",
                "scale": "member",
                "ladder": True,
                "rules": [
                    {
                        "outcome": "member",
                        "clause": "two",
                        "when": {
                            "any": [
                                {"once": {"gte": 1000}},
                                {"spend": {"gte": 3000}},
                                {"all": [{"share": {"gte": 10}}, {"points": {"gt": 5}}]},
                            ]
                        },
                    }
                ],
            },
            "change": {
                "label": "升级",
                "scale": "change",
                "rules": [
                    {
                        "outcome": "up",
                        "clause": "two",
                        "when": {"asked_for": True, "points": {"gte": 9}, "once": {"gte": 1}},
                    }
                ],
            },
            "tags": {
                "label": "标签",
                "scale": "tag",
                "hit": "collect",
                "rules": [
                    {"outcome": "often", "clause": "three", "when": {"points": {"gte": 5}}},
                    {"outcome": "rich", "clause": "three", "when": {"once": {"gte": 9000}}},
                ],
            },
            "guest": {
                "label": "接待",
                "scale": "guest",
                "rules": [
                    {
                        "outcome": "vip",
                        "clause": "three",
                        "when": {"who": ["who0", "who1", "who2", "who3"]},
                    }
                ],
            },
        },
        "roles": {
            "clerk": {
                "label": "店员",
                "duties": [
                    {"text": "给银卡客户贴标", "clause": "three", "follows": {"tier": ["silver"]}}
                ],
            },
            "guest": {"label": "顾客", "duties": [{"text": "凭卡领礼品", "clause": "three"}]},
        },
        "forms": {"card": {"label": "登记表"}},
        "events": {"issued": {"label": "发卡", "type": "date"}},
        "processes": {
            "joining": {
                "label": "入会",
                "steps": [
                    {"id": "reach", "by": ["guest"], "does": "达到标准", "clause": "one"},
                    {
                        "id": "issue",
                        "by": ["clerk"],
                        "does": "发卡",
                        "form": ["card"],
                        "event": "issued",
                        "clause": "two",
                        "follows": {"tier": ["gold", "silver", "plain"]},
                    },
                ],
            },
            "after": {
                "label": "发卡以后",
                "on": "issued",
                "steps": [
                    {
                        "id": "register",
                        "by": ["guest"],
                        "does": "登记",
                        "deadline": "register",
                        "clause": "two",
                    }
                ],
            },
        },
        "deadlines": {
            "register": {"label": "登记", "after": "issued", "within": "days", "clause": "two"}
        },
        "services": {
            "gift": {
                "label": "礼品",
                "unit": "份",
                "clause": "three",
                "for": "tier",
                "by": {"gold": 2, "silver": 1},
            }
        },
    },
    "club",
)


def told(**inputs: str) -> Any:
    """The decisions of the small policy."""
    return decide_document(CLUB, read_inputs(CLUB, inputs), DAY, {})["decisions"]


# What is said once


def test_the_brief_sentence_repeats_neither_headline_nor_list() -> None:
    member = told(spend="2999")["member"]
    assert (member["headline"], member["brief"]) == ("还不能确定", "可能是会员，也可能不是。")
    assert {missing["label"] for missing in member["missing"]} == {"单次消费", "占比", "积分"}
    assert all(missing["label"] in member["text"] for missing in member["missing"])


def test_nothing_is_said_of_a_ladder_and_of_a_change_alike() -> None:
    found = told(spend="0", once="0", points="0", share="0", asked_for="yes")
    assert found["member"]["text"] == "会员资格：无。没有达到“会员”的条件。"
    assert found["change"]["text"] == "升级：无。规则写明的情形都不符合。"


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


# The way up


@pytest.mark.parametrize(
    ("decision", "inputs", "sentence"),
    [
        ("tier", {"spend": "1200"}, "到银卡客户还差 800 元。"),
        ("tier", {"spend": "5000"}, "到金卡客户还差 0.01 元。"),
        (
            "member",
            {"once": "900", "spend": "2500", "share": "4", "points": "5"},
            "到会员：单次消费满 1,000 元；或者年消费额还差 500 元；"
            "或者占比还差 6 个百分点，并且积分还差 1。",
        ),
        (
            "member",
            {"once": "900", "spend": "2500", "share": "4", "points": "6"},
            "到会员：单次消费满 1,000 元，或年消费额还差 500 元，或占比还差 6 个百分点。",
        ),
    ],
)
def test_the_way_up_is_as_short_as_it_can_be(
    decision: str, inputs: dict[str, str], sentence: str
) -> None:
    (step,) = told(**inputs)[decision]["next"]
    assert step["text"] == sentence


def test_nobody_climbs_by_having_less() -> None:
    (step,) = answer("nursery", purchase_frequency="low")["decisions"]["tier"]["next"]
    assert step["outcome"] == "vip"
    assert answer("nursery", total_spend="0")["decisions"]["measure"]["next"] == []


def test_the_cheapest_way_up_comes_first() -> None:
    chosen = SHOPS[STORE]
    inputs = {"single_purchase": "0", "half_year_spend": "0", "year_spend": "1"}
    (step,) = answer(chosen.id, **inputs)["decisions"]["tier"]["next"]
    amounts = [Decimal(n.replace(",", "")) for n in re.findall(r"([\d,.]+) 元", step["text"])]
    assert len(amounts) == len(step["ways"])
    assert amounts == sorted(amounts)


# Where the customer stands


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
    return decide_document(policy, read_inputs(policy, given), DAY, {})["decisions"]["seat"]


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


@by_deciding
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_no_limit_of_a_ladder_is_left_out_of_its_picture(
    policy: Policy, data: st.DataObject
) -> None:
    values = data.draw(partial_cases(policy))
    sets = data.draw(trial_figures(policy))
    situation = Situation(policy, values, DAY, sets)
    for name, found in decide_document(policy, values, DAY, sets)["decisions"].items():
        if found["position"] is None or found["position"]["input"]:
            continue
        numeric = [
            test
            for rule in policy.decisions[name].rules
            for test in parts_of(rule.when)
            if isinstance(policy.inputs[test.input].type, Quantity)
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
    for found in decide_document(policy, values, DAY, {})["decisions"].values():
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


# What is to be done


def test_what_follows_the_tier_is_listed_by_role_with_its_deadline() -> None:
    clerk, guest = told(spend="2000")["tier"]["duties"]
    assert [task["text"] for task in clerk["tasks"]] == ["发卡", "给银卡客户贴标"]
    assert [form["label"] for form in clerk["tasks"][0]["form"]] == ["登记表"]
    register, gift = guest["tasks"]
    assert (register["text"], register["when"]) == ("登记", "发卡后 30 天内")
    assert (gift["text"], gift["when"]) == ("凭卡领礼品", None)


def test_tasks_that_follow_another_tier_are_not_brought_by_a_clause() -> None:
    clerk, _ = told(spend="6000")["tier"]["duties"]
    assert [task["text"] for task in clerk["tasks"]] == ["发卡"]


JOINED = {"follows": {"tier": ["member"]}}

# A policy whose work is confined to cases of which the tier knows nothing.
WORK = load(
    {
        "kind": "policy",
        "title": "入会以后",
        "sector": "零售",
        "source": {"title": "入会以后", "completeness": "full"},
        "clauses": {"one": "第一条", "two": "第二条"},
        "scales": {"tier": {"member": "会员"}},
        "inputs": {
            "joined": {"label": "已入会", "type": "bool"},
            "called": {"label": "打过电话", "type": "bool"},
            "paid": {"label": "交了会费", "type": "bool"},
            "given": {"label": "送过礼", "type": "bool"},
        },
        "decisions": {
            "tier": {
                "label": "会员资格",
                "scale": "tier",
                "rules": [{"outcome": "member", "clause": "one", "when": {"joined": True}}],
            }
        },
        "roles": {
            "clerk": {
                "label": "店员",
                "duties": [
                    {"text": "收会费", "clause": "one", "when": {"paid": False}, **JOINED},
                    {"text": "记账", "clause": "one", **JOINED},
                    {"text": "送礼", "clause": "two"},
                ],
            }
        },
        "events": {"called": {"label": "打完电话", "type": "date"}},
        "processes": {
            "calling": {
                "label": "打电话",
                "when": {"called": False},
                "steps": [
                    {
                        "id": "call",
                        "by": ["clerk"],
                        "does": "打电话",
                        "event": "called",
                        "clause": "one",
                    }
                ],
                **JOINED,
            },
            "noting": {
                "label": "记录",
                "on": "called",
                "steps": [{"id": "note", "by": ["clerk"], "does": "记下意见", "clause": "one"}],
            },
            "giving": {
                "label": "送礼",
                "steps": [
                    {
                        "id": "give",
                        "by": ["clerk"],
                        "does": "送礼",
                        "clause": "two",
                        "when": {"given": False},
                    }
                ],
            },
        },
        "penalties": {
            "unpaid": {
                "number": 1,
                "clause": "one",
                "fine": 10,
                "per": "occurrence",
                "acts": [{"by": ["clerk"], "for": "没有收会费"}],
                "when": {"paid": False},
            },
            "unrecorded": {
                "number": 2,
                "clause": "one",
                "fine": 20,
                "per": "occurrence",
                "acts": [{"by": ["clerk"], "for": "没有记账"}],
            },
        },
        "services": {"gift": {"label": "礼品", "clause": "two", "for": "tier"}},
    },
    "work",
)


@pytest.mark.parametrize(
    ("given", "tasks", "fined"),
    [
        # What is not known is no reason to leave anything out.
        ({}, ["打电话", "记下意见", "送礼", "收会费", "记账"], ["unpaid", "unrecorded"]),
        (
            {"called": "no", "paid": "no", "given": "no"},
            ["打电话", "记下意见", "送礼", "收会费", "记账"],
            ["unpaid", "unrecorded"],
        ),
        # A process goes with all that its steps would start.
        ({"called": "yes"}, ["送礼", "收会费", "记账"], ["unpaid", "unrecorded"]),
        ({"paid": "yes"}, ["打电话", "记下意见", "送礼", "记账"], ["unrecorded"]),
        # A step does not come back as the duty that says the same.
        ({"given": "yes"}, ["打电话", "记下意见", "收会费", "记账"], ["unpaid", "unrecorded"]),
    ],
)
def test_what_cannot_apply_to_the_case_is_left_out(
    given: dict[str, str], tasks: list[str], fined: list[str]
) -> None:
    values = read_inputs(WORK, {"joined": "yes", **given})
    (clerk,) = decide_document(WORK, values, DAY, {})["decisions"]["tier"]["duties"]
    assert [task["text"] for task in clerk["tasks"]] == tasks
    assert [each["penalty"] for each in clerk["penalties"]] == fined


def test_a_tier_that_brings_nothing_asks_for_nothing_of_its_services() -> None:
    texts = text_of(told(spend="0")["tier"])
    assert texts == ["发卡", "登记"]


def text_of(found: Any) -> list[str]:
    return [task["text"] for duty in found["duties"] for task in duty["tasks"]]


@by_deciding
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_tasks_follow_from_settled_answers_and_stand_in_the_policy(
    policy: Policy, data: st.DataObject
) -> None:
    values = data.draw(partial_cases(policy))
    for found in decide_document(policy, values, DAY, {})["decisions"].values():
        if found["undetermined"] or not found["outcome"]:
            assert found["duties"] == []
        for duty in found["duties"]:
            texts = [task["text"] for task in duty["tasks"]]
            assert texts
            assert len(texts) == len(set(texts))
            assert all(task["clause"] for task in duty["tasks"])
            fined = policy.penalties
            assert all(duty["role"] in fined[p["penalty"]].roles() for p in duty["penalties"])


# The answer as text


def reported(**asked: object) -> str:
    """The small policy's answer as text."""
    request = {"on": "2026-07-01", "inputs": {"spend": "2000"}, "report": True, **asked}
    found: str = json.loads(answer_text(CLUB, json.dumps(request)))["report"]
    return found


def test_the_text_holds_what_the_page_shows() -> None:
    text = reported()
    values = read_inputs(CLUB, {"spend": "2000"})
    document = decide_document(CLUB, values, DAY, {})
    assert text == report(document, Situation(CLUB, values, DAY, {}))
    tier = document["decisions"]["tier"]
    lines = [CLUB.title, CLUB.version[:8], "2026-07-01", "年消费额 2,000 元", tier["text"]]
    lines += [tier["position"]["text"], tier["next"][0]["text"], "礼品：1 份"]
    lines += [tier["trace"][0]["why"], tier["trace"][1]["tree"]["text"], *text_of(tier)]
    assert [line for line in lines if line not in text] == []
    assert "标签" not in text


def test_the_text_lists_the_tasks_of_the_role_that_is_named() -> None:
    assert "店员要做" in reported()
    assert "店员要做" not in reported(role="guest")
    assert "发卡后 30 天内：登记（第二条）" in reported(role="guest")


# The same answer, kept


@by_deciding
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_an_answer_does_not_hang_on_what_was_asked_before(
    policy: Policy, data: st.DataObject
) -> None:
    first, second = data.draw(partial_cases(policy)), data.draw(partial_cases(policy))
    decide_document(policy, first, DAY, {})
    after = decide_document(policy, second, DAY, {})
    fresh = dataclasses.replace(policy)
    assert decide_document(fresh, second, DAY, {}) == after
