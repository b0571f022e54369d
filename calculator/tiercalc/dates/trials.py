"""The figures of a date that are only tried, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tiercalc.case import Situation
from tiercalc.words import (
    Sentence,
    joined,
    say,
    trial_text,
)

if TYPE_CHECKING:
    from tiercalc.words.documents import GivenDocument


def tried_documents(figures: Iterable[str], situation: Situation) -> list[GivenDocument]:
    """Figures on trial as plain data, each in words."""
    return [{"kind": "figure", "id": each, "text": _trial(each, situation)} for each in figures]


def tried_text(figures: Iterable[str], situation: Situation) -> Sentence:
    """What is only tried in an answer, as a sentence; empty where nothing is."""
    parts = joined("，", (_trial(each, situation) for each in figures))
    return say(parts, "，不是制度定的数。") if parts else parts


def _trial(figure: str, situation: Situation) -> Sentence:
    return trial_text(situation.policy.figures[figure], situation.sets[figure], situation.policy)
