"""Many customers are answered as each one alone, on the limits too."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc import load
from tiercalc.bulk.judgements import judge
from tiercalc.case.situation import Situation
from tiercalc.decide.tables import decide
from tiercalc.policy.policy import Policy
from tiercalc.policy.types.base import Value

from tests.cases_of import by_deciding, partial_cases, reconciled
from tests.tables import policies, situations

DAY = date(2026, 7, 1)


def same_outcomes(policy: Policy, *customers: dict[str, Value]) -> None:
    """One function answers them all, so that a later one may meet what was kept of an earlier."""
    decisions = list(policy.decisions.values())
    judged = judge(decisions, Situation(policy, {}, DAY, {}), lambda found: found)
    for values in customers:
        answers = [decide(decision, Situation(policy, values, DAY, {})) for decision in decisions]
        found = [(each.outcome, each.undetermined) for each in judged(values)]
        assert found == [(each.outcome, each.undetermined) for each in answers]
        # What is said of one is not what was kept of another.
        alone = judge(decisions, Situation(policy, {}, DAY, {}), lambda found: found)
        assert judged(values) == alone(values)


@by_deciding
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_policies_answer_a_list_as_each_alone(policy: Policy, data: st.DataObject) -> None:
    same_outcomes(policy, *(data.draw(partial_cases(policy)) for _ in range(3)))


@settings(max_examples=100, deadline=None)
@given(policies(), st.lists(situations, min_size=1, max_size=3))
def test_any_table_answers_a_list_as_each_alone(
    policy: Policy, customers: list[dict[str, Value]]
) -> None:
    same_outcomes(policy, *(reconciled(each, policy) for each in customers))


def test_a_limit_that_is_not_set_parts_the_exact_numbers() -> None:
    """A standard is never 0: who has nothing is below it, who has something may be above."""
    data = {
        "kind": "policy",
        "title": "试验制度",
        "sector": "试验",
        "source": {"title": "试验制度", "completeness": "full"},
        "clauses": {"art1": "第一条"},
        "scales": {"tier": {"gold": "金", "plain": "普通"}},
        "figures": {
            "later": {"label": "标准", "unit": "次", "clause": "art1", "unset": "unclear"},
        },
        "inputs": {"orders": {"label": "次数", "type": "count"}},
        "decisions": {
            "tier": {
                "label": "等级",
                "scale": "tier",
                "rules": [
                    {"outcome": "gold", "clause": "art1", "when": {"orders": {"gte": "later"}}},
                    {"outcome": "gold", "clause": "art1", "when": {"orders": {"gte": 5}}},
                    {"outcome": "plain", "clause": "art1", "when": {}},
                ],
            }
        },
        "rulings": {"unclear": {"clause": "art1", "question": "多少？", "undecided": True}},
    }
    orders = [{"orders": Decimal(count)} for count in (1, 0, 4, 5, 9, 0)]
    same_outcomes(load(data, "trial"), *orders)
