"""What the questions about dates are answered with, as plain data: `due`, `timeline` and `who`."""

from __future__ import annotations

from typing import Literal, TypedDict

from tiercalc.words import Citation, Sentence
from tiercalc.words.documents import GivenDocument, MissingDocument, NamedDocument, RulingDocument


class InsteadDocument(TypedDict):
    """The deadline that holds in the place of the one asked about."""

    id: str
    label: str
    due: str | None


class EntryDocument(TypedDict):
    """What is due, as an entry of a calendar."""

    id: str
    """The same for the same thing from the same start, so that a later entry replaces it."""
    at: str
    title: str
    note: str


# `from` is a word of Python's own.
_Start = TypedDict("_Start", {"from": str})


class AnsweredDueDocument(_Start):
    """When a deadline falls."""

    policy: str
    version: str
    on: str
    """The day whose figures count."""
    deadline: str
    label: str
    event: NamedDocument | None
    """From what it counts; null where it comes round by itself."""
    due: str | None
    """A day, or a moment for hours and minutes; null while it is not known or does not hold."""
    undetermined: bool
    missing: list[MissingDocument]
    given: list[GivenDocument]
    """The figures on trial that the count hangs on."""
    provisional: Sentence | None
    """Why a holiday notice may still change the answer; null where none can."""
    instead: InsteadDocument | None
    text: Sentence
    clause: Citation
    ruling: list[RulingDocument]


class DueDocument(AnsweredDueDocument):
    """`tierbook due`: when a deadline falls, with its entry for a calendar."""

    entries: list[EntryDocument]


class EventDocument(TypedDict):
    """An event with its moment, null while that is not given."""

    id: str
    label: str
    at: str | None
    text: str


class StepDocument(TypedDict):
    """A step of a process, laid in time."""

    process: str
    process_label: str
    number: int
    step: str
    by: list[NamedDocument]
    does: Sentence
    form: list[NamedDocument]
    to: list[NamedDocument]
    """To whom the form or the thing is handed."""
    tells: list[NamedDocument]
    event: NamedDocument | None
    """What it brings about."""
    deadline: NamedDocument | None
    due: str | None
    latest: bool
    """Whether the count begins at the latest moment of its event."""
    undetermined: bool
    provisional: bool
    """Whether a holiday notice may still change the moment, or that from which it is counted."""
    when: Sentence
    """By when, in words."""
    text: Sentence
    clause: Citation
    ruling: list[RulingDocument]


class NoticeDocument(StepDocument):
    """A step of which somebody learns."""

    learns: list[NamedDocument]


class CountDocument(TypedDict):
    """How the moment of a deadline was counted."""

    deadline: str
    text: Sentence
    clause: Citation
    ruling: list[RulingDocument]


class DayDocument(TypedDict):
    """A day, and whether people work on it."""

    day: str
    working: bool
    exchanged: bool
    """Whether it is worked in exchange for another day."""
    provisional: bool
    """Whether a holiday notice may still change that."""


class TimelineDocument(TypedDict):
    """`tierbook timeline`: a process, and those that its events start, laid in time."""

    policy: str
    version: str
    on: str
    process: NamedDocument
    events: list[EventDocument]
    undetermined: bool
    missing: list[MissingDocument]
    given: list[GivenDocument]
    steps: list[StepDocument]
    counts: list[CountDocument]
    days: list[DayDocument]
    """Every day from the first moment to the last; empty where there are none or too many."""
    provisional: Sentence | None
    """Why a holiday notice may still change some of the moments; null where none can."""
    entries: list[EntryDocument]
    text: Sentence


class AboutDocument(TypedDict):
    """What is asked about."""

    kind: Literal["event", "process", "step"]
    id: str
    label: str


class WhoDocument(TypedDict):
    """`tierbook who`: who is told what, by whom and by when."""

    policy: str
    version: str
    on: str
    about: AboutDocument
    events: list[EventDocument]
    roles: list[NamedDocument]
    """All who learn of something."""
    missing: list[MissingDocument]
    notices: list[NoticeDocument]
    counts: list[CountDocument]
    text: Sentence
