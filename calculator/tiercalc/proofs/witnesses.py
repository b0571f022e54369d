"""Inputs that really make of the amounts what a case on a diagram supposes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from tiercalc.case import Situation, worth_of
from tiercalc.decide import last_before_turning
from tiercalc.policy import Quantity, Value


def reckoned(
    values: Mapping[str, Value], wanted: Mapping[str, Decimal], situation: Situation
) -> dict[str, Value]:
    """Values with more inputs, by which amounts come to what is wanted, or as near as may be.

    Of several inputs the earlier ones are raised first. Who uses them has to look whether they do.
    """
    found = dict(values)
    for amount, goal in wanted.items():
        worth = worth_of(amount, replace(situation, values=found))
        free = [name for name in sorted(worth.raising | worth.lowering) if name not in found]
        kinds = {name: situation.policy.inputs[name].type for name in free}
        known = {name: kind for name, kind in kinds.items() if isinstance(kind, Quantity)}
        found |= {name: kind.least for name, kind in known.items()}
        for name, kind in known.items():
            found[name] = _least(name, kind, (amount, goal), replace(situation, values=found))
    return found


def _least(name: str, kind: Quantity, wanted: tuple[str, Decimal], situation: Situation) -> Decimal:
    """The least number of an input at which an amount is no less than wanted, or its greatest."""
    amount, goal = wanted

    def short(number: Decimal) -> bool:
        given = replace(situation, values={**situation.values, name: number})
        value = worth_of(amount, given).value
        return value is not None and value < goal

    if not short(kind.least):
        return kind.least
    last = last_before_turning(short, kind)
    if last is None:
        return kind.least if kind.most is None else kind.most
    return last + kind.grid
