"""Figures, inputs, conditions and decision tables, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tiercalc.policy.conditions import AllOf, Condition
from tiercalc.policy.days import ALWAYS, Days
from tiercalc.policy.ids import (
    AmongId,
    FigureId,
    InputId,
    Label,
    OutcomeId,
    RulingId,
    ScaleId,
    Text,
)
from tiercalc.policy.types import InputType
from tiercalc.policy.vocabulary import OTHERWISE, Clauses, Listing, Number


@dataclass(frozen=True)
class Figure:
    """A number (or a time of day, or a word) that rules, deadlines and texts share.

    `dated` holds (first day or None, value) in ascending order; it is empty while the source
    leaves the figure open, and `unset` then names the ruling that says so.
    """

    id: str
    label: Label
    unit: str
    clause: Clauses
    dated: tuple[tuple[date | None, Number | str], ...]
    unset: RulingId | None
    by: str | None

    @property
    def changes(self) -> tuple[date, ...]:
        """The days from which on it has another value than before, in order."""
        return tuple(start for start, _ in self.dated if start is not None)

    def on(self, day: date) -> Number | str | None:
        """The value in force on a day; None while unset or before its first day."""
        current: Number | str | None = None
        for start, value in self.dated:
            if start is None or start <= day:
                current = value
        return current


@dataclass(frozen=True)
class Fixed:
    """A number that a policy writes out, with its unit."""

    number: Number
    unit: str


@dataclass(frozen=True)
class Window:
    """Over what an amount adds up: so many months, which a figure gives or the policy writes out.

    One purchase, where neither does.
    """

    months: FigureId | None
    length: Fixed | None = None

    @property
    def is_single(self) -> bool:
        """Whether it is one purchase."""
        return self.months is None and self.length is None


@dataclass(frozen=True)
class Input:
    """What the calculator asks. `book` says how a list of customers gives it (share or rank).

    `unit` is what a number of it counts, where the policy says so. `part_of` is the input that it
    is a part of, and so never more than.
    """

    id: str
    label: Label
    type: InputType
    scale: ScaleId | None
    help: str | None
    more_is_better: bool
    window: Window | None
    book: tuple[str, InputId] | None
    part_of: InputId | None
    unit: str | None = None


@dataclass(frozen=True)
class Impossible:
    """A case that cannot be, the inputs that it is about, and why: a sentence of its own."""

    when: Condition
    inputs: frozenset[str]
    why: Label


@dataclass(frozen=True)
class Rule:
    """One row of a decision table: an outcome, or the ruling that leaves the case open.

    `between` holds the outcomes among which an open case stands, every one where it is empty;
    OTHERWISE among them stands for what the later rules say.
    """

    number: int
    outcome: OutcomeId | None
    open: RulingId | None
    between: tuple[AmongId, ...]
    figure: FigureId | None
    clause: Clauses
    rulings: tuple[RulingId, ...]
    may: bool
    traits: Text | None
    when: Condition
    days: Days = ALWAYS


@dataclass(frozen=True)
class Nothing:
    """What it is called that no rule of a decision table holds, and the ruling that says so."""

    label: Label
    ruling: RulingId | None


@dataclass(frozen=True)
class Decision:
    """A decision table; hit policy first, or collect for labels.

    With one of the outcomes in `ends`, what the policy's tier brings comes to its end. Of the
    names that it gives, `listing` says that the source does not list them as a whole, and `count`
    how many it says that there are.
    """

    id: str
    label: Label
    scale: ScaleId | None
    collect: bool
    ladder: bool
    complete: bool
    illustration: bool
    listing: Listing | None
    count: FigureId | None
    ends: tuple[OutcomeId, ...]
    none: Nothing | None
    rules: tuple[Rule, ...]

    @cached_property
    def inputs(self) -> frozenset[str]:
        """The inputs that its rules hang on."""
        return frozenset(name for rule in self.rules for name in rule.when.inputs)

    @property
    def ranks(self) -> bool:
        """Whether its outcome is one value of a scale, and no labels."""
        return self.scale is not None and not self.collect

    @property
    def for_everybody(self) -> bool:
        """Whether everybody has one of its outcomes."""
        whole = self.complete or any(rule.when == AllOf(()) for rule in self.rules)
        # What is left open may come to nothing, too.
        nothing = any(rule.between and OTHERWISE in rule.between for rule in self.rules)
        return whole and not nothing

    def outcomes(self) -> tuple[str, ...]:
        """Every outcome that a rule names, in the order of first mention."""
        return tuple(dict.fromkeys(r.outcome for r in self.rules if r.outcome is not None))
