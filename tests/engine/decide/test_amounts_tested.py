"""Tables that test amounts, held against trying every completion of what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc.bulk.compiled import Undetermined, compiled
from tiercalc.case.missing import Missing
from tiercalc.case.situation import Situation
from tiercalc.decide.tables import decide
from tiercalc.decide.upgrade import nearest
from tiercalc.policy.policy import Policy
from tiercalc.policy.reading import load
from tiercalc.policy.types.base import COMPARE, Value
from tiercalc.proofs.tables import gap, unreached

from tests.tables import DAY

MOST = 3
COUNTS = ("nights", "points")
EVERY: dict[str, tuple[Value, ...]] = {
    **dict.fromkeys(COUNTS, tuple(Decimal(n) for n in range(MOST + 1))),
    "member": (True, False),
}
GRADES = ("high", "middle", "low")
RATES = {"double": Decimal(2), "half": Decimal("0.5")}

numbers = st.integers(0, 4).map(str)
written = numbers.map(lambda number: {"number": number, "unit": ""})
terms = st.one_of(
    written,
    st.sampled_from(COUNTS),
    st.builds(
        lambda full, by: {"full": {"number": full, "unit": ""}, "by": {"number": by, "unit": ""}},
        st.integers(1, 3).map(str),
        numbers,
    ),
)
changes = st.dictionaries(
    st.sampled_from(("plus", "minus", "at_most", "at_least")), terms, max_size=2
)
rates = st.sampled_from((None, "double", "half", "bonus", {"number": "1.5", "unit": ""}))
roundings = st.sampled_from((None, {"to": 1, "mode": "down"}, {"to": 2, "mode": "half_up"}))
limits = st.one_of(st.integers(0, 8).map(str), st.just("line"))
of_score = st.fixed_dictionaries(
    {
        "score": st.dictionaries(
            st.sampled_from(("gt", "gte", "lt", "lte")), limits, min_size=1, max_size=2
        )
    }
)
of_inputs = st.one_of(
    st.fixed_dictionaries({"member": st.booleans()}),
    st.fixed_dictionaries({"nights": st.fixed_dictionaries({"gte": numbers})}),
)
conditions = st.recursive(
    st.one_of(of_score, of_score, of_inputs),
    lambda inner: st.one_of(
        st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=2)}),
        st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=2)}),
        st.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=3,
)


@st.composite
def tables(draw: st.DrawFn) -> Any:
    """The plain data of a table on an amount, whose rate may hang on another table."""
    base = {"label": "底", "of": draw(st.sampled_from(COUNTS))}
    rate, rounding = draw(rates), draw(roundings)
    score = {
        "label": "分数",
        "of": draw(st.sampled_from(("base", *COUNTS))),
        **({} if rate is None else {"times": rate}),
        **({"rates": {"yes": {"number": "2", "unit": ""}}} if draw(st.booleans()) else {}),
        **draw(changes),
        **({} if rounding is None else {"round": rounding}),
    }
    if rate != "bonus":
        score.pop("rates", None)
    graded = st.fixed_dictionaries({"outcome": st.sampled_from(GRADES), "when": conditions})
    asked = {"type": "count", "most": MOST}
    return {
        "kind": "policy",
        "title": "试验制度",
        "sector": "试验",
        "source": {"title": "试验制度", "completeness": "full"},
        "clauses": {"one": "第一条"},
        "scales": {
            "grade": {"high": "高", "middle": "中", "low": "低"},
            "bonus": {"yes": "有", "no": "无"},
        },
        "figures": {
            **{
                name: {"label": name, "value": value, "unit": "倍", "clause": "one"}
                for name, value in RATES.items()
            },
            "line": {"label": "线", "value": 3, "unit": "", "clause": "one"},
        },
        "inputs": {
            **{name: {"label": name, **asked} for name in COUNTS},
            "member": {"label": "会员", "type": "bool"},
        },
        "amounts": {"score": score, "base": base},
        "decisions": {
            "grade": {
                "label": "等级",
                "scale": "grade",
                "ladder": True,
                "rules": cited(draw(st.lists(graded, min_size=1, max_size=3))),
            },
            "bonus": {
                "label": "加倍",
                "scale": "bonus",
                "rules": cited(
                    [
                        {"outcome": "yes", "figure": "double", "when": {"member": True}},
                        {"outcome": "no", "when": draw(of_inputs)},
                    ]
                ),
            },
        },
    }


def cited(rules: list[Any]) -> list[Any]:
    return [{"clause": "one", **rule} for rule in rules]


known = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in EVERY.items()}
)


def score(data: Any, full: Mapping[str, Any]) -> Fraction | None:
    """What the amount comes to, said anew of the plain data in fractions; None for no rate."""
    amount = data["amounts"]["score"]
    of = amount["of"]
    value = Fraction(full[data["amounts"]["base"]["of"] if of == "base" else of])
    factor = rate(data, amount.get("times"), amount.get("rates"), full)
    if factor is None:
        return None
    value *= factor
    for kind, term in amount.items():
        if kind in ("plus", "minus", "at_most", "at_least"):
            value = changed(kind, value, term, full)
    if "round" in amount:
        step = Fraction(amount["round"]["to"])
        half = Fraction(1, 2) if amount["round"]["mode"] == "half_up" else 0
        value = (value / step + half).__floor__() * step
    return value


def rate(data: Any, times: Any, by: Any, full: Mapping[str, Any]) -> Fraction | None:
    if times is None:
        return Fraction(1)
    if isinstance(times, dict):
        return Fraction(times["number"])
    if times in RATES:
        return Fraction(RATES[times])
    for rule in data["decisions"]["bonus"]["rules"]:
        if met(data, rule["when"], full):
            if by is not None:
                found = by.get(rule["outcome"])
                return None if found is None else Fraction(found["number"])
            return Fraction(RATES[rule["figure"]]) if "figure" in rule else Fraction(1)
    return None


def changed(kind: str, value: Fraction, term: Any, full: Mapping[str, Any]) -> Fraction:
    if isinstance(term, dict) and "full" in term:
        times = (max(value, Fraction(0)) / Fraction(term["full"]["number"])).__floor__()
        number = times * Fraction(term["by"]["number"])
    else:
        number = Fraction(term["number"] if isinstance(term, dict) else full[term])
    match kind:
        case "plus":
            return value + number
        case "minus":
            return value - number
        case "at_most":
            return min(value, number)
    return max(value, number)


def met(data: Any, when: Any, full: Mapping[str, Any]) -> bool:
    return all(_met(data, key, wanted, full) for key, wanted in when.items())


def _met(data: Any, key: str, wanted: Any, full: Mapping[str, Any]) -> bool:
    match key:
        case "all":
            return all(met(data, part, full) for part in wanted)
        case "any":
            return any(met(data, part, full) for part in wanted)
        case "not":
            return not met(data, wanted, full)
        case "member":
            return bool(full["member"] == wanted)
    value = score(data, full) if key == "score" else Fraction(full[key])
    numbers = {side: Fraction(3 if limit == "line" else limit) for side, limit in wanted.items()}
    return value is not None and all(COMPARE[side](value, n) for side, n in numbers.items())


def grade(data: Any, full: Mapping[str, Any]) -> object:
    rules = data["decisions"]["grade"]["rules"]
    return next((rule["outcome"] for rule in rules if met(data, rule["when"], full)), None)


def completions(values: Mapping[str, Value]) -> Iterator[dict[str, Value]]:
    free = {name: every for name, every in EVERY.items() if name not in values}
    for choice in product(*free.values()):
        yield {**values, **dict(zip(free, choice, strict=True))}


def answered(data: Any, values: Mapping[str, Value]) -> tuple[Policy, Any]:
    policy = load(data, "trial")
    return policy, decide(policy.decisions["grade"], Situation(policy, values, DAY, {}))


@settings(max_examples=300, deadline=None)
@given(tables(), known)
def test_what_really_can_come_of_an_amount_is_possible(data: Any, values: Any) -> None:
    _, answer = answered(data, values)
    tried = [*completions(values)]
    results = {grade(data, full) for full in tried}
    assert results <= set(answer.possible)
    assert answer.undetermined or results == {answer.outcome}
    missing = {each.id for each in answer.missing}
    assert bool(missing) is answer.undetermined
    assert missing <= EVERY.keys() - values.keys()
    for name in EVERY.keys() - values.keys():
        if turns(data, name, tried):
            assert Missing("input", name) in answer.missing


@settings(max_examples=300, deadline=None)
@given(tables(), st.sampled_from(COUNTS), st.data())
def test_an_amount_with_one_number_open_is_answered_exactly(
    data: Any, left: str, draw: Any
) -> None:
    values = {
        name: draw.draw(st.sampled_from(every)) for name, every in EVERY.items() if name != left
    }
    _, answer = answered(data, values)
    results = {grade(data, full) for full in completions(values)}
    assert set(answer.possible) == results
    assert answer.undetermined is (len(results) > 1)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 30), st.data())
def test_what_is_taken_off_for_every_full_leaves_a_least_way_up(full: int, draw: Any) -> None:
    """The price that leaves so much after “for every full take off”, against trying each one."""
    off, limit = draw.draw(st.integers(0, full)), draw.draw(st.integers(1, 60))
    start = draw.draw(st.integers(0, 80))
    data = taking_off(full, off, limit)
    situation = Situation(load(data, "trial"), {"price": Decimal(start)}, DAY, {})
    decision = situation.policy.decisions["grade"]
    good = [n for n in range(start, 5_000) if n - n // full * off >= limit]
    step = nearest(decide(decision, situation), situation)
    if start in good or not good:
        assert step is None
    else:
        assert step is not None
        ((change,),) = step.ways
        assert change.to == good[0]


def taking_off(full: int, off: int, limit: int) -> Any:
    every = {name: {"number": str(n), "unit": ""} for name, n in (("full", full), ("by", off))}
    rule = {"outcome": "high", "clause": "one", "when": {"score": {"gte": str(limit)}}}
    return {
        **dict.fromkeys(("title", "sector"), "试验"),
        "kind": "policy",
        "source": {"title": "试验", "completeness": "full"},
        "clauses": {"one": "第一条"},
        "scales": {"grade": {"high": "高", "low": "低"}},
        "inputs": {"price": {"label": "标价", "type": "count"}},
        "amounts": {"score": {"label": "分数", "of": "price", "minus": every}},
        "decisions": {
            "grade": {"label": "等级", "scale": "grade", "ladder": True, "rules": [rule]}
        },
    }


def turns(data: Any, name: str, tried: list[dict[str, Value]]) -> bool:
    """Whether two completions that differ in one input alone differ in the grade."""
    seen: dict[object, object] = {}
    for full in tried:
        rest = tuple((key, value) for key, value in full.items() if key != name)
        if seen.setdefault(rest, grade(data, full)) != grade(data, full):
            return True
    return False


@settings(max_examples=200, deadline=None)
@given(tables(), known)
def test_each_way_up_leads_there_whatever_else_is_the_case(data: Any, values: Any) -> None:
    policy, answer = answered(data, values)
    step = nearest(answer, Situation(policy, values, DAY, {}))
    for way in () if step is None else step.ways:
        there = {**values, **{change.input: change.to for change in way}}
        for full in completions(there):
            found = grade(data, full)
            assert found in GRADES[: GRADES.index(step.outcome) + 1]


@settings(max_examples=150, deadline=None)
@given(tables(), known)
def test_a_list_of_customers_gets_the_same_answers(data: Any, values: Any) -> None:
    policy, answer = answered(data, values)
    outcome = compiled(policy.decisions["grade"], Situation(policy, {}, DAY, {}))(values)
    wanted = Undetermined.UNDETERMINED if answer.undetermined else answer.outcome
    assert outcome == wanted


@settings(max_examples=200, deadline=None)
@given(tables())
def test_a_case_without_an_answer_is_one_and_a_dead_rule_is_dead(data: Any) -> None:
    policy = load(data, "trial")
    decision, blank = policy.decisions["grade"], Situation(policy, {}, DAY, {})
    case = gap(decision, blank)
    if case is not None:
        assert {grade(data, full) for full in completions(case)} == {None}
    rules = data["decisions"]["grade"]["rules"]
    reached = {
        next((n for n, rule in enumerate(rules, 1) if met(data, rule["when"], full)), None)
        for full in completions({})
    }
    assert not {rule.number for rule in unreached(decision, blank)} & reached
