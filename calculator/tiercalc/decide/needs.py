"""What inputs have to be for a condition to come out as wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import product
from typing import assert_never

from tiercalc.case import Situation, accepted, limits_of, verdict, worth_of
from tiercalc.decide.turning import last_before_turning, where_it_holds_first
from tiercalc.policy import (
    OPPOSITE,
    AllOf,
    AnyOf,
    Bound,
    Choices,
    Condition,
    Finite,
    IfRuled,
    Not,
    OnAmount,
    OneOf,
    OnResult,
    Quantity,
    Sampled,
    Verdict,
)


@dataclass(frozen=True)
class Need:
    """Where an input must lie: between numbers on its grid, or among values."""

    low: Decimal | None = None
    high: Decimal | None = None
    among: frozenset[object] | None = None

    def meet(self, other: Need) -> Need:
        """What meets both needs."""
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        sets = [among for among in (self.among, other.among) if among is not None]
        return Need(
            max(lows, default=None),
            min(highs, default=None),
            frozenset.intersection(*sets) if sets else None,
        )


Needs = Mapping[str, Need]


def needs_of(condition: Condition, situation: Situation, wanted: bool) -> list[Needs]:
    """Each way to make a condition come out as wanted, as what each input must be."""
    if verdict(condition, situation) is wanted:
        return [{}]
    match condition:
        case Not(part):
            return needs_of(part, situation, not wanted)
        case AllOf(parts) | AnyOf(parts):
            branches = [needs_of(part, situation, wanted) for part in parts]
            if isinstance(condition, AllOf) is wanted:
                return [_merged(choice) for choice in product(*branches)]
            return [needs for branch in branches for needs in branch]
        case OnResult(when=when):
            return needs_of(when, situation, wanted)
        case IfRuled():
            return []
        case OnAmount():
            return [*_reckoned(condition, situation, wanted)]
        case OneOf() | Bound():
            return _tested(condition, situation, wanted)


def _merged(choice: Iterable[Needs]) -> Needs:
    merged: dict[str, Need] = {}
    for needs in choice:
        for asked, need in needs.items():
            merged[asked] = merged[asked].meet(need) if asked in merged else need
    return merged


def _reckoned(on: OnAmount, situation: Situation, wanted: bool) -> Iterator[Needs]:
    """What any one of the inputs of an amount must be, with all others as they are.

    Left out are those on which a rate hangs as well, and those that turn it too often.
    """
    worth = worth_of(on.test.input, situation)
    of_rates = {test.input for each in on.rates for test in each.tests}
    for name in situation.policy.inputs:
        kind = situation.policy.inputs[name].type
        if name in of_rates or not isinstance(kind, Quantity):
            continue
        if name in worth.raising & worth.lowering:
            yield from _turning_often(on, name, kind, wanted, situation)
        if (name in worth.raising) is (name in worth.lowering):
            continue
        low, last = kind.least, last_before_turning(_meeting(on, name, wanted, situation), kind)
        if _meeting(on, name, wanted, situation)(low):
            yield {name: Need(high=last)}
        elif last is not None:
            yield {name: Need(low=_on_step(last + kind.grid, kind))}


def _turning_often(
    on: OnAmount, name: str, kind: Quantity, wanted: bool, situation: Situation
) -> Iterator[Needs]:
    """The least that an input must be which raises an amount and lowers it, from what it is on."""
    start = situation.values.get(name, kind.least)
    values = {each: value for each, value in situation.values.items() if each != name}
    others = replace(situation, values=values)

    def meets(low: Decimal, high: Decimal) -> Verdict:
        found = worth_of(on.test.input, others, {name: (low, high)}).meets(on.test, others)
        return None if found is None else found is wanted

    found = where_it_holds_first(meets, kind, start if isinstance(start, Decimal) else kind.least)
    if found is not None:
        low, high = _on_step(found[0], kind), found[1]
        if high is None or low <= high:
            yield {name: Need(low, high)}


def _meeting(
    on: OnAmount, name: str, wanted: bool, situation: Situation
) -> Callable[[Decimal], bool]:
    def meets(number: Decimal) -> bool:
        given = replace(situation, values={**situation.values, name: number})
        return worth_of(on.test.input, given).meets(on.test, given) is wanted

    return meets


def _on_step(number: Decimal, kind: Quantity) -> Decimal:
    """The next number up that somebody is advised to come to."""
    return (number / kind.step).to_integral_value(ROUND_CEILING) * kind.step


def _tested(test: OneOf | Bound, situation: Situation, wanted: bool) -> list[Needs]:
    kind = situation.policy.inputs[test.input].type
    match kind:
        case Quantity() if isinstance(test, Bound):
            return _bound(test, kind, situation, wanted)
        case Quantity():
            equal = [limit for limit in limits_of(test, situation) if limit is not None]
            return [{test.input: Need(n, n)} for n in equal] if wanted else []
        case Sampled():
            (limit,) = (situation.limit(each) for each in test.operands[:1])
            if limit is None:
                return []
            (reading, *others) = kind.readings(test.side, limit, situation.on)
            ends = None if others else kind.within(reading, wanted)
            return [] if ends is None else [{test.input: Need(*ends)}]
        case Finite() | Choices():
            good = accepted(test, situation)
            return [
                {test.input: Need(among=frozenset(v for v in kind.values if (v in good) is wanted))}
            ]
        case _:
            assert_never(kind)


def _bound(test: Bound, kind: Quantity, situation: Situation, wanted: bool) -> list[Needs]:
    op = test.operator if wanted else OPPOSITE[test.operator]
    (limit,) = limits_of(test, situation)
    if limit is None:
        return []
    step = kind.step
    if op in ("gt", "gte"):
        low = (limit / step).to_integral_value(ROUND_CEILING) * step
        return [{test.input: Need(low=low + step if op == "gt" and low == limit else low)}]
    high = (limit / step).to_integral_value(ROUND_FLOOR) * step
    return [{test.input: Need(high=high - step if op == "lt" and high == limit else high)}]
