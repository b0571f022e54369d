"""A trial value is held to what its figure is compared with, and told what it may be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tiercalc import InputError, load, read_figures
from tiercalc.given import check_inputs

DAY = date(2026, 7, 1)
OPEN = {"unset": "open", "clause": "one"}
SOURCE = {"title": "小店", "completeness": "full"}
HEAD = {"kind": "policy", "title": "小店会员办法", "sector": "零售", "source": SOURCE}
POLICY = load(
    {
        **HEAD,
        "clauses": {"one": "第一条"},
        "scales": {"card": {"gold": "金卡", "silver": "银卡"}},
        "figures": {
            "floor": {**OPEN, "label": "门槛", "unit": "元"},
            "share": {**OPEN, "label": "占比", "unit": "%"},
            "tenths": {**OPEN, "label": "几成", "unit": "成"},
            "off": {**OPEN, "label": "折扣", "unit": "折"},
            "paid": {**OPEN, "label": "奖金", "unit": "元"},
            "until": {"label": "到期日", "value": "年底", "unit": "", "clause": "one"},
        },
        "inputs": {
            "month": {"label": "当月", "type": "money", "part_of": "year", "least": 5},
            "year": {"label": "当年", "type": "money"},
            "part": {"label": "比例", "type": "percent"},
            "card": {"label": "持卡", "type": "choice", "scale": "card"},
        },
        "decisions": {
            "tier": {
                "label": "等级",
                "scale": "card",
                "rules": [
                    {"outcome": "gold", "clause": "one", "when": {"year": {"gte": "floor"}}},
                    {"outcome": "silver", "clause": "one", "when": {"part": {"gte": "share"}}},
                    {"outcome": "silver", "clause": "one", "when": {"part": {"gte": "tenths"}}},
                ],
            }
        },
        "rulings": {"open": {"clause": "one", "question": "多少？", "undecided": True}},
    },
    "shop",
)


@pytest.mark.parametrize(
    ("figure", "fits", "refused", "expected"),
    [
        ("floor", ["0.01", "1"], ["0", "-1"], "大于 0 的数，例如 1000"),
        ("share", ["0.5", "100"], ["0", "100.01"], "大于 0、不超过 100 的数，例如 20"),
        ("off", ["1", "10", "8.8"], ["0.99", "10.01"], " 1 到 10 之间的折数，例如 8.8"),
        ("paid", ["0", "0.5"], ["-0.01"], "不小于 0 的数，例如 1000"),
        ("until", ["字" * 200, "12"], [""], "不超过 200 个字的文字"),
    ],
)
def test_a_trial_value_is_told_what_its_figure_may_be(
    figure: str, fits: list[str], refused: list[str], expected: str
) -> None:
    for text in fits:
        (value,) = read_figures(POLICY, {figure: text}).values()
        assert str(value) == text
    for text in refused:
        with pytest.raises(InputError) as caught:
            read_figures(POLICY, {figure: text})
        assert (caught.value.code, caught.value.place) == ("bad-figure", figure)
        label = POLICY.figures[figure].label
        assert caught.value.message == f"“{label}”填的是“{text}”；应填{expected}。"


def test_what_is_no_figure_or_no_number_is_told_as_it_was_given() -> None:
    for data, shown in ((-1, "-1"), (True, "True"), (Decimal("-0.50"), "-0.50")):
        with pytest.raises(InputError, match=f"“门槛”填的是“{shown}”；应填"):
            read_figures(POLICY, {"floor": data})
    with pytest.raises(InputError) as caught:
        read_figures(POLICY, {"flor": "1"})
    assert (caught.value.code, caught.value.place) == ("unknown-figure", "flor")


@pytest.mark.parametrize(
    ("given", "place", "message"),
    [
        (
            {"month": "9", "year": "8"},
            "month",
            "“当月”填的是 9 元，比“当年”的 8 元还多；"
            "前一项算在后一项里，不会比它多。请核对这两项。",
        ),
        (
            {"year": "4"},
            "year",
            "“当年”填的是 4 元，比“当月”至少有的 5 元还少；"
            "后一项算在前一项里，不会比它多。请核对。",
        ),
    ],
)
def test_what_cannot_be_right_is_told_whole(
    given: dict[str, str], place: str, message: str
) -> None:
    (error,) = check_inputs(POLICY, given, DAY).errors
    assert (error.code, error.place, error.message) == ("contradiction", place, message)


def test_a_bad_value_is_told_whole() -> None:
    (error,) = check_inputs(POLICY, {"card": "金"}, DAY).errors
    assert error.message.startswith("“持卡”填的是“金”；应填下列之一：")
    assert "是不是 gold（金卡）？" in error.message
    (error,) = check_inputs(POLICY, {"card": "木头"}, DAY).errors
    assert error.message == "“持卡”填的是“木头”；应填下列之一：gold（金卡）、silver（银卡）。"
    (error,) = check_inputs(POLICY, {"part": "101"}, DAY).errors
    assert error.message.endswith("。")
