"""How a source lists: what it only gives as an example, what it does not list whole, how many."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tiercalc import answer_text, decide_document, read_inputs
from tiercalc.case import Situation
from tiercalc.policy import Policy

from handbook.checking.load import load_policy
from handbook.pages import pages
from tests.paths import CASES
from tests.reading import Loaded, Read, flat
from tests.shop import shop

DAY = date(2026, 11, 22)
FLOWERS = load_policy(CASES / "good" / "listed.yaml").policy


def _page(policy: Policy, part: str) -> Read:
    made = pages([Loaded(policy, Path("policy") / f"{policy.id}.yaml")], DAY)
    return Read(made[f"policy/{policy.id}/{part}.md"].markdown)


def test_a_table_says_what_the_source_only_gives_as_an_example() -> None:
    given = _page(FLOWERS, "services")
    assert flat(given.one("service-送花上门").text).startswith("送花上门（原文举例）")
    assert "原文举例" not in given.one("service-花瓶").text


def test_a_table_says_what_the_source_does_not_list_whole() -> None:
    assert "换水：原文列举，不止这些。" in _page(FLOWERS, "services").text


def test_a_dash_says_that_the_source_is_silent_and_not_that_nothing_is_due() -> None:
    given = _page(FLOWERS, "services")
    assert "“—”：原文没有写给这一档，不等于不给。" in given.text
    start = given.elements.index(given.one("service-送花上门"))
    dash = next(each for each in given.elements[start:] if each.text == "—" and each.tag == "span")
    assert dash.given["title"] == "原文没有写给这一档"


def test_an_answer_says_how_the_source_lists_what_it_brings() -> None:
    situation = Situation(FLOWERS, read_inputs(FLOWERS, {"一年花费": "2000"}, DAY), DAY, {})
    tier = decide_document(situation)["decisions"]["会员等级"]
    assert [str(each["text"]) for each in tier["entitlements"]] == [
        "送花上门（原文举例）",
        "换水",
        "花瓶",
    ]
    assert tier["entitlements_listed"] == "原文列举，不止这些。"
    request = '{"on": "2026-11-22", "inputs": {"一年花费": "2000"}, "report": true}'
    assert "原文列举，不止这些。" in answer_text(FLOWERS, request)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "3 级：金卡、银卡、普通卡"),
        ({"decisions.tier.listing": "example"}, "原文举例：金卡、银卡、普通卡"),
        ({"decisions.tier.listing": "more"}, "原文列举，不止这些：金卡、银卡、普通卡"),
        ({"decisions.tier.count": "visits_a_week"}, "5 级，写出名称的有：金卡、银卡、普通卡"),
        ({"decisions.tier.count": "plain_floor"}, "没有说有几级（待定），写出名称的有：金卡"),
    ],
)
def test_a_first_screen_says_how_many_levels_the_source_says(
    changes: dict[str, object], told: str
) -> None:
    many = {"label": "级数", "value": 5, "unit": "级", "clause": "one"}
    read = _page(shop("teahouse", {"figures.visits_a_week": many, **changes}), "index")
    assert flat(told) in flat(read.text)


def test_one_name_is_not_counted() -> None:
    assert "分几级老主顾看什么" in flat(_page(shop("corner-shop"), "index").text)
