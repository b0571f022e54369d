"""Papers as plain data: what `tierbook quiz` answers, and the page's worker."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from tiercalc.words import Citation, Sentence


class QuizOptionDocument(TypedDict):
    """An answer to choose."""

    id: str
    text: Sentence
    mistake: NotRequired[Sentence]
    """With the key: why it is wrong; empty where it is right."""


class QuizCaseDocument(TypedDict):
    """The case of a question, as a form of the site takes it."""

    form: Literal["decision", "due", "fine", "kit"]
    about: str
    """The decision, or the deadline."""
    values: dict[str, str]
    """What is filled in, by name."""
    on: str | None
    """The day, where it is part of the question."""


class QuizQuestionDocument(TypedDict):
    """One question."""

    id: str
    policy: str
    title: str
    """The policy's."""
    kind: str
    kind_label: str
    topic: str
    """What it is about; another question on it has other numbers."""
    how: Literal["one", "several", "order"]
    """Whether one option is right, all of some are, or the options are put in order."""
    text: Sentence
    options: list[QuizOptionDocument]
    answer: NotRequired[list[str]]
    """With the key: the options that are right, in the order wanted where `how` is `order`."""
    why: Sentence
    """With the key: the calculator's own reason; else empty."""
    clause: Citation
    """With the key; else empty."""
    case: NotRequired[QuizCaseDocument | None]
    """With the key: what the calculator can be opened with."""


class QuizDocument(TypedDict):
    """`tierbook quiz`: a paper."""

    seed: str
    on: str
    """The day whose rules and figures count."""
    role: str | None
    versions: dict[str, str]
    """The version of each policy that the paper is made from."""
    questions: list[QuizQuestionDocument]
    """Fewer than asked for, where the policies give no more."""
