"""A case has an answer on any day: before a figure has its first number, and after its last."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc import decide_document
from tiercalc.case.situation import Situation
from tiercalc.policy.policy import Policy

from tests.cases_of import by_deciding, partial_cases
from tests.shop import SHOPS

DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))


@by_deciding
@settings(max_examples=20)
@given(data=st.data())
def test_a_case_is_answered_on_any_day(policy: Policy, data: st.DataObject) -> None:
    situation = Situation(policy, data.draw(partial_cases(policy)), data.draw(DAYS), {})
    found = decide_document(situation)["decisions"]
    assert set(found) == set(policy.decisions)


def test_a_number_is_known_although_its_limit_is_not_yet_set() -> None:
    values = {"质量": 99, "交期": 7, "服务": 90, "投诉次数": 2}
    given = {name: Decimal(number) for name, number in values.items()}
    found = decide_document(Situation(SHOPS["weighted-score"], given, date(2020, 1, 1), {}))
    assert found["decisions"]["级别"]["undetermined"]
