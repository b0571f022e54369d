"""The questions beside the decisions, asked by the page as JSON: by when, what it costs, who."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tiercalc.case import Moment, Situation
from tiercalc.dates import Calendars, WorkingCalendar, due, due_document, timeline, who
from tiercalc.explain import error_document, failed
from tiercalc.given import Reading, check_figures
from tiercalc.policy import (
    InputError,
    Policy,
    TierError,
    half_width,
)
from tiercalc.totals import check_counts, check_guests, fine, kit
from tiercalc.words import DAY, START, event_name, page_json, read_day, read_moment

if TYPE_CHECKING:
    from tiercalc.dates.documents import DueDocument, TimelineDocument, WhoDocument
    from tiercalc.totals.documents import FineDocument, KitDocument

type _Document = DueDocument | TimelineDocument | WhoDocument | FineDocument | KitDocument
# An answer, none where nothing could be read; and what could not.
type _Answered = tuple[_Document | None, tuple[InputError, ...]]


@dataclass(frozen=True)
class _Asked:
    """A question with what every kind of it needs."""

    about: str
    values: Mapping[str, str]
    calendar: WorkingCalendar
    situation: Situation

    def moments(self) -> dict[str, Moment]:
        """The moments of events, read from their texts. Raises InputError."""
        return {
            event: read_moment(half_width(text), event, event_name(event, self.situation.policy))
            for event, text in self.values.items()
        }


def question_text(policy: Policy, calendars: Calendars, request: str) -> str:
    """Answer one question of the page: JSON in, `page_json` out, no exception for bad input.

    The request holds `question` (due, timeline, fine, kit or who), `about` (the deadline, the
    process, or what must be known), `values` (texts by name: the moments of events, `from` for a
    deadline; counts of penalties or guests), `set` (trial values as typed) and `on` (ISO day).
    The answer is the document of the command of that name, with `errors`: trial values and counts
    that could not be read and were left out. Where there is no answer it holds `error` instead,
    the first that is wrong; the others stand in `errors`.
    """
    try:
        return page_json(_answered(policy, calendars, json.loads(request)))
    except TierError as error:
        return page_json(failed(error))


def _answered(
    policy: Policy, calendars: Calendars, request: Mapping[str, Any]
) -> Mapping[str, object]:
    sets: Reading[Decimal | str] = check_figures(policy, request.get("set", {}))
    asked = _Asked(
        str(request.get("about", "")),
        request.get("values", {}),
        calendars.of(policy),
        Situation(policy, {}, read_day(request["on"], "on", DAY), sets.values),
    )
    name = str(request.get("question", ""))
    if name not in _ANSWERS:
        raise InputError("unknown-question", "question", f"没有“{name[:40]}”这种问题。")
    document, wrong = _ANSWERS[name](asked)
    errors = [error_document(each) for each in (*wrong, *sets.errors)]
    if document is None:
        return {"error": errors[0], "errors": errors[1:]}
    return {**document, "errors": errors}


def _due(asked: _Asked) -> _Answered:
    start = read_moment(half_width(asked.values.get("from", "")), "from", START)
    return due_document(due(asked.about, start, asked.calendar, asked.situation)), ()


def _timeline(asked: _Asked) -> _Answered:
    return timeline(asked.about, asked.moments(), asked.calendar, asked.situation), ()


def _fine(asked: _Asked) -> _Answered:
    counts = check_counts(asked.situation.policy, asked.values)
    return _counted(counts, lambda read: fine(read, asked.situation))


def _kit(asked: _Asked) -> _Answered:
    guests = check_guests(asked.situation.policy, asked.values)
    return _counted(guests, lambda read: kit(read, asked.situation))


def _counted(counts: Reading[int], answer: Callable[[Mapping[str, int]], _Document]) -> _Answered:
    """The answer for what could be read, with what is wrong with the rest."""
    if counts.errors and not counts.values:
        return None, counts.errors
    return answer(counts.values), counts.errors


def _who(asked: _Asked) -> _Answered:
    return who(asked.about, asked.moments(), asked.calendar, asked.situation), ()


_ANSWERS: Mapping[str, Callable[[_Asked], _Answered]] = {
    "due": _due,
    "timeline": _timeline,
    "fine": _fine,
    "kit": _kit,
    "who": _who,
}
