"""In what the numbers of inputs and amounts are counted."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from tiercalc.policy.amounts import Amount, Named, Term
from tiercalc.policy.conditions import tests_of
from tiercalc.policy.rules import Fixed, Input
from tiercalc.policy.types.base import FigureRef
from tiercalc.policy.units import unit

if TYPE_CHECKING:
    from tiercalc.policy.policy import Policy

# What a rate is a part or a multiple of: 8.8 折 is 0.88 of it, 60% is 0.6.
WHOLE = unit("倍")


def unit_of(asked: Input, policy: Policy) -> str:
    """The unit of an input: its own, its type's, or that in which the figures are that limit it."""
    if asked.unit is not None:
        return asked.unit
    own = asked.type.unit
    return _unit_of_limits(asked.id, policy) if own is None else own


@lru_cache(maxsize=1024)
def _unit_of_limits(asked: str, policy: Policy) -> str:
    for test in tests_of(policy):
        if test.input == asked:
            for operand in test.operands:
                if isinstance(operand, FigureRef):
                    own = policy.figures[operand.figure].unit
                    return policy.bases.get(operand.figure, own)
    return ""


def possible_units(
    amount: Amount, policy: Policy, typed_in: Callable[[Input, Policy], str] = unit_of
) -> frozenset[str]:
    """The units that an amount can come out in, whichever of its rates applies."""
    return _possible(amount, policy, typed_in, ())


def _possible(
    amount: Amount,
    policy: Policy,
    typed_in: Callable[[Input, Policy], str],
    via: tuple[str, ...],
) -> frozenset[str]:
    if amount.of in policy.amounts:
        above = policy.amounts[amount.of]
        bases = frozenset[str]()
        if above.id not in via:
            bases = _possible(above, policy, typed_in, (*via, amount.id))
    elif amount.of in policy.inputs:
        bases = frozenset({typed_in(policy.inputs[amount.of], policy)})
    else:
        bases = frozenset()
    return frozenset(
        base if rate is None else unit_after(base, unit_of_term(rate, policy))
        for base in bases
        for rate in rates_of(amount, policy)
    )


def rates_of(amount: Amount, policy: Policy) -> list[Term | None]:
    """The rates by which an amount may be multiplied; None where it stays as it is."""
    if isinstance(amount.times, Fixed):
        return [amount.times]
    if amount.rates:
        return [*amount.rates.values()]
    decision = policy.decisions.get(amount.times or "")
    if decision is None:
        return [None if amount.times is None else Named(amount.times)]
    named = [rule.figure for rule in decision.rules if not rule.open]
    return [None if figure is None else Named(figure) for figure in named]


def unit_of_term(term: Term, policy: Policy) -> str:
    """The unit of a number that is written out, or of a figure."""
    return term.unit if isinstance(term, Fixed) else policy.figures[term.name].unit


def unit_after(base: str, rate: str) -> str:
    """What an amount in a unit is counted in once it is multiplied: by “分/元”, in 分."""
    its = unit(rate)
    return base if its.kind == "bare" or its.converts(WHOLE) else its.over
