"""Entitlements and rules in words, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import assert_never

from tiercalc.policy.conditions import Condition
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
from tiercalc.policy.rulings import LeftOpen
from tiercalc.policy.vocabulary import Clauses, Listing, Number


@dataclass(frozen=True)
class Granted:
    """A plain yes."""


@dataclass(frozen=True)
class AtDiscretion:
    """It may be given, and need not be."""


@dataclass(frozen=True)
class Counted:
    """So much of it, and what else is said of it."""

    number: Number
    text: Text | None = None


@dataclass(frozen=True)
class CountedByFigure:
    """As much of it as a figure says, and what else is said of it."""

    figure: FigureId
    text: Text | None = None


@dataclass(frozen=True)
class InWords:
    """What it is, in words, without how much."""

    text: Text


# What a service gives, to one value or to all.
Cell = Granted | AtDiscretion | Counted | CountedByFigure | InWords | LeftOpen


def figure_of(cell: Cell) -> str | None:
    """The figure that says how much, where one does."""
    return cell.figure if isinstance(cell, CountedByFigure) else None


def words_of(cell: Cell) -> str | None:
    """What is said beside how much, where something is."""
    match cell:
        case Counted(text=text) | CountedByFigure(text=text) | InWords(text):
            return text
        case Granted() | AtDiscretion() | LeftOpen():
            return None
        case never:
            assert_never(never)


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
        return self.by.get(value, Granted())

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
