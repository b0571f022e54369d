"""Judges questions a second, plain way: every completion is tried, every sum added up by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice, pairwise, product
from random import Random
from typing import Any

from tiercalc import read_inputs
from tiercalc.given import doubts
from tiercalc.policy import (
    OTHERWISE,
    AllOf,
    AnyOf,
    Bound,
    Choices,
    Condition,
    Decision,
    FigureRef,
    Finite,
    IfRuled,
    Not,
    OnAmount,
    OneOf,
    OnResult,
    Policy,
    Quantity,
    unit,
)
from tiercalc.words import NONE, outcome_label

OPEN = "open"
MOST = 800
ROOM = 4
WHOLE = 100


class Completion:
    """Everything that a decision hangs on, with a value."""

    def __init__(self, policy: Policy, on: date, values: Mapping[Any, Any]) -> None:
        self.policy, self.on, self.values = policy, on, values

    def holds(self, condition: Condition) -> bool:
        match condition:
            case AllOf(parts):
                return all(self.holds(part) for part in parts)
            case AnyOf(parts):
                return any(self.holds(part) for part in parts)
            case Not(part) | OnResult(when=part):
                return self.holds(part) is not isinstance(condition, Not)
            case IfRuled():
                return self.values[hinge(condition)] in condition.wanted
            case OneOf() | Bound():
                kind = self.policy.inputs[condition.input].type
                value, side = self.values[condition.input], condition.side
                limits = [self.limit(each) for each in condition.operands]
                return any(kind.meets(value, side, limit, self.on) for limit in limits)
            case OnAmount():
                raise NotImplementedError

    def limit(self, operand: Any) -> Any:
        if not isinstance(operand, FigureRef):
            return operand
        figure = self.policy.figures[operand.figure]
        value = figure.on(self.on)
        if value is None:
            return self.values[operand]
        base = self.policy.bases.get(figure.id)
        if base is None:
            return value
        return unit(figure.unit, unit(base).kind).number_in(Decimal(value), unit(base))


def hinge(condition: IfRuled) -> tuple[str, ...]:
    return (condition.decision, str(condition.rule), condition.label or "", condition.ruling)


def judged(decision: Decision, policy: Policy, on: date, given: Mapping[str, str]) -> set[Any]:
    """Everything that a decision may come to; OPEN among it where the policy leaves that open."""
    known = read_inputs(policy, given, on)
    found: set[Any] = set()
    for values in completions(decision, policy, on, known):
        completion = Completion(policy, on, values)
        if decision.collect:
            rules = [rule for rule in decision.rules if completion.holds(rule.when)]
            if any(rule.open for rule in rules):
                found.add(OPEN)
            found.add(frozenset(rule.outcome for rule in rules if rule.outcome))
        else:
            found |= outcomes(decision, policy, completion)
    return found


def outcomes(decision: Decision, policy: Policy, completion: Completion) -> set[Any]:
    found: set[Any] = set()
    for rule in decision.rules:
        if not completion.holds(rule.when):
            continue
        if rule.open is None:
            return found | {rule.outcome}
        named = policy.scales[decision.scale].ids() if decision.scale else decision.outcomes()
        found |= {OPEN, *(each for each in rule.between or named if each != OTHERWISE)}
        if OTHERWISE not in rule.between:
            return found
    return found | {None}


def completions(
    decision: Decision, policy: Policy, on: date, known: Mapping[str, Any]
) -> Iterator[dict[Any, Any]]:
    """What is given with values for all the rest; of very many a sample."""
    conditions = [rule.when for rule in decision.rules]
    cells: dict[Any, list[Any]] = {}
    numbers = points(decision, policy, on, known)
    for condition in conditions:
        for each in condition.hinges:
            cells[hinge(each)] = [*each.outcomes]
        for test in condition.tests:
            for operand in test.operands:
                if isinstance(operand, FigureRef) and policy.figures[operand.figure].on(on) is None:
                    share = policy.figures[operand.figure].unit == "%"
                    cells[operand] = [n for n in numbers if not share or n <= WHOLE]
        for name in condition.inputs:
            if name not in known:
                cells[name] = values_of(name, policy, numbers)
    count = 1
    for each in cells.values():
        count *= len(each)
    every = product(*cells.values()) if count <= MOST else sampled(cells)
    for chosen in islice(every, MOST):
        values = {**known, **dict(zip(cells, chosen, strict=True))}
        inputs = {name: value for name, value in values.items() if isinstance(name, str)}
        if not any(True for _ in doubts(policy, inputs, on)) and ascends(policy, on, values):
            yield values


def sampled(cells: Mapping[Any, list[Any]]) -> Iterator[tuple[Any, ...]]:
    chance = Random(1)  # noqa: S311 - the same cases in every run
    while True:
        yield tuple(chance.choice(each) for each in cells.values())


def values_of(name: str, policy: Policy, numbers: list[Decimal]) -> list[Any]:
    kind = policy.inputs[name].type
    match kind:
        case Quantity():
            most = kind.most
            fitting = [n for n in numbers if n >= kind.least and (most is None or n <= most)]
            return [n for n in fitting if kind.fits(n)]
        case Finite(values=values):
            return list(values)
        case Choices(values=values):
            return [(), values, *((each,) for each in values)]
        case _:
            return [date(1990, 1, 1), date(2026, 11, 30)]


def points(decision: Decision, policy: Policy, on: date, known: Mapping[str, Any]) -> list[Decimal]:
    """Numbers around everything that numbers are compared with, and around those given."""
    found = {Decimal(0)}
    completion = Completion(policy, on, {})
    for rule in decision.rules:
        for test in rule.when.tests:
            for operand in test.operands:
                is_figure = isinstance(operand, FigureRef)
                if is_figure and policy.figures[operand.figure].on(on) is None:
                    continue
                limit = completion.limit(operand)
                if isinstance(limit, Decimal):
                    found.add(limit)
    found |= {each for each in known.values() if isinstance(each, Decimal)}
    # So many that the figures of an order which nobody has set find room on each side.
    around = {n + step for n in found for step in range(-ROOM, ROOM + 1)}
    return sorted(n for n in around if n >= 0)


def ascends(policy: Policy, on: date, values: Mapping[Any, Any]) -> bool:
    completion = Completion(policy, on, values)
    for chain in policy.ascending:
        known = [
            completion.limit(FigureRef(each))
            for each in chain
            if policy.figures[each].on(on) is not None or FigureRef(each) in values
        ]
        if any(low >= high for low, high in pairwise(known)):
            return False
    return True


def label(outcome: str | None, decision: Decision, policy: Policy) -> str:
    said = outcome_label(outcome, decision, policy)
    return "都不符合" if outcome is None and said == NONE else said
