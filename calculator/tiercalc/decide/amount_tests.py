"""Tests on amounts while not everything is known: what each comes to over what is not known.

For every way in which the rates may fall a test holds, fails, turns at numbers of the only input
that is not known, or hangs on several unknowns at once. Then the amount itself becomes an unknown,
which may lie anywhere between its ends: wider than what its inputs can really make of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise, product
from math import prod

from tiercalc.case import Missing, Situation, Worth, Worths, verdict, winning
from tiercalc.decide.turning import last_before_turning, where_it_holds
from tiercalc.decide.unknown_names import amount_name
from tiercalc.policy import (
    AllOf,
    AnyOf,
    Bound,
    Condition,
    Decision,
    FigureRef,
    Not,
    OnAmount,
    OneOf,
    Quantity,
    Rule,
    Verdict,
)

# So many ways in which the rates may fall together are told apart.
_WAYS = 64

type _Ruled = dict[str, Rule | None]


@dataclass(frozen=True)
class Free:
    """A test that hangs on several unknowns: a name for the amount, which they leave between ends.

    `also` are unset figures among its limits.
    """

    name: str
    test: OneOf | Bound
    worth: Worth
    also: tuple[Missing, ...]

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What would have to be known."""
        return (*self.worth.missing, *self.also)


@dataclass(frozen=True)
class Way:
    """One way in which the rates of an amount may fall, and what a test comes to then."""

    when: Condition
    then: bool | Condition | Free


def ways(on: OnAmount, situation: Situation) -> tuple[Way, ...]:
    """What a test on an amount comes to, in each way in which its rates may fall."""
    name, test = on.test.input, on.test
    found: list[Way] = []
    for number, (ruled, when) in enumerate(_ways(name, situation)):
        worths = Worths(situation, _by(ruled, situation))
        found.append(Way(when, _then(test, worths.of(name), number, ruled, situation)))
    return tuple(found)


def _then(
    test: OneOf | Bound, worth: Worth, number: int, ruled: _Ruled, situation: Situation
) -> bool | Condition | Free:
    met = worth.meets(test, situation)
    if met is not None:
        return met
    limits = {operand: situation.limit(operand) for operand in test.operands}
    unset = [limit for limit in limits.values() if limit is None]
    asked = _only(worth)
    if asked is not None and not unset:
        if asked not in worth.raising & worth.lowering:
            return _turning(test, asked, ruled, situation)
        turning = _turning_often(test, asked, ruled, situation)
        if turning is not None:
            return turning
    name = amount_name(test.input, number)
    if unset:
        # What has no limit yet may come out either way, whatever the amount is.
        name = f"{name}#{test.side}{test}"
    also = (Missing("figure", each.figure) for each in limits if isinstance(each, FigureRef))
    return Free(name, test, worth, tuple(also) if unset else ())


def _only(worth: Worth) -> str | None:
    """The one input that an amount hangs on, where everything else is known."""
    if len(worth.missing) != 1:
        return None  # nothing, where only the limit has no number, or several things
    (only,) = worth.missing
    return only.id if only.kind == "input" else None


def _turning(
    test: OneOf | Bound, asked: str, ruled: _Ruled, situation: Situation
) -> bool | Condition:
    """A test on an amount as a test on the one input that it rises or falls with."""
    kind = situation.policy.inputs[asked].type
    if not isinstance(kind, Quantity):
        return False  # what is no number is a finding of its own

    def turned(side: Bound) -> Condition:
        def meets(number: Decimal) -> bool:
            given = replace(situation, values={**situation.values, asked: number})
            return Worths(given, _by(ruled, given)).of(test.input).meets(side, given) is True

        return _turn(meets, asked, kind)

    return AnyOf(tuple(AllOf(tuple(turned(each) for each in sides)) for sides in _sides(test)))


def _turning_often(
    test: OneOf | Bound, asked: str, ruled: _Ruled, situation: Situation
) -> Condition | None:
    """A test on an amount that rises and falls with an input; None where it turns too often."""
    kind = situation.policy.inputs[asked].type
    if not isinstance(kind, Quantity):
        return None

    def meets(low: Decimal, high: Decimal) -> Verdict:
        worths = Worths(situation, _by(ruled, situation), {asked: (low, high)})
        return worths.of(test.input).meets(test, situation)

    spans = where_it_holds(meets, kind)
    if spans is None:
        return None
    return AnyOf(tuple(AllOf(tuple(_within(asked, *span))) for span in spans))


