"""How far a number has come between limits, for the pictures that show it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal

from tiercalc.case import Situation
from tiercalc.policy import Bound, Input, OneOf, unit_of
from tiercalc.words import quantity_text, value_text

_HUNDREDTH = Decimal("0.01")


def limits_on_trial(found: Iterable[OneOf | Bound], situation: Situation) -> frozenset[Decimal]:
    """The limits among these tests that are figures on trial."""
    names = {figure for test in found for figure in test.figures if figure in situation.sets}
    return frozenset(n for name in names if (n := situation.measured(name)) is not None)


def limit_text(
    limit: Decimal, asked: Input, found: Iterable[OneOf | Bound], situation: Situation
) -> str:
    """A limit of these tests with its unit, as the figure writes it that sets it: “5 万元”."""
    policy = situation.policy
    for name in (figure for test in found for figure in test.figures):
        value = situation.figure(name)
        if name in policy.bases and value is not None and situation.measured(name) == limit:
            return quantity_text(value, policy.figures[name].unit)
    return quantity_text(limit, unit_of(asked, policy))


def share_of_way(value: Decimal, low: Decimal, high: Decimal | None) -> Decimal:
    """How far a number is on its way from one end to the other.

    There is always more where there is no other end: twice the beginning is half of the way.
    """
    if high is None:
        return (value - low) / value if value else Decimal(0)
    return (value - low) / (high - low) if high > low else Decimal(0)


def hundredths(share: Decimal) -> Decimal:
    """A share cut, not rounded: what is short of a limit never seems to touch it."""
    return share.quantize(_HUNDREDTH, ROUND_DOWN)


def shown_value(asked: Input, situation: Situation) -> str | None:
    """What is given for an input, in words; None while nothing is."""
    value = situation.values.get(asked.id)
    return None if value is None else value_text(asked, value, situation.policy)
