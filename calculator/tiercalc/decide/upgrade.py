"""The least change that reaches the next higher value of a ladder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import assert_never

from tiercalc.case import (
    Situation,
)
from tiercalc.decide.needs import Need, needs_of
from tiercalc.decide.tables import Answer, conclusion
from tiercalc.given import parts
from tiercalc.policy import (
    Choices,
    Decision,
    Finite,
    Quantity,
    Rule,
    Sampled,
    Value,
)


@dataclass(frozen=True)
class Change:
    """What one input has to become: from the value given (None: not given) to `to`.

    `by` is the numeric difference where both are known. `most` says that anything up to `to` will
    do.
    """

    input: str
    start: Value | None
    to: Value
    by: Decimal | None
    most: bool = False


@dataclass(frozen=True)
class Next:
    """The next higher value and every least way to it; a way's changes are all needed."""

    outcome: str
    ways: tuple[tuple[Change, ...], ...]


def nearest(answer: Answer, situation: Situation) -> Next | None:
    """How the next higher value is reached from a ladder's answer.

    None on the highest rung, without a ladder, while nothing was given, or where no change of
    inputs alone reaches it.
    """
    decision = answer.decision
    if not decision.ladder or decision.scale is None or not answer.asked:
        return None
    scale = situation.policy.scales[decision.scale]
    lowest = answer.possible[-1] if answer.possible else None
    floor = -1 if lowest is None else scale.rank(lowest)
    for value in reversed(scale.ids()):
        if scale.rank(value) > floor:
            ways = _ways_to(value, decision, situation)
            if ways:
                return Next(value, ways)
    return None


def _ways_to(
    value: str, decision: Decision, situation: Situation
) -> tuple[tuple[Change, ...], ...]:
    found: dict[frozenset[Change], tuple[Change, ...]] = {}
    for rule in decision.rules:
        if rule.outcome == value:
            for way in _ways(rule, situation):
                climbs = any(_takes_something(change, situation) for change in way)
                if climbs and _reaches(way, value, decision, situation):
                    found.setdefault(frozenset(way), way)
    return tuple(way for key, way in found.items() if not any(other < key for other in found))


def _takes_something(change: Change, situation: Situation) -> bool:
    """Whether a change leads upwards: the least that an input can be is nothing to work for."""
    asked = situation.policy.inputs[change.input]
    match asked.type:
        case Quantity(least=least):
            return not change.most and change.to != least
        case Finite() as kind:
            return kind.is_higher(change.to)
        case Choices() | Sampled():
            return True
        case _:
            assert_never(asked.type)


def _reaches(way: tuple[Change, ...], value: str, decision: Decision, situation: Situation) -> bool:
    changed = {**situation.values, **{change.input: change.to for change in way}}
    after = conclusion(decision, replace(situation, values=_raised(changed, situation)))
    if not after.possible:
        return False
    scale = situation.policy.scales[decision.scale or ""]
    return all(
        outcome is not None and scale.rank(outcome) >= scale.rank(value)
        for outcome in after.possible
    )


def _raised(values: Mapping[str, Value], situation: Situation) -> Mapping[str, Value]:
    """The values with every whole at no less than its parts: what adds to these adds to it."""
    raised = dict(values)
    for name, value in values.items():
        if isinstance(value, Decimal):
            within = (values.get(each) for each in parts(name, situation.policy))
            raised[name] = max([value, *(each for each in within if isinstance(each, Decimal))])
    return raised


def _ways(rule: Rule, situation: Situation) -> Iterable[tuple[Change, ...]]:
    for needs in needs_of(rule.when, situation, wanted=True):
        changes = [_change(asked, need, situation) for asked, need in needs.items()]
        kept = tuple(change for change in changes if isinstance(change, Change))
        if kept and "impossible" not in changes:
            yield kept


def _change(asked_id: str, need: Need, situation: Situation) -> Change | str | None:
    """The least change that satisfies a need; None where none is needed."""
    asked = situation.policy.inputs[asked_id]
    start = situation.values.get(asked_id)
    good = need.among or frozenset()
    match asked.type:
        case Quantity() as kind:
            return _increase(asked_id, need, kind, start)
        case Finite() as kind:
            to = kind.upwards(tuple(value for value in kind.values if value in good), start)
            if to is None:
                return "impossible"
            return None if to == start else Change(asked_id, start, to, None)
        case Sampled() as kind:
            if start is not None or (need.low is None and need.high is None):
                return "impossible"  # nobody changes a day that is past
            if need.low is not None and need.high is not None and need.low > need.high:
                return "impossible"
            end = need.low if need.high is None else need.high
            at = kind.numbered(end) if end is not None else None
            most = need.low is None
            if at is None or not (most or kind.can_be(at, situation.on)):
                return "impossible"
            return Change(asked_id, None, at, None, most)
        case Choices(values=values):
            added = next((value for value in reversed(values) if value in good), None)
            held = start if isinstance(start, tuple) else ()
            return Change(asked_id, start, (*held, added), None) if added else "impossible"
        case _:
            assert_never(asked.type)


def _increase(asked: str, need: Need, kind: Quantity, start: Value | None) -> Change | str | None:
    low, high = need.low, need.high
    if low is None and high is not None and high >= 0 and start is None:
        return Change(asked, None, high, None, most=True)
    low = kind.least if low is None else max(low, kind.least)
    if kind.most is not None and low > kind.most:
        return "impossible"
    if high is not None and (high < 0 or low > high):
        return "impossible"
    if isinstance(start, Decimal):
        if high is not None and start > high:
            return "impossible"  # nobody climbs a ladder by spending less
        return None if low <= start else Change(asked, start, low, low - start)
    return Change(asked, None, low, None)