def _within(asked: str, low: Decimal, high: Decimal | None) -> Iterator[Bound]:
    yield Bound(asked, "gte", low)
    if high is not None:
        yield Bound(asked, "lte", high)


def _sides(test: OneOf | Bound) -> list[list[Bound]]:
    """A test as limits on one side: to be equal is to be neither less nor more."""
    if isinstance(test, Bound):
        return [[test]]
    return [[Bound(test.input, side, each) for side in ("gte", "lte")] for each in test.operands]


def _turn(meets: Callable[[Decimal], bool], asked: str, kind: Quantity) -> Condition:
    """The numbers of an input of which something holds that turns once at most."""
    low, high = kind.least, last_before_turning(meets, kind)
    if high is None:
        return AllOf(()) if meets(low) else AnyOf(())
    if meets(low):
        return Bound(asked, "lte", high)
    return Bound(asked, "gte", high + kind.grid)


def _by(ruled: _Ruled, situation: Situation) -> Callable[[Decision], Iterable[Rule | None]]:
    """The rules by which rates are given: those of this way, and what is known of the others."""

    def rules(decision: Decision) -> Iterable[Rule | None]:
        if decision.id in ruled:
            return (ruled[decision.id],)
        return winning(decision, lambda when: verdict(when, situation))

    return rules


def _ways(name: str, situation: Situation) -> Iterator[tuple[_Ruled, Condition]]:
    """Which rules may give the rates behind an amount, together, and in which case they do."""
    decisions = [*_rate_decisions(name, situation)]
    each = [[*_cases(decision, situation)] for decision in decisions]
    if prod(len(cases) for cases in each) > _WAYS:
        yield {}, AllOf(())
        return
    for choice in product(*each):
        ruled = {d.id: rule for d, (rule, _) in zip(decisions, choice, strict=True)}
        yield ruled, AllOf(tuple(when for _, when in choice))


def _cases(decision: Decision, situation: Situation) -> Iterator[tuple[Rule | None, Condition]]:
    """The rules of a decision that may hold first, or none of them, each with its case."""
    passed: list[Condition] = []
    for rule in winning(decision, lambda when: verdict(when, situation)):
        yield rule, AllOf((*passed, *(() if rule is None else (rule.when,))))
        if rule is not None:
            passed.append(Not(rule.when))


def _rate_decisions(name: str, situation: Situation) -> Iterator[Decision]:
    """The decisions that give rates to an amount and to those that it is made of, each once."""
    policy, chain = situation.policy, [name]
    for each in chain:
        named = policy.amounts[each].named()
        chain += [other for other in named if other in policy.amounts and other not in chain]
    times = dict.fromkeys(policy.amounts[each].times for each in chain)
    yield from (policy.decisions[t] for t in times if isinstance(t, str) and t in policy.decisions)


def cells_of(free: Iterable[Free], situation: Situation) -> dict[str, tuple[object, ...]]:
    """The points that stand for every number that each free amount may be."""
    found: dict[str, tuple[Worth, set[Decimal]]] = {}
    for each in free:
        _, cuts = found.setdefault(each.name, (each.worth, set()))
        limits = (situation.limit(operand) for operand in each.test.operands)
        cuts.update(limit for limit in limits if isinstance(limit, Decimal))
    either = {each.name for each in free if each.also}
    return {
        name: (True, False) if name in either else _points(worth, sorted(cuts))
        for name, (worth, cuts) in found.items()
    }


def _points(worth: Worth, cuts: list[Decimal]) -> tuple[Decimal, ...]:
    """Each limit between the ends of an amount, and a number on each side of it."""
    inside = [cut for cut in cuts if worth.low <= cut <= worth.high]
    low = max(worth.low, inside[0] - 1)
    high = min(worth.high, inside[-1] + 1)
    between = [(a + b) / 2 for a, b in pairwise(inside)]
    return tuple(sorted({low, *inside, *between, high}))
