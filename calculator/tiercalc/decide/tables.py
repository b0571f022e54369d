"""Decision tables (DMN's hit policies first and collect) answered exactly under unknowns."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import NamedTuple, cast

from tiercalc.case import Missing, Situation, opposite, some, verdict
from tiercalc.decide.diagrams import (
    Diagram,
    Formula,
    Table,
    Unknowns,
    asked_in,
    both,
    decisive,
    results,
)
from tiercalc.decide.unknown_names import owner
from tiercalc.decide.unknowns import Completions
from tiercalc.policy import (
    OTHERWISE,
    AllOf,
    Condition,
    Decision,
    Rule,
    Verdict,
    inputs_of,
)


@dataclass(frozen=True)
class Open:
    """The result of a case that the source leaves open: the rulings that say so, and between what.

    None among the outcomes stands for none of them.
    """

    rulings: tuple[str, ...]
    outcomes: frozenset[str | None] = frozenset()

    def or_else(self, result: Hashable) -> Open:
        """The same question where the case may also end as it would without this rule."""
        if isinstance(result, Open):
            rulings = dict.fromkeys((*self.rulings, *result.rulings))
            return Open(tuple(rulings), self.outcomes | result.outcomes)
        return Open(self.rulings, self.outcomes | {cast(str | None, result)})


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


def holds(condition: Condition, situation: Situation) -> Verdict:
    """Whether a condition holds in every completion, in none, or in some (None)."""
    plain = verdict(condition, situation)
    if plain is not None:
        return plain
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
    needed = {name for rule in decision.rules for name in inputs_of(rule.when)}
    return not needed or not needed.isdisjoint(situation.values)


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


class Question:
    """Some conditions in a situation, ready to be put to diagrams."""

    def __init__(self, conditions: list[Condition], situation: Situation) -> None:
        self.completions = Completions(conditions, situation)

    @property
    def unknowns(self) -> Unknowns:
        """What is not known."""
        return self.completions.unknowns

    def table(self, rows: Iterable[tuple[Condition, Hashable]]) -> Table:
        """Conditions with their results, as formulas over what is not known."""
        return tuple((self.completions.formula(when), result) for when, result in rows)

    def missing(self, diagrams: list[Diagram]) -> tuple[Missing, ...]:
        """The inputs and figures that can change a result, most decisive first, then rulings."""
        order = tuple(self.unknowns.cells)
        found = {name for diagram in diagrams for name in decisive(diagram, order)}
        if not found:
            # Where unknowns decide only together, each of them helps.
            hanging = (diagram for diagram in diagrams if len(results(diagram)) > 1)
            found = {name for diagram in hanging for name in asked_in(diagram)}
        weights: dict[Missing, Fraction] = {}
        hinges = [name for name in order if name in found and owner(name)[0] == "ruling"]
        for name in (name for name in order if name in found and name not in hinges):
            weight = sum((self._left(diagram, name) for diagram in diagrams), Fraction(0))
            for missing in self.completions.behind(name):
                weights[missing] = min(weight, weights.get(missing, weight))
        rulings = [
            Missing("ruling", ruling)
            for diagram in diagrams
            for result in results(diagram)
            if isinstance(result, Open)
            for ruling in result.rulings
        ]
        rulings += (each for name in hinges for each in self.completions.behind(name))
        rulings += (each for each in weights if each.kind == "ruling")
        known = [each for each in weights if each.kind != "ruling"]
        return (*sorted(known, key=weights.__getitem__), *dict.fromkeys(rulings))

    def _left(self, diagram: Diagram, name: str) -> Fraction:
        """How many results stay possible, on average over the cells, once `name` is known."""
        cells = range(len(self.unknowns.cells[name]))
        counts = [len(results(diagram, name, cell)) for cell in cells]
        return Fraction(sum(counts), max(sum(count > 0 for count in counts), 1))
