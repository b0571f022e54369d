"""Sentences that know what they name: a text in runs, some of which name a thing of the policy.

A sentence is its text, as markupsafe's Markup is: it compares, sorts, prints and becomes JSON as
that. What shows more than text goes by its runs. Formatting, `+`, `join` and slicing give plain
text, as with any other string; `say` and `joined` keep the runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple, Self

# What can be named: things of the policy by these kinds; another policy; figures of the source's
# own evidence; the sum that a sentence is about; what stands around and between cited clauses.
Kind = Literal[
    "clause",
    "figure",
    "ruling",
    "role",
    "form",
    "deadline",
    "decision",
    "policy",
    "evidence",
    "amount",
    "citation",
]

_MEETING = re.compile(r"[一-鿿][0-9A-Za-z(]|[0-9A-Za-z%)][一-鿿]")


class Run(NamedTuple):
    """A part of a sentence, with the kind and the id of what it names; plain words name nothing."""

    text: str
    kind: Kind | None = None
    id: str = ""


class Sentence(str):
    """A text, and the runs that it consists of.

    None of them is empty, and no two of plain words stand side by side.
    """

    __slots__ = ("_runs",)
    _runs: tuple[Run, ...]

    def __new__(cls, runs: Iterable[Run] = ()) -> Self:
        """The sentence of these runs, which are taken as they are; `say` joins any."""
        own = tuple(runs)
        made = super().__new__(cls, "".join([run.text for run in own]))
        made._runs = own
        return made

    def __getnewargs__(self) -> tuple[tuple[Run, ...]]:  # type: ignore[override]
        return (self._runs,)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The parts in order, whose texts are the sentence's."""
        return self._runs

    @property
    def names_something(self) -> bool:
        """Whether there is more in it than plain words."""
        runs = self._runs
        return len(runs) > 1 or (len(runs) == 1 and runs[0].kind is not None)

    def without(self, *kinds: Kind) -> Sentence:
        """The sentence less all that names things of these kinds."""
        return say(*(Sentence((run,)) for run in self._runs if run.kind not in kinds))


def naming(kind: Kind, name: str, text: str) -> Sentence:
    """Words that name one thing of a kind, and nothing else."""
    return Sentence((Run(text, kind, name),) if text else ())


def say(*parts: str) -> Sentence:
    """Parts as one sentence, with a space where a Chinese character meets a digit or letter."""
    row: list[Run] = []
    words = last = ""
    for part in parts:
        if not part:
            continue
        if last and _meets(last, part[0]):
            words += " "
        last = part[-1]
        if not isinstance(part, Sentence):
            words += part
            continue
        for run in part.runs:
            if run.kind is None:
                words += run.text
            else:
                row += (Run(words), run) if words else (run,)
                words = ""
    return Sentence((*row, Run(words)) if words else row)


def joined(separator: str, parts: Iterable[str]) -> Sentence:
    """Parts as one sentence with a separator between them, spaced as `say` does."""
    row: list[str] = []
    for part in parts:
        row += (separator, part)
    return say(*row[1:])


def _meets(last: str, first: str) -> bool:
    # Most ends are of one kind, which is told sooner than the pattern is tried.
    return last.isascii() != first.isascii() and _MEETING.match(last + first) is not None
