"""Amounts: exact products, rounded once, with the sum in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiercalc import Policy, PolicyError, load, read_figures, read_inputs
from tiercalc.case.situation import Situation
from tiercalc.decide.amounts import AmountResult, compute
from tiercalc.policy.plain import plain_number

from tests.shop import SHOPS

DAY = date(2026, 7, 1)


def shop(**changes: object) -> Policy:
    data: dict[str, object] = {
        "kind": "policy",
        "title": "小店",
        "sector": "零售",
        "source": {"title": "小店", "completeness": "full"},
        "clauses": {"art9": "第九条", "art11": "第十一条"},
        "scales": {"goods": {"regular": "正价", "old": "旧货", "gift": "赠品"}},
        "figures": {
            "discount": {"label": "折扣", "value": "8.8", "unit": "折", "clause": "art9"},
            "share": {"label": "返还比例", "value": "2.5", "unit": "%", "clause": "art9"},
            "points": {"label": "积分比率", "value": 3, "unit": "分/元", "clause": "art11"},
            "later": {"label": "旧货折扣", "unset": "open", "unit": "折", "clause": "art9"},
        },
        "inputs": {
            "price": {"label": "标价", "type": "money"},
            "goods": {"label": "商品", "type": "choice", "scale": "goods"},
        },
        "decisions": {
            "rate": {
                "label": "折扣",
                "rules": [
                    {
                        "outcome": "sale",
                        "figure": "discount",
                        "clause": "art9",
                        "when": {"goods": "regular"},
                    },
                    {
                        "outcome": "old",
                        "figure": "later",
                        "clause": "art9",
                        "when": {"goods": "old"},
                    },
                    {"outcome": "full", "clause": "art9", "when": {}},
                ],
            }
        },
        "amounts": {
            "earned": {
                "label": "积分",
                "of": "pay",
                "times": "points",
                "round": {"to": 1, "mode": "down"},
            },
            "pay": {
                "label": "应付",
                "of": "price",
                "times": "rate",
                "round": {"to": Decimal("0.01"), "mode": "half_up"},
            },
            "back": {"label": "返还", "of": "price", "times": "share"},
        },
        "rulings": {"open": {"clause": "art9", "question": "旧货打几折？", "undecided": True}},
    }
    return load({**data, **changes}, "shop")


def amounts(
    policy: Policy, inputs: dict[str, str], sets: dict[str, object] | None = None
) -> dict[str, AmountResult]:
    situation = Situation(
        policy, read_inputs(policy, inputs, DAY), DAY, read_figures(policy, sets or {})
    )
    return compute(situation)


def test_a_rate_is_the_winning_rules_figure() -> None:
    found = amounts(shop(), {"price": "500", "goods": "regular"})
    assert list(found) == ["earned", "pay", "back"]
    assert {key: result.shown for key, result in found.items()} == {
        "earned": "1320",
        "pay": "440.00",
        "back": "12.5",
    }
    assert found["pay"].text == "应付：500 元 × 8.8 折 = 440.00 元（第九条）。"
    assert found["earned"].text == "积分：440 元 × 3 分/元 = 1,320 分（第十一条）。"


def test_an_amount_with_an_open_rate_is_not_certain() -> None:
    rules = [
        {"open": "open", "clause": "art9", "when": {"goods": "old"}},
        {"outcome": "sale", "figure": "discount", "clause": "art9", "when": {}},
    ]
    policy = shop(decisions={"rate": {"label": "折扣", "rules": rules}})
    assert amounts(policy, {"price": "100", "goods": "regular"})["pay"].shown == "88.00"
    for goods in ({}, {"goods": "old"}):
        found = amounts(policy, {"price": "100", **goods})["pay"]
        assert (found.value, found.shown) == (None, None)
        assert found.missing


def test_a_rounded_sum_shows_the_exact_product_and_how_it_was_rounded() -> None:
    found = amounts(shop(), {"price": "333.33", "goods": "regular"})
    assert found["pay"].text == (
        "应付：333.33 元 × 8.8 折 = 293.3304 元（第九条），四舍五入到 0.01 元 = 293.33 元。"
    )
    assert found["pay"].rulings == ()


def test_a_ruling_on_rounding_counts_where_something_was_rounded() -> None:
    cents = {"to": Decimal("0.01"), "mode": "half_up"}
    pay = {"label": "应付", "of": "price", "times": "rate", "round": cents, "ruling": "open"}
    back = {"label": "返还", "of": "price", "times": "share", "ruling": "open"}
    policy = shop(amounts={"pay": pay, "back": back})
    rounded = amounts(policy, {"price": "0.99", "goods": "regular"})
    assert rounded["pay"].rulings == ("open",)
    assert rounded["pay"].text == (
        "应付：0.99 元 × 8.8 折 = 0.8712 元（第九条），按裁定四舍五入到 0.01 元 = 0.87 元。"
    )
    exact = amounts(policy, {"price": "500", "goods": "regular"})
    assert (exact["pay"].rulings, exact["back"].rulings) == ((), ("open",))


def test_an_amount_of_an_amount_starts_from_the_rounded_one() -> None:
    found = amounts(shop(), {"price": "0.39", "goods": "regular"})
    assert (found["pay"].shown, found["earned"].shown) == ("0.34", "1")


def test_a_rule_without_a_figure_leaves_the_amount_unchanged() -> None:
    found = amounts(shop(), {"price": "500", "goods": "gift"})
    assert found["pay"].shown == "500.00"
    assert "原数" in found["pay"].text


def test_an_unset_figure_leaves_the_amount_open_until_it_is_tried() -> None:
    given_inputs = {"price": "500", "goods": "old"}
    found = amounts(shop(), given_inputs)
    assert found["pay"].value is None
    assert found["pay"].shown is None
    assert [(m.kind, m.id) for m in found["pay"].missing] == [("figure", "later")]
    assert "旧货折扣" in found["pay"].text
    assert [(m.kind, m.id) for m in found["earned"].missing] == [("figure", "later")]
    assert amounts(shop(), given_inputs, {"later": "5"})["pay"].shown == "250.00"


def test_what_is_not_known_is_listed_with_everything_it_hangs_on() -> None:
    found = amounts(shop(), {})
    assert [m.id for m in found["pay"].missing] == ["price", "goods", "later"]
    assert "标价" in found["pay"].text
    assert [m.id for m in found["back"].missing] == ["price"]


def test_rates_that_agree_need_not_be_told_apart() -> None:
    found = amounts(shop(), {"price": "100"}, {"discount": "10", "later": "10"})
    assert found["pay"].shown == "100.00"


def test_the_figure_of_the_day_counts() -> None:
    figures = {
        "discount": {
            "label": "折扣",
            "values": {"2026-01-01": 9, "2026-07-02": 8},
            "unit": "折",
            "clause": "art9",
        }
    }
    amount = {"pay": {"label": "应付", "of": "price", "times": "discount"}}
    policy = shop(figures=figures, decisions={}, amounts=amount)
    values = read_inputs(policy, {"price": "10"}, DAY)
    shown = [
        compute(Situation(policy, values, day, {}))["pay"].shown
        for day in (date(2025, 12, 31), date(2026, 7, 1), date(2026, 7, 2))
    ]
    assert shown == [None, "9", "8"]


@pytest.mark.parametrize(
    ("to", "mode", "value", "shown"),
    [
        ("0.01", "half_up", "0.125", "0.13"),
        ("0.01", "half_even", "0.125", "0.12"),
        ("0.01", "down", "0.129", "0.12"),
        ("0.01", "up", "0.121", "0.13"),
        ("1", "half_up", "2.5", "3"),
        ("1", "down", "439.999", "439"),
        ("0.5", "half_up", "0.75", "1.0"),
        ("10", "half_up", "15", "20"),
        ("0.05", "down", "0.99", "0.95"),
    ],
)
def test_rounding_goes_to_a_multiple(to: str, mode: str, value: str, shown: str) -> None:
    found = amounts(rounding(to, mode), {"price": "1"}, {"rate": value})
    assert found["pay"].shown == shown


def rounding(to: str, mode: str) -> Policy:
    rate = {"label": "倍数", "unset": "open", "unit": "", "clause": "art9"}
    pay = {
        "label": "应付",
        "of": "price",
        "times": "rate",
        "round": {"to": Decimal(to), "mode": mode},
    }
    return shop(figures={"rate": rate}, decisions={}, amounts={"pay": pay})


def test_amounts_in_a_circle_are_an_error() -> None:
    circle = {
        "a": {"label": "甲", "of": "b", "times": "discount"},
        "b": {"label": "乙", "of": "a", "times": "discount"},
    }
    with pytest.raises(PolicyError, match="a → b → a"):
        amounts(shop(amounts=circle), {})


def test_a_rate_in_words_is_an_error() -> None:
    words = {"discount": {"label": "折扣", "value": "看情况", "unit": "折", "clause": "art9"}}
    amount = {"pay": {"label": "应付", "of": "price", "times": "discount"}}
    with pytest.raises(PolicyError, match="看情况"):
        amounts(shop(figures=words, decisions={}, amounts=amount), {})


MONEY = st.decimals(0, 10**14, places=2)
RATES = st.decimals(0, 10**6, places=6)
MODES = {
    "half_up": ROUND_HALF_UP,
    "down": ROUND_DOWN,
    "up": ROUND_CEILING,
    "half_even": ROUND_HALF_EVEN,
}


@given(MONEY, RATES)
def test_a_product_is_exact(price: Decimal, rate: Decimal) -> None:
    pay = {"pay": {"label": "应付", "of": "price", "times": "rate"}}
    figure = {"rate": {"label": "倍数", "unset": "open", "unit": "", "clause": "art9"}}
    policy = shop(figures=figure, decisions={}, amounts=pay)
    found = amounts(policy, {"price": str(price)}, {"rate": f"{rate:f}"})["pay"]
    assert found.value is not None
    assert Fraction(found.value) == Fraction(price) * Fraction(rate)
    assert found.shown == plain_number(found.value)


@given(MONEY, RATES, st.sampled_from(["0.01", "0.1", "1", "100"]), st.sampled_from(list(MODES)))
def test_a_rounded_product_agrees_with_decimal(
    price: Decimal, rate: Decimal, to: str, mode: str
) -> None:
    found = amounts(rounding(to, mode), {"price": str(price)}, {"rate": f"{rate:f}"})["pay"]
    assert found.shown is not None
    steps = Fraction(price) * Fraction(rate) / Fraction(to)
    with localcontext(prec=80):
        exact = Decimal(steps.numerator) / Decimal(steps.denominator)
    assert Fraction(found.shown) == Fraction(to) * int(exact.to_integral_value(MODES[mode]))
    assert abs(Fraction(found.shown) - Fraction(price) * Fraction(rate)) < Fraction(to)


def test_without_an_outcome_there_is_no_rate_and_nothing_is_computed() -> None:
    """What is made of such an amount is not computed, either; other amounts are."""
    corner = SHOPS["corner-shop"]
    decision = corner.decisions["points_rate"]
    earning = replace(decision, rules=tuple(rule for rule in decision.rules if rule.open is None))
    again = replace(corner.amounts["points"], id="again", of="points", times=None, label="再算")
    policy = replace(
        corner,
        decisions={**corner.decisions, "points_rate": earning},
        amounts={**corner.amounts, "again": again},
    )
    given = {"list_price": "500", "card_active": "no", "goods_kind": "regular"}
    given |= {"birthday_today": "no", "discount_card": "no"}
    found = compute(Situation(policy, read_inputs(policy, given, DAY), DAY, {}))
    assert (found["points"].value, found["points"].missing) == (None, ())
    told = "这次的积分：“积分怎样记”得出“不记”，没有比率可乘，不计算。"
    assert str(found["points"].text) == told
    assert str(found["again"].text) == "再算：“这次的积分”没有算出，不计算。"
    assert found["pay"].shown == "500.00"
