"""Random cases for a policy, drawn near the figures that its rules compare with.

A law that holds for every policy is tried on the shops, on names with spaces, and in the long
run on policy/ too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import strategies as st
from tiercalc.given.constraints import contained, excluded
from tiercalc.policy import Quantity
from tiercalc.policy.conditions import tests_of
from tiercalc.policy.policy import Policy
from tiercalc.policy.rules import Input
from tiercalc.policy.types import Choice, Percent, Sampled, YesNo
from tiercalc.policy.types.base import Value

from handbook.checking.load import load_policy
from tests.paths import CASES
from tests.real import POLICIES
from tests.shop import SHOPS

CLOCK = ("", "时刻")
# A day that has come on all days on which these cases are asked.
COME = date(2025, 12, 31)
# Its names have spaces in them, as names may.
SPACED_FILE = load_policy(CASES / "good" / "names.yaml")
SPACED = SPACED_FILE.policy
EVERY = [
    *(pytest.param(policy, id=f"shop:{name}") for name, policy in SHOPS.items()),
    pytest.param(SPACED, id="spaced"),
    *(pytest.param(each, id=name, marks=pytest.mark.library) for name, each in POLICIES.items()),
]
DECIDING = [each for each in EVERY if each.values[0].decisions]
by_policy = pytest.mark.parametrize("policy", EVERY)
by_deciding = pytest.mark.parametrize("policy", DECIDING)


def values_of(asked: Input, policy: Policy) -> st.SearchStrategy[Value]:
    if isinstance(asked.type, YesNo):
        return st.booleans()
    if isinstance(asked.type, Quantity):
        return numbers_of(asked.type, policy)
    if isinstance(asked.type, Sampled):
        return st.dates(date(2018, 1, 1), COME)
    identities = st.sampled_from(policy.scales[asked.scale or ""].ids())
    if isinstance(asked.type, Choice):
        return identities
    return st.lists(identities, unique=True).map(tuple)


def numbers_of(kind: Quantity, policy: Policy) -> st.SearchStrategy[Decimal]:
    step, top = kind.grid, kind.most or Decimal(10) ** 7
    figures = [value for f in policy.figures.values() for _, value in f.dated]
    least = int(kind.least)
    near = [
        value + step * shift
        for value in figures
        if isinstance(value, Decimal)
        for shift in (-1, 0, 1)
        if least <= value + step * shift <= top and value % step == 0
    ]
    anywhere = st.integers(int(least / step), int(top / step)).map(lambda steps: steps * step)
    return st.one_of(anywhere, st.sampled_from(near)) if near else anywhere


def full_cases(policy: Policy) -> st.SearchStrategy[dict[str, Value]]:
    every = {k: values_of(v, policy) for k, v in policy.inputs.items()}
    return of_somebody(st.fixed_dictionaries(every), policy)


def partial_cases(policy: Policy) -> st.SearchStrategy[dict[str, Value]]:
    optional = {k: values_of(v, policy) for k, v in policy.inputs.items()}
    return of_somebody(st.fixed_dictionaries({}, optional=optional), policy)


def of_somebody(
    cases: st.SearchStrategy[dict[str, Value]], policy: Policy
) -> st.SearchStrategy[dict[str, Value]]:
    """The cases in which nothing excludes each other."""
    reconciling = cases.map(lambda case: reconciled(case, policy))
    return reconciling.filter(lambda case: not any(excluded(policy, case, COME)))


def reconciled(case: dict[str, Value], policy: Policy) -> dict[str, Value]:
    """The case with every amount at no less than what is, or has to be, part of it.

    A part is no more than its whole can be.
    """
    raised = dict(case)
    pairs = contained(policy, policy.inputs)
    for part, whole in pairs:
        kind = policy.inputs[whole].type
        if part in raised and isinstance(kind, Quantity) and kind.most is not None:
            raised[part] = min(kind.most, raised[part])  # type: ignore[type-var]
    for part, whole in pairs:
        if whole in raised:
            least = raised.get(part, _least(policy.inputs[part]))
            raised[whole] = max(least, raised[whole])  # type: ignore[type-var]
    return raised


def _least(asked: Input) -> Decimal:
    return asked.type.least if isinstance(asked.type, Quantity) else Decimal(0)


def highest(figure: str, policy: Policy) -> int:
    """How high a figure is tried: a share ends at 100, with room for those that stand above it."""
    compared = [test.input for test in tests_of(policy) if figure in test.figures]
    return 50 if any(isinstance(policy.inputs[each].type, Percent) for each in compared) else 10**6


@st.composite
def trial_figures(draw: st.DrawFn, policy: Policy) -> dict[str, Decimal]:
    """Trial values for every unset figure, in the orders that the policy declares."""
    unset = [f.id for f in policy.figures.values() if not f.dated and f.unit not in CLOCK]
    values = {name: Decimal(draw(st.integers(1, highest(name, policy)))) for name in unset}
    for chain in policy.ascending:
        reached = Decimal(0)
        for place, name in enumerate(chain):
            if name in values:
                values[name] = min(max(values[name], reached + 1), *room(chain[place:], policy))
            reached = values[name] if name in values else max([reached, *set_to(name, policy)])
    return values


def set_to(name: str, policy: Policy) -> list[Decimal]:
    return [value for _, value in policy.figures[name].dated if isinstance(value, Decimal)]


def room(chain: Sequence[str], policy: Policy) -> Iterator[Decimal]:
    """How high the first of a chain may be below those that have a value."""
    yield Decimal("Infinity")
    for place, name in enumerate(chain):
        for value in set_to(name, policy):
            yield value - place
