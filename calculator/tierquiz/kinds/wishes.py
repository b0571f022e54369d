"""What has to be given so that a condition holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from tiercalc.case import Situation, verdict
from tiercalc.policy import (
    AllOf,
    AnyOf,
    Bound,
    Choices,
    Condition,
    Decision,
    Finite,
    IfRuled,
    Input,
    Not,
    OnAmount,
    OneOf,
    OnResult,
    Quantity,
    Sampled,
    Value,
)

from tierquiz.kinds.limits import Limit, round_numbers, sides
from tierquiz.lots import Lots

type Wish = tuple[OneOf | Bound, bool]


def wishes(condition: Condition, wanted: bool, lots: Lots) -> Iterator[Wish]:
    """Tests that together make a condition come out as wanted, where nothing else is in the way."""
    match condition:
        case AllOf(parts) if wanted:
            for part in parts:
                yield from wishes(part, True, lots)
        case AnyOf(parts) if not wanted:
            for part in parts:
                yield from wishes(part, False, lots)
        case AllOf(parts) | AnyOf(parts):
            if parts:
                yield from wishes(lots.one(parts), wanted, lots)
        case Not(part):
            yield from wishes(part, not wanted, lots)
        case OnResult(when=when):
            yield from wishes(when, wanted, lots)
        case OneOf() | Bound():
            yield condition, wanted
        case IfRuled() | OnAmount():
            pass


def wishes_at(decision: Decision, name: str, lots: Lots) -> list[Wish]:
    """What lets the answer hang on an input: that nothing else decides a rule which tests it."""
    testing = [rule for rule in decision.rules if name in rule.when.inputs]
    if not testing:
        return []
    rule = lots.one(testing)
    wanted = [*_left_to(rule.when, name, lots)]
    if not decision.collect:
        for earlier in decision.rules[: decision.rules.index(rule)]:
            wanted += wishes(earlier.when, False, lots)
    return [each for each in wanted if each[0].input != name]


def _left_to(condition: Condition, name: str, lots: Lots) -> Iterator[Wish]:
    """What leaves a condition to its tests of an input."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            testing = [part for part in parts if name in part.inputs]
            chosen = lots.one(testing) if testing else None
            for part in parts:
                if part is chosen:
                    yield from _left_to(part, name, lots)
                else:
                    yield from wishes(part, isinstance(condition, AllOf), lots)
        case Not(part) | OnResult(when=part):
            yield from _left_to(part, name, lots)
        case OneOf() | Bound() | IfRuled() | OnAmount():
            pass


def granting(
    wanted: Sequence[Wish], given: Mapping[str, Value], situation: Situation, lots: Lots
) -> dict[str, Value]:
    """Values that grant wishes, beside those that are given; what cannot be granted is left out."""
    found = dict(given)
    for test, _ in wanted:
        name = test.input
        if name in found:
            continue
        own = [each for each in wanted if each[0].input == name]
        asked = situation.policy.inputs[name]
        good = [value for value in _values(asked, own, situation) if _grants(value, own, situation)]
        if good:
            found[name] = lots.one(good)
    return found


def _values(asked: Input, own: Sequence[Wish], situation: Situation) -> Sequence[Value]:
    """Values that may grant the wishes about an input."""
    kind = asked.type
    match kind:
        case Quantity():
            limits = [Limit(asked, number) for number in _numbers(own, situation)]
            return [
                *(number for each in limits for number in sides(each).values()),
                *(number for each in limits for number in round_numbers(each)),
            ]
        case Finite(values=values):
            return values
        case Choices(values=values):
            return [(), *((each,) for each in values)]
        case Sampled():
            return []
        case _:
            assert_never(kind)


def _numbers(own: Sequence[Wish], situation: Situation) -> Iterator[Decimal]:
    for test, _ in own:
        for operand in test.operands:
            number = situation.limit(operand)
            if isinstance(number, Decimal):
                yield number


def _grants(value: Value, own: Sequence[Wish], situation: Situation) -> bool:
    return all(
        verdict(test, replace(situation, values={test.input: value})) is wanted
        for test, wanted in own
    )
