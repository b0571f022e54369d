"""The least change that reaches the next higher value of a ladder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import product

from tiercalc.case import OPPOSITE, Situation, Value, accepted, operand_number, verdict
from tiercalc.decide.tables import Answer, decide
from tiercalc.decide.unknowns import step_of
from tiercalc.given import parts
from tiercalc.policy import (
    NUMERIC,
    AllOf,
    AnyOf,
    Bound,
    Condition,
    Decision,
    Input,
    Not,
    OneOf,
    Operand,
    Rule,
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
    if asked.type == "choice":
        return change.to != situation.policy.scales[asked.scale or ""].ids()[-1]
    return not change.most and change.to != (asked.least or 0)


def _reaches(way: tuple[Change, ...], value: str, decision: Decision, situation: Situation) -> bool:
    changed = {**situation.values, **{change.input: change.to for change in way}}
    after = decide(decision, replace(situation, values=_raised(changed, situation)))
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


@dataclass(frozen=True)
class _Need:
    """Where an input must lie: between numbers on its grid, or among values."""

    low: Decimal | None = None
    high: Decimal | None = None
    among: frozenset[object] | None = None

    def meet(self, other: _Need) -> _Need:
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        sets = [among for among in (self.among, other.among) if among is not None]
        return _Need(
            max(lows, default=None),
            min(highs, default=None),
            frozenset.intersection(*sets) if sets else None,
        )


_Needs = Mapping[str, _Need]


def _ways(rule: Rule, situation: Situation) -> Iterable[tuple[Change, ...]]:
    for needs in _needs(rule.when, situation, wanted=True):
        changes = [_change(asked, need, situation) for asked, need in needs.items()]
        kept = tuple(change for change in changes if isinstance(change, Change))
        if kept and "impossible" not in changes:
            yield kept


def _needs(condition: Condition, situation: Situation, wanted: bool) -> list[_Needs]:
    """Each way to make a condition come out as wanted, as what each input must be."""
    if verdict(condition, situation) is wanted:
        return [{}]
    match condition:
        case Not(part):
            return _needs(part, situation, not wanted)
        case AllOf(parts) | AnyOf(parts):
            branches = [_needs(part, situation, wanted) for part in parts]
            if isinstance(condition, AllOf) is wanted:
                return [_merged(choice) for choice in product(*branches)]
            return [needs for branch in branches for needs in branch]
        case OneOf(asked, operands):
            return _one_of(situation.policy.inputs[asked], operands, situation, wanted)
        case Bound():
            return _bound(condition, situation, wanted)


def _merged(choice: Iterable[_Needs]) -> _Needs:
    merged: dict[str, _Need] = {}
    for needs in choice:
        for asked, need in needs.items():
            merged[asked] = merged[asked].meet(need) if asked in merged else need
    return merged


def _one_of(
    asked: Input, operands: tuple[Operand, ...], situation: Situation, wanted: bool
) -> list[_Needs]:
    if asked.type in NUMERIC:
        numbers = [operand_number(operand, situation) for operand in operands]
        return [{asked.id: _Need(n, n)} for n in numbers if n is not None] if wanted else []
    values: tuple[object, ...] = (True, False)
    if asked.type != "bool":
        values = situation.policy.scales[asked.scale or ""].ids()
    return [{asked.id: _Need(among=frozenset(v for v in values if (v in operands) is wanted))}]


def _bound(test: Bound, situation: Situation, wanted: bool) -> list[_Needs]:
    asked = situation.policy.inputs[test.input]
    op = test.operator if wanted else OPPOSITE[test.operator]
    if asked.type not in NUMERIC:
        good = accepted(test, situation)
        values = frozenset(situation.policy.scales[asked.scale or ""].ids())
        return [{asked.id: _Need(among=good if wanted else values - good)}]
    limit = operand_number(test.limit, situation)
    if limit is None:
        return []
    step = step_of(asked)
    if op in ("gt", "gte"):
        low = (limit / step).to_integral_value(ROUND_CEILING) * step
        return [{asked.id: _Need(low=low + step if op == "gt" and low == limit else low)}]
    high = (limit / step).to_integral_value(ROUND_FLOOR) * step
    return [{asked.id: _Need(high=high - step if op == "lt" and high == limit else high)}]


def _change(asked_id: str, need: _Need, situation: Situation) -> Change | str | None:
    """The least change that satisfies a need; None where none is needed."""
    asked = situation.policy.inputs[asked_id]
    start = situation.values.get(asked_id)
    if need.among is not None:
        return _chosen(asked, need.among, start, situation)
    low, high = need.low, need.high
    if low is None and high is not None and high >= 0 and start is None:
        return Change(asked_id, None, high, None, most=True)
    least = asked.least or Decimal(0)
    low = least if low is None else max(low, least)
    if high is not None and (high < 0 or low > high):
        return "impossible"
    if isinstance(start, Decimal):
        if high is not None and start > high:
            return "impossible"  # nobody climbs a ladder by spending less
        return None if low <= start else Change(asked_id, start, low, low - start)
    return Change(asked_id, None, low, None)


def _chosen(
    asked: Input, good: frozenset[object], start: Value | None, situation: Situation
) -> Change | str | None:
    if not good:
        return "impossible"
    if asked.type == "bool":
        undone = start is True and True not in good  # nor by taking back what one is
        return "impossible" if undone else Change(asked.id, start, True in good, None)
    scale = situation.policy.scales[asked.scale or ""]
    values = [value for value in scale.ids() if value in good]
    if isinstance(start, tuple):
        return Change(asked.id, start, (*start, values[-1]), None)
    if isinstance(start, str):
        upwards = [value for value in values if scale.rank(value) >= scale.rank(start)]
        if not upwards:
            return "impossible"  # nor by coming down
        return None if upwards[-1] == start else Change(asked.id, start, upwards[-1], None)
    to: Value = (values[-1],) if asked.type == "choices" else values[-1]
    return Change(asked.id, None, to, None)
