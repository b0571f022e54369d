"""What every answer is made of, as plain data: names, questions left open, what was given.

These classes and those of the other `documents` modules are the JSON contract: the reference in
`docs/maintainer/contract.md` and the types of the page's scripts are written from them.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from tiercalc.case import MissingKind
from tiercalc.words.rich import Sentence


class NamedDocument(TypedDict):
    """A thing of the policy, with the name that readers know it by."""

    id: str
    label: str


class RulingDocument(TypedDict):
    """A question that the source leaves open, and how the company has answered it."""

    id: str
    question: Sentence
    ruling: Sentence | None
    """Null while nobody has decided."""
    answer: str | Sentence
    """The same, or the sentence that nobody has decided, or can, since the source has lost it."""
    undecided: bool
    lost: bool


class MissingDocument(TypedDict):
    """What would have to be known, or an event of which the moment or its time is not known."""

    kind: MissingKind | Literal["event", "time"]
    id: str
    label: str | Sentence


class GivenDocument(TypedDict):
    """What was filled in, or a figure on trial."""

    kind: Literal["input", "figure"]
    id: str
    text: str | Sentence
