"""The policies against what is known of their sources: nothing lost, nothing renamed.

The fact files stand beside the project; where they are not, these tests are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from handbook.checking.load import load_policies

from . import facts

ROOT = Path(__file__).parent.parent
POLICIES = {loaded.id: loaded.data for loaded in load_policies(ROOT / "policy")}
FACTS = facts.read_all()

# Words of the fact files that a policy need not repeat, and why.
DERIVED = {
    "generic-vip-abc": {"VIP": "short for VIP级"},
    "hotel-va-vb-vc": {
        "前厅经理": "read as 前厅部经理, by a ruling",
        "1 bottle": "the same as 1支",
    },
    "retail-store-vip": {
        "1元": "the rate of one point a yuan",
        "88%": "what is left to pay at 8.8折",
        "60%": "what is left to pay at 6折",
    },
    "mall-svip-study": {"一年": "the period of 一年两次"},
    "beauty-club-svip-vip": {
        "前台会员资格记录表": "short for the name with (电子版)",
        "一天": "part of 每月最后一天",
    },
}

pytestmark = pytest.mark.skipif(not FACTS, reason="旁边没有来源资料，不核对")
every_policy = pytest.mark.parametrize("slug", FACTS)


def plain(text: str) -> str:
    """A name without quotation marks and without the spaces put between scripts."""
    return re.sub(r'[\s“”"]', "", text)


def strings(data: object) -> Iterator[str]:
    """Every text of a policy, except in its examples."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from strings(item)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key != "examples":
                yield from strings(value)


def labels(part: Mapping[str, Any]) -> set[str]:
    """The names that a section of a policy gives to its entries."""
    return {plain(each if isinstance(each, str) else each["label"]) for each in part.values()}


def quantities(data: Mapping[str, Any]) -> Iterator[tuple[Decimal, str]]:
    """Every number of a policy's data with its unit, "" for none; no word in Chinese numerals."""
    figures = [*data.get("figures", {}).values()]
    figures += [each for entry in data.get("evidence", ()) for each in entry["figures"].values()]
    for figure in figures:
        value = figure.get("value")
        if isinstance(value, int | Decimal):
            yield Decimal(value), figure["unit"].partition("/")[0]
    for kind in ("penalties", "rewards"):
        for entry in data.get(kind, {}).values():
            yield Decimal(entry["number"]), ""
            if "fine" in entry:
                yield Decimal(entry["fine"]), "元"
    for service in data.get("services", {}).values():
        for cell in service.get("by", {}).values():
            count = cell.get("n") if isinstance(cell, dict) else cell
            if isinstance(count, int | Decimal) and not isinstance(count, bool):
                yield Decimal(count), service.get("unit", "")
    for text in strings(data):
        yield from ((each.value, each.unit) for each in facts.in_digits(text))


@pytest.mark.parametrize(("slug", "completeness"), facts.index() if FACTS else [])
def test_every_source_of_the_index_has_its_policy(slug: str, completeness: str) -> None:
    said = POLICIES[slug]["source"]["completeness"]
    words = completeness.lower()
    if "sketch" in words:
        assert said == "sketch"
    elif words.startswith(("full", "rules full")):
        assert said == "full"
    else:
        assert said == "cut"


@every_policy
def test_the_source_keeps_its_title(slug: str) -> None:
    title = plain(POLICIES[slug]["source"]["title"])
    assert plain(FACTS[slug].title()).replace(",", "").startswith(title)


@every_policy
def test_every_form_stands_in_the_policy_by_its_name(slug: str) -> None:
    named = FACTS[slug].forms() - {*DERIVED.get(slug, ())}
    assert named <= {form["label"] for form in POLICIES[slug].get("forms", {}).values()}


@every_policy
def test_every_tier_and_role_stands_in_the_policy_by_its_name(slug: str) -> None:
    data = POLICIES[slug]
    sections = (data.get(part, {}) for part in ("roles", "services", "decisions"))
    known = set().union(*map(labels, (*sections, *data.get("scales", {}).values())))
    kinds = ("tier", "level", "grade", "class", "layer", "card", "role", "right", "axis")
    named = {*FACTS[slug].names(*kinds)} - {*DERIVED.get(slug, ())}
    assert {plain(name) for name in named} <= known


@every_policy
def test_every_number_stands_in_the_policy_with_its_unit(slug: str) -> None:
    data = POLICIES[slug]
    known = {facts.comparable(*each) for each in quantities(data)}
    values = {value for value, _ in quantities(data)}
    told = FACTS[slug].told()
    for each in facts.quantities(told):
        same = facts.comparable(each.value, each.unit)
        found = same in known if each.unit else each.value in values
        assert found or each.words in DERIVED.get(slug, ()), each
    texts = {plain(text) for text in strings(data)}
    for phrase in facts.phrases(told):
        assert any(phrase in text for text in texts), phrase


def test_every_penalty_costs_what_its_source_says() -> None:
    policy = POLICIES["beauty-club-svip-vip"]
    (table,) = facts.tables(FACTS["beauty-club-svip-vip"].sections[6])
    told = {
        int(number): ({*who.split(", ")}, int(cost.partition("元")[0]) if "元" in cost else None)
        for number, _, who, _, cost in table[1:]
    }
    assert told == {
        entry["number"]: (
            {policy["roles"][role]["label"] for act in entry["acts"] for role in act["by"]},
            entry.get("fine"),
        )
        for entry in policy["penalties"].values()
    }
