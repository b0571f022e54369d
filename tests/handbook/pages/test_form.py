"""The calculator's form as it is written into a page, before any script runs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, parse_qsl, urldefrag

import pytest
from tiercalc import answer_text, load, read_figures, read_given, read_inputs
from tiercalc.policy.examples import DecideExample
from tiercalc.policy.policy import Policy

from handbook.pages.calculator_form import calculator, welcome
from handbook.pages.presets import presets
from tests.cases_of import by_deciding, by_policy
from tests.outline import Outline
from tests.shop import SHOPS

DAY = date(2026, 7, 1)
PARTNERS = {
    "kind": "policy",
    "title": "伙伴 <b>&</b> 分级",
    "sector": "试验",
    "source": {"title": "伙伴分级", "completeness": "full"},
    "clauses": {"c1": "第一条"},
    "scales": {
        "grade": {"gold": "<i>金</i>牌"},
        "identity": {"agent": "代理商", "maker": "生产商"},
        "city": {f"city{n}": f"城市{n}" for n in range(9)},
    },
    "figures": {
        "volume": {"label": "年采购量", "unset": "volume-open", "unit": "吨", "clause": "c1"},
        "years": {"label": "合作年限", "value": 3, "unit": "年", "clause": "c1"},
        "idle": {"label": "不用的数", "unset": "volume-open", "unit": "天", "clause": "c1"},
    },
    "inputs": {
        "bought": {"label": "采购量", "type": "count", "help": "按 <吨> 填"},
        "identities": {"label": "身份", "type": "choices", "scale": "identity"},
        "city": {"label": "城市", "type": "choice", "scale": "city"},
        "years": {"label": "年限", "type": "count"},
        "veteran": {"label": "老伙伴", "type": "bool"},
    },
    "decisions": {
        "grade": {
            "label": "等级",
            "scale": "grade",
            "rules": [
                {
                    "outcome": "gold",
                    "clause": "c1",
                    "when": {"bought": {"gte": "volume"}, "identities": ["agent"], "city": "city1"},
                }
            ],
        },
        "loyalty": {
            "label": "老伙伴认定",
            "scale": "grade",
            "rules": [
                {
                    "outcome": "gold",
                    "clause": "c1",
                    "when": {"bought": {"gte": 10}, "years": {"gte": "years"}},
                }
            ],
        },
    },
    "services": {
        "gift": {
            "label": "礼品",
            "clause": "c1",
            "for": "grade",
            "when": {"veteran": True},
            "by": {"gold": True},
        }
    },
    "rulings": {"volume-open": {"clause": "c1", "question": "多少吨？", "undecided": True}},
    "examples": [
        {"given": {"identities": []}, "expect": {"grade": None}},
        {
            "given": {"bought": 12, "identities": ["maker", "agent"], "city": "city1"},
            "set": {"volume": 12},
            "on": "2026-05-01",
            "expect": {"grade": "gold"},
        },
    ],
}


@pytest.fixture(scope="module")
def partners() -> Policy:
    return load(PARTNERS, "partners")


@by_deciding
def test_every_input_is_asked_once(policy: Policy) -> None:
    asked = Outline(calculator(policy)).controls()
    about_the_reader = ["my.day", "my.role"] if policy.roles else ["my.day"]
    about_the_customer = [name for name in asked if name not in about_the_reader]
    inputs = [name for name in about_the_customer if not name.startswith("set.")]
    assert sorted(inputs) == sorted(policy.inputs)
    assert len(asked) == len(set(asked))
    assert asked == about_the_customer + about_the_reader


@by_deciding
def test_every_decision_and_amount_has_its_place(policy: Policy) -> None:
    outline = Outline(calculator(policy))
    places = [e["data-decision"] for _, e in outline.elements if "data-decision" in e]
    assert places == list(policy.decisions)
    assert [e["data-amount"] for _, e in outline.elements if "data-amount" in e] == list(
        policy.amounts
    )
    assert all("data-outcome" not in e for _, e in outline.elements)


@by_deciding
def test_what_describes_a_control_exists_and_ids_are_unique(policy: Policy) -> None:
    outline = Outline(calculator(policy))
    ids = [e["id"] for _, e in outline.elements if "id" in e]
    assert len(ids) == len(set(ids))
    for _, element in outline.elements:
        for key in ("for", "aria-describedby", "aria-labelledby"):
            assert set((element.get(key) or "").split()) <= set(ids)


@by_deciding
def test_a_preset_gives_the_engine_what_its_example_gives(policy: Policy) -> None:
    examples = [e for e in policy.examples if isinstance(e, DecideExample)]
    given = [read_given(policy, example.given, DAY) for example in examples]
    for address in addresses(policy):
        target, _, query = urldefrag(address).fragment.partition("?")
        assert target == f"calculator-{policy.id}"
        fields = {name: text for name, (text,) in parse_qs(query, keep_blank_values=True).items()}
        inputs = {k: v for k, v in fields.items() if k in policy.inputs}
        assert read_inputs(policy, inputs, DAY) in given


@by_deciding
def test_a_question_offers_a_few_examples_that_end_differently(policy: Policy) -> None:
    html = str(calculator(policy))
    groups = [re.findall("<b>(.*?)</b>", group) for group in html.split('class="tb-group"')]
    for ends in groups:
        assert len(ends) == len(set(ends)) <= 4
    shown, known = sum(map(len, groups)), len(presets(policy))
    assert (shown > 0) is (known > 0)
    assert ("data-more-examples" in html) is (shown < known)


def addresses(policy: Policy) -> list[str]:
    """Where the form's examples lead."""
    outline = Outline(calculator(policy))
    return [e["href"] or "" for _, e in outline.elements if "data-preset" in e]


