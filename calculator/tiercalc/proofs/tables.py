"""What holds of a decision table for every customer there could be, or a case that breaks it.

Proved on the table's decision diagram with every input unknown, not tried on samples.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import Any, cast

from tiercalc.case import Situation, verdict
from tiercalc.decide import (
    INFEASIBLE,
    Branch,
    Completions,
    Diagram,
    Leaf,
    Open,
    in_step,
    input_name,
    owner,
    results,
    spend,
)
from tiercalc.policy import (
    OTHERWISE,
    Condition,
    Day,
    Decision,
    Policy,
    Quantity,
    Rule,
    Value,
)
from tiercalc.proofs.witnesses import reckoned

Case = Mapping[str, Value]

# What it takes to look at a table at all, in comparisons.
_EACH_TABLE = 200


_Path = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Worsening:
    """A customer with more of an input and a lower outcome: both cases, all else equal."""

    input: str
    less: Case
    more: Case
    before: str | None
    after: str | None


def gap(decision: Decision, situation: Situation) -> Case | None:
    """A case for which no rule of a table holds; None where every case has an answer.

    Where amounts are tested, a case is one only if its inputs really come to it.
    """
    return _Table(decision, situation, lambda rule: rule.number).case(None)


def case_for(condition: Condition, decision: Decision, situation: Situation) -> Case | None:
    """A case for which a condition on a decision's inputs holds; None where none is found.

    Where amounts are tested, there may be one that is not found.
    """
    return _only(condition, decision, situation).case(1)


def is_possible(condition: Condition, decision: Decision, situation: Situation) -> bool:
    """Whether a condition on a decision's inputs may hold; False is proved."""
    return 1 in results(_only(condition, decision, situation).diagram)


def _only(condition: Condition, decision: Decision, situation: Situation) -> _Table:
    rule = replace(decision.rules[0], number=1, when=condition)
    return _Table(replace(decision, rules=(rule,)), situation, lambda each: each.number)


def unreached(decision: Decision, situation: Situation) -> tuple[Rule, ...]:
    """The rules that never decide a case: an earlier one always does, or nothing can."""
    if decision.collect:
        return ()
    found: set[Hashable] = set()
    rules = decision.rules
    # A case that an open rule may leave to the later ones reaches them, too.
    for passed in (None, *(rule for rule in decision.rules if OTHERWISE in rule.between)):
        rules = tuple(rule for rule in rules if rule is not passed)
        left = replace(decision, rules=rules)
        found.update(results(_Table(left, situation, lambda rule: rule.number).diagram))
    return tuple(rule for rule in decision.rules if rule.number not in found)


def worsening(decision: Decision, situation: Situation) -> Worsening | None:
    """A case in which more of an input that is declared better lowers the outcome of a ladder.

    None where no such case exists. Cases that the table leaves open are passed over.
    """
    if not decision.ladder or decision.scale is None:
        return None
    heights: dict[str | None, int] = {None: -1}
    heights |= {v: n for n, v in enumerate(reversed(_ids(decision, situation)))}

    def lower(before: Hashable, after: Hashable) -> bool:
        both = (heights.get(cast(str, before)), heights.get(cast(str, after)))
        return None not in both and cast(int, both[1]) < cast(int, both[0])

    table = _Table(decision, situation, lambda rule: Open(()) if rule.open else rule.outcome)
    for asked in situation.policy.inputs.values():
        if asked.more_is_better and isinstance(asked.type, Quantity):
            found = table.pair(input_name(asked.id), lower)
            if found is not None:
                return Worsening(asked.id, *found)
    return None


def _ids(decision: Decision, situation: Situation) -> tuple[str, ...]:
    return situation.policy.scales[decision.scale or ""].ids()


@lru_cache(maxsize=256)
def _whenever(policy: Policy) -> Policy:
    """A policy that takes dates to come, too: what it keeps, it keeps when they have come."""
    days = {
        name: replace(asked, type=replace(asked.type, ahead=True))
        for name, asked in policy.inputs.items()
        if isinstance(asked.type, Day)
    }
    return replace(policy, inputs={**policy.inputs, **days}) if days else policy


