"""How much of a service so many guests need: what each gets, and what adds up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tiercalc.case import Missing
from tiercalc.policy import Cell, Marks
from tiercalc.words import (
    Sentence,
    in_brackets,
    joined,
    number_text,
    quantity_text,
    say,
)


@dataclass(frozen=True)
class Guests:
    """So many of one value of a scale."""

    scale: str
    value: str
    label: str
    count: int
    counter: str

    def text(self) -> str:
        """“SVIP 3 位”."""
        return f"{self.label} {quantity_text(Decimal(self.count), self.counter)}"


@dataclass(frozen=True)
class Part:
    """What one value of the scale needs of a service: how much each, and what is said of it.

    It is `numbered` where it has a number, be it one that nobody has set.
    """

    guests: Guests
    cell: Cell
    numbered: bool
    each: Decimal | None
    unit: str
    note: Sentence
    open: Missing | None
    tried: bool
    marks: Marks

    @property
    def total(self) -> Decimal:
        """The quantity for all of them, as far as it is known."""
        return (self.each or Decimal(0)) * self.guests.count

    def product(self) -> str:
        """“SVIP 3 × 2 条”."""
        each = self.marks.open if self.each is None else quantity_text(self.each, self.unit)
        return f"{self.guests.label} {number_text(Decimal(self.guests.count))} × {each}"


@dataclass(frozen=True)
class Sum:
    """Parts that are the same thing, and may be added up."""

    note: Sentence
    parts: tuple[Part, ...]

    @property
    def open(self) -> bool:
        """Whether a quantity in it is open."""
        return any(part.open for part in self.parts)

    @property
    def known(self) -> Decimal:
        """What is known of the sum."""
        return sum((part.total for part in self.parts), Decimal(0))

    @property
    def tried(self) -> bool:
        """Whether a quantity in it is only tried."""
        return any(part.tried for part in self.parts)

    def amount(self) -> str:
        """The sum alone: “8 条”."""
        first = self.parts[0]
        return first.marks.open if self.open else quantity_text(self.known, first.unit)

    def text(self) -> Sentence:
        """How it comes about: “SVIP 3 × 2 条 + VIP 2 × 1 条 = 8 条”."""
        known = ""
        if self.open and self.known:
            known = f"，已定的共 {quantity_text(self.known, self.parts[0].unit)}"
        products = joined(" + ", (part.product() for part in self.parts))
        return say(products, " = ", self.amount(), known, self.named())

    def named(self) -> Sentence:
        """What it is, and that it is only tried, in brackets behind how much: “（大份）”."""
        return in_brackets(joined("，", (part for part in (self.note, self.trial()) if part)))

    def marked(self) -> Sentence:
        """That it is only tried, in brackets behind how much."""
        return in_brackets(self.trial())

    def trial(self) -> str:
        """That it is only tried; empty where it is not."""
        return self.parts[0].marks.by_trial if self.tried else ""
