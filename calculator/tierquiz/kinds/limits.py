"""The limits of a decision, and the values of its inputs that a trainee could meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import assert_never

from tiercalc.case import Situation
from tiercalc.decide import Completions
from tiercalc.policy import (
    Bound,
    Choices,
    Decision,
    Finite,
    Input,
    OneOf,
    Quantity,
    Sampled,
    Value,
)

# Nobody asks about days that lie further back.
_LIFETIME = timedelta(days=365 * 60)
# What is given where nothing is compared with the number itself.
_UNLIMITED = (Decimal(10), Decimal(100), Decimal(1000))


@dataclass(frozen=True)
class Limit:
    """A number at which a decision may turn, and the input that is compared with it."""

    asked: Input
    number: Decimal


def limits_of(decision: Decision, situation: Situation) -> tuple[Limit, ...]:
    """The limits of a decision that have a number on the day, each once."""
    found: dict[Limit, None] = {}
    for test in _tests(decision):
        asked = situation.policy.inputs[test.input]
        if isinstance(asked.type, Quantity):
            for operand in test.operands:
                number = situation.limit(operand)
                if isinstance(number, Decimal) and number:
                    found[Limit(asked, number)] = None
    return tuple(found)


def sides(limit: Limit) -> dict[str, Decimal]:
    """The numbers around a limit that can be given: one step below, on it, one step above."""
    kind = limit.asked.type
    if not isinstance(kind, Quantity):
        return {}
    found = {
        "below": limit.number - kind.step,
        "on": limit.number,
        "above": limit.number + kind.step,
    }
    least, most = kind.least, kind.most
    return {
        side: number
        for side, number in found.items()
        if number >= least and (most is None or number <= most) and kind.fits(number)
    }


def candidates(decision: Decision, asked: Input, situation: Situation) -> Sequence[Value]:
    """Values of an input that a trainee could meet, on the limits among them."""
    kind = asked.type
    match kind:
        case Quantity():
            return _numbers(decision, asked, situation)
        case Finite(values=values):
            return values
        case Choices(values=values):
            return [(), *((each,) for each in values)]
        case Sampled():
            return _days(decision, asked, situation)
        case _:
            assert_never(kind)


def _numbers(decision: Decision, asked: Input, situation: Situation) -> list[Decimal]:
    limits = [each for each in limits_of(decision, situation) if each.asked.id == asked.id]
    found = [number for limit in limits for number in sides(limit).values()]
    found += [each for limit in limits for each in round_numbers(limit)]
    if not limits and isinstance(asked.type, Quantity):
        found = [each for each in _UNLIMITED if each <= (asked.type.most or each)]
    return list(dict.fromkeys(each for each in found if each > 0))


def round_numbers(limit: Limit) -> Iterator[Decimal]:
    """Round numbers well below and above a limit: 500 and 1,500 about 1,000."""
    kind = limit.asked.type
    for share in (Decimal("0.5"), Decimal("1.5")):
        number = Decimal(int(limit.number * share))
        if isinstance(kind, Quantity) and kind.least <= number <= (kind.most or number):
            yield number


def _days(decision: Decision, asked: Input, situation: Situation) -> list[Value]:
    completions = Completions([rule.when for rule in decision.rules], situation.blank)
    found = completions.sampled.get(asked.id)
    if found is None or any(True for _ in found.unset()):
        return []
    first = situation.on - _LIFETIME
    return [
        each for each in found.cells({}) if isinstance(each, date) and first <= each <= situation.on
    ]


def _tests(decision: Decision) -> Iterator[OneOf | Bound]:
    for rule in decision.rules:
        yield from rule.when.tests
