"""Decision tables (DMN's hit policies first and collect) answered exactly under unknowns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from tiercalc.case import Missing, Situation, opposite, some, verdict
from tiercalc.decide.ahead import results
from tiercalc.decide.diagrams import (
    Diagram,
    Formula,
    Table,
    both,
)
from tiercalc.decide.question import Open, Question
from tiercalc.decide.unknown_names import owner
from tiercalc.given import related_to
from tiercalc.policy import (
    OTHERWISE,
    AllOf,
    Condition,
    Decision,
    Rule,
    Value,
    Verdict,
)

# So many conditions are kept with what they come to: those of the last keystrokes.
_KEPT = 1024


@dataclass(frozen=True)
class Hit:
    """A rule's exact verdict, and whether the answer rests on it."""

    rule: Rule
    verdict: Verdict
    decisive: bool


class Conclusion(NamedTuple):
    """What a decision comes to, each part as in an answer."""

    outcome: str | tuple[str, ...] | None
    undetermined: bool
    possible: tuple[str | None, ...]


@dataclass(frozen=True)
class Answer:
    """A decision's answer.

    `outcome` is a value's id (the labels certain so far for collect), or None for none and while
    undetermined. `possible` holds every outcome that a completion of the unknowns gives.
    """

    decision: Decision
    outcome: str | tuple[str, ...] | None
    asked: bool
    undetermined: bool
    possible: tuple[str | None, ...]
    missing: tuple[Missing, ...]
    hits: tuple[Hit, ...]

    @property
    def conclusion(self) -> Conclusion:
        """The answer without what is missing and the rules that it rests on."""
        return Conclusion(self.outcome, self.undetermined, self.possible)


def decide(decision: Decision, situation: Situation) -> Answer:
    """Answer one decision table in a situation."""
    outcome, undetermined, possible, missing = _found(decision, situation)
    return Answer(
        decision=decision,
        outcome=outcome,
        asked=_asked(decision, situation),
        undetermined=undetermined,
        possible=possible,
        missing=missing,
        hits=_hits(decision, situation, undetermined),
    )


def conclusion(decision: Decision, situation: Situation) -> Conclusion:
    """What `decide` finds, without the rules that it rests on, which take as long again."""
    return Conclusion(*_found(decision, situation)[:3])


def is_otherwise(decision: Decision, situation: Situation, before: Conclusion) -> bool:
    """Whether a decision comes to something else, now that less is known than `before`."""
    if decision.collect or before.undetermined:
        return conclusion(decision, situation) != before
    # What it came to is still possible, so that it is enough to meet anything beside it.
    question = Question([rule.when for rule in decision.rules], situation)
    found = question.unknowns.reached(_rows(decision, question, situation))
    return any(result != before.outcome for result in found)


def holds(condition: Condition, situation: Situation) -> Verdict:
    """Whether a condition holds in every completion, in none, or in some (None)."""
    plain = verdict(condition, situation)
    if plain is not None:
        return plain
    needed = related_to(condition, situation.policy)
    given = tuple(each for each in situation.values.items() if each[0] in needed)
    return _exactly(condition, situation.blank, given)


@lru_cache(maxsize=_KEPT)
def _exactly(
    condition: Condition, blank: Situation, given: tuple[tuple[str, Value], ...]
) -> Verdict:
    """What a condition comes to by what is given of the inputs that bear on it.

    Kept for the next case, which mostly differs in one input, as decisions share their conditions.
    """
    situation = replace(blank, values=dict(given))
    question = Question([condition], situation)
    ((formula, _),) = table = question.table([(condition, True)])
    single = isinstance(formula, tuple) and formula[0] == "in"
    if single and question.unknowns.feasible is True and owner(formula[1])[0] == "input":
        return None  # an input that is not given may lie on either side
    found = tuple(islice(question.unknowns.reached(table), 2))
    return None if len(found) != 1 else found[0] is True


Found = tuple[str | tuple[str, ...] | None, bool, tuple[str | None, ...], tuple[Missing, ...]]


def _found(decision: Decision, situation: Situation) -> Found:
    return _collected(decision, situation) if decision.collect else _first(decision, situation)


