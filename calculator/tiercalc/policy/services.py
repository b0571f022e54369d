"""Entitlements and rules in words, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from tiercalc.policy.days import ALWAYS, Days
from tiercalc.policy.ids import (
    FigureId,
    Label,
    RulingId,
    ScaleId,
    ScopeId,
    ServedId,
    Text,
    ValueId,
)
from tiercalc.policy.rules import Condition
from tiercalc.policy.vocabulary import Clauses, Listing, Number


@dataclass(frozen=True)
class Cell:
    """What a service gives: a quantity, a figure's, a yes, a may, words, or left open."""

    quantity: Number | None = None
    figure: FigureId | None = None
    may: bool = False
    text: Text | None = None
    unset: RulingId | None = None


@dataclass(frozen=True)
class Service:
    """An entitlement. `scope` is a scale's id or `all`; `by` gives each value's cell.

    It rests on the same clauses for all values (`clause_for_all`), or for each on its own
    (`clause_by`); the other of the two is empty. `rulings` say how it is read. `listing` says
    that the source does not list it as one of a whole.
    """

    id: str
    label: Label
    unit: str | None
    clause_for_all: Clauses
    clause_by: Mapping[ServedId, Clauses]
    scope: ScopeId
    when: Condition | None
    by: Mapping[ServedId, Cell]
    one_of: tuple[Cell, ...]
    listing: Listing | None
    rulings: tuple[RulingId, ...]
    days: Days = ALWAYS

    def serves(self, scale: ScaleId | None, value: ValueId) -> bool:
        """Whether it is declared for a value of a scale, by name or with the whole scale."""
        return self.scope == scale and (not self.by or value in self.by)

    def cell(self, value: ValueId) -> Cell:
        """What it gives a value; a plain yes where it gives all of its scope the same."""
        return self.by.get(value, Cell())

    @property
    def clause(self) -> Clauses:
        """All clauses that it rests on, in the order of first mention."""
        return self.clause_of(*self.clause_by)

    def clause_of(self, *values: str) -> Clauses:
        """The clauses by which these values get it, in the order of first mention."""
        own = chain.from_iterable(self.clause_by.get(value, ()) for value in values)
        return tuple(dict.fromkeys((*self.clause_for_all, *own)))


@dataclass(frozen=True)
class Provision:
    """A rule in words; `values` are the scale values that it concerns."""

    id: str
    topic: Label
    text: Text
    clause: Clauses
    values: tuple[ValueId, ...]
    days: Days = ALWAYS
