"""Many customers are answered as each one alone, on the limits too."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
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
