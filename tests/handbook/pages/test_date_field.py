"""The control of a date in a policy's form."""

from __future__ import annotations

from handbook.pages.calculator_form import calculator
from tests.engine.decide.test_dates import shop


def test_a_date_has_a_control_of_its_own_that_is_called_by_its_input() -> None:
    form = calculator(shop([{"outcome": "gold", "when": {"joined": {"same_month": "on"}}}]))
    assert '<label for="calc-joined">入会日期</label>' in form
    assert (
        '<input type="date" min="1900-01-01" max="9999-12-31" id="calc-joined" name="joined">'
        in form
    )


def test_a_date_that_may_be_ahead_says_so() -> None:
    rule = {"outcome": "gold", "when": {"joined": {"gte": "2027-01-01"}}}
    for ahead in (True, False):
        assert ("可以填以后的日子。" in calculator(shop([rule], ahead=ahead))) is ahead
