"""Amounts that are changed after their rate, held against the same sum in fractions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiercalc import Policy, PolicyError, load, read_inputs
from tiercalc.case.missing import Missing
from tiercalc.case.situation import Situation
from tiercalc.decide.amounts import compute

DAY = date(2026, 7, 1)


def yuan(number: int) -> dict[str, object]:
    return {"number": number, "unit": "元"}


def shop(**amounts: object) -> Policy:
    return load(
        {
            "kind": "policy",
            "title": "小店",
            "sector": "零售",
            "source": {"title": "小店", "completeness": "full"},
            "clauses": {"one": "第一条"},
            "figures": {
                "fee": {"label": "运费", "value": "0.01", "unit": "万元", "clause": "one"},
                "wait": {"label": "等待", "value": 3, "unit": "天", "clause": "one"},
                "later": {"label": "服务费", "unset": "open", "unit": "元", "clause": "one"},
            },
            "inputs": {
                "price": {"label": "标价", "type": "money"},
                "coupon": {"label": "优惠券", "type": "money"},
            },
            "amounts": {
                key: {"label": key, "of": "price", **made}  # type: ignore[dict-item]
                for key, made in amounts.items()
            },
        },
        "shop",
    )


def result(policy: Policy, name: str = "pay", **inputs: str) -> tuple[Decimal | None, str]:
    found = compute(Situation(policy, read_inputs(policy, inputs, DAY), DAY, {}))[name]
    return found.value, str(found.text)


cents = st.integers(0, 10**7)
whole = st.integers(1, 5000)


@given(cents, cents, whole, whole, whole, whole)
def test_each_step_is_taken_after_the_one_before(
    price: int, coupon: int, full: int, by: int, least: int, most: int
) -> None:
    policy = shop(
        pay={
            "minus": [{"full": yuan(full), "by": yuan(by)}, "coupon"],
            "at_least": yuan(least),
            "plus": "fee",
            "at_most": yuan(most),
        }
    )
    given = Fraction(price, 100)
    expected = given - given // full * by - Fraction(coupon, 100)
    expected = min(max(expected, Fraction(least)) + 100, Fraction(most))
    typed = {"price": f"{Decimal(price) / 100}", "coupon": f"{Decimal(coupon) / 100}"}
    value, _ = result(policy, **typed)
    assert value is not None
    assert Fraction(value) == expected


def test_the_order_of_the_file_is_the_order_of_the_steps() -> None:
    first = shop(pay={"plus": yuan(50), "at_most": yuan(100)})
    last = shop(pay={"at_most": yuan(100), "plus": yuan(50)})
    assert result(first, price="90")[0] == 100
    assert result(last, price="90")[0] == 140


def test_the_sum_says_each_step() -> None:
    policy = shop(pay={"minus": [{"full": yuan(1000), "by": yuan(100)}, "coupon"], "plus": "fee"})
    _, text = result(policy, price="2500", coupon="20")
    assert text == (
        "pay：按 2,500 元原数计，每满 1,000 元减 100 元，共减 200 元，"
        "减“优惠券”的 20 元，加 0.01 万元 = 2,380 元。"
    )


def test_another_amount_is_a_term_as_it_was_reckoned() -> None:
    policy = shop(pay={"plus": "extra"}, extra={"at_most": yuan(10)})
    assert result(policy, price="30")[0] == 40


def test_what_a_step_lacks_is_missing() -> None:
    policy = shop(pay={"minus": ["coupon", "later"]})
    found = compute(Situation(policy, read_inputs(policy, {"price": "1"}, DAY), DAY, {}))["pay"]
    assert found.value is None
    assert found.missing == (Missing("input", "coupon"), Missing("figure", "later"))


def test_what_cannot_be_reckoned_together_is_refused() -> None:
    policy = shop(pay={"minus": "wait"})
    with pytest.raises(PolicyError, match="不能和元一起算"):
        result(policy, price="1")


def test_amounts_that_are_made_of_each_other_are_refused() -> None:
    policy = shop(pay={"plus": "extra"}, extra={"plus": "pay"})
    with pytest.raises(PolicyError, match="绕成了一圈"):
        result(policy, price="1")
