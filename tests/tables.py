"""Random small policies with one table, and cases near what its rules compare with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise, product

from hypothesis import assume
from hypothesis import strategies as st
from tiercalc.case.conditions import verdict
from tiercalc.case.situation import Situation
from tiercalc.policy.policy import Policy
from tiercalc.policy.reading import load
from tiercalc.policy.types.base import Value
from tiercalc.policy.types.quantity import Quantity
from tiercalc.policy.vocabulary import OTHERWISE

from tests.cases_of import reconciled

DAY = date(2026, 1, 1)
TIERS = ("gold", "silver", "plain")
LEVELS = ("high", "middle", "low")
WHO = ("guest", "partner")
NUMBERS = tuple(Decimal(n) for n in range(10))
SUMS = ("orders", "years", "ever")
PARTS = [*pairwise(SUMS)]


def input_tests() -> st.SearchStrategy[dict[str, object]]:
    limit = st.one_of(st.integers(0, 3), st.sampled_from(["open_low", "open_high", "set_figure"]))
    bound = st.dictionaries(
        st.sampled_from(["gt", "gte", "lt", "lte"]), limit, min_size=1, max_size=2
    )
    level_bound = st.dictionaries(
        st.sampled_from(["gt", "gte", "lt", "lte"]), st.sampled_from(LEVELS), min_size=1, max_size=1
    )
    return st.one_of(
        st.fixed_dictionaries({"orders": st.one_of(bound, limit, st.lists(limit, min_size=1))}),
        st.fixed_dictionaries({"years": bound}),
        st.fixed_dictionaries({"ever": bound}),
        st.fixed_dictionaries({"signed": st.booleans()}),
        st.fixed_dictionaries({"level": st.one_of(st.sampled_from(LEVELS), level_bound)}),
        st.fixed_dictionaries({"who": st.lists(st.sampled_from(WHO), min_size=1, unique=True)}),
    )


conditions = st.recursive(
    input_tests(),
    lambda inner: st.one_of(
        st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=5,
)
# Inputs that exclude each other: no figure is named.
exclusions = st.lists(
    st.fixed_dictionaries(
        {
            "when": st.fixed_dictionaries(
                {},
                optional={
                    "orders": st.fixed_dictionaries({"gte": st.integers(1, 3)}),
                    "signed": st.booleans(),
                    "level": st.sampled_from(LEVELS),
                    "who": st.sampled_from(WHO),
                },
            ).filter(lambda when: len(when) > 1),
            "why": st.just("没有这样的人。"),
        }
    ),
    min_size=1,
    max_size=2,
)
bounds = st.fixed_dictionaries({}, optional={"least": st.integers(1, 2), "most": st.integers(2, 4)})
rules = st.lists(
    st.one_of(
        st.fixed_dictionaries({"outcome": st.sampled_from(TIERS), "when": conditions}),
        st.fixed_dictionaries(
            {"open": st.just("unclear"), "when": conditions},
            optional={
                "between": st.lists(
                    st.sampled_from([*TIERS, OTHERWISE]), min_size=1, max_size=2, unique=True
                )
            },
        ),
    ),
    min_size=1,
    max_size=4,
)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    data = {
        "kind": "policy",
        "title": "试验制度",
        "sector": "试验",
        "source": {"title": "试验制度", "completeness": "full"},
        "clauses": {"art1": "第一条"},
        "scales": {
            "tier": {"gold": "金", "silver": "银", "plain": "普通"},
            "level": {"high": "高", "middle": "中", "low": "低"},
            "who": {"guest": "来宾", "partner": "伙伴"},
        },
        "figures": {
            "open_low": {"label": "低标准", "unit": "次", "clause": "art1", "unset": "unclear"},
            "open_high": {"label": "高标准", "unit": "次", "clause": "art1", "unset": "unclear"},
            "set_figure": {"label": "定值", "unit": "次", "clause": "art1", "value": 2},
        },
        "ascending": draw(
            st.sampled_from(
                [[], [["open_low", "open_high"]], [["open_low", "set_figure", "open_high"]]]
            )
        ),
        "inputs": {
            "orders": {"label": "次数", "type": "count"},
            "years": {"label": "年数", "type": "count"},
            "ever": {"label": "总数", "type": "count"},
            "signed": {"label": "已签约", "type": "bool"},
            "level": {"label": "档次", "type": "choice", "scale": "level"},
            "who": {"label": "身份", "type": "choices", "scale": "who"},
        },
        "decisions": {
            "tier": {
                "label": "等级",
                "scale": "tier",
                "rules": [{"clause": "art1", **rule} for rule in draw(rules)],
            }
        },
        "rulings": {"unclear": {"clause": "art1", "question": "不清楚？", "undecided": True}},
    }
    data["impossible"] = draw(exclusions) if draw(st.booleans()) else []
    for name, ends in draw(st.dictionaries(st.sampled_from(("orders", "ever")), bounds)).items():
        data["inputs"][name] |= ends
    for part, whole in draw(st.sampled_from([[], PARTS[:1], PARTS])):
        data["inputs"][part]["part_of"] = whole
    if draw(st.booleans()):
        data["decisions"]["tier"]["hit"] = "collect"
    return load(data, "trial")


EVERY: dict[str, tuple[Value, ...]] = {
    "orders": NUMBERS,
    "years": NUMBERS,
    "ever": NUMBERS,
    "signed": (True, False),
    "level": LEVELS,
    "who": ((), ("guest",), ("partner",), ("guest", "partner")),
}
OPEN_FIGURES = ("open_low", "open_high")

situations = st.fixed_dictionaries(
    {},
    optional={
        "orders": st.sampled_from(NUMBERS[:5]),
        "years": st.sampled_from(NUMBERS[:5]),
        "ever": st.sampled_from(NUMBERS[:5]),
        "signed": st.booleans(),
        "level": st.sampled_from(LEVELS),
        "who": st.sampled_from(EVERY["who"]),
    },
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Policy, dict[str, Value]]:
    """A policy, and what is known of somebody under it, who can be."""
    policy = draw(policies())
    values = reconciled(draw(situations), policy)
    assume(possible(policy, values))
    return policy, values


def possible(policy: Policy, values: Mapping[str, Value]) -> bool:
    """Whether what is known is no case that cannot be, and leaves room for some case."""
    names = sorted(set().union(*tied(policy)) - values.keys())
    return any(
        consistent(policy, {**values, **dict(zip(names, choice, strict=True))})
        for choice in product(*(EVERY[name] for name in names))
    )


def tied(policy: Policy) -> list[set[str]]:
    """The inputs of each case that cannot be."""
    return [{test.input for test in each.when.tests} for each in policy.impossible]


def consistent(policy: Policy, values: Mapping[str, Value]) -> bool:
    """Whether some case has these values: no number out of bounds, nothing excluded, and what is
    not given has room between its parts and its wholes."""
    for name in SUMS:
        least, most = ends(policy, name)
        if name in values and not least <= number(values[name]) <= most:
            return False
    situation = Situation(policy, values, DAY, {})
    if any(verdict(each.when, situation) is True for each in policy.impossible):
        return False
    return all(rising(policy, values, SUMS[start:end]) for start, end in extents(policy))


def rising(policy: Policy, values: Mapping[str, Value], names: Sequence[str]) -> bool:
    """Whether each of some sums, the inner first, can contain those before it."""
    reached = Decimal(0)
    for name in names:
        least, most = ends(policy, name)
        reached = max(reached, number(values.get(name, least)))
        if reached > number(values.get(name, most)):
            return False
    return True


def ends(policy: Policy, name: str) -> tuple[Decimal, Decimal]:
    """Between which numbers an input lies, whatever is known of others."""
    kind = policy.inputs[name].type
    assert isinstance(kind, Quantity)
    return kind.least, Decimal("Infinity") if kind.most is None else kind.most


def number(value: Value) -> Decimal:
    assert isinstance(value, Decimal)
    return value


def extents(policy: Policy) -> list[tuple[int, int]]:
    """From which to which of the three sums one contains the other."""
    if policy.inputs["years"].part_of:
        return [(0, 3)]
    return [(0, 2)] if policy.inputs["orders"].part_of else []
