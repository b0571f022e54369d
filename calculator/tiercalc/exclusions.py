"""Cases that cannot be: what excludes each other, so that the one answers the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tiercalc.conditions import verdict
from tiercalc.errors import InputError
from tiercalc.model import Impossible, Policy
from tiercalc.parts import contradictions, families
from tiercalc.situation import Situation, Value
from tiercalc.wording import condition_text


def related(inputs: Iterable[str], policy: Policy) -> set[str]:
    """The inputs, and all those that say something of one of them."""
    found = set(inputs)
    groups = [*families(policy), *(each.inputs for each in policy.impossible)]
    while more := set().union(*(group for group in groups if group & found)) - found:
        found |= more
    return found


def bearing_on(inputs: Iterable[str], policy: Policy) -> tuple[Impossible, ...]:
    """The impossible cases that say something of the inputs, directly or by others."""
    if not policy.impossible:
        return ()
    known = related(inputs, policy)
    return tuple(each for each in policy.impossible if each.inputs & known)


def doubts(
    policy: Policy, values: Mapping[str, Value]
) -> Iterator[tuple[frozenset[str], InputError]]:
    """What cannot all be right: the inputs of each contradiction, and a sentence about it."""
    yield from contradictions(policy, values)
    yield from excluded(policy, values)


def excluded(
    policy: Policy, values: Mapping[str, Value]
) -> Iterator[tuple[frozenset[str], InputError]]:
    """The impossible cases that are the case: their inputs, and what is wrong, in a sentence."""
    if not policy.impossible:
        return
    # The conditions name no figure, so that the day is of no account.
    situation = Situation(policy, values, date.min, {})
    for each in policy.impossible:
        if verdict(each.when, situation) is True:
            case = condition_text(each.when, situation)
            message = f"没有这种情形：{case}。{each.why.rstrip('。')}。请核对。"
            place = next(name for name in policy.inputs if name in each.inputs & values.keys())
            yield each.inputs, InputError("contradiction", place, message)
