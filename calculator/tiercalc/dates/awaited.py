"""What keeps steps undated: events whose moment is not known, figures that nobody has set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tiercalc.case import Missing, Situation
from tiercalc.dates.due import unset_figures
from tiercalc.dates.schedule import Laid
from tiercalc.policy import Policy
from tiercalc.words import (
    Sentence,
    joined,
    lacking,
    missing_document,
    say,
    which_text,
)

if TYPE_CHECKING:
    from tiercalc.words.documents import MissingDocument


def missing(rows: Sequence[Laid], situation: Situation) -> list[MissingDocument]:
    """What keeps steps with a deadline undated.

    That is events of which the moment, or its time of day, is not known, and unset figures. An
    event that follows from one of them by itself is not asked for.
    """
    events, untimed = situation.policy.events, _untimed(rows, situation)
    found: list[MissingDocument] = [
        {"kind": "event", "id": each, "label": events[each].label} for each in _awaited(rows)
    ]
    found += [{"kind": "time", "id": each, "label": events[each].label} for each in untimed]
    return found + [missing_document(each, situation) for each in _unset(rows, situation)]


def open_text(rows: Sequence[Laid], situation: Situation) -> Sentence:
    """What keeps steps with a deadline undated, as a sentence; empty where nothing does."""
    policy = situation.policy
    asked = [
        *_asking(_awaited(rows), lambda event: which_text(event, policy), policy),
        *_asking(_untimed(rows, situation), lambda _: "在几点", policy),
    ]
    parts = [say("还要知道", joined("，", asked))] if asked else []
    figures = _unset(rows, situation)
    if figures:
        parts.append(lacking(figures, situation))
    return say(joined("；", parts), "。") if parts else say()


def _asking(events: Iterable[str], ask: Callable[[str], str], policy: Policy) -> Iterator[str]:
    """Events to be dated, those asked in the same words together."""
    asked: dict[str, list[str]] = {}
    for event in events:
        asked.setdefault(ask(event), []).append(f"“{policy.events[event].label}”")
    return (f"{'、'.join(named)}{words}" for words, named in asked.items())


def _awaited(rows: Sequence[Laid]) -> list[str]:
    """The events whose moments are not known, less what a step brings about that waits itself."""
    found: dict[str, None] = {}
    brought: set[str] = set()
    for row in rows:
        if row.waits_for is not None:
            if row.waits_for not in brought:
                found[row.waits_for] = None
            if row.place.step.event is not None:
                brought.add(row.place.step.event)
    return list(found)


def _untimed(rows: Sequence[Laid], situation: Situation) -> list[str]:
    """The events whose day is known and whose time of day is needed."""
    deadlines = situation.policy.deadlines
    found = (
        deadlines[row.place.step.deadline].term.event
        for row in rows
        if row.trouble is not None and row.place.step.deadline is not None
    )
    return list(dict.fromkeys(event for event in found if event is not None))


def _unset(rows: Sequence[Laid], situation: Situation) -> list[Missing]:
    """The figures without a value, of the steps that still wait for their event as well."""
    deadlines = situation.policy.deadlines
    found: dict[Missing, None] = {}
    for row in rows:
        if row.answer is not None:
            found |= dict.fromkeys(row.answer.missing)
        elif row.waits_for is not None and row.place.step.deadline is not None:
            found |= dict.fromkeys(unset_figures(deadlines[row.place.step.deadline], situation))
    return list(found)
