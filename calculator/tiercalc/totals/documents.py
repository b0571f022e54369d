"""What is added up, as plain data: `fine` and `kit`."""

from __future__ import annotations

from typing import TypedDict

from tiercalc.words import Citation, Sentence
from tiercalc.words.documents import GivenDocument, MissingDocument, RulingDocument


class PenaltiesRulingDocument(RulingDocument):
    """A ruling, with the penalties that it bears on here."""

    penalties: list[str]


class ConsequenceDocument(TypedDict):
    """What follows that is no sum of money."""

    penalty: str
    role: str | None
    count: int
    text: Sentence
    clause: Citation


class FineItemDocument(TypedDict):
    """One penalty that happened so many times."""

    penalty: str
    number: int
    """Its place among the penalties, from 1."""
    role: str | None
    """Null where it is put down to nobody."""
    role_label: str | None
    count: int
    fine: str | None
    """In 元 for one occurrence; null where it is no sum of money or is left open."""
    amount: str | None
    """For all occurrences."""
    clause: Citation
    ruling: str | None
    """The first of `rulings`."""
    rulings: list[str]
    text: Sentence


class FineDocument(TypedDict):
    """`tierbook fine`: what penalties cost."""

    policy: str
    version: str
    total: str | None
    """In 元; null while a fine that belongs to it is left open."""
    by_role: dict[str, str | None]
    unassigned: str | None
    undetermined: bool
    missing: list[MissingDocument]
    ruling: list[PenaltiesRulingDocument]
    """What the fines rest on."""
    open: list[PenaltiesRulingDocument]
    """How two of these penalties go together."""
    consequences: list[ConsequenceDocument]
    items: list[FineItemDocument]
    text: Sentence


class GuestsDocument(TypedDict):
    """So many of one value of a scale."""

    scale: str
    value: str
    label: str
    count: int


class SumDocument(TypedDict):
    """How much of one thing."""

    note: str
    """What tells it from others of the same name."""
    total: str | None
    """Null while a quantity in it is open."""
    known: str
    unit: str
    text: Sentence


class PartDocument(TypedDict):
    """What the guests of one value need."""

    label: str
    count: int
    each: str | None
    text: Sentence
    clause: Citation


class KitItemDocument(TypedDict):
    """One service for these guests."""

    service: str
    label: str
    counted: bool
    """Whether it is laid ready by number; else it stands in words."""
    unit: str
    total: str | None
    known: str | None
    undetermined: bool
    missing: list[MissingDocument]
    rulings: list[str]
    sums: list[SumDocument]
    """Different things apart; of those to choose from there is no total."""
    parts: list[PartDocument]
    clause: Citation
    text: Sentence


class KitDocument(TypedDict):
    """`tierbook kit`: what to lay ready for so many guests."""

    policy: str
    version: str
    on: str
    counts: list[GuestsDocument]
    items: list[KitItemDocument]
    uncounted_label: str
    """What stands above the items that are not counted."""
    undetermined: bool
    missing: list[MissingDocument]
    given: list[GivenDocument]
    ruling: list[RulingDocument]
    text: Sentence
