"""Units: what a number in one is in another, and that figures are compared by that."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiercalc import decide_document, load, read_inputs
from tiercalc.case import Situation
from tiercalc.policy import Unit, unit, units

DAY = date(2026, 7, 1)
EVERY = tuple(dict.fromkeys(unit(name) for name in units()))
MONEY = unit("分", "money")
PAIRS = [
    (fine, coarse)
    for fine, coarse in permutations((*EVERY, MONEY), 2)
    if fine.converts(coarse) and fine.factor <= coarse.factor
]
NUMBERS = st.decimals(0, 10**15, allow_nan=False, allow_infinity=False, places=10)


@given(pair=st.sampled_from(PAIRS), number=NUMBERS)
def test_into_a_finer_unit_and_back_is_the_same_number(
    pair: tuple[Unit, Unit], number: Decimal
) -> None:
    fine, coarse = pair
    assert coarse.number_in(number, fine) * fine.factor == number * coarse.factor
    assert fine.number_in(coarse.number_in(number, fine), coarse) == number


@given(pair=st.sampled_from(PAIRS), less=NUMBERS, more=NUMBERS)
def test_a_unit_keeps_the_order(pair: tuple[Unit, Unit], less: Decimal, more: Decimal) -> None:
    fine, coarse = pair
    found = (coarse.number_in(less, fine), coarse.number_in(more, fine))
    assert (found[0] < found[1]) is (less < more)
    assert (found[0] == found[1]) is (less == more)


@pytest.mark.parametrize(
    ("number", "one", "other", "found"),
    [
        ("5", "万元", "元", "50000"),
        ("12", "个月", "年", "1"),
        ("2", "小时", "分钟", "120"),
        ("15", "‰", "%", "1.5"),
        ("3", "成", "%", "30"),
        ("2", "周", "天", "14"),
        ("1.5", "公斤", "斤", "3"),
    ],
)
def test_what_a_number_is_in_another_unit(number: str, one: str, other: str, found: str) -> None:
    assert unit(one).number_in(Decimal(number), unit(other)) == Decimal(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [("元", "次"), ("天", "个月"), ("天", "工作日"), ("天", "小时"), ("美元", "元"), ("张", "条")],
)
def test_what_does_not_convert(one: str, other: str) -> None:
    assert not unit(one).converts(unit(other))


@pytest.mark.parametrize("name", ["次/年", "分/元", "个品牌", "杯", ""])
def test_a_unit_that_is_known(name: str) -> None:
    assert unit(name).kind != "unknown"


@pytest.mark.parametrize("name", ["析", "次/析", "/元", "元/", "瓢"])
def test_a_unit_that_is_not(name: str) -> None:
    assert unit(name).kind == "unknown"


def shop(kind: str, value: Decimal, name: str, other: str = "") -> dict[str, object]:
    """A rung at so much in a unit; `other` is the unit that a count is typed in."""
    figures = {"floor": {"label": "门槛", "value": str(value), "unit": name, "clause": "art1"}}
    rules: list[object] = [
        {"outcome": "gold", "clause": "art1", "when": {"had": {"gte": "floor"}}},
    ]
    if other:
        figures["low"] = {"label": "起点", "value": "0", "unit": other, "clause": "art1"}
        rules.append({"outcome": "guest", "clause": "art1", "when": {"had": {"gt": "low"}}})
    return {
        "kind": "policy",
        "title": "办法",
        "sector": "餐饮",
        "source": {"title": "办法", "completeness": "full"},
        "clauses": {"art1": "第一条"},
        "scales": {"member": {"gold": "金卡", "guest": "散客"}},
        "figures": figures,
        "inputs": {"had": {"label": "累计", "type": kind}},
        "decisions": {"tier": {"label": "等级", "scale": "member", "rules": rules}},
    }


def answer(data: dict[str, object], had: Decimal) -> dict[str, Any]:
    policy = load(data, "shop")
    return decide_document(Situation(policy, read_inputs(policy, {"had": str(had)}, DAY), DAY, {}))


@given(
    floor=st.integers(1, 10**6),
    name=st.sampled_from(["分", "角", "元", "千元", "万元", "亿元"]),
    away=st.integers(-1, 1),
)
def test_a_limit_in_any_unit_of_money_is_that_much_money(floor: int, name: str, away: int) -> None:
    limit = unit(name, "money").number_in(Decimal(floor), unit("元"))
    had = limit + away * Decimal("0.01")
    wanted = "gold" if away >= 0 else None
    assert answer(shop("money", Decimal(floor), name), had)["tier"] == wanted


@given(years=st.integers(1, 50), away=st.integers(-1, 1))
def test_a_limit_in_years_is_met_by_months(years: int, away: int) -> None:
    data = shop("count", Decimal(years), "年", other="个月")
    found = answer(data, Decimal(years * 12 + away))
    assert found["tier"] == ("gold" if away >= 0 else "guest")


def test_an_answer_says_a_limit_as_it_is_written() -> None:
    found = answer(shop("money", Decimal(5), "万元"), Decimal("49999.99"))
    assert "累计不低于 5 万元：填的是 49,999.99 元，不符合" in str(found["decisions"]["tier"])
