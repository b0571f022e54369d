"""Decision tables (DMN's hit policies first and collect) answered exactly under unknowns."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from tiercalc.completions import Completions, owner
from tiercalc.conditions import Verdict, tests, verdict
from tiercalc.formula import Diagram, Table, Unknowns, decisive, results
from tiercalc.model import Condition, Decision, Rule
from tiercalc.situation import Situation


@dataclass(frozen=True)
class Open:
    """The result of a case that the source leaves open: the ruling that says so."""

    ruling: str


@dataclass(frozen=True)
class Missing:
    """What would have to be known: an input, an unset figure, or a ruling."""

    kind: str
    id: str


@dataclass(frozen=True)
class Hit:
    """A rule's exact verdict, and whether the answer rests on it."""

    rule: Rule
    verdict: Verdict
    decisive: bool


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


def decide(decision: Decision, situation: Situation) -> Answer:
    """Answer one decision table in a situation."""
    found = _collected(decision, situation) if decision.collect else _first(decision, situation)
    outcome, undetermined, possible, missing = found
    return Answer(
        decision=decision,
        outcome=outcome,
        asked=_asked(decision, situation),
        undetermined=undetermined,
        possible=possible,
        missing=missing,
        hits=_hits(decision, situation, undetermined),
    )


def rate_figures(
    decision: Decision, situation: Situation
) -> tuple[tuple[str | Open | None, ...], tuple[Missing, ...]]:
    """Give every figure that the winning rule may name, and what is missing to tell which.

    None stands for a rule without a figure (the amount stays as it is).
    """
    question = _Question([rule.when for rule in decision.rules], situation)
    table = question.table([(r.when, Open(r.open) if r.open else r.figure) for r in decision.rules])
    diagram = question.unknowns.diagram(table)
    found = results(diagram)
    missing = question.missing([diagram])
    return tuple(r for r in found if r is None or isinstance(r, str | Open)), missing


def holds(condition: Condition, situation: Situation) -> Verdict:
    """Whether a condition holds in every completion, in none, or in some (None)."""
    plain = verdict(condition, situation)
    if plain is not None:
        return plain
    question = _Question([condition], situation)
    ((formula, _),) = table = question.table([(condition, True)])
    if isinstance(formula, tuple) and formula[0] == "in" and owner(formula[1])[0] == "input":
        return None  # an input that is not given may lie on either side
    found = tuple(islice(question.unknowns.reached(table), 2))
    return None if len(found) != 1 else found[0] is True


Found = tuple[str | tuple[str, ...] | None, bool, tuple[str | None, ...], tuple[Missing, ...]]


def _first(decision: Decision, situation: Situation) -> Found:
    question = _Question([rule.when for rule in decision.rules], situation)
    table = question.table([(rule.when, _result(rule)) for rule in decision.rules])
    diagram = question.unknowns.diagram(table)
    found = results(diagram)
    possible = tuple(result for result in found if result is None or isinstance(result, str))
    left_open = [result for result in found if isinstance(result, Open)]
    if left_open:
        possible += named_outcomes(decision, situation)
    undetermined = len(found) != 1 or bool(left_open)
    outcome = None if undetermined else possible[0]
    missing = question.missing([diagram]) if undetermined else ()
    return outcome, undetermined, _in_order(possible, decision, situation), missing


def _collected(decision: Decision, situation: Situation) -> Found:
    question = _Question([rule.when for rule in decision.rules], situation)
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
        table = question.table([(r.when, Open(ruling)) for r in decision.rules if r.open == ruling])
        diagram = question.unknowns.diagram(table)
        if Open(ruling) in results(diagram):
            hanging.append(diagram)
            possible += named_outcomes(decision, situation)
    return (
        tuple(certain),
        bool(hanging),
        _in_order(possible, decision, situation),
        question.missing(hanging),
    )


def _result(rule: Rule) -> Hashable:
    return Open(rule.open) if rule.open is not None else rule.outcome


def _asked(decision: Decision, situation: Situation) -> bool:
    needed = {test.input for rule in decision.rules for test in tests(rule.when)}
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
    first = verdicts.index(True) if True in verdicts else len(verdicts)
    return tuple(
        Hit(rule, found, place == first or (place < first and found is None))
        for place, (rule, found) in enumerate(zip(decision.rules, verdicts, strict=True))
    )


class _Question:
    """Some conditions in a situation, ready to be put to diagrams."""

    def __init__(self, conditions: list[Condition], situation: Situation) -> None:
        self.completions = Completions(conditions, situation)

    @property
    def unknowns(self) -> Unknowns:
        return self.completions.unknowns

    def table(self, rows: Iterable[tuple[Condition, Hashable]]) -> Table:
        return tuple((self.completions.formula(when), result) for when, result in rows)

    def missing(self, diagrams: list[Diagram]) -> tuple[Missing, ...]:
        """The inputs and figures that can change a result, most decisive first, then rulings."""
        order = tuple(self.unknowns.cells)
        found = {name for diagram in diagrams for name in decisive(diagram, order)}
        weights: dict[Missing, Fraction] = {}
        for name in (name for name in order if name in found):
            missing = Missing(*owner(name))
            weight = sum((self._left(diagram, name) for diagram in diagrams), Fraction(0))
            weights[missing] = min(weight, weights.get(missing, weight))
        rulings = dict.fromkeys(
            Missing("ruling", result.ruling)
            for diagram in diagrams
            for result in results(diagram)
            if isinstance(result, Open)
        )
        return (*sorted(weights, key=weights.__getitem__), *rulings)

    def _left(self, diagram: Diagram, name: str) -> Fraction:
        """How many results stay possible, on average over the cells, once `name` is known."""
        cells = range(len(self.unknowns.cells[name]))
        counts = [len(results(diagram, name, cell)) for cell in cells]
        return Fraction(sum(counts), max(sum(count > 0 for count in counts), 1))
