"""What the unknowns of a question could be: finitely many cells that stand for every completion.

A numeric input is represented by the cut points it is compared with and by grid points between
them (a cent for money, ten decimals for percent, one for counts). Unset figures share the cells
of the inputs they are compared with, and amounts those of the amounts that they are part of, so
that every order of them occurs that the declared one allows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from functools import cached_property
from itertools import pairwise
from typing import assert_never, cast

from tiercalc.case import (
    Situation,
    accepted,
    verdict,
)
from tiercalc.decide.diagrams import Formula, Unknowns, both, either, negated
from tiercalc.given import Bounds, bearing_on, bounds, contained
from tiercalc.policy import (
    COMPARE,
    AllOf,
    AnyOf,
    Bound,
    Choices,
    Condition,
    FigureRef,
    Finite,
    Impossible,
    Input,
    Not,
    OneOf,
    Operand,
    Quantity,
    figures_of,
    operands_of,
    side_of,
    tests,
)


class Completions:
    """The unknowns that some conditions hang on in a situation, and their formulas."""

    def __init__(self, conditions: Iterable[Condition], situation: Situation) -> None:
        self.situation = situation
        self.tests = [test for condition in conditions for test in tests(condition)]

    @cached_property
    def unknowns(self) -> Unknowns:
        """The unknown inputs and unset figures with their cells, in the cases that can be."""
        ordered = [self._ordered(a, b) for a, b in self._numeric.ascending]
        ordered += [("cmp", "lte", a, b) for a, b in self._numeric.contained]
        impossible = [self.formula(each.when) for each in self._ties]
        feasible = both([*ordered, *(negated(each) for each in impossible)])
        return replace(self._free, feasible=feasible)

    @cached_property
    def _ties(self) -> tuple[Impossible, ...]:
        """The cases that cannot be and that say something of what is tested."""
        return bearing_on((test.input for test in self.tests), self.situation.policy)

    @cached_property
    def _every_test(self) -> list[OneOf | Bound]:
        return [*self.tests, *(test for each in self._ties for test in tests(each.when))]

    @cached_property
    def _numeric(self) -> _Numeric:
        return _Numeric(self._every_test, self.situation)

    @cached_property
    def _free(self) -> Unknowns:
        """The unknowns with their cells, whatever their order."""
        cells: dict[str, tuple[object, ...]] = {}
        for test in self._every_test:
            asked = self.situation.policy.inputs[test.input]
            if asked.id not in self.situation.values:
                cells.update(self._input_cells(asked))
            for figure in figures_of(test):
                if self.situation.number(figure) is None:
                    cells.setdefault(figure_name(figure), self._numeric.cells[figure_name(figure)])
        for name in self._numeric.linked:
            cells.setdefault(name, self._numeric.cells[name])
        return Unknowns(cells)

    def _input_cells(self, asked: Input) -> dict[str, tuple[object, ...]]:
        name = input_name(asked.id)
        match asked.type:
            case Quantity():
                return {name: self._numeric.cells[name]}
            case Finite(values=values):
                return {name: values}
            case Choices(values=values):
                return {identity_name(asked.id, value): (True, False) for value in values}
            case _:
                assert_never(asked.type)

    def _ordered(self, low: str, high: str) -> Formula:
        """The formula that one figure of a declared order stays below the next."""
        left, right = self.situation.measured(low), self.situation.measured(high)
        if left is not None and right is not None:
            return True
        if left is not None:
            name = figure_name(high)
            return self._free.member(name, [left < point for point in self._free.cells[name]])
        if right is not None:
            name = figure_name(low)
            return self._free.member(name, [point < right for point in self._free.cells[name]])
        return ("cmp", "lt", figure_name(low), figure_name(high))

    def formula(self, condition: Condition) -> Formula:
        """A condition with everything known put in."""
        match condition:
            case AllOf(parts):
                return both([self.formula(part) for part in parts])
            case AnyOf(parts):
                return either([self.formula(part) for part in parts])
            case Not(part):
                return negated(self.formula(part))
            case OneOf() | Bound():
                return self._tested(condition)

    def _tested(self, test: OneOf | Bound) -> Formula:
        asked = self.situation.policy.inputs[test.input]
        name, unknowns = input_name(asked.id), self._free
        match asked.type:
            case Quantity():
                side = side_of(test)
                return either([self._compared(asked.id, side, each) for each in operands_of(test)])
            case _ if asked.id in self.situation.values:
                return verdict(test, self.situation) is True
            case Finite():
                good = accepted(test, self.situation)
                return unknowns.member(name, [cell in good for cell in unknowns.cells[name]])
            case Choices():
                names = [identity_name(asked.id, str(v)) for v in accepted(test, self.situation)]
                return either([unknowns.member(each, unknowns.cells[each]) for each in names])
            case _:
                assert_never(asked.type)

    def _compared(self, asked: str, op: str, operand: Operand) -> Formula:
        value = self.situation.values.get(asked)
        limit, compare = self.situation.limit(operand), COMPARE[op]
        if isinstance(value, Decimal) and limit is not None:
            return compare(value, limit)
        unknowns, name = self._free, input_name(asked)
        if limit is not None:
            return unknowns.member(name, [compare(point, limit) for point in unknowns.cells[name]])
        figure = figure_name(cast(FigureRef, operand).figure)
        if isinstance(value, Decimal):
            return unknowns.member(
                figure, [compare(value, point) for point in unknowns.cells[figure]]
            )
        return ("cmp", op, name, figure)


def input_name(asked: str) -> str:
    """The unknown that stands for an input."""
    return f"input:{asked}"


def identity_name(asked: str, value: str) -> str:
    """The unknown that stands for one identity of a `choices` input."""
    return f"input:{asked}#{value}"


def figure_name(figure: str) -> str:
    """The unknown that stands for an unset figure."""
    return f"figure:{figure}"


def owner(unknown: str) -> tuple[str, str]:
    """The kind (input, figure) and id that an unknown belongs to."""
    kind, _, rest = unknown.partition(":")
    return kind, rest.partition("#")[0]


class _Numeric:
    """The numeric unknowns, grouped by who is compared with whom, and the points of each group."""

    def __init__(self, found: list[OneOf | Bound], situation: Situation) -> None:
        self.group: dict[str, str] = {}
        self.points: dict[str, set[Decimal]] = {}
        self.kinds: dict[str, set[Quantity]] = {}
        self.own: dict[str, tuple[Input, Quantity]] = {}
        self.bounds: dict[str, Bounds] = {}
        self.contained: list[tuple[str, str]] = []
        self.ascending: list[tuple[str, str]] = []
        self.linked: list[str] = []
        for test in found:
            asked = situation.policy.inputs[test.input]
            if isinstance(asked.type, Quantity):
                self._compare(test, asked, asked.type, situation)
        self._chains(situation)
        self._parts(situation)
        self.cells = self._cells()

    def _compare(
        self, test: OneOf | Bound, asked: Input, kind: Quantity, situation: Situation
    ) -> None:
        value = situation.values.get(asked.id)
        for operand in operands_of(test):
            limit = situation.limit(operand)
            names = []
            if value is None:
                names.append(input_name(asked.id))
            if limit is None and isinstance(operand, FigureRef):
                names.append(figure_name(operand.figure))
            known = {n for n in (value, limit) if isinstance(n, Decimal)}
            for name in names:
                self._meet(name, names[0], known, {kind})
            if value is None:
                self.own[input_name(asked.id)] = asked, kind

    def _chains(self, situation: Situation) -> None:
        """Unset figures of a declared order belong together, with the set ones as cut points."""
        for chain in situation.policy.ascending:
            unset = [figure for figure in chain if situation.number(figure) is None]
            names = [figure_name(figure) for figure in unset]
            if not any(name in self.group for name in names):
                continue
            known = {n for n in map(situation.measured, chain) if n is not None}
            for name in names:
                self._meet(name, names[0], known, set())
            self.linked += names
            self.ascending += pairwise(chain)

    def _parts(self, situation: Situation) -> None:
        """Parts and wholes keep within each other; both unknown, they share their cells."""
        for name, (asked, _) in self.own.items():
            self.bounds[name] = its = bounds(asked, situation)
            self._meet(name, name, {end for end in (its.low, its.high) if end}, set())
        asked_of = (asked.id for asked, _ in self.own.values())
        for part, whole in contained(situation.policy, asked_of):
            self._meet(input_name(part), input_name(whole), set(), set())
            self.contained.append((input_name(part), input_name(whole)))

    def _meet(self, name: str, other: str, known: set[Decimal], kinds: set[Quantity]) -> None:
        for each in (name, other):
            if each not in self.group:
                self.group[each] = each
                self.points[each], self.kinds[each] = set(), set()
        kept, gone = self.group[other], self.group[name]
        self.points[kept] |= self.points[gone] | known
        self.kinds[kept] |= self.kinds[gone] | kinds
        for each, group in self.group.items():
            if group == gone:
                self.group[each] = kept

    def _cells(self) -> dict[str, tuple[Decimal, ...]]:
        cells: dict[str, tuple[Decimal, ...]] = {}
        for group in set(self.group.values()):
            members = [name for name, its in self.group.items() if its == group]
            tops = {kind.most for kind in self.kinds[group] if kind.most is not None}
            only_inputs = all(name in self.own for name in members)
            cuts = self.points[group] | (set() if only_inputs else {Decimal(0), *tops})
            steps = {kind.grid for kind in self.kinds[group]}
            grids = [_grid(cuts, step, len(members)) for step in steps]
            points = sorted(set().union(*grids))
            for name in members:
                if name not in self.own:
                    cells[name] = tuple(p for p in points if _can_be_limit(p, tops))
                else:
                    its = self.bounds[name]
                    cells[name] = tuple(p for p in points if _can_be(p, self.own[name][1], its))
        return cells


def _can_be_limit(point: Decimal, tops: set[Decimal]) -> bool:
    """Whether a figure that inputs are compared with can be so high: never 0, a share up to 100."""
    return point > 0 and all(point <= top for top in tops)


def _can_be(point: Decimal, kind: Quantity, its: Bounds) -> bool:
    """Whether an input can have a value."""
    inside = point >= its.low and (its.high is None or point <= its.high)
    return inside and point % kind.grid == 0


def _grid(cuts: set[Decimal], step: Decimal, slots: int) -> set[Decimal]:
    """The cut points on the grid from zero up, and up to `slots` grid points in every gap."""
    points = {cut for cut in cuts if cut >= 0 and cut % step == 0}
    for start in (-step, *(cut for cut in cuts if cut >= 0)):
        below = (start / step).to_integral_value(ROUND_FLOOR) * step
        points.update(below + step * place for place in range(1, slots + 1))
    return points
