"""What the commands answer beside the engine's documents: `list` and `grade`."""

from __future__ import annotations

from typing import TypedDict

from tiercalc.documents import NamedDocument
from tiercalc.policy import Validity


class OutcomesDocument(TypedDict):
    """A decision with every outcome that its rules name."""

    id: str
    label: str
    collect: bool
    """Whether it gives labels, of which several may hold at once."""
    outcomes: list[NamedDocument]


class InputDocument(TypedDict):
    """What can be filled in."""

    id: str
    label: str
    type: str
    values: list[str]
    """What may be chosen; empty where nothing is chosen from."""


class PolicyDocument(TypedDict):
    """What can be asked of one policy, by id."""

    id: str
    title: str
    sector: str
    kind: str
    in_force: Validity
    """Whether it holds today."""
    in_force_text: str
    """That it does not, or should have been looked at again, in words; else empty."""
    decisions: list[OutcomesDocument]
    inputs: list[InputDocument]
    amounts: list[NamedDocument]
    events: list[NamedDocument]
    processes: list[NamedDocument]
    deadlines: list[NamedDocument]
    penalties: list[str]


class ListDocument(TypedDict):
    """`tierbook list`: the policies."""

    policies: list[PolicyDocument]


class GradeCountDocument(TypedDict):
    """How many customers came out the same."""

    outcome: str | list[str] | None
    outcome_label: str
    undetermined: bool
    customers: int


class LeftOutDocument(TypedDict):
    """A row of a list that is no customer."""

    row: int
    text: str
    """What stands in it."""
    what: str
    """What it is, in words."""


class GradeDocument(TypedDict):
    """`tierbook grade`: how a list of customers came out, counted."""

    policy: str
    version: str
    on: str
    list: str
    """The list of customers."""
    form: str
    """How that file is written."""
    customers: int
    output: str | None
    """Where the answers of each customer were written."""
    counts: dict[str, GradeCounts]
    left_out: LeftOut
    skipped: int
    """How many rows were passed over because they could not be read."""
    unused: Texts
    """The columns that no decision asks for."""
    notes: Texts


class NewDocument(TypedDict):
    """`tierbook new`: a file to be filled in."""

    written: str
    """Where it stands."""
    marks: int
    """How many places of it are marked to be filled in."""


# `list` is a key above.
Texts = list[str]
GradeCounts = list[GradeCountDocument]
LeftOut = list[LeftOutDocument]
