"""What the unknowns of a question could be: finitely many cells that stand for every completion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import assert_never, cast

from tiercalc.case import (
    Missing,
    Situation,
    accepted,
    verdict,
)
from tiercalc.decide.amount_tests import Free, Way, cells_of, ways
from tiercalc.decide.diagrams import Formula, Unknowns, both, either, negated
from tiercalc.decide.effort import spend
from tiercalc.decide.numeric import Numeric
from tiercalc.decide.sampled import SampledTests
from tiercalc.decide.unknown_names import (
    figure_name,
    identity_name,
    input_name,
    owner,
    question_name,
    ruling_name,
)
from tiercalc.given import bearing_on
from tiercalc.policy import (
    COMPARE,
    AllOf,
    AnyOf,
    Bound,
    Choices,
    Condition,
    FigureRef,
    Finite,
    IfRuled,
    Impossible,
    Input,
    Not,
    OnAmount,
    OneOf,
    OnResult,
    Operand,
    Quantity,
    Reading,
    Sampled,
)


class Completions:
    """The unknowns that some conditions hang on in a situation, and their formulas."""

    def __init__(self, conditions: Iterable[Condition], situation: Situation) -> None:
        self.situation = situation
        conditions = tuple(conditions)
        self._ways = self._of_amounts(conditions)
        self.tests = [test for condition in conditions for test in condition.tests]
        thens = (way.then for each in self._ways.values() for way in each)
        turning = (each for each in thens if not isinstance(each, bool | Free))
        self.tests += (test for each in turning for test in each.tests)
        self._hinges = [each for condition in conditions for each in condition.hinges]

    def _of_amounts(self, conditions: Iterable[Condition]) -> Mapping[OnAmount, tuple[Way, ...]]:
        """What each test on an amount comes to over inputs."""
        if not self.situation.policy.tests_amounts:
            return {}
        found = dict.fromkeys(on for each in conditions for on in each.on_amounts)
        return {on: ways(on, self.situation) for on in found}

    @cached_property
    def _free_amounts(self) -> list[Free]:
        """The tests on amounts that hang on several unknowns at once."""
        found = (way.then for ways in self._ways.values() for way in ways)
        return [each for each in found if isinstance(each, Free)]

    def behind(self, unknown: str) -> tuple[Missing, ...]:
        """What would have to be known for an unknown to be known."""
        kind, name = owner(unknown)
        if kind != "amount":
            return (Missing(kind, name),)
        found = (
            each for free in self._free_amounts if free.name == unknown for each in free.missing
        )
        return tuple(dict.fromkeys(found))

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
        return [*self.tests, *(test for each in self._ties for test in each.when.tests)]

    @cached_property
    def sampled(self) -> Mapping[str, SampledTests]:
        """The tests of each input that has too many values to list."""
        inputs = self.situation.policy.inputs
        named = dict.fromkeys(test.input for test in self._every_test)
        kinds = ((name, inputs[name].type) for name in named)
        return {
            name: SampledTests(name, kind, self._every_test, self.situation)
            for name, kind in kinds
            if isinstance(kind, Sampled)
        }

    @cached_property
    def _numeric(self) -> Numeric:
        return Numeric(self._every_test, self.sampled.values(), self.situation)

    @cached_property
    def _free(self) -> Unknowns:
        """The unknowns with their cells, whatever their order."""
        cells: dict[str, tuple[object, ...]] = {}
        for test in self._every_test:
            asked = self.situation.policy.inputs[test.input]
            if asked.id not in self.situation.values:
                cells.update(self._input_cells(asked))
            if asked.id in self.sampled and self.sampled[asked.id].is_open:
                conventions = self.sampled[asked.id].kind.conventions
                cells.setdefault(question_name(asked.id), conventions)
            for figure in test.figures:
                if self.situation.number(figure) is None:
                    cells.setdefault(figure_name(figure), self._numeric.cells[figure_name(figure)])
        for name in self._numeric.linked:
            cells.setdefault(name, self._numeric.cells[name])
        for each in self._hinges:
            cells.setdefault(ruling_name(each), each.outcomes)
        cells |= cells_of(self._free_amounts, self.situation)
        return Unknowns(cells)

    def _input_cells(self, asked: Input) -> dict[str, tuple[object, ...]]:
        name = input_name(asked.id)
        match asked.type:
            case Quantity():
                return {name: self._numeric.cells[name]}
            case Finite(values=values):
                return {name: values}
            case Sampled():
                found = self.sampled[asked.id]
                figures = {n: self._numeric.cells[figure_name(n)] for _, n, _ in found.unset()}
                return {name: found.cells(figures)}
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
            case OnResult(when=when):
                return self.formula(when)
            case IfRuled():
                name = ruling_name(condition)
                said = [each in condition.wanted for each in self._free.cells[name]]
                return self._free.member(name, said)
            case OnAmount():
                ways = self._ways[condition]
                return either([both([self.formula(w.when), self._then(w.then)]) for w in ways])
            case OneOf() | Bound():
                return self._tested(condition)

    def _then(self, then: bool | Condition | Free) -> Formula:
        """What a test on an amount comes to in one way in which its rates may fall."""
        if isinstance(then, bool):
            return then
        if not isinstance(then, Free):
            return self.formula(then)
        cells, compare = self._free.cells[then.name], COMPARE[then.test.side]
        if then.also:
            return self._free.member(then.name, cells)
        limits = [self.situation.limit(each) for each in then.test.operands]
        good = [any(compare(point, limit) for limit in limits) for point in cells]
        return self._free.member(then.name, good)

    def _tested(self, test: OneOf | Bound) -> Formula:
        asked = self.situation.policy.inputs[test.input]
        name, unknowns = input_name(asked.id), self._free
        match asked.type:
            case Quantity():
                side = test.side
                return either([self._compared(asked.id, side, each) for each in test.operands])
            case Sampled() as kind:
                wanted = [(test.side, each) for each in test.operands]
                return either([self._read(asked.id, kind, *each) for each in wanted])
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

    def _read(self, asked: str, kind: Sampled, side: str, operand: Operand) -> Formula:
        """A test of one of very many values, for each value of a figure that is not set."""
        limit, unknowns = self.situation.limit(operand), self._free
        if limit is not None:
            return self._on_day(asked, kind.readings(side, limit, self.situation.on))
        figure = figure_name(cast(FigureRef, operand).figure)
        points = unknowns.cells[figure]
        return either(
            [
                both(
                    [
                        unknowns.member(figure, [each == point for each in points]),
                        self._on_day(asked, kind.readings(side, point, self.situation.on)),
                    ]
                )
                for point in points
            ]
        )

    def _on_day(self, asked: str, readings: Sequence[Reading]) -> Formula:
        """A test as it reads on the day, or as each convention has it read."""
        value, unknowns = self.situation.values.get(asked), self._free
        name, question = input_name(asked), question_name(asked)
        formulas = [
            reading.holds(value)
            if value is not None
            else unknowns.member(name, [reading.holds(cell) for cell in unknowns.cells[name]])
            for reading in readings
        ]
        if len(formulas) == 1:
            return formulas[0]
        places = range(len(formulas))
        cases = [unknowns.member(question, [each == place for each in places]) for place in places]
        return either([both([case, f]) for case, f in zip(cases, formulas, strict=True)])

    def _compared(self, asked: str, op: str, operand: Operand) -> Formula:
        value = self.situation.values.get(asked)
        limit, compare = self.situation.limit(operand), COMPARE[op]
        if isinstance(value, Decimal) and limit is not None:
            return compare(value, limit)
        unknowns, name = self._free, input_name(asked)
        if limit is not None:
            spend(len(unknowns.cells[name]))
            return unknowns.member(name, [compare(point, limit) for point in unknowns.cells[name]])
        figure = figure_name(cast(FigureRef, operand).figure)
        if isinstance(value, Decimal):
            return unknowns.member(
                figure, [compare(value, point) for point in unknowns.cells[figure]]
            )
        return ("cmp", op, name, figure)
