"""A question as it is put, with its key, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tiercalc.words import Sentence

# One option is right, or all of some; or the options are put in order.
How = Literal["one", "several", "order"]
# Where a case is opened: the calculator, or the form of a question beside it.
Form = Literal["decision", "due", "fine", "kit"]


@dataclass(frozen=True)
class Option:
    """An answer to choose. `mistake` says why it is wrong; it is empty where it is right."""

    id: str
    text: Sentence
    mistake: Sentence


@dataclass(frozen=True)
class Case:
    """What a question is about, as the page's form takes it: `about` is the decision or deadline.

    `on` is the day of the case, where that is not the paper's.
    """

    form: Form
    about: str
    values: Mapping[str, str]
    on: str | None = None


@dataclass(frozen=True)
class Question:
    """A question of one policy.

    `topic` is what it is about, in a word for programs: another question on it has other numbers.
    `right` holds the options of the key, in the order wanted where `how` is `order`. `roles` are
    those whose work it is about; none where it is everybody's.
    """

    id: str
    policy: str
    kind: str
    topic: str
    how: How
    text: Sentence
    options: tuple[Option, ...]
    right: tuple[str, ...]
    why: Sentence
    clause: tuple[str, ...]
    roles: tuple[str, ...] = ()
    case: Case | None = None
