"""Where a customer stands: the rungs of a decision from the highest down, limits and value."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from itertools import groupby
from typing import Any

from tiercalc.completions import Completions, input_name
from tiercalc.conditions import figures_of, operand_number, tests, verdict
from tiercalc.deciding import Answer
from tiercalc.model import (
    NUMERIC,
    OTHERWISE,
    AllOf,
    AnyOf,
    Bound,
    Condition,
    Decision,
    Input,
    OneOf,
)
from tiercalc.naming import outcome_label
from tiercalc.plain import plain_number
from tiercalc.reaching import NOT_REACHED, missed
from tiercalc.situation import Situation
from tiercalc.wording import TRIED, glue, quantity_text, side_text, unit_of, value_text

Document = dict[str, Any]

GROUND = "不评级"

_STATES = {"here": "就在这里", "lower": "在下面", "possible": "有可能"}
_UPWARDS = ("gt", "gte")
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class _Band:
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
class _Measure:
    """The one number that a ladder hangs on, and the band of each rung.

    `rising`: more of it stands higher. `tried` are the limits that somebody is trying.
    """

    asked: Input
    bands: Mapping[str | None, _Band]
    rising: bool
    tried: frozenset[Decimal]


def position(answer: Answer, situation: Situation) -> Document | None:
    """Where the customer stands, as plain data with the sentence that says the same.

    Only ladders and the policy's first decision have it, where there is more than one place to
    stand. `rungs` run from the highest down; a ladder in one number has their limits, and how far
    into its own rung the number reaches; elsewhere `tracks` hold the limits of each number.
    """
    decision = answer.decision
    first = next(iter(situation.policy.decisions)) == decision.id
    if decision.scale is None or decision.collect or not answer.asked:
        return None
    if not decision.ladder and not first:
        return None
    measure = _measure(decision, situation)
    places = _places(decision, measure, situation)
    if len(places) < 2:
        return None
    rungs = [_rung(outcome, places, answer, measure, situation) for outcome in places]
    tracks = [] if measure else list(_tracks(decision, situation))
    value = None if measure is None else _value(measure.asked, situation)
    return {
        "rungs": rungs,
        "input": None if measure is None else measure.asked.label,
        "value": value,
        "tracks": tracks,
        "text": _text(rungs, value),
    }


def _places(
    decision: Decision, measure: _Measure | None, situation: Situation
) -> tuple[str | None, ...]:
    """Where one can stand, from the highest down; None is the ground."""
    values = situation.policy.scales[decision.scale or ""].ids()
    if measure is not None:
        return (*values, None) if None in measure.bands else values
    whole = decision.complete or any(rule.when == AllOf(()) for rule in decision.rules)
    # What is left open may come to nothing, too.
    nothing = any(rule.between and OTHERWISE in rule.between for rule in decision.rules)
    return values if whole and not nothing else (*values, None)


def _rung(
    outcome: str | None,
    places: tuple[str | None, ...],
    answer: Answer,
    measure: _Measure | None,
    situation: Situation,
) -> Document:
    unnamed = outcome is None and answer.decision.none is None
    label = GROUND if unnamed else outcome_label(outcome, answer.decision, situation.policy)
    state = _state(outcome, places, answer)
    return {
        "outcome": outcome,
        "label": label,
        "state": state,
        "word": _STATES.get(state) or _missed(outcome, answer, measure, situation),
        "limit": None if measure is None else _limit_text(outcome, measure, situation),
        "reach": None if measure is None else _reach(outcome, measure, situation),
    }


def _state(outcome: str | None, places: tuple[str | None, ...], answer: Answer) -> str:
    if outcome in answer.possible:
        return "possible" if answer.undetermined else "here"
    lowest = max((places.index(each) for each in answer.possible if each in places), default=None)
    return "lower" if lowest is not None and places.index(outcome) > lowest else "higher"


def _missed(
    outcome: str | None, answer: Answer, measure: _Measure | None, situation: Situation
) -> str:
    """In which word somebody does not stand on a rung; of one number there is always too little."""
    if measure is not None or outcome is None:
        return NOT_REACHED
    return missed(outcome, answer.decision, situation)


def _limit_text(outcome: str | None, measure: _Measure, situation: Situation) -> str | None:
    """What it takes to stand no lower than on a rung; None on the lowest."""
    band, asked = measure.bands[outcome], measure.asked
    if measure.rising:
        limit, operator = band.low, "gte" if band.with_low else "gt"
    else:
        limit, operator = band.high, "lte" if band.with_high else "lt"
    if limit is None:
        return None
    written = quantity_text(limit, unit_of(asked, situation.policy))
    return glue(side_text(asked, operator), TRIED if limit in measure.tried else "", written)


def _reach(outcome: str | None, measure: _Measure, situation: Situation) -> str | None:
    """How high on its own rung the number stands, from 0 to 1; None on the others."""
    band, value = measure.bands[outcome], situation.values.get(measure.asked.id)
    if not isinstance(value, Decimal) or not band.holds(value):
        return None
    share = _share(value, band.low or Decimal(0), band.high)
    return plain_number(_hundredths(share if measure.rising else 1 - share))


def _share(value: Decimal, low: Decimal, high: Decimal | None) -> Decimal:
    """How far a number is on its way from one end to the other.

    There is always more where there is no other end: twice the beginning is half of the way.
    """
    if high is None:
        return (value - low) / value if value else Decimal(0)
    return (value - low) / (high - low) if high > low else Decimal(0)


def _hundredths(share: Decimal) -> Decimal:
    """A share cut, not rounded: what is short of a limit never seems to touch it."""
    return share.quantize(_HUNDREDTH, ROUND_DOWN)


def _measure(decision: Decision, situation: Situation) -> _Measure | None:
    """The one number whose bands are the rungs in their order, if there is one."""
    found = [test for rule in decision.rules for test in tests(rule.when)]
    names = {test.input for test in found}
    asked = situation.policy.inputs[next(iter(names))] if len(names) == 1 else None
    if asked is None or asked.type not in NUMERIC or None in _limits(found, situation):
        return None
    bands = _bands(decision, asked, situation)
    order = [band.outcome for band in bands]
    values = situation.policy.scales[decision.scale or ""].ids()
    falling = [*values, None] if None in order else [*values]
    if order not in (falling, falling[::-1]):
        return None
    by_outcome = {band.outcome: band for band in bands}
    return _Measure(asked, by_outcome, order != falling, _tried(found, situation))


def _limits(found: Iterable[OneOf | Bound], situation: Situation) -> set[Decimal | None]:
    return {
        operand_number(operand, situation)
        for test in found
        for operand in (test.operands if isinstance(test, OneOf) else (test.limit,))
    }


def _tried(found: Iterable[OneOf | Bound], situation: Situation) -> frozenset[Decimal]:
    """The limits among these tests that are figures on trial."""
    names = {figure for test in found for figure in figures_of(test) if figure in situation.sets}
    return frozenset(n for name in names if (n := situation.number(name)) is not None)


def _bands(decision: Decision, asked: Input, situation: Situation) -> list[_Band]:
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


def _band(outcome: str | None, run: list[Decimal], cuts: set[Decimal]) -> _Band:
    """The band that these points stand for; it ends at a cut point among them or next to them."""
    low = max((cut for cut in cuts if cut <= run[0]), default=None)
    high = min((cut for cut in cuts if cut >= run[-1]), default=None)
    return _Band(outcome, low, low == run[0], high, high == run[-1])


def _tracks(decision: Decision, situation: Situation) -> Iterator[Document]:
    """Each number that a decision compares with set limits: the limits, and how far it has come."""
    limits: dict[str, dict[Decimal, tuple[Bound, str]]] = {}
    for rule in decision.rules:
        for test in _wanted(rule.when) if rule.outcome is not None else ():
            if situation.policy.inputs[test.input].type not in NUMERIC:
                continue
            limit = operand_number(test.limit, situation)
            if limit is not None and test.operator in _UPWARDS:
                name = outcome_label(rule.outcome, decision, situation.policy)
                limits.setdefault(test.input, {}).setdefault(limit, (test, name))
    for name, found in limits.items():
        asked = situation.policy.inputs[name]
        yield _track(asked, sorted(found.items(), key=lambda each: each[0]), situation)


def _track(
    asked: Input, limits: list[tuple[Decimal, tuple[Bound, str]]], situation: Situation
) -> Document:
    value, shown = situation.values.get(asked.id), _value(asked, situation)
    unit = unit_of(asked, situation.policy)
    tried = _tried([test for _, (test, _) in limits], situation)
    written = {n: glue(TRIED if n in tried else "", quantity_text(n, unit)) for n, _ in limits}
    needed = [
        {
            "label": name,
            "text": glue(side_text(asked, test.operator), written[limit]),
            "short": glue(side_text(asked, test.operator), quantity_text(limit, unit)),
            "met": verdict(test, situation) is True,
        }
        for limit, (test, name) in limits
    ]
    cuts = [limit for limit, _ in limits]
    asks = "、".join(glue(str(each["label"]), "要", str(each["text"])) for each in needed)
    return {
        # In the picture there is no room to mark each of the numbers.
        "input": f"{asked.label}（按试填的标准）" if tried else asked.label,
        "value": shown,
        "reach": _reach_among(value, cuts) if isinstance(value, Decimal) else None,
        "limits": needed,
        "text": f"{asked.label}{glue('：现在', shown) if shown else '：未填'}；{asks}。",
    }


def _reach_among(value: Decimal, cuts: list[Decimal]) -> str:
    """How many limits a number has passed, and its share of the way to the next one."""
    passed = bisect_right(cuts, value)
    low = cuts[passed - 1] if passed else Decimal(0)
    share = _share(value, low, cuts[passed] if passed < len(cuts) else None)
    return plain_number(passed + _hundredths(share))


def _wanted(condition: Condition) -> Iterator[Bound]:
    """The bounds that have to hold, not those that must not."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _wanted(part)
        case Bound():
            yield condition


def _value(asked: Input, situation: Situation) -> str | None:
    value = situation.values.get(asked.id)
    return None if value is None else value_text(asked, value, situation.policy)


def _text(rungs: list[Document], value: str | None) -> str:
    """The rungs in one sentence; of the ground only where somebody may stand on it."""
    parts = []
    for rung in rungs:
        if rung["outcome"] is None and rung["state"] == "lower":
            continue
        limit = "，" if rung["outcome"] is None else ""
        if rung["limit"]:
            limit = f"（{rung['limit']}）"
        stands = f"，{value}" if value and rung["state"] == "here" else ""
        parts.append(glue(rung["label"], limit, rung["word"], stands))
    return f"从高到低：{'；'.join(parts)}。"
