"""A question: conditions in a situation, put to diagrams, and what there is to ask for yet."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from tiercalc.case import Missing, Situation
from tiercalc.decide.ahead import Ahead, asked_in, decisive, results
from tiercalc.decide.diagrams import Diagram, Table, Unknowns
from tiercalc.decide.unknown_names import owner
from tiercalc.decide.unknowns import Completions
from tiercalc.policy import Condition


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
        ahead = [Ahead(diagram, order) for diagram in diagrams]
        hinges = [name for name in order if name in found and owner(name)[0] == "ruling"]
        for name in (name for name in order if name in found and name not in hinges):
            weight = sum((self._left(each, name) for each in ahead), Fraction(0))
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

    def _left(self, ahead: Ahead, name: str) -> Fraction:
        """How many results stay possible, on average over the cells, once `name` is known."""
        counts = [len(found) for found in ahead.once_known(name, len(self.unknowns.cells[name]))]
        return Fraction(sum(counts), max(sum(count > 0 for count in counts), 1))
