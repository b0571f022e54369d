"""What `tierbook diff` answers, as plain data."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from tiercalc.documents import NamedDocument

ChangeKind = Literal[
    "altered",
    "figure",
    "condition",
    "outcome",
    "deadline",
    "sanction",
    "service",
    "ruling-decided",
    "ruling-reopened",
    "field",
    "added",
    "removed",
    "moved",
    "rewritten",
    "left-over",
]
Outcome = str | list[str] | None


class DetailsDocument(TypedDict):
    """What stood and what stands, as far as the kind of change has them."""

    old: NotRequired[object]
    """As in the file; for `moved` its place among its like, from 1."""
    new: NotRequired[object]
    old_text: NotRequired[str]
    new_text: NotRequired[str]


class ChangedDocument(DetailsDocument):
    """One difference between two versions of a policy."""

    kind: ChangeKind
    place: list[str | int]
    """The keys that lead to it, in the old file for what is gone."""
    subject: str
    clause: list[NamedDocument]
    text: str


class ChangeDocument(ChangedDocument):
    """One difference, and in which policy."""

    policy: str


class VersionDocument(TypedDict):
    """One version of a policy."""

    path: str
    title: str
    version: str


class ComparedDocument(TypedDict):
    """The versions compared; null where one of two folders has no such policy."""

    policy: str
    old: VersionDocument | None
    new: VersionDocument | None


# `from` is a word of Python's own.
_From = TypedDict("_From", {"from": Outcome})


class StandingsDocument(_From):
    """Where customers stood and where they stand."""

    from_label: str
    from_undetermined: bool
    to: Outcome
    to_label: str
    to_undetermined: bool


class ShiftDocument(StandingsDocument):
    """How many customers went from one outcome to another, or stayed."""

    customers: int


class MoveDocument(StandingsDocument):
    """A customer whose outcome changed."""

    row: int
    customer: dict[str, str]
    """The columns that no decision asks for."""
    reason: str


class BookDocument(TypedDict):
    """Who moves in a list of customers."""

    list: str
    customers: int
    moved: int
    matrix: Shifts
    moves: Moves
    notes: Texts


# `list` is a key above.
Shifts = list[ShiftDocument]
Moves = list[MoveDocument]
Texts = list[str]


class DiffDocument(TypedDict):
    """`tierbook diff`: what changed between versions, and who moves."""

    on: str
    policies: list[ComparedDocument]
    changes: list[ChangeDocument]
    book: BookDocument | None
    """Null without a list of customers."""
