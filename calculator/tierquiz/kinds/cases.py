"""Cases to ask about: what is given so that a decision is certain, or so that it just is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from tiercalc.case import Situation
from tiercalc.decide import decide
from tiercalc.given import doubts
from tiercalc.policy import Decision

from tierquiz.kinds.limits import Limit, candidates, sides
from tierquiz.kinds.wishes import granting, wishes, wishes_at
from tierquiz.lots import Lots

_TRIES = 8
_MOST_GIVEN = 8


def case_on(
    decision: Decision, limit: Limit, side: str, situation: Situation, lots: Lots
) -> Situation | None:
    """A case with a number on a side of a limit at which the decision turns, as few given as do.

    Where nothing is found in which the limit matters, or the decision stays open: None.
    """
    around = sides(limit)
    if side not in around:
        return None
    for _ in range(_TRIES):
        wanted = wishes_at(decision, limit.asked.id, lots)
        given = granting(wanted, {limit.asked.id: around[side]}, situation, lots)
        found = certain(decision, replace(situation, values=given), lots)
        if found is not None and _turns(decision, limit, around, found):
            return found
    return None


def case_of(decision: Decision, rule: int, situation: Situation, lots: Lots) -> Situation | None:
    """A case that a rule decides, by its place in the table; None where none is found."""
    for _ in range(_TRIES):
        found = certain(decision, _of_rule(decision, rule, situation, lots), lots)
        if found is not None and _first(decision, found) == rule:
            return found
    return None


def open_case(decision: Decision, rule: int, situation: Situation, lots: Lots) -> Situation | None:
    """A case near a rule in which nothing is lacking but what nobody has decided."""
    for _ in range(_TRIES):
        found = filled_in(decision, _of_rule(decision, rule, situation, lots), lots)
        if found is not None and decide(decision, found).undetermined:
            return found
    return None


def certain(decision: Decision, situation: Situation, lots: Lots) -> Situation | None:
    """The case with what it lacks, until the decision is certain; None where it stays open."""
    found = filled_in(decision, situation, lots)
    return None if found is None or decide(decision, found).undetermined else found


def filled_in(decision: Decision, situation: Situation, lots: Lots) -> Situation | None:
    """The case with what it still lacks, as long as that can be given."""
    for _ in range(_MOST_GIVEN):
        if not possible(situation):
            return None
        answer = decide(decision, situation)
        lacking = [each.id for each in answer.missing if each.kind == "input"]
        if not lacking:
            return situation
        name = lots.one(lacking)
        values = candidates(decision, situation.policy.inputs[name], situation)
        if not values:
            return None
        situation = replace(situation, values={**situation.values, name: lots.one(values)})
    return None


def _of_rule(decision: Decision, rule: int, situation: Situation, lots: Lots) -> Situation:
    wanted = list(wishes(decision.rules[rule].when, True, lots))
    return replace(situation, values=granting(wanted, {}, situation, lots))


def without_one(decision: Decision, situation: Situation, lots: Lots) -> Situation | None:
    """The case less one thing that is given, so that the decision hangs on what is not known."""
    for name in lots.mixed(situation.values):
        left = {each: value for each, value in situation.values.items() if each != name}
        answer = decide(decision, replace(situation, values=left))
        # Of nothing at all it goes without saying that it is not enough.
        if left and answer.undetermined and any(each.kind == "input" for each in answer.missing):
            return replace(situation, values=left)
    return None


def possible(situation: Situation) -> bool:
    """Whether what is given can be the case."""
    return not any(True for _ in doubts(situation.policy, situation.values, situation.on))


def asked_by(decision: Decision) -> frozenset[str]:
    """The inputs that a decision hangs on."""
    return frozenset(name for rule in decision.rules for name in rule.when.inputs)


def _turns(
    decision: Decision, limit: Limit, around: Mapping[str, Decimal], situation: Situation
) -> bool:
    """Whether the decision is another one on another side of the limit, all else equal."""
    found = set()
    for number in around.values():
        values = {**situation.values, limit.asked.id: number}
        moved = replace(situation, values=values)
        if possible(moved):
            answer = decide(decision, moved)
            found.add((answer.outcome, answer.undetermined))
    return len(found) > 1


def _first(decision: Decision, situation: Situation) -> int | None:
    """The place of the rule that holds, where it is certain that it is the first."""
    for place, hit in enumerate(decide(decision, situation).hits):
        if hit.verdict is True:
            return place
        if hit.verdict is None:
            return None
    return None
