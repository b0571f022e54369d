"""Compiled tables answer as the interpreter does, on the limits too."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc.bulk.compiled import Undetermined, compiled
from tiercalc.case.situation import Situation
from tiercalc.decide.tables import decide
from tiercalc.policy.policy import Policy
from tiercalc.policy.types.base import Value

from tests.cases_of import by_deciding, partial_cases
from tests.tables import cases

DAY = date(2026, 7, 1)


def same_outcomes(policy: Policy, values: dict[str, Value]) -> None:
    for decision in policy.decisions.values():
        answer = decide(decision, Situation(policy, values, DAY, {}))
        expected = Undetermined.UNDETERMINED if answer.undetermined else answer.outcome
        assert compiled(decision, Situation(policy, {}, DAY, {}))(values) == expected


@by_deciding
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_policies_answer_the_same_compiled(policy: Policy, data: st.DataObject) -> None:
    same_outcomes(policy, data.draw(partial_cases(policy)))


@settings(max_examples=200, deadline=None)
@given(cases())
def test_any_table_answers_the_same_compiled(case: tuple[Policy, dict[str, Value]]) -> None:
    same_outcomes(*case)
