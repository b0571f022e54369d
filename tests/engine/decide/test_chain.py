"""Tables that test what other tables give, held against trying every completion of both."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc.bulk.compiled import Undetermined, compiled
from tiercalc.case.missing import Missing
from tiercalc.case.situation import Situation
from tiercalc.decide.tables import decide
from tiercalc.policy.reading import load
from tiercalc.policy.types.base import COMPARE, Value
from tiercalc.policy.vocabulary import OTHERWISE

from tests.tables import DAY

TIERS = ("gold", "silver", "plain")
EVERY: dict[str, tuple[Value, ...]] = {
    "signed": (True, False),
    "level": ("high", "low"),
    "paid": (True, False),
}

of_inputs = st.one_of(
    st.fixed_dictionaries({"signed": st.booleans()}),
    st.fixed_dictionaries({"level": st.sampled_from(("high", "low"))}),
    st.just({}),
)
of_results = st.fixed_dictionaries(
    {
        "tier": st.one_of(
            st.sampled_from(TIERS),
            st.lists(st.sampled_from(TIERS), min_size=1, unique=True),
            st.dictionaries(
                st.sampled_from(("gt", "gte", "lt", "lte")), st.sampled_from(TIERS), min_size=1
            ),
        )
    }
)
conditions = st.recursive(
    st.one_of(of_results, of_results, st.fixed_dictionaries({"paid": st.booleans()}), of_inputs),
    lambda inner: st.one_of(
        st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=2)}),
        st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=2)}),
        st.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=4,
)
between = st.lists(st.sampled_from([*TIERS, OTHERWISE]), min_size=1, max_size=3, unique=True)


@st.composite
def chains(draw: st.DrawFn) -> Any:
    """The plain data of a table on inputs, and of one on these and on what the first gives."""
    settled = st.fixed_dictionaries({"outcome": st.sampled_from(TIERS), "when": of_inputs})
    left = st.fixed_dictionaries(
        {"open": st.just("unclear"), "when": of_inputs}, optional={"between": between}
    )
    first = draw(st.lists(st.one_of(settled, settled, left), min_size=1, max_size=3))
    prices = st.sampled_from(("dear", "cheap"))
    priced = st.fixed_dictionaries({"outcome": prices, "when": conditions})
    second = draw(st.lists(priced, min_size=1, max_size=3))
    hit = {"hit": "collect"} if draw(st.booleans()) else {}
    tables: list[tuple[str, Any]] = [
        ("tier", {"label": "等级", "scale": "tier", **hit, "rules": cited(first)}),
        ("price", {"label": "价格", "rules": cited(second)}),
    ]
    return {
        "kind": "policy",
        "title": "试验制度",
        "sector": "试验",
        "source": {"title": "试验制度", "completeness": "full"},
        "clauses": {"art1": "第一条"},
        "scales": {
            "tier": {"gold": "金", "silver": "银", "plain": "普通"},
            "level": {"high": "高", "low": "低"},
        },
        "inputs": {
            "signed": {"label": "已签约", "type": "bool"},
            "level": {"label": "档次", "type": "choice", "scale": "level"},
            "paid": {"label": "已付", "type": "bool"},
        },
        "decisions": dict(draw(st.permutations(tables))),
        "rulings": {"unclear": {"clause": "art1", "question": "？", "undecided": True}},
    }


def cited(rules: list[Any]) -> list[Any]:
    return [{"clause": "art1", **rule} for rule in rules]


known = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in EVERY.items()}
)


def met(when: Any, values: Any, tier: frozenset[str]) -> bool:
    """What a condition means where everything is known, said anew of the plain data."""
    return all(_met(key, wanted, values, tier) for key, wanted in when.items())


def _met(key: str, wanted: Any, values: Any, tier: frozenset[str]) -> bool:
    match key:
        case "all":
            return all(met(part, values, tier) for part in wanted)
        case "any":
            return any(met(part, values, tier) for part in wanted)
        case "not":
            return not met(wanted, values, tier)
        case "tier" if isinstance(wanted, dict):
            return all(stands(tier, side, limit) for side, limit in wanted.items())
        case "tier":
            return not tier.isdisjoint(wanted if isinstance(wanted, list) else [wanted])
    return bool(values[key] == wanted)


def stands(tier: frozenset[str], side: str, limit: str) -> bool:
    """On which side of a tier somebody stands; who is given none of a first-hit table is below."""
    height = TIERS[::-1].index
    heights = (height(each) if each else -1 for each in tier)
    return any(COMPARE[side](each, height(limit)) for each in heights)


def open_points(data: Any) -> dict[object, tuple[object, ...]]:
    """What the rulings that are not made may say: of each open rule, or of each label of it."""
    table = data["decisions"]["tier"]
    points: dict[object, tuple[object, ...]] = {}
    for number, rule in enumerate(table["rules"]):
        said = tuple(rule.get("between", TIERS))
        if "open" in rule and "hit" in table:
            points |= {(number, label): (True, False) for label in said if label != OTHERWISE}
        elif "open" in rule:
            points[number] = said
    return points


def tiers(data: Any, full: Any) -> frozenset[str]:
    """What the first table gives, with everything known and every ruling made; "" for none."""
    table = data["decisions"]["tier"]
    found: set[str] = set()
    for number, rule in enumerate(table["rules"]):
        if not met(rule["when"], full, frozenset()):
            continue
        if "hit" in table:
            labels = [rule.get("outcome"), *(each for each in TIERS if full.get((number, each)))]
            found |= {each for each in labels if each}
        elif full.get(number) != OTHERWISE:
            return frozenset([full.get(number, rule.get("outcome"))])
    return frozenset(found if "hit" in table else [""])


def price(data: Any, full: Any) -> object:
    rows = data["decisions"]["price"]["rules"]
    tier = tiers(data, full)
    return next((row["outcome"] for row in rows if met(row["when"], full, tier)), None)


@settings(max_examples=400, deadline=None)
@given(chains(), known)
def test_a_chain_is_what_trying_every_completion_of_it_finds(
    data: Any, values: dict[str, Value]
) -> None:
    policy = load(data, "trial")
    free = {**{n: v for n, v in EVERY.items() if n not in values}, **open_points(data)}
    tried = [
        {**values, **dict(zip(free, choice, strict=True))} for choice in product(*free.values())
    ]
    results = {price(data, full) for full in tried}
    answer = decide(policy.decisions["price"], Situation(policy, values, DAY, {}))
    assert set(answer.possible) == results
    assert answer.undetermined is (len(results) > 1)
    assert answer.outcome == (next(iter(results)) if len(results) == 1 else None)
    decisive = {
        Missing("input", name) if name in EVERY else Missing("ruling", "unclear")
        for name in free
        if turns(data, name, tried)
    }
    assert (
        set(answer.missing) == decisive if decisive else bool(answer.missing) is (len(results) > 1)
    )


def turns(data: Any, name: object, tried: list[dict[Any, Any]]) -> bool:
    """Whether two completions that differ in one point alone differ in the price."""
    seen: dict[object, object] = {}
    for full in tried:
        rest = tuple((key, value) for key, value in full.items() if key != name)
        if seen.setdefault(rest, price(data, full)) != price(data, full):
            return True
    return False


@settings(max_examples=200, deadline=None)
@given(chains(), known)
def test_a_chain_answers_the_same_compiled(data: Any, values: dict[str, Value]) -> None:
    policy = load(data, "trial")
    decision = policy.decisions["price"]
    answer = decide(decision, Situation(policy, values, DAY, {}))
    expected = Undetermined.UNDETERMINED if answer.undetermined else answer.outcome
    assert compiled(decision, Situation(policy, {}, DAY, {}))(values) == expected
