"""The way to the next tier: as short as it can be, the cheapest first."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.deciding import answer, told
from tests.shop import SHOPS

STORE, BOOKS = "corner-shop", "book-shop"


@pytest.mark.parametrize(
    ("decision", "inputs", "sentence"),
    [
        ("tier", {"spend": "1200"}, "到银卡客户还差 800 元。"),
        ("tier", {"spend": "5000"}, "到金卡客户还差 0.01 元。"),
        (
            "member",
            {"once": "900", "spend": "2500", "share": "4", "points": "5"},
            "到会员：单次消费满 1,000 元；或者年消费额还差 500 元；"
            "或者占比还差 6 个百分点，并且积分还差 1。",
        ),
        (
            "member",
            {"once": "900", "spend": "2500", "share": "4", "points": "6"},
            "到会员：单次消费满 1,000 元，或年消费额还差 500 元，或占比还差 6 个百分点。",
        ),
    ],
)
def test_the_way_up_is_as_short_as_it_can_be(
    decision: str, inputs: dict[str, str], sentence: str
) -> None:
    (step,) = told(**inputs)[decision]["next"]
    assert step["text"] == sentence


def test_nobody_climbs_by_having_less() -> None:
    (step,) = answer("nursery", purchase_frequency="low")["decisions"]["tier"]["next"]
    assert step["outcome"] == "vip"
    assert answer("nursery", total_spend="0")["decisions"]["measure"]["next"] == []


def test_the_cheapest_way_up_comes_first() -> None:
    chosen = SHOPS[STORE]
    inputs = {"single_purchase": "0", "half_year_spend": "0", "year_spend": "1"}
    (step,) = answer(chosen.id, **inputs)["decisions"]["tier"]["next"]
    amounts = [Decimal(n.replace(",", "")) for n in re.findall(r"([\d,.]+) 元", step["text"])]
    assert len(amounts) == len(step["ways"])
    assert amounts == sorted(amounts)
