"""What cannot be: sums in sums, cases that exclude each other, days on which nothing holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tiercalc import InputError, Policy, load, read_figures
from tiercalc.case.situation import Situation
from tiercalc.given import (
    bearing_on,
    bounds,
    check_inputs,
    check_order,
    contained,
    families,
    parts,
    read_cell,
    read_whole,
    related,
    require_held,
    require_in_force,
)
from tiercalc.given.constraints import excluded, wholes
from tiercalc.policy.days import Days

DAY = date(2026, 7, 1)


def club(**changes: Any) -> Policy:
    """A club with sums in sums, and one that has nothing to do with them."""
    figure = {"label": "门槛", "unit": "元", "clause": "one", "unset": "open"}
    data = {
        "kind": "policy",
        "title": "小店会员办法",
        "sector": "零售",
        "source": {"title": "小店", "completeness": "full"},
        "clauses": {"one": "第一条"},
        "inputs": {
            "month": {"label": "当月", "type": "money", "part_of": "year", "least": 5},
            "year": {"label": "当年", "type": "money", "part_of": "ever"},
            "ever": {"label": "一共", "type": "money", "most": 900},
            "visits": {"label": "到店", "type": "count"},
            "member": {"label": "是会员", "type": "bool"},
            "staff": {"label": "是员工", "type": "bool"},
        },
        "impossible": [
            {"when": {"member": True, "staff": True}, "why": "员工不入会。"},
            {"when": {"staff": True, "visits": {"gt": 3}}, "why": "员工不算到店"},
        ],
        "figures": {
            "low": {**figure, "label": "低门槛"},
            "middle": {**figure, "label": "中门槛"},
            "high": {**figure, "label": "高门槛"},
        },
        "ascending": [["low", "middle", "high"]],
    }
    return load({**data, **changes}, "club")


def given(**values: Any) -> Situation:
    return Situation(club(), values, DAY, {})


def test_what_contains_what() -> None:
    policy = club()
    assert wholes("month", policy) == ("year", "ever")
    assert wholes("visits", policy) == ()
    assert parts("ever", policy) == ("month", "year")
    assert parts("month", policy) == ()
    assert [*families(policy)] == [{"month", "year", "ever"}, {"year", "ever"}]
    pairs = (("month", "year"), ("month", "ever"), ("year", "ever"))
    assert contained(policy, policy.inputs) == pairs
    assert contained(policy, ["ever", "month"]) == (("month", "ever"),)


def test_what_says_something_of_what() -> None:
    policy = club()
    assert related(["month"], policy) == {"month", "year", "ever"}
    assert related(["visits"], policy) == {"visits", "staff", "member"}
    assert related([], policy) == set()
    assert bearing_on(["visits"], policy) == policy.impossible
    assert bearing_on(["month"], policy) == ()
    assert bearing_on(["member"], club(impossible=[])) == ()


@pytest.mark.parametrize(
    ("values", "of", "expected"),
    [
        ({}, "month", (5, 900, None, "ever")),
        ({}, "ever", (5, 900, "month", None)),
        ({"month": Decimal(7), "ever": Decimal(80)}, "year", (7, 80, "month", "ever")),
        ({"year": Decimal(9)}, "month", (5, 9, None, "year")),
        ({"year": Decimal(900)}, "month", (5, 900, None, "year")),
        ({"month": Decimal(5)}, "year", (5, 900, "month", "ever")),
        ({}, "visits", (0, None, None, None)),
        ({}, "member", (0, None, None, None)),
    ],
)
def test_what_is_known_of_sums_bounds_the_others(
    values: dict[str, Any], of: str, expected: tuple[object, ...]
) -> None:
    situation = given(**values)
    found = bounds(situation.policy.inputs[of], situation)
    names = [each and each.id for each in (found.floor, found.ceiling)]
    assert (found.low, found.high, *names) == expected


def test_cases_that_exclude_each_other_are_told_with_the_reason() -> None:
    policy = club()
    both: dict[str, Any] = {"member": True, "staff": True, "visits": Decimal(4)}
    told = [
        (names, error.code, error.place, error.message)
        for names, error in excluded(policy, both, DAY)
    ]
    assert told == [
        (
            {"member", "staff"},
            "contradiction",
            "member",
            "没有这种情形：是会员：是，且是员工：是。员工不入会。请核对。",
        ),
        (
            {"staff", "visits"},
            "contradiction",
            "visits",
            "没有这种情形：是员工：是，且到店多于 3。员工不算到店。请核对。",
        ),
    ]
    assert not [*excluded(policy, {"staff": True, "visits": Decimal(3)}, DAY)]
    assert not [*excluded(policy, {"staff": True}, DAY)]
    reading = check_inputs(policy, {"member": "是", "staff": "是", "visits": "1"}, DAY)
    assert reading.values == {"visits": Decimal(1)}
    assert [error.place for error in reading.errors] == ["member"]


@pytest.mark.parametrize(
    ("sets", "place", "message"),
    [
        (
            {"low": 5, "high": "5.01"},
            "high",
            "“高门槛”应高于“低门槛”、“中门槛”，还没有规定的也要留出余地；现在是 5.01 元和 5 元。",
        ),
        ({"low": 5, "middle": 5}, "middle", "“中门槛”应高于“低门槛”；现在是 5 元和 5 元。"),
        (
            {"middle": 0},
            "middle",
            "“中门槛”应高于“低门槛”，还没有规定的也要留出余地；现在是 0 元。",
        ),
    ],
)
def test_an_order_that_is_broken_is_told_whole(
    sets: dict[str, object], place: str, message: str
) -> None:
    policy = club()
    with pytest.raises(InputError) as caught:
        check_order(Situation(policy, {}, DAY, read_figures(policy, sets)))
    found = (caught.value.code, caught.value.place, caught.value.message)
    assert found == ("order", place, message)


def test_nobody_is_answered_by_what_does_not_hold() -> None:
    policy = club(in_force={"from": "2026-01-01", "until": "2026-12-31"})
    require_in_force(policy, date(2026, 1, 1), "on")
    for day, code in ((date(2025, 12, 31), "not_yet"), (date(2027, 1, 1), "ended")):
        with pytest.raises(InputError) as caught:
            require_in_force(policy, day, "on")
        assert (caught.value.code, caught.value.place) == (code, "on")
        assert caught.value.message.startswith("《小店会员办法》")
        assert caught.value.message.endswith(f"，{day.isoformat()} 的事不能按它算。")


def test_a_part_that_does_not_hold_on_a_day_says_when_it_does() -> None:
    days = Days(date(2026, 1, 1), date(2026, 6, 30))
    require_held(days, date(2026, 6, 30), "这一项", "on")
    with pytest.raises(InputError) as caught:
        require_held(days, DAY, "这一项", "on")
    assert (caught.value.code, caught.value.place) == ("not-held", "on")
    assert caught.value.message.startswith("这一项2026-07-01 不适用，适用的日子是：")
    assert "2026" in caught.value.message.partition("：")[2]


def test_a_count_is_a_whole_number_in_groups_or_not() -> None:
    texts = {"0": 0, "12": 12, "999,999": 999_999, "1,000": 1000, "１２": 12, "3.0": 3, "3.": 3}
    assert {text: read_whole(text, "late", "次数") for text in texts} == texts
    for text in ("", "1.5", "-1", "1,00", "1000000", "1,000,000", "一"):
        with pytest.raises(InputError) as caught:
            read_whole(text, "late", "次数")
        assert (caught.value.code, caught.value.place) == ("bad-count", "late")
        said = f"次数填的是“{text}”；应填 0 到 999,999 之间的整数，例如 1。"
        assert caught.value.message == said


def test_a_blank_cell_gives_nothing() -> None:
    asked = club().inputs["visits"]
    assert read_cell(asked, "　") is None
    assert read_cell(asked, "１２") == 12
    with pytest.raises(InputError) as caught:
        read_cell(asked, "x")
    assert (caught.value.code, caught.value.place) == ("bad-value", "visits")
