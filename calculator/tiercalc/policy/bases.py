"""In which unit each figure is compared, where that is not its own: 5 万元 as so many 元."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from tiercalc.policy.conditions import conditions_of
from tiercalc.policy.counting import possible_units
from tiercalc.policy.rules import Input
from tiercalc.policy.types import Quantity
from tiercalc.policy.units import Unit, together, unit

if TYPE_CHECKING:
    from tiercalc.policy.policy import Policy


@dataclass(frozen=True)
class _Group:
    """Inputs and figures that are compared with each other."""

    inputs: frozenset[str]
    figures: frozenset[str]

    def meets(self, other: _Group) -> bool:
        return bool(self.inputs & other.inputs or self.figures & other.figures)

    def joined(self, other: _Group) -> _Group:
        return _Group(self.inputs | other.inputs, self.figures | other.figures)


def bases(policy: Policy) -> dict[str, str]:
    """The unit, by its name, of each figure that is compared in another unit than its own.

    Figures that stand in one order, or are limits of one input, are compared with each other: in
    what is typed in for the input, and where that is not settled in the finest of their units.
    Those that cannot be compared are left as they are; `tierbook check` says so.
    """
    found: dict[str, str] = {}
    for group in _groups(policy):
        figures = [each for each in policy.figures.values() if each.id in group.figures]
        if len({each.unit for each in figures} | _typed(group, policy)) < 2:
            continue
        base = _base(group, policy)
        for each in figures:
            if each.unit != base.name and unit(each.unit, base.kind).converts(base):
                found[each.id] = base.name
    return found


def _base(group: _Group, policy: Policy) -> Unit:
    for name in _typed(group, policy):
        return unit(name)
    own = (each.unit for each in policy.figures.values() if each.id in group.figures)
    return min(together(*own), key=lambda each: each.factor)


def _typed(group: _Group, policy: Policy) -> set[str]:
    inputs = (policy.inputs[name] for name in policy.inputs if name in group.inputs)
    amounts = (policy.amounts[name] for name in policy.amounts if name in group.inputs)
    worked_out = (each for amount in amounts for each in possible_units(amount, policy, _own_unit))
    return {each for each in (*(_own_unit(asked, policy) for asked in inputs), *worked_out) if each}


def _own_unit(asked: Input, _: Policy) -> str:
    """In what an input is typed in, as far as the figures that limit it do not say it."""
    return asked.unit or asked.type.unit or ""


def _groups(policy: Policy) -> list[_Group]:
    groups: list[_Group] = []
    for each in _compared(policy):
        apart = [group for group in groups if not group.meets(each)]
        for group in groups:
            each = each.joined(group) if group.meets(each) else each
        groups = [*apart, each]
    return groups


def _compared(policy: Policy) -> Iterator[_Group]:
    """What is compared: by an order, by a test, and a part with its whole."""
    for order in policy.ascending:
        yield _Group(frozenset(), frozenset(order))
    of_rulings = (each.when for each in policy.rulings.values() if each.when is not None)
    for when in chain(conditions_of(policy), of_rulings):
        for test in when.tests:
            if isinstance(policy.inputs[test.input].type, Quantity):
                yield _Group(frozenset({test.input}), frozenset(test.figures))
        for each in when.on_amounts:
            yield _Group(frozenset({each.test.input}), frozenset(each.test.figures))
    for asked in policy.inputs.values():
        if asked.part_of is not None:
            yield _Group(frozenset({asked.id, asked.part_of}), frozenset())
