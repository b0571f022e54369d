"""Explained answers for many customers say what each customer's own explanation says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc.deciding import decide
from tiercalc.explaining import explain
from tiercalc.model import Decision, Policy
from tiercalc.reasoning import plain_value
from tiercalc.situation import Situation, Value
from tiercalc.tracing import Judged, judged
from tiercalc.wording import figure_text

from tests.cases_of import DECIDING, POLICIES, partial_cases
from tests.test_engine_exact import policies, situations

DAY = date(2026, 7, 1)


def flat(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if node["kind"] == "test":
        yield node
    for part in node.get("parts", ()):
        yield from flat(part)


def same(decision: Decision, found: Judged, situation: Situation) -> None:
    answer = decide(decision, situation)
    document = explain(answer, situation)
    assert found.answer == answer
    assert found.document() == document
    told = [(rule, test) for rule in document["trace"] for test in flat(rule["tree"])]
    words = {True: "true", False: "false", None: "unknown"}
    assert [
        (t.rule.number, t.input, words[t.verdict], plain_value(t.value), list(t.clause))
        for t in found.tested()
    ] == [
        (rule["rule"], t["input"], t["verdict"], t["given"], [c["id"] for c in t["clause"]])
        for rule, t in told
    ]
    for test, (_, shown) in zip(found.tested(), told, strict=True):
        if shown["figure"] and test.limits[0] is not None:
            assert figure_text(shown["figure"], situation) in shown["required"]


def all_same(policy: Policy, customers: list[dict[str, Value]]) -> None:
    for decision in policy.decisions.values():
        judge = judged(decision, Situation(policy, {}, DAY, {}))
        for values in (*customers, *customers):
            same(decision, judge(values), Situation(policy, values, DAY, {}))


@pytest.mark.parametrize("policy", DECIDING, ids=lambda policy: policy.id)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_customers_of_real_policies(policy: Policy, data: st.DataObject) -> None:
    all_same(policy, data.draw(st.lists(partial_cases(policy), min_size=1, max_size=3)))


@settings(max_examples=60, deadline=None)
@given(policies(), st.lists(situations, min_size=1, max_size=3))
def test_customers_of_any_table(policy: Policy, customers: list[dict[str, Value]]) -> None:
    all_same(policy, customers)


def test_a_test_names_value_and_limit() -> None:
    policy = POLICIES["generic-vip-abc"]
    situation = Situation(policy, {}, DAY, {})
    limit = policy.figures["a_spend"].on(DAY)
    found = judged(policy.decisions["tier"], situation)({"annual_spend": limit})  # type: ignore[dict-item]
    _, second, *_ = found.tested()
    assert (second.verdict, second.value, second.limits) == (True, limit, (limit,))
    assert found.answer.outcome == second.rule.outcome
