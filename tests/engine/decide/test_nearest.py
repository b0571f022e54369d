"""What is advised reaches the next tier, is needed whole, and names no tier that one has."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc import load
from tiercalc.case.situation import Situation, Value
from tiercalc.decide.tables import conclusion, decide
from tiercalc.decide.upgrade import Change, Next, nearest
from tiercalc.policy.policy import Policy

from tests.cases_of import reconciled
from tests.tables import DAY, SUMS, cases, number, possible


@st.composite
def ladders(draw: st.DrawFn) -> tuple[Policy, dict[str, Value]]:
    policy, values = draw(cases())
    decision = replace(policy.decisions["tier"], ladder=True, collect=False)
    return replace(policy, decisions={"tier": decision}), values


def advice(policy: Policy, values: dict[str, Value]) -> Next | None:
    situation = Situation(policy, values, DAY, {})
    return nearest(decide(policy.decisions["tier"], situation), situation)


def ranks(policy: Policy, values: dict[str, Value]) -> list[int]:
    """How high everything stands that somebody may get."""
    found = conclusion(policy.decisions["tier"], Situation(policy, values, DAY, {})).possible
    return [-1 if each is None else policy.scales["tier"].rank(each) for each in found]


@settings(max_examples=300, deadline=None)
@given(ladders())
def test_every_way_reaches_what_it_says_and_nothing_of_it_is_idle(
    case: tuple[Policy, dict[str, Value]],
) -> None:
    policy, values = case
    found = advice(policy, values)
    if found is None:
        return
    wanted = policy.scales["tier"].rank(found.outcome)
    assert min(ranks(policy, values)) < wanted
    changes = [frozenset(way) for way in found.ways]
    assert len(set(changes)) == len(changes)
    assert not [1 for a in changes for b in changes if a < b]
    for way in found.ways:
        after = values | {each.input: each.to for each in way}
        # What adds to a part adds to what contains it.
        for name in SUMS:
            if name in after:
                inner = [number(after[each]) for each in SUMS[: SUMS.index(name)] if each in after]
                is_part = any(policy.inputs[each].part_of for each in SUMS)
                after[name] = max([number(after[name]), *inner]) if is_part else after[name]
        if possible(policy, after) and reconciled(after, policy) == after:
            assert min(ranks(policy, after)) >= wanted


def trial(rules: list[dict[str, object]], limit: str = "2.5") -> Policy:
    data = {
        "kind": "policy",
        "title": "试验制度",
        "sector": "试验",
        "source": {"title": "试验制度", "completeness": "full"},
        "clauses": {"art1": "第一条"},
        "scales": {"tier": {"gold": "金", "silver": "银", "plain": "普通"}},
        "figures": {
            "limit": {"label": "次数标准", "unit": "次", "clause": "art1", "value": Decimal(limit)}
        },
        "inputs": {
            "orders": {"label": "次数", "type": "count"},
            "years": {"label": "年数", "type": "count"},
        },
        "decisions": {
            "tier": {
                "label": "等级",
                "scale": "tier",
                "ladder": True,
                "rules": [{"clause": "art1", **rule} for rule in rules],
            }
        },
    }
    return load(data, "trial")


@pytest.mark.parametrize(
    ("limit", "bound", "least"),
    [("2.5", "gt", 3), ("2.5", "gte", 3), ("2", "gt", 3), ("2", "gte", 2), ("2.0", "gt", 3)],
)
def test_a_limit_between_two_numbers_is_passed_by_the_next(
    limit: str, bound: str, least: int
) -> None:
    policy = trial(
        [
            {"outcome": "gold", "when": {"orders": {bound: "limit"}}},
            {"outcome": "plain", "when": {}},
        ],
        limit,
    )
    found = advice(policy, {"orders": Decimal(1)})
    to = Decimal(least)
    assert found == Next("gold", ((Change("orders", Decimal(1), to, to - 1),),))


def test_the_tier_that_one_has_is_no_next_one() -> None:
    more = {"any": [{"orders": {"gte": 5}}, {"years": {"gte": 5}}]}
    policy = trial([{"outcome": "silver", "when": more}, {"outcome": "plain", "when": {}}])
    assert advice(policy, {"orders": Decimal(5), "years": Decimal(1)}) is None
    found = advice(policy, {"orders": Decimal(1), "years": Decimal(1)})
    assert found is not None
    assert found.outcome == "silver"


def test_a_way_that_contains_another_is_left_out() -> None:
    both = {"all": [{"orders": {"gte": 5}}, {"years": {"gte": 2}}]}
    policy = trial(
        [
            {"outcome": "gold", "when": both},
            {"outcome": "gold", "when": {"orders": {"gte": 5}}},
            {"outcome": "plain", "when": {}},
        ]
    )
    found = advice(policy, {"orders": Decimal(1), "years": Decimal(1)})
    assert found is not None
    assert [[change.input for change in way] for way in found.ways] == [["orders"]]
