"""Kinds of customers: those of whom every test says the same share what is found out once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial

from tiercalc.case import Situation, limits_of
from tiercalc.given import bearing_on, families
from tiercalc.policy import (
    Condition,
    Quantity,
    Value,
)

Values = Mapping[str, Value]

# Different ways to pass the tests that are kept at a time; a list of customers rarely has as many.
_KEPT = 50_000


def by_kind[T](
    make: Callable[[Values], T], conditions: Iterable[Condition], situation: Situation
) -> Callable[[Values], T]:
    """`make`, called once for all customers who are alike to the conditions.

    The inputs of the situation play no part.
    """
    kind = kind_of(conditions, situation)
    kept: dict[Hashable, T] = {}

    def shared(values: Values) -> T:
        key = kind(values)
        try:
            return kept[key]
        except KeyError:
            if len(kept) == _KEPT:
                kept.clear()
            kept[key] = made = make(values)
            return made

    return shared


def kind_of(conditions: Iterable[Condition], situation: Situation) -> Callable[[Values], Hashable]:
    """A function to a key that two customers share only if every test says the same of them.

    A number stands for its place among the limits that it, its parts and its wholes are compared
    with, a choice for itself. Where a limit is not set, nothing less than the exact number will do.
    """
    limits = _limits(tuple(conditions), situation)
    exact = any(None in found for found in limits.values())
    places: list[Callable[[Values], Hashable]] = []
    for name, found in limits.items():
        cuts = sorted(limit for limit in found if limit is not None)
        places.append(partial(_given, name) if exact or not cuts else _place(name, cuts))
    if len(places) == 1:
        return places[0]
    return lambda values: tuple([place(values) for place in places])


def _limits(
    conditions: Sequence[Condition], situation: Situation
) -> dict[str, set[Decimal | None]]:
    """The inputs that conditions hang on, each with the numbers that part them."""
    limits: dict[str, set[Decimal | None]] = {}
    named = [test for condition in conditions for test in condition.tests]
    ties = bearing_on((test.input for test in named), situation.policy)
    for test in (*named, *(test for each in ties for test in each.when.tests)):
        found = limits.setdefault(test.input, set())
        if isinstance(situation.policy.inputs[test.input].type, Quantity):
            found.update(limits_of(test, situation))
    for condition in conditions:
        for each in condition.on_amounts:
            # Where an amount lies hangs on every digit of what it is reckoned from.
            limits |= {name: {None} for name in each.made_of}
    for family in families(situation.policy):
        shared = set().union(*(limits.get(name, ()) for name in family))
        if not family.isdisjoint(limits):
            limits |= dict.fromkeys(family, shared)
    return limits


def _given(name: str, values: Values) -> Hashable:
    return values.get(name)


def _place(name: str, cuts: list[Decimal]) -> Callable[[Values], Hashable]:
    """Where a number lies: below the limits, on one, or between two."""

    def place(values: Values) -> Hashable:
        value = values.get(name)
        return None if value is None else bisect_left(cuts, value) + bisect_right(cuts, value)

    return place
