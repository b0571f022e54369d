"""Formulas over unknowns that have finitely many cells, and decision diagrams made of them.

A formula is True, False, or a tuple: ("in", unknown, cells) holds in these cells of the unknown;
("cmp", operator, left, right) compares two numeric unknowns; ("and" | "or", parts); ("not", part).
A diagram (an ordered, reduced multi-valued decision diagram) gives for every completion of the
unknowns the result of a first-hit table, so that “possible” and “missing” can be read off exactly.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tiercalc.decide.effort import spend
from tiercalc.policy import COMPARE

Formula = Any  # bool or a nested tuple as above; the type is recursive and hashable
Table = tuple[tuple[Formula, Hashable], ...]

INFEASIBLE = ("infeasible",)


@dataclass(frozen=True, eq=False)
class Branch:
    """A diagram's inner node: where each cell of an unknown leads."""

    unknown: str
    ways: tuple[Diagram, ...]


@dataclass(frozen=True)
class Leaf:
    """A diagram's end: the result of the table there."""

    result: Hashable


Diagram = Branch | Leaf


def both(parts: Sequence[Formula]) -> Formula:
    """And, simplified."""
    return _joined("and", parts, absorbing=False)


def either(parts: Sequence[Formula]) -> Formula:
    """Or, simplified."""
    return _joined("or", parts, absorbing=True)


def negated(part: Formula) -> Formula:
    """Not, simplified."""
    if isinstance(part, bool):
        return not part
    return part[1] if part[0] == "not" else ("not", part)


def _joined(kind: str, parts: Sequence[Formula], absorbing: bool) -> Formula:
    kept = []
    for part in parts:
        if part is absorbing:
            return absorbing
        if not isinstance(part, bool):
            kept.append(part)
    unique = tuple(dict.fromkeys(kept))
    if not unique:
        return not absorbing
    return unique[0] if len(unique) == 1 else (kind, unique)


@dataclass
class Unknowns:
    """The unknowns of one question: their cells, in the order in which they are asked.

    Numeric unknowns list points (Decimal); others list their values. `feasible` holds the orders
    between numeric unknowns that every completion keeps, as one formula.
    """

    cells: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    feasible: Formula = True

    def member(self, unknown: str, holds: Sequence[bool]) -> Formula:
        """The formula that holds in the cells so marked."""
        if all(holds):
            return True
        if not any(holds):
            return False
        return ("in", unknown, frozenset(i for i, yes in enumerate(holds) if yes))

    def assume(self, formula: Formula, unknown: str, cell: int) -> Formula:
        """The formula once an unknown is known to lie in a cell."""
        if isinstance(formula, bool):
            return formula
        kind = formula[0]
        if kind == "in":
            return cell in formula[2] if formula[1] == unknown else formula
        if kind == "cmp":
            return self._compared(formula, unknown, cell)
        if kind == "not":
            return negated(self.assume(formula[1], unknown, cell))
        parts = [self.assume(part, unknown, cell) for part in formula[1]]
        return both(parts) if kind == "and" else either(parts)

    def _compared(self, formula: Formula, unknown: str, cell: int) -> Formula:
        _, op, left, right = formula
        if unknown not in (left, right):
            return formula
        point, compare = self.cells[unknown][cell], COMPARE[op]
        if unknown == left:
            return self.member(right, [compare(point, other) for other in self.cells[right]])
        return self.member(left, [compare(other, point) for other in self.cells[left]])

    def diagram(self, table: Table) -> Diagram:
        """The diagram of a first-hit table [(formula, result)]; None where no row holds."""
        return _Builder(self).build(self.feasible, _shortened(table))

    def reached(self, table: Table) -> Iterator[Hashable]:
        """The diagram's results, each as soon as a feasible completion gives it.

        Sooner than the diagram where it is enough that there are two.
        """
        given: set[Hashable] = set()
        seen: set[tuple[Formula, Table]] = set()
        stack = [(self.feasible, _shortened(table))]
        while stack:
            feasible, rest = part = stack.pop()
            known = _decided(rest) and _result(rest) in given
            if feasible is False or known or part in seen:
                continue
            seen.add(part)
            if feasible is True and _decided(rest):
                given.add(_result(rest))
                yield _result(rest)
            else:
                stack.extend(reversed(self.split(*part)[1]))

    def split(self, feasible: Formula, table: Table) -> tuple[str, list[tuple[Formula, Table]]]:
        """The unknown to ask first, and what is left of a question once it lies in each cell."""
        named, size = _named(feasible, table, self.cells)
        unknown = next(each for each in self.cells if each in named)
        spend(len(self.cells[unknown]) * (size + named[unknown]))
        rests = []
        for cell in range(len(self.cells[unknown])):
            rows = tuple((self.assume(formula, unknown, cell), r) for formula, r in table)
            rests.append((self.assume(feasible, unknown, cell), _shortened(rows)))
        return unknown, rests


def _decided(table: Table) -> bool:
    return not table or table[0][0] is True


def _result(table: Table) -> Hashable:
    return table[0][1] if table else None


def _shortened(table: Table) -> Table:
    rows = []
    for formula, result in table:
        if formula is False:
            continue
        rows.append((formula, result))
        if formula is True:
            break
    return tuple(rows)


class _Builder:
    """Builds one diagram; what is left of a question is its own key, so equal rests are shared."""

    def __init__(self, unknowns: Unknowns) -> None:
        self.unknowns = unknowns
        self.seen: dict[tuple[Formula, Table], Diagram] = {}
        self.branches: dict[tuple[Hashable, ...], Branch] = {}
        self.leaves: dict[Hashable, Leaf] = {}

    def build(self, feasible: Formula, table: Table) -> Diagram:
        key = (feasible, table)
        if key not in self.seen:
            self.seen[key] = self._build(feasible, table)
        return self.seen[key]

    def _build(self, feasible: Formula, table: Table) -> Diagram:
        if feasible is False:
            return self._leaf(INFEASIBLE)
        if feasible is True and _decided(table):
            return self._leaf(_result(table))
        unknown, rests = self.unknowns.split(feasible, table)
        ways = [self.build(*rest) for rest in rests]
        if all(way is ways[0] for way in ways):
            return ways[0]
        key = (unknown, *(id(way) for way in ways))
        if key not in self.branches:
            self.branches[key] = Branch(unknown, tuple(ways))
        return self.branches[key]

    def _leaf(self, result: Hashable) -> Leaf:
        return self.leaves.setdefault(result, Leaf(result))


def _named(
    feasible: Formula, table: Table, cells: Mapping[str, Sequence[Any]]
) -> tuple[dict[str, int], int]:
    """The unknowns in formulas, each with what it is compared with, and the number of parts."""
    found: dict[str, int] = {}
    size = 0
    stack: list[Formula] = [feasible, *(formula for formula, _ in table)]
    while stack:
        formula = stack.pop()
        size += 1
        if isinstance(formula, bool):
            continue
        if formula[0] == "in":
            found.setdefault(formula[1], 0)
        elif formula[0] == "cmp":
            _, _, left, right = formula
            found[left] = found.get(left, 0) + len(cells[right])
            found[right] = found.get(right, 0) + len(cells[left])
        elif formula[0] == "not":
            stack.append(formula[1])
        else:
            stack.extend(formula[1])
    return found, size
