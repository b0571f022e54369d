"""Cases that cannot be: what excludes each other, so that the one answers the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from tiercalc.case import Situation, verdict
from tiercalc.policy import (
    Condition,
    Impossible,
    Input,
    InputError,
    Policy,
    Quantity,
    Sampled,
    Value,
)
from tiercalc.words import condition_text, say, value_text

# So many conditions are kept with the inputs that bear on them.
_KEPT = 1024


def related(inputs: Iterable[str], policy: Policy) -> set[str]:
    """The inputs, and all those that say something of one of them."""
    found = set(inputs)
    groups = [*families(policy), *(each.inputs for each in policy.impossible)]
    while more := set().union(*(group for group in groups if group & found)) - found:
        found |= more
    return found


@lru_cache(maxsize=_KEPT)
def related_to(condition: Condition, policy: Policy) -> frozenset[str]:
    """The inputs that a condition asks for, and all those that say something of one of them."""
    return frozenset(related(condition.inputs, policy))


def bearing_on(inputs: Iterable[str], policy: Policy) -> tuple[Impossible, ...]:
    """The impossible cases that say something of the inputs, directly or by others."""
    if not policy.impossible:
        return ()
    known = related(inputs, policy)
    return tuple(each for each in policy.impossible if each.inputs & known)


def doubts(
    policy: Policy, values: Mapping[str, Value], on: date
) -> Iterator[tuple[frozenset[str], InputError]]:
    """What cannot all be right on a day: the inputs of each contradiction, and a sentence of it."""
    yield from _ahead(policy, values, on)
    yield from contradictions(policy, values)
    yield from excluded(policy, values, on)


def may_be_doubted(policy: Policy) -> bool:
    """Whether anything that a policy asks for can be wrong beside the rest, or on a day."""
    days = any(isinstance(asked.type, Sampled) for asked in policy.inputs.values())
    return bool(policy.impossible) or days or any(families(policy))


def _ahead(
    policy: Policy, values: Mapping[str, Value], on: date
) -> Iterator[tuple[frozenset[str], InputError]]:
    """The dates given that have not come yet, where only one that has come makes sense."""
    for name, value in values.items():
        asked = policy.inputs[name]
        if isinstance(asked.type, Sampled) and not asked.type.can_be(value, on):
            found = say(f"“{asked.label}”填的是", value_text(asked, value, policy))
            message = f"{found}，这一天还没有到（按 {on.isoformat()} 算）；请核对。"
            yield frozenset((name,)), InputError("ahead", name, message)


def excluded(
    policy: Policy, values: Mapping[str, Value], on: date
) -> Iterator[tuple[frozenset[str], InputError]]:
    """The impossible cases that are the case: their inputs, and what is wrong, in a sentence."""
    if not policy.impossible:
        return
    situation = Situation(policy, values, on, {})
    for each in policy.impossible:
        if verdict(each.when, situation) is True:
            case = condition_text(each.when, situation)
            message = f"没有这种情形：{case}。{each.why.rstrip('。')}。请核对。"
            place = next(name for name in policy.inputs if name in each.inputs & values.keys())
            yield each.inputs, InputError("contradiction", place, message)


@dataclass(frozen=True)
class Bounds:
    """Between which numbers an input that is not given must lie, and the inputs that say so.

    No input says that a percentage ends at 100.
    """

    low: Decimal
    high: Decimal | None
    floor: Input | None
    ceiling: Input | None


def wholes(asked: str, policy: Policy) -> tuple[str, ...]:
    """The inputs that an input is part of, directly or not, the nearest first."""
    found: list[str] = []
    whole = policy.inputs[asked].part_of
    while whole is not None and whole not in found:
        found.append(whole)
        whole = policy.inputs[whole].part_of
    return tuple(found)


def parts(asked: str, policy: Policy) -> tuple[str, ...]:
    """The inputs that are part of an input, directly or not."""
    return tuple(
        each.id
        for each in policy.inputs.values()
        if each.part_of is not None and asked in wholes(each.id, policy)
    )


def families(policy: Policy) -> Iterator[frozenset[str]]:
    """The parts, each with its wholes: inputs that bound each other."""
    for asked in policy.inputs.values():
        if asked.part_of is not None:
            yield frozenset((asked.id, *wholes(asked.id, policy)))


def _ends(asked: Input) -> tuple[Decimal, Decimal | None]:
    """Between which numbers an input lies, whatever is given."""
    if isinstance(asked.type, Quantity):
        return asked.type.least, asked.type.most
    return Decimal(0), None


def bounds(asked: Input, situation: Situation) -> Bounds:
    """What its parts and its wholes leave possible of a number that is not given."""
    policy, values = situation.policy, situation.values
    low, high = _ends(asked)
    floor = ceiling = None
    for part in (policy.inputs[each] for each in parts(asked.id, policy)):
        least = values.get(part.id, _ends(part)[0])
        if isinstance(least, Decimal) and least > low:
            low, floor = least, part
    for whole in (policy.inputs[each] for each in wholes(asked.id, policy)):
        most = values.get(whole.id, _ends(whole)[1])
        if isinstance(most, Decimal) and (high is None or most < high):
            high, ceiling = most, whole
    return Bounds(low, high, floor, ceiling)


def contained(policy: Policy, known: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Each part with each of its wholes, as far as both are among the inputs known."""
    named = set(known)
    return tuple(
        (part, whole)
        for part in policy.inputs
        if part in named
        for whole in wholes(part, policy)
        if whole in named
    )


def contradictions(
    policy: Policy, values: Mapping[str, Value]
) -> Iterator[tuple[frozenset[str], InputError]]:
    """The parts that are, or must be, more than their wholes: the inputs given, and a sentence."""
    for part, whole in contained(policy, policy.inputs):
        low, high = policy.inputs[part], policy.inputs[whole]
        less, more = values.get(part, _ends(low)[0]), values.get(whole, _ends(high)[1])
        if not (isinstance(less, Decimal) and isinstance(more, Decimal) and less > more):
            continue
        given = frozenset((part, whole)) & values.keys()
        if not given:
            continue  # a slip in the policy, which its check finds
        if part in values:
            left = say(f"“{low.label}”填的是", value_text(low, less, policy))
            right = say(f"“{high.label}”", "的" if whole in values else "最多能有的")
            rest = say("，比", right, value_text(high, more, policy), "还多；")
            hint = "前一项算在后一项里，不会比它多。"
        else:
            left = say(f"“{high.label}”填的是", value_text(high, more, policy))
            rest = say(f"，比“{low.label}”至少有的", value_text(low, less, policy), "还少；")
            hint = "后一项算在前一项里，不会比它多。"
        message = left + rest + hint + ("请核对这两项。" if len(given) > 1 else "请核对。")
        yield given, InputError("contradiction", part if part in values else whole, message)