def test_an_example_of_nothing_names_the_question(partners: Policy) -> None:
    assert "身份：一个都没有 等级：无" in Outline(calculator(partners)).text


@by_policy
def test_an_example_of_nothing_has_the_decision_s_own_words(policy: Policy) -> None:
    examples = [each for each in policy.examples if isinstance(each, DecideExample)]
    for preset, example in zip(presets(policy), examples, strict=True):
        for name, expected in example.expect.items():
            decision = policy.decisions.get(name)
            if decision and decision.none and expected is None:
                assert f"{decision.label}：{decision.none.label}" in preset.expected


@by_deciding
def test_an_amount_that_an_example_expects_has_its_unit(policy: Policy) -> None:
    examples = [each for each in policy.examples if isinstance(each, DecideExample)]
    for preset, example in zip(presets(policy), examples, strict=True):
        given = dict(parse_qsl(urldefrag(preset.address).url.partition("?")[2]))
        inputs = {name: text for name, text in given.items() if name in policy.inputs}
        trial = {
            name.removeprefix("set."): text
            for name, text in given.items()
            if name.startswith("set.")
        }
        asked = {"on": given.get("my.day", "2026-07-01"), "inputs": inputs, "set": trial}
        answer = json.loads(answer_text(policy, json.dumps(asked)))
        for key, amount in answer["amounts"].items():
            if amount is not None and key in example.expect:
                unit = answer["amount_headlines"][key].removeprefix(amount)
                assert unit in preset.expected


def test_a_control_fits_the_input(partners: Policy) -> None:
    outline = Outline(calculator(partners))
    assert outline.values("bought") == [None]
    assert outline.all("input", name="bought")[0]["inputmode"] == "numeric"
    assert outline.values("identities") == ["agent", "maker", ""]
    assert all(e["type"] == "checkbox" for e in outline.all("input", name="identities"))
    assert outline.all("select", name="city")
    offered = [e["value"] for e in outline.all("option")]
    assert offered == ["", *(f"city{n}" for n in range(9))]
    assert outline.values("veteran") == ["yes", "no", ""]
    assert [e["value"] for e in outline.all("input", name="veteran") if "checked" in e] == [""]


def test_an_input_stands_with_the_first_decision_that_needs_it(partners: Policy) -> None:
    names = Outline(calculator(partners)).controls()
    assert names == ["bought", "identities", "city", "set.volume", "veteran", "years", "my.day"]


def test_a_figure_left_open_can_be_tried_if_an_answer_hangs_on_it(partners: Policy) -> None:
    outline = Outline(calculator(partners))
    assert outline.values("set.volume") == [None]
    assert outline.values("set.idle") == []
    assert "试填 年采购量" in outline.text


def test_an_address_carries_trial_values_the_day_and_having_none(partners: Policy) -> None:
    outline = Outline(calculator(partners))
    queries = [
        parse_qs((e["href"] or "").partition("?")[2], keep_blank_values=True)
        for _, e in outline.elements
        if "data-preset" in e
    ]
    assert queries == [
        {"identities": [""]},
        {
            "bought": ["12"],
            "identities": ["agent,maker"],
            "city": ["city1"],
            "set.volume": ["12"],
            "my.day": ["2026-05-01"],
        },
    ]
    assert "身份：一个都没有" in outline.text


def test_text_of_a_policy_stays_text(partners: Policy) -> None:
    html = calculator(partners)
    outline = Outline(html)
    assert outline.all("i") == []
    assert "按 <吨> 填" in outline.text
    assert outline.all("form")[0]["aria-label"] == "伙伴 <b>&</b> 分级：计算器"


def test_the_engine_reads_every_name_of_the_form(partners: Policy) -> None:
    names = Outline(calculator(partners)).controls()
    assert read_figures(partners, {n.removeprefix("set."): "1" for n in names if "set." in n})
    answer = answer_text(partners, '{"on": "2026-05-01", "inputs": {"years": "3"}, "set": {}}')
    assert '"errors":[]' in answer


def test_without_scripts_the_form_says_so_and_sends_nothing(partners: Policy) -> None:
    html = calculator(partners)
    outline = Outline(html)
    assert re.search("<noscript>.*JavaScript.*</noscript>", html)
    assert "disabled" in outline.all("button", type="submit")[0]
    assert "action" not in outline.all("form")[0]


def test_a_policy_that_decides_nothing_has_no_form(partners: Policy) -> None:
    assert calculator(replace(partners, decisions={}, amounts={})) == ""


def test_the_welcome_page_offers_every_policy_that_decides_something(partners: Policy) -> None:
    guide = replace(partners, id="guide", decisions={}, amounts={})
    outline = Outline(welcome([guide, *SHOPS.values()], date(2026, 7, 1)))
    choice = [e["value"] for e in outline.all("option") if e["value"] in {*SHOPS, "guide"}]
    assert choice == [policy.id for policy in SHOPS.values() if policy.decisions or policy.amounts]
    assert [e["data-policy"] for e in outline.all("form")] == [choice[0]]