def _first(decision: Decision, situation: Situation) -> Found:
    question = Question([rule.when for rule in decision.rules], situation)
    diagram = question.unknowns.diagram(_rows(decision, question, situation))
    found = results(diagram)
    possible = [result for result in found if result is None or isinstance(result, str)]
    left_open = [result for result in found if isinstance(result, Open)]
    for each in left_open:
        possible += each.outcomes
    undetermined = len(found) != 1 or bool(left_open)
    outcome = None if undetermined else possible[0]
    missing = question.missing([diagram]) if undetermined else ()
    return outcome, undetermined, _in_order(possible, decision, situation), missing


def _collected(decision: Decision, situation: Situation) -> Found:
    question = Question([rule.when for rule in decision.rules], situation)
    certain: list[str] = []
    possible: list[str] = []
    hanging: list[Diagram] = []
    for label in decision.outcomes():
        table = question.table([(r.when, label) for r in decision.rules if r.outcome == label])
        diagram = question.unknowns.diagram(table)
        found = results(diagram)
        if label in found:
            possible.append(label)
            if len(found) == 1:
                certain.append(label)
            else:
                hanging.append(diagram)
    for ruling in dict.fromkeys(r.open for r in decision.rules if r.open is not None):
        left = Open((ruling,))
        table = question.table([(r.when, left) for r in decision.rules if r.open == ruling])
        diagram = question.unknowns.diagram(table)
        if left in results(diagram):
            hanging.append(diagram)
            for rule in (rule for rule in decision.rules if rule.open == ruling):
                if holds(rule.when, situation) is not False:
                    possible += rule.between or named_outcomes(decision, situation)
    return (
        tuple(certain),
        bool(hanging),
        _in_order(possible, decision, situation),
        question.missing(hanging),
    )


def _rows(decision: Decision, question: Question, situation: Situation) -> Table:
    """The first-hit table, in which an open rule says between which outcomes it leaves a case.

    Where it may end as the later rules say, it has a row for each of them.
    """
    rows: Table = ()
    for rule in reversed(decision.rules):
        formula: Formula = question.completions.formula(rule.when)
        if rule.open is None:
            rows = ((formula, rule.outcome), *rows)
            continue
        between = rule.between or named_outcomes(decision, situation)
        left = Open((rule.open,), frozenset(each for each in between if each != OTHERWISE))
        if OTHERWISE in between:
            later = [(both([formula, other]), left.or_else(result)) for other, result in rows]
            rows = (*later, (formula, left.or_else(None)), *rows)
        else:
            rows = ((formula, left), *rows)
    return rows


def _asked(decision: Decision, situation: Situation) -> bool:
    return not decision.inputs or not decision.inputs.isdisjoint(situation.values)


def _in_order(
    outcomes: Iterable[str | None], decision: Decision, situation: Situation
) -> tuple[str | None, ...]:
    """Each outcome once, in the scale's order (without one, the rules'), none last."""
    found = set(outcomes)
    order = (*named_outcomes(decision, situation), None)
    return tuple(outcome for outcome in order if outcome in found)


def named_outcomes(decision: Decision, situation: Situation) -> tuple[str, ...]:
    """Every outcome that a decision could have once its open questions are decided."""
    if decision.scale is None:
        return decision.outcomes()
    return situation.policy.scales[decision.scale].ids()


def _hits(decision: Decision, situation: Situation, undetermined: bool) -> tuple[Hit, ...]:
    verdicts = [holds(rule.when, situation) for rule in decision.rules]
    if decision.collect:
        return tuple(
            Hit(rule, found, found is True or (found is None and undetermined))
            for rule, found in zip(decision.rules, verdicts, strict=True)
        )
    hits: list[Hit] = []
    earlier: Verdict = False
    for rule, found in zip(decision.rules, verdicts, strict=True):
        # A rule for all other cases holds only where no earlier rule does.
        own = opposite(earlier) if rule.when == AllOf(()) else found
        hits.append(Hit(rule, own, earlier is not True and found is not False))
        earlier = some((earlier, None if found and OTHERWISE in rule.between else found))
    return tuple(hits)
