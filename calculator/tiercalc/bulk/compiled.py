"""Decision tables compiled once for many customers.

A table whose figures are all set becomes its decision diagram with every input unknown; a customer
then walks from the root to a result, one look-up an input. `deciding.decide` stays the meaning of
a table: it answers wherever something on the way is not given, and the walk gives the same result.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from enum import Enum
from functools import partial
from typing import Any, assert_never, cast

from tiercalc.case import Situation
from tiercalc.decide import Completions, Diagram, Leaf, Open, Table, Unknowns, conclusion, owner
from tiercalc.policy import (
    Choices,
    Decision,
    Finite,
    Quantity,
    Reading,
    Sampled,
    Value,
)


class Undetermined(Enum):
    """The outcome of a customer whose case is not decided; `decide` says what is missing."""

    UNDETERMINED = "undetermined"


Outcome = str | tuple[str, ...] | Undetermined | None
Values = Mapping[str, Value]
Outcomes = Callable[[Values], Outcome]
_UNDETERMINED = Undetermined.UNDETERMINED


def compiled(decision: Decision, situation: Situation) -> Outcomes:
    """A function from one customer's inputs to the outcome, on the situation's day and figures.

    The inputs of the situation play no part. The function gives what `decide` gives: a value's
    id, the labels of a collect decision, None for none, UNDETERMINED where the answer is not
    determined.
    """
    blank = replace(situation, values={})

    def answered(values: Values) -> Outcome:
        found = conclusion(decision, replace(blank, values=values))
        return _UNDETERMINED if found.undetermined else found.outcome

    completions = Completions([rule.when for rule in decision.rules], blank)
    if any(owner(name)[0] != "input" for name in completions.unknowns.cells):
        return answered
    # Along a walk every input is known, and what is given keeps the orders by itself.
    unknowns = replace(completions.unknowns, feasible=True)
    walks = [_walk(table, unknowns, completions) for table in _tables(decision, completions)]
    return _collecting(walks, answered) if decision.collect else _stepping(walks[0], answered)


def _tables(decision: Decision, completions: Completions) -> list[Table]:
    """One first-hit table; for collect one for each label, and one for what is left open."""
    rows = [(completions.formula(rule.when), rule) for rule in decision.rules]
    if not decision.collect:
        return [tuple((f, Open((r.open,)) if r.open else r.outcome) for f, r in rows)]
    labels = [
        tuple((f, label) for f, r in rows if r.outcome == label) for label in decision.outcomes()
    ]
    return [*labels, tuple((f, Open((r.open,))) for f, r in rows if r.open)]


def _stepping(root: Any, answered: Outcomes) -> Outcomes:
    def outcome(values: Values) -> Outcome:
        step = root
        try:
            while step.__class__ is tuple:
                name, pick, ways = step
                step = ways[pick(values[name])]
        except KeyError:
            return answered(values)
        return cast(Outcome, step)

    return outcome


def _collecting(walks: list[Any], answered: Outcomes) -> Outcomes:
    each = [_stepping(walk, answered) for walk in walks]

    def outcome(values: Values) -> Outcome:
        found = [label(values) for label in each]
        if any(label is not None and not isinstance(label, str) for label in found):
            return answered(values)
        return tuple(cast(str, label) for label in found if label is not None)

    return outcome


def _walk(table: Table, unknowns: Unknowns, completions: Completions) -> Any:
    """A diagram as nested steps (input, value → way, ways), a result at each end."""
    made: dict[int, Any] = {}

    def step(diagram: Diagram) -> Any:
        if isinstance(diagram, Leaf):
            return _UNDETERMINED if isinstance(diagram.result, Open) else diagram.result
        if id(diagram) not in made:
            ways = [step(way) for way in diagram.ways]
            made[id(diagram)] = _step(diagram.unknown, ways, unknowns, completions)
        return made[id(diagram)]

    return step(unknowns.diagram(table))


def _step(unknown: str, ways: list[Any], unknowns: Unknowns, completions: Completions) -> Any:
    asked = owner(unknown)[1]
    cells = unknowns.cells[unknown]
    kind = completions.situation.policy.inputs[asked].type
    match kind:
        case Quantity():
            starts = [i for i in range(len(cells)) if i == 0 or ways[i] is not ways[i - 1]]
            cuts = [cells[i] for i in starts[1:]]
            return (asked, partial(bisect_right, cuts), tuple(ways[i] for i in starts))
        case Finite():
            places = {cell: place for place, cell in enumerate(cells)}
            return (asked, places.__getitem__, tuple(ways))
        case Sampled():
            sort = partial(_sort, completions.sampled[asked].settled)
            return (asked, _Sorted(sort, cells), tuple(ways))
        case Choices():
            identity = unknown.partition("#")[2]
            return (asked, partial(_place, identity), tuple(ways))
        case _:
            assert_never(kind)


class _Sorted:
    """The place of the cell of which every reading says what it says of a value."""

    def __init__(self, sort: Callable[[Any], Hashable], cells: tuple[Any, ...]) -> None:
        self.sort = sort
        self.places = {sort(cell): place for place, cell in enumerate(cells)}

    def __call__(self, value: Any) -> int:
        return self.places[self.sort(value)]


def _sort(readings: tuple[Reading, ...], value: Any) -> Hashable:
    return tuple([reading.holds(value) for reading in readings])


def _place(identity: str, given: tuple[str, ...]) -> int:
    return 0 if identity in given else 1
