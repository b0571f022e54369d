"""A ladder in one number: the band of values that each of its rungs takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from tiercalc.case import Situation, limits_of, verdict
from tiercalc.decide import Completions, input_name
from tiercalc.explain.progress import hundredths, limit_text, limits_on_trial, share_of_way
from tiercalc.explain.reckoned import with_amounts_given
from tiercalc.policy import (
    Bound,
    Decision,
    Input,
    OneOf,
    Quantity,
    plain_number,
)
from tiercalc.words import bound_text, say

# So many ladders are kept with their bands, under what is on trial.
_KEPT = 64


@dataclass(frozen=True)
class Band:
    """All values of an input that give one outcome; `low` and `high` are its ends, None for none.

    An end belongs to the band where `with_low` or `with_high` says so.
    """

    outcome: str | None
    low: Decimal | None
    with_low: bool
    high: Decimal | None
    with_high: bool

    def holds(self, value: Decimal) -> bool:
        """Whether a value lies in the band."""
        above = self.low is None or value > self.low or (self.with_low and value == self.low)
        below = self.high is None or value < self.high or (self.with_high and value == self.high)
        return above and below


@dataclass(frozen=True)
class Measure:
    """The one number that a ladder hangs on, and the band of each rung.

    `rising`: more of it stands higher. `tried` are the limits that somebody is trying. The bands
    come from the `tests`.
    """

    asked: Input
    bands: Mapping[str | None, Band]
    rising: bool
    tried: frozenset[Decimal]
    tests: tuple[OneOf | Bound, ...]

    def limit_text(self, outcome: str | None, situation: Situation) -> str | None:
        """What it takes to stand no lower than on a rung; None on the lowest."""
        band = self.bands[outcome]
        if self.rising:
            limit, operator = band.low, "gte" if band.with_low else "gt"
        else:
            limit, operator = band.high, "lte" if band.with_high else "lt"
        if limit is None:
            return None
        written = limit_text(limit, self.asked, self.tests, situation)
        marked = say(situation.policy.marks.tried if limit in self.tried else "", written)
        return bound_text(self.asked, operator, marked, situation.policy)

    def reach(self, outcome: str | None, situation: Situation) -> str | None:
        """How high on its own rung the number stands, from 0 to 1; None on the others."""
        band, value = self.bands[outcome], situation.values.get(self.asked.id)
        if not isinstance(value, Decimal) or not band.holds(value):
            return None
        share = share_of_way(value, band.low or Decimal(0), band.high)
        return plain_number(hundredths(share if self.rising else 1 - share))


def measure(decision: str, situation: Situation) -> Measure | None:
    """The one number whose bands are a decision's rungs in their order, if there is one."""
    return _measure(decision, situation.blank)


@lru_cache(maxsize=_KEPT)
def _measure(name: str, blank: Situation) -> Measure | None:
    """The same for every case; in the picture an amount is a number as any other."""
    decision, situation = with_amounts_given(blank.policy.decisions[name], blank)
    found = [test for rule in decision.rules for test in rule.when.tests]
    names = {test.input for test in found}
    asked = situation.policy.inputs[next(iter(names))] if len(names) == 1 else None
    if asked is None or not isinstance(asked.type, Quantity):
        return None
    whens = [rule.when for rule in decision.rules]
    if any(when.hinges or when.on_amounts for when in whens):
        return None
    if None in _limits(found, situation):
        return None
    bands = _bands(decision, asked, situation)
    order = [band.outcome for band in bands]
    values = situation.policy.scales[decision.scale or ""].ids()
    falling = [*values, None] if None in order else [*values]
    if order not in (falling, falling[::-1]):
        return None
    by_outcome = {band.outcome: band for band in bands}
    tried = limits_on_trial(found, situation)
    return Measure(asked, by_outcome, order != falling, tried, tuple(found))


def _limits(found: Iterable[OneOf | Bound], situation: Situation) -> set[Decimal | None]:
    return {limit for test in found for limit in limits_of(test, situation)}


def _bands(decision: Decision, asked: Input, situation: Situation) -> list[Band]:
    """The bands of a decision in one number, from the smallest up; none where a case is open."""
    completions = Completions([rule.when for rule in decision.rules], replace(situation, values={}))
    cuts = {limit for limit in _limits(completions.tests, situation) if limit is not None}
    found: list[tuple[str | None, Decimal]] = []
    for point in completions.unknowns.cells[input_name(asked.id)]:
        given = replace(situation, values={asked.id: point})
        rule = next((rule for rule in decision.rules if verdict(rule.when, given)), None)
        if rule is not None and rule.open is not None:
            return []
        found.append((None if rule is None else rule.outcome, point))
    runs = [(outcome, [p for _, p in run]) for outcome, run in groupby(found, key=lambda f: f[0])]
    return [_band(outcome, run, cuts) for outcome, run in runs]


def _band(outcome: str | None, run: list[Decimal], cuts: set[Decimal]) -> Band:
    """The band that these points stand for; it ends at a cut point among them or next to them."""
    low = max((cut for cut in cuts if cut <= run[0]), default=None)
    high = min((cut for cut in cuts if cut >= run[-1]), default=None)
    return Band(outcome, low, low == run[0], high, high == run[-1])
