"""The numeric unknowns of a question: finitely many points that stand for every number.

A numeric input is represented by the cut points it is compared with and by grid points between
them (a cent for money, ten decimals for percent, one for counts). Unset figures share the cells
of the inputs they are compared with, and amounts those of the amounts that they are part of, so
that every order of them occurs that the declared one allows.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

from tiercalc.case import (
    Situation,
)
from tiercalc.decide.sampled import SampledTests
from tiercalc.decide.unknown_names import figure_name, input_name
from tiercalc.given import Bounds, bounds, contained
from tiercalc.policy import (
    Bound,
    Count,
    FigureRef,
    Input,
    OneOf,
    Quantity,
)


class Numeric:
    """The numeric unknowns, grouped by who is compared with whom, and the points of each group."""

    def __init__(
        self,
        found: list[OneOf | Bound],
        sampled: Iterable[SampledTests],
        situation: Situation,
    ) -> None:
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
        for each in sampled:
            self._lengths(each)
        self._chains(situation)
        self._parts(situation)
        self.cells = self._cells()

    def _compare(
        self, test: OneOf | Bound, asked: Input, kind: Quantity, situation: Situation
    ) -> None:
        value = situation.values.get(asked.id)
        for operand in test.operands:
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

    def _lengths(self, sampled: SampledTests) -> None:
        """Unset figures that measure what is no number have cells on each side of a turn."""
        for side, figure, turns in sampled.unset():
            own, name = f"{input_name(sampled.asked)}.{side}", figure_name(figure)
            self._meet(name, own, turns, {Count(Decimal(0))})

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
            tops = {kind.end for kind in self.kinds[group] if kind.end is not None}
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