class _Table:
    """A table's diagram with every input unknown, and the cases that lead to its ends."""

    def __init__(
        self, decision: Decision, situation: Situation, result: Callable[[Rule], Hashable]
    ) -> None:
        blank = replace(situation, policy=_whenever(situation.policy), values={})
        spend(_EACH_TABLE)
        completions = Completions([rule.when for rule in decision.rules], blank)
        self.blank, self.decision, self.result = blank, decision, result
        rows = tuple((completions.formula(rule.when), result(rule)) for rule in decision.rules)
        self.cells = completions.unknowns.cells
        self.place = {unknown: place for place, unknown in enumerate(self.cells)}
        self.diagram = completions.unknowns.diagram(rows)

    def case(self, wanted: Hashable) -> Case | None:
        """A case that ends at a result; None where none does."""
        for node, path in self._walk():
            if isinstance(node, Leaf) and node.result == wanted:
                case = self._values(path)
                if not self._supposes(path) or self._result(case) == wanted:
                    return case
        return None

    def pair(
        self, unknown: str, wanted: Callable[[Hashable, Hashable], bool]
    ) -> tuple[Case, Case, Any, Any] | None:
        """Two cases that differ in one unknown alone, the lower first, with wanted results."""
        for node, path in self._walk():
            if not isinstance(node, Branch) or node.unknown != unknown:
                continue
            for (low, below), (high, above) in combinations(enumerate(node.ways), 2):
                found = self._together(below, above, wanted, set())
                if found is not None:
                    rest, before, after = found
                    less = self._values((*path, (unknown, low), *rest))
                    point = self.cells[unknown][high]
                    more = {**less, owner(unknown)[1]: point}
                    if not self.blank.policy.tests_amounts:
                        return less, more, before, after
                    # More of an input is more of the amounts that are made of it, too.
                    if (self._result(less), self._result(more)) == (before, after):
                        return less, more, before, after
        return None

    def _supposes(self, path: _Path) -> bool:
        return any(owner(unknown)[0] == "amount" for unknown, _ in path)

    def _result(self, case: Case) -> Hashable:
        """What the table gives where exactly so much is known; INFEASIBLE while that is open."""
        given = replace(self.blank, values=case)
        for rule in self.decision.rules:
            found = verdict(rule.when, given)
            if found is not False:
                return self.result(rule) if found else INFEASIBLE
        return None

    def _walk(self) -> Iterator[tuple[Diagram, _Path]]:
        """Every node once, with a way that leads to it."""
        seen: set[int] = set()
        stack: list[tuple[Diagram, _Path]] = [(self.diagram, ())]
        while stack:
            node, path = stack.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            yield node, path
            if isinstance(node, Branch):
                steps = ((node.unknown, cell) for cell in range(len(node.ways)))
                stack += [(way, (*path, s)) for way, s in zip(node.ways, steps, strict=True)]

    def _together(
        self,
        a: Diagram,
        b: Diagram,
        wanted: Callable[[Hashable, Hashable], bool],
        seen: set[tuple[int, int]],
    ) -> tuple[_Path, Any, Any] | None:
        """A completion on which two diagrams give a wanted pair of results."""
        if isinstance(a, Leaf) and isinstance(b, Leaf):
            return ((), a.result, b.result) if wanted(a.result, b.result) else None
        if (id(a), id(b)) in seen:
            return None
        seen.add((id(a), id(b)))
        for unknown, cell, x, y in in_step(a, b, self.place):
            found = self._together(x, y, wanted, seen)
            if found is not None:
                path, before, after = found
                return ((unknown, cell), *path), before, after
        return None

    def _values(self, path: _Path) -> Case:
        values: dict[str, Value] = {}
        wanted: dict[str, Decimal] = {}
        for unknown, cell in path:
            kind, name = owner(unknown)
            point = self.cells[unknown][cell]
            identity = unknown.partition("#")[2]
            if identity:
                held = cast(tuple[str, ...], values.get(name, ()))
                values[name] = (*held, identity) if point else held
            elif kind == "input":
                values[name] = point
            elif kind == "amount" and isinstance(point, Decimal):
                wanted[name] = point
        return reckoned(values, wanted, self.blank) if wanted else values
