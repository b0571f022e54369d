"""Reading what somebody typed: exact values, or a sentence that says what is wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiercalc import InputError, Policy, load, read_figures, read_given, read_inputs
from tiercalc.case.situation import Situation
from tiercalc.given.inputs import check_inputs, check_order

DAY = date(2026, 7, 1)
POLICY = load(
    {
        "kind": "policy",
        "title": "小店会员办法",
        "sector": "零售",
        "source": {"title": "小店", "completeness": "full"},
        "clauses": {"one": "第一条"},
        "scales": {"card": {"gold": "金卡", "silver": "银卡（普通）"}},
        "figures": {
            "low": {"label": "低门槛", "unset": "open", "unit": "元", "clause": "one"},
            "middle": {"label": "中门槛", "value": 500, "unit": "元", "clause": "one"},
            "high": {"label": "高门槛", "unset": "open", "unit": "元", "clause": "one"},
            "discount": {"label": "折扣", "value": "8.8", "unit": "折", "clause": "one"},
            "days": {"label": "答复期限", "unset": "open", "unit": "工作日", "clause": "one"},
            "opens": {"label": "开门", "unset": "open", "unit": "", "clause": "one"},
            "closes": {"label": "关门", "value": "18:00", "unit": "", "clause": "one"},
            "last_day": {"label": "到期日", "value": "12 月 31 日", "unit": "", "clause": "one"},
        },
        "ascending": [["low", "middle", "high"]],
        "inputs": {
            "spend": {"label": "消费金额", "type": "money"},
            "visits": {"label": "到店次数", "type": "count"},
            "share": {"label": "占比", "type": "percent"},
            "member": {"label": "是会员", "type": "bool"},
            "card": {"label": "持卡", "type": "choice", "scale": "card"},
            "cards": {"label": "全部持卡", "type": "choices", "scale": "card"},
            "quarter": {"label": "季度消费", "type": "money", "part_of": "half_year"},
            "half_year": {"label": "半年消费", "type": "money", "part_of": "spend"},
        },
        "events": {"asked": {"label": "提出", "type": "datetime"}},
        "deadlines": {
            "answer": {"label": "答复", "after": "asked", "within": "days", "clause": "one"},
            "reply": {
                "label": "回应",
                "after": "asked",
                "within": "days",
                "hours": ["opens", "closes"],
                "clause": "one",
            },
        },
    },
    "shop",
)
UNSET = {"low", "high", "days", "opens"}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("spend", "1000", Decimal(1000)),
        ("spend", " 1,000.50 ", Decimal("1000.5")),
        ("spend", "１，０００．５", Decimal("1000.5")),
        ("spend", "1,000.", Decimal(1000)),
        ("spend", "0", Decimal(0)),
        ("spend", "007", Decimal(7)),
        ("spend", "1999.99", Decimal("1999.99")),
        ("visits", "12,345", Decimal(12345)),
        ("share", "12.345", Decimal("12.345")),
        ("share", "100", Decimal(100)),
        ("member", "是", True),
        ("member", "yes", True),
        ("member", "ＮＯ", False),
        ("card", "gold", "gold"),
        ("card", "金卡", "gold"),
        ("card", "银卡（普通）", "silver"),
        ("cards", "silver,gold", ("gold", "silver")),
        ("cards", "银卡（普通）、金卡，金卡", ("gold", "silver")),
        ("cards", "", ()),
    ],
)
def test_a_well_written_value_is_read_exactly(name: str, text: str, value: object) -> None:
    assert read_inputs(POLICY, {name: text}, DAY) == {name: value}


@pytest.mark.parametrize("name", ["spend", "visits", "share", "member", "card"])
def test_empty_text_is_not_given(name: str) -> None:
    assert read_inputs(POLICY, {name: "　 "}, DAY) == {}


@pytest.mark.parametrize(
    ("name", "text", "parts"),
    [
        ("spend", "-1", ["消费金额", "“-1”", "不小于 0"]),
        ("spend", "1.005", ["“1.005”", "最多两位小数"]),
        ("spend", "1..", ["“1..”"]),
        ("spend", "1e5", ["“1e5”"]),
        ("spend", "nan", ["“nan”"]),
        ("spend", "∞", ["“∞”"]),
        ("spend", "1,00", ["“1,00”"]),
        ("spend", "10,00,000", ["“10,00,000”"]),
        ("spend", "1000元", ["“1000元”", "不写“元”"]),
        ("spend", "١٢", ["“١٢”"]),
        ("spend", "10²", ["“10²”"]),
        ("spend", "9" * 16, ["15 位"]),
        ("spend", "9" * 10_000, ["10000 个字符", "太长"]),
        ("spend", "a\nb\x00", ["“a�b�”"]),
        ("visits", "1.5", ["到店次数", "整数"]),
        ("share", "100.01", ["0 到 100"]),
        ("share", "0.00000000001", ["小数最多 10 位"]),
        ("member", "true", ["是会员", "“是”或“否”"]),
        (
            "card",
            "golden",
            ["“golden”", "gold（金卡）、silver（银卡（普通））", "是不是 gold（金卡）？"],
        ),
        ("cards", "gold,,silver", ["全部持卡", "“”"]),
    ],
)
def test_a_bad_value_says_what_was_found_and_what_is_expected(
    name: str, text: str, parts: list[str]
) -> None:
    with pytest.raises(InputError) as caught:
        read_inputs(POLICY, {name: text}, DAY)
    assert caught.value.place == name
    assert all(part in caught.value.message for part in parts), caught.value.message
    assert len(caught.value.message) < 200


def test_a_misspelt_input_leads_to_the_nearest_one() -> None:
    with pytest.raises(InputError) as caught:
        read_inputs(POLICY, {"spnd": "1"}, DAY)
    assert caught.value.code == "unknown-input"
    assert "“spnd”" in caught.value.message
    assert "是不是 spend（消费金额）？" in caught.value.message


def test_a_label_in_place_of_an_input_leads_to_its_id() -> None:
    with pytest.raises(InputError, match="是不是 visits（到店次数）"):
        read_inputs(POLICY, {"到店次": "1"}, DAY)


def test_all_mistakes_are_collected_and_the_rest_is_read() -> None:
    reading = check_inputs(POLICY, {"spend": "x", "visits": "3", "member": "?", "none": "1"}, DAY)
    assert reading.values == {"visits": Decimal(3)}
    assert [error.place for error in reading.errors] == ["spend", "member", "none"]


@pytest.mark.parametrize(
    ("given", "left", "places"),
    [
        ({"half_year": "100", "spend": "100"}, {"half_year", "spend"}, []),
        ({"half_year": "100.01", "spend": "100"}, set(), ["half_year"]),
        ({"quarter": "7", "spend": "6", "visits": "1"}, {"visits"}, ["quarter"]),
        ({"quarter": "7", "half_year": "6", "spend": "8"}, {"spend"}, ["quarter"]),
        ({"quarter": "7", "half_year": "x", "spend": "8"}, {"quarter", "spend"}, ["half_year"]),
    ],
)
def test_a_part_is_never_more_than_its_whole(
    given: dict[str, str], left: set[str], places: list[str]
) -> None:
    reading = check_inputs(POLICY, given, DAY)
    assert (set(reading.values), [error.place for error in reading.errors]) == (left, places)


def test_amounts_that_cannot_both_be_right_are_named_with_what_was_found() -> None:
    message = "“半年消费”填的是 2,500 元，比“消费金额”的 1,000 元还多；"
    with pytest.raises(InputError, match=message):
        read_inputs(POLICY, {"half_year": "2500", "spend": "1000"}, DAY)
    with pytest.raises(InputError, match=message):
        read_given(POLICY, {"half_year": 2500, "spend": 1000}, DAY)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"spend": "4.99"}, "“消费金额”填的是 4.99 元，比“半年消费”至少有的 5 元还少；后一项算"),
        ({"half_year": "10.01"}, "“半年消费”填的是 10.01 元，比“消费金额”最多能有的 10 元还多；"),
    ],
)
def test_an_amount_leaves_room_for_what_every_part_has(given: dict[str, str], message: str) -> None:
    spend = {"label": "消费金额", "type": "money", "most": 10}
    half_year = {"label": "半年消费", "type": "money", "part_of": "spend", "least": 5}
    source = {"title": "小店", "completeness": "full"}
    head = {"kind": "policy", "title": "小店会员办法", "sector": "零售", "source": source}
    bounded = load({**head, "inputs": {"spend": spend, "half_year": half_year}}, "bounded")
    with pytest.raises(InputError, match=message):
        read_inputs(bounded, given, DAY)
    assert read_inputs(bounded, {"spend": "5"}, DAY) == {"spend": Decimal(5)}
    assert read_inputs(bounded, {"half_year": "10"}, DAY) == {"half_year": Decimal(10)}


def test_typed_values_are_taken_as_they_are() -> None:
    typed: dict[str, object] = {
        "spend": Decimal("1999.90"),
        "visits": 3,
        "share": "12.5",
        "member": False,
        "card": "gold",
        "cards": ["silver"],
    }
    assert read_given(POLICY, typed, DAY) == {
        "spend": Decimal("1999.9"),
        "visits": Decimal(3),
        "share": Decimal("12.5"),
        "member": False,
        "card": "gold",
        "cards": ("silver",),
    }


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("spend", 0.1),
        ("spend", True),
        ("spend", None),
        ("spend", Decimal("NaN")),
        ("spend", Decimal("1E+999999")),
        pytest.param("spend", 10**5000, id="spend-huge"),
        ("spend", -1),
        ("visits", Decimal("1.5")),
        ("member", "yes"),
        ("member", 1),
        ("card", ["gold"]),
        ("cards", ["gold", 1]),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(name: str, data: object) -> None:
    with pytest.raises(InputError) as caught:
        read_given(POLICY, {name: data}, DAY)
    assert caught.value.place == name


@pytest.mark.parametrize(
    ("figure", "data", "value"),
    [
        ("low", "1,000", Decimal(1000)),
        ("low", Decimal("0.50"), Decimal("0.5")),
        ("discount", "6", Decimal(6)),
        ("days", "3", Decimal(3)),
        ("opens", "09:00", "09:00"),
        ("closes", "24:00", "24:00"),
        ("last_day", "6 月 30 日", "6 月 30 日"),
    ],
)
def test_a_trial_value_fits_its_figure(figure: str, data: object, value: object) -> None:
    assert read_figures(POLICY, {figure: data}) == {figure: value}


@pytest.mark.parametrize(
    ("figure", "data", "part"),
    [
        ("low", "-1", "不小于 0"),
        ("low", "9" * 10_000, "低门槛"),
        ("low", "inf", "低门槛"),
        ("discount", "0.88", "1 到 10 之间的折数"),
        ("discount", "88", "1 到 10 之间的折数"),
        ("days", "1.5", "整数"),
        ("opens", "9", "09:00"),
        ("closes", "25:00", "09:00"),
        ("last_day", "", "文字"),
        ("lwo", "1", "是不是 low（低门槛）"),
    ],
)
def test_a_trial_value_that_does_not_fit_is_refused(figure: str, data: object, part: str) -> None:
    with pytest.raises(InputError, match=part):
        read_figures(POLICY, {figure: data})


@pytest.mark.parametrize(
    ("sets", "place"),
    [
        ({"low": 500}, "low"),
        ({"high": 499}, "high"),
        ({"middle": 0}, "middle"),
        ({"middle": "0.01", "low": 0, "high": "0.01"}, "high"),
        ({"low": 600, "middle": 700, "high": 650}, "high"),
    ],
)
def test_trial_values_keep_the_declared_order(sets: dict[str, object], place: str) -> None:
    situation = Situation(POLICY, {}, date(2026, 1, 1), read_figures(POLICY, sets))
    with pytest.raises(InputError) as caught:
        check_order(situation)
    assert caught.value.place == place
    assert "应高于" in caught.value.message


def test_trial_values_in_order_pass() -> None:
    sets = read_figures(POLICY, {"low": 499, "high": "500.01"})
    check_order(Situation(POLICY, {}, date(2026, 1, 1), sets))


@given(st.decimals(0, 10**14, places=2), st.booleans(), st.booleans())
def test_every_amount_can_be_written_in_several_ways(
    amount: Decimal, grouped: bool, wide: bool
) -> None:
    text = f"{amount:,.2f}" if grouped else f"{amount:.2f}"
    if wide:
        text = "".join(chr(ord(char) + 0xFEE0) for char in text)
    assert read_inputs(POLICY, {"spend": text}, DAY) == {"spend": amount}


@given(st.sampled_from(list(POLICY.inputs)), st.text())
def test_no_text_breaks_the_reading(name: str, text: str) -> None:
    reading = check_inputs(POLICY, {name: text}, DAY)
    assert len(reading.values) + len(reading.errors) <= 1
    for error in reading.errors:
        assert POLICY.inputs[name].label in error.message
        assert error.message.isprintable()


@given(st.sampled_from(sorted(UNSET)), st.text() | st.integers() | st.decimals() | st.booleans())
def test_no_trial_value_breaks_the_reading(figure: str, data: object) -> None:
    try:
        values = read_figures(POLICY, {figure: data})
    except InputError as error:
        assert POLICY.figures[figure].label in error.message
    else:
        assert values.keys() == {figure}


def test_a_policy_without_inputs_says_so() -> None:
    empty: Policy = load(
        {
            "kind": "guide",
            "title": "读物",
            "sector": "读物",
            "source": {"title": "读物", "completeness": "full"},
        },
        "guide",
    )
    with pytest.raises(InputError, match="没有可写的编号"):
        read_inputs(empty, {"x": "1"}, DAY)


@pytest.mark.parametrize(
    ("typed", "said"), [("0", "不小于 1 的整数"), ("101", "不大于 100 的整数")]
)
def test_a_number_out_of_an_inputs_bounds_is_refused_with_the_bound(typed: str, said: str) -> None:
    score = {"label": "得分", "type": "count", "least": 1, "most": 100}
    source = {"title": "小店", "completeness": "full"}
    policy = load(
        {"kind": "policy", "title": "考评", "sector": "零售", "source": source}
        | {"inputs": {"score": score}},
        "grades",
    )
    assert read_inputs(policy, {"score": "100"}, DAY) == {"score": Decimal(100)}
    with pytest.raises(InputError, match=said):
        read_inputs(policy, {"score": typed}, DAY)


def chained(*chain: str) -> Policy:
    """A policy with an order of figures, of which one is set: to 2."""
    figure = {"label": "标准", "unit": "元", "clause": "art1"}
    figures = {name: {**figure, "label": name, "unset": "unclear"} for name in chain}
    data = {
        "kind": "policy",
        "title": "试验制度",
        "sector": "试验",
        "source": {"title": "试验制度", "completeness": "full"},
        "clauses": {"art1": "第一条"},
        "figures": figures | {"two": {**figure, "label": "二", "value": 2}},
        "ascending": [list(chain)],
        "rulings": {"unclear": {"clause": "art1", "question": "多少？", "undecided": True}},
    }
    return load(data, "trial")


@pytest.mark.parametrize(
    ("chain", "tried", "least"),
    [
        (("two", "above"), "above", "2.01"),
        (("two", "between", "above"), "above", "2.02"),
        (("two", "between", "more", "above"), "above", "2.03"),
        (("below", "above"), "above", "0.01"),
        (("below", "more", "above"), "above", "0.02"),
    ],
)
def test_figures_that_nobody_has_set_keep_room_in_an_order(
    chain: tuple[str, ...], tried: str, least: str
) -> None:
    policy = chained(*chain)
    number = Decimal(least)
    check_order(Situation(policy, {}, date(2026, 7, 1), {tried: number}))
    with pytest.raises(InputError) as caught:
        check_order(Situation(policy, {}, date(2026, 7, 1), {tried: number - Decimal("0.01")}))
    assert caught.value.code == "order"
