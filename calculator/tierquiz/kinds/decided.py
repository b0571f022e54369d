"""What a decision comes to: on each side of every limit, by each rule, with something unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from tiercalc.case import Situation
from tiercalc.decide import decide
from tiercalc.policy import Decision, Rule

from tierquiz.book import Book, Draft, Topic
from tierquiz.kinds.cases import (
    asked_by,
    case_of,
    case_on,
    certain,
    open_case,
    possible,
    without_one,
)
from tierquiz.kinds.limits import candidates, limits_of, sides
from tierquiz.kinds.outcomes import draft
from tierquiz.lots import Lots

_TRIES = 6
_DAY = timedelta(days=1)

type _Find = Callable[[Lots], Situation | None]


def tier_topics(book: Book) -> Iterator[Topic]:
    """All that can be asked about the decision that the policy is for."""
    if book.policy.tier is not None:
        yield from _topics(book, book.policy.tier, "tier")


def other_topics(book: Book) -> Iterator[Topic]:
    """All that can be asked about what else the policy decides: whether one may, at which rate."""
    for decision in book.policy.decisions.values():
        if decision is not book.policy.tier and not decision.illustration:
            yield from _topics(book, decision, "may")


def open_topics(book: Book) -> Iterator[Topic]:
    """The cases that nobody has decided yet."""
    decisions = book.policy.decisions.values()
    for decision in (each for each in decisions if not each.illustration):
        for place, rule in enumerate(decision.rules):
            find = partial(open_case, decision, place, book.situation)
            yield _topic("open", f"{decision.id}/{rule.number}", decision, find)


def _topics(book: Book, decision: Decision, kind: str) -> Iterator[Topic]:
    situation = book.situation
    for limit in limits_of(decision, situation):
        for side in sides(limit):
            name = f"{decision.id}/{limit.asked.id}/{limit.number}/{side}"
            yield _topic(kind, name, decision, partial(case_on, decision, limit, side, situation))
    for place, rule in enumerate(decision.rules):
        if rule.open is None and not _waits(rule, situation):
            find = partial(case_of, decision, place, situation)
            yield _topic(kind, f"{decision.id}/{rule.number}", decision, find)
    if len(asked_by(decision)) > 1:
        find = partial(_with_less, decision, situation)
        yield _topic(kind, f"{decision.id}/unknown", decision, find)
    for day in book.whole.changes:
        yield from _around(book, decision.id, day, kind)


def _waits(rule: Rule, situation: Situation) -> bool:
    """Whether a rule compares with a number that nobody has set: a trainee cannot apply it."""
    return any(situation.figure(each) is None for each in rule.when.figures)


def _topic(kind: str, name: str, decision: Decision, find: _Find, dated: bool = False) -> Topic:
    def ask(lots: Lots) -> Draft | None:
        found = find(lots)
        return None if found is None else draft(decision, found, lots, dated)

    return Topic(kind, name, (), ask)


def _with_less(decision: Decision, situation: Situation, lots: Lots) -> Situation | None:
    """A case in which something is not known that would have to be."""
    for _ in range(_TRIES):
        whole = certain(decision, situation, lots)
        found = None if whole is None else without_one(decision, whole, lots)
        if found is not None:
            return found
    return None


def _around(book: Book, decision_id: str, day: date, kind: str) -> Iterator[Topic]:
    """The last day before something changes, and the first after it, where the decision does."""
    for on in (day - _DAY, day):
        other = day if on < day else day - _DAY
        here, there = (Book.of(book.whole, each, book.calendar).situation for each in (on, other))
        if "yes" not in {book.whole.validity(each) for each in (on, other)}:
            continue
        decision = here.policy.decisions.get(decision_id)
        changed = there.policy.decisions.get(decision_id)
        if decision is not None and changed is not None:
            find = partial(_differing, decision, here, changed, there)
            yield _topic(kind, f"{decision_id}/{on.isoformat()}", decision, find, dated=True)


def _differing(
    decision: Decision, here: Situation, changed: Decision, there: Situation, lots: Lots
) -> Situation | None:
    """A case that is decided otherwise on the day before, or after."""
    asked = [here.policy.inputs[each] for each in sorted(asked_by(decision))]
    for _ in range(_TRIES):
        found = certain(decision, here, lots)
        if found is None:
            continue
        for each in (each for each in asked if each.id in found.values):
            for value in (*candidates(decision, each, here), *candidates(changed, each, there)):
                values = {**found.values, each.id: value}
                one, other = replace(here, values=values), replace(there, values=values)
                if not possible(one):
                    continue
                ours, theirs = decide(decision, one), decide(changed, other)
                if not ours.undetermined and ours.outcome != theirs.outcome:
                    return one
    return None
