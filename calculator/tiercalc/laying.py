"""Steps laid in time: each with its sentence, and the moment at which it is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tiercalc.calendar import WorkingCalendar
from tiercalc.counting import Moment
from tiercalc.due import DueAnswer, due
from tiercalc.errors import InputError
from tiercalc.following import Place
from tiercalc.model import Every, Policy
from tiercalc.moments import moment_code, moment_text
from tiercalc.naming import cited, clause_documents, meant, quoted
from tiercalc.shortfall import lacking, missing_document
from tiercalc.situation import Situation
from tiercalc.terms import term_text
from tiercalc.wording import fill, glue

Document = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """When an event happens; `latest` where it is the latest moment that a step may bring it."""

    moment: Moment
    latest: bool


@dataclass(frozen=True)
class Laid:
    """A step on the line.

    `answer` is None where the step has no deadline, or nothing to count it from; `waits_for` then
    names the event whose moment is not known. `latest` says that the count begins at the latest
    moment of its event, `trouble` why a known beginning is not enough.
    """

    place: Place
    answer: DueAnswer | None = None
    latest: bool = False
    waits_for: str | None = None
    trouble: str | None = None

    @property
    def due(self) -> Moment | None:
        """When the step is due, where that is known."""
        return None if self.answer is None else self.answer.due


class Labelled(Protocol):
    """Something with an id and a name."""

    @property
    def id(self) -> str:
        """Its key in the file."""

    @property
    def label(self) -> str:
        """Its Chinese name."""


def lay(
    line: Iterable[Place],
    moments: Mapping[str, Moment],
    calendar: WorkingCalendar,
    situation: Situation,
) -> tuple[Laid, ...]:
    """Lay steps in time, given when some events happen.

    An event that a step brings about and that nobody gave is taken to happen when that step is
    due, so that what hangs on it is laid at its latest. Raises InputError for a day where a
    minute is needed (`place` is the event), CalendarError outside the calendar's years.
    """
    known = {event: Known(moment, latest=False) for event, moment in moments.items()}
    laid = []
    for place in line:
        row = _laid(place, known, calendar, situation)
        laid.append(row)
        event = place.step.event
        if event is not None and event not in known and row.due is not None:
            known[event] = Known(row.due, latest=True)
    return tuple(laid)


def _laid(
    place: Place, known: Mapping[str, Known], calendar: WorkingCalendar, situation: Situation
) -> Laid:
    policy = situation.policy
    if place.step.deadline is None:
        return Laid(place)
    event = policy.deadlines[place.step.deadline].term.event
    if event is None or event not in known:
        return Laid(place, waits_for=event)
    start = known[event]
    try:
        answer = due(
            policy, place.step.deadline, start.moment, calendar, situation.on, situation.sets
        )
    except InputError as error:
        if error.code != "needs-time":
            raise
        if not start.latest:
            raise InputError(error.code, event, error.message) from None
        return Laid(place, latest=True, trouble=error.message)
    return Laid(place, answer, start.latest)


def asked_events(line: Sequence[Place], policy: Policy) -> tuple[str, ...]:
    """The events whose moments date a line, in order.

    They are what starts it and what its deadlines count from, less what an earlier step that has
    a deadline itself brings about.
    """
    asked: dict[str, None] = {}
    brought: set[str] = set()
    if line and line[0].process.on is not None:
        asked[line[0].process.on] = None
    for place in line:
        deadline = place.step.deadline
        event = None if deadline is None else policy.deadlines[deadline].term.event
        if event is not None and event not in brought:
            asked[event] = None
        if event is not None and place.step.event is not None:
            brought.add(place.step.event)
    return tuple(asked)


def check_events(policy: Policy, moments: Mapping[str, Moment]) -> None:
    """Raise InputError where a moment is given for something that is no event of the policy."""
    for event in moments:
        if event not in policy.events:
            known = {each.id: each.label for each in policy.events.values()}
            message = f"《{policy.title}》没有叫{quoted(event)}的事件，{meant(event, known)}"
            raise InputError("unknown-event", event, message)


def step_document(row: Laid, situation: Situation) -> Document:
    """One laid step as plain data, with its sentences."""
    policy, step = situation.policy, row.place.step
    deadline = None if step.deadline is None else policy.deadlines[step.deadline]
    event = None if step.event is None else policy.events[step.event]
    return {
        "process": row.place.process.id,
        "process_label": row.place.process.label,
        "number": row.place.number,
        "step": step.id,
        "by": names(step.by, policy.roles),
        "does": fill(step.does, situation),
        "form": names(step.form, policy.forms),
        "to": names(step.to, policy.roles),
        "tells": names(step.tells, policy.roles),
        "event": None if event is None else {"id": event.id, "label": event.label},
        "deadline": None if deadline is None else {"id": deadline.id, "label": deadline.label},
        "due": None if row.due is None else moment_code(row.due),
        "latest": row.latest,
        "undetermined": deadline is not None and row.due is None,
        "when": when_text(row, situation),
        "text": step_text(row.place, situation),
        "clause": clause_documents(step.clause, policy),
    }


def names(ids: Iterable[str], known: Mapping[str, Labelled]) -> list[Document]:
    """Ids with the names that readers know them by."""
    return [{"id": each, "label": known[each].label} for each in ids]


def labels(ids: Iterable[str], known: Mapping[str, Labelled]) -> str:
    """The names in one enumeration."""
    return "、".join(known[each].label for each in ids)


def step_text(place: Place, situation: Situation) -> str:
    """Who does what in a step, with which form, for whom; one sentence with its clause."""
    policy, step = situation.policy, place.step
    parts = [f"{labels(step.by, policy.roles)}：{fill(step.does, situation)}"]
    if step.form:
        parts.append("用" + "".join(f"《{policy.forms[form].label}》" for form in step.form))
    if step.to:
        parts.append(glue("交给", labels(step.to, policy.roles)))
    if step.tells:
        parts.append(glue("告知", labels(step.tells, policy.roles)))
    return f"{'；'.join(parts)}{cited(step.clause, policy)}。"


def when_text(row: Laid, situation: Situation) -> str:
    """By when a step has to be done: a moment, or the deadline in words while it is not known."""
    if row.place.step.deadline is None:
        return "没有规定时限"
    deadline = situation.policy.deadlines[row.place.step.deadline]
    if row.due is None:
        return term_text(deadline, situation)
    first = "下一次" if isinstance(deadline.term, Every) else "最晚"
    return glue(first, moment_text(row.due))


def counts(rows: Iterable[Laid], situation: Situation) -> list[Document]:
    """How each moment was counted, or why it could not be; one entry for each deadline."""
    found: dict[str, Document] = {}
    for row in rows:
        deadline = row.place.step.deadline
        if deadline is not None and deadline not in found:
            entry = _count(row, situation)
            if entry is not None:
                found[deadline] = {"deadline": deadline, **entry}
    return list(found.values())


def _count(row: Laid, situation: Situation) -> Document | None:
    if row.trouble is not None:
        return {"text": row.trouble, "clause": [], "ruling": []}
    if row.answer is None:
        return None
    document = row.answer.document()
    text = row.answer.text
    event = row.answer.deadline.term.event
    if row.latest and event is not None:
        text += f"这里按最晚的时候算“{situation.policy.events[event].label}”。"
    return {"text": text, "clause": document["clause"], "ruling": document["ruling"]}


def missing(rows: Iterable[Laid], situation: Situation) -> list[Document]:
    """What keeps steps with a deadline undated: events whose moment is not known, unset figures."""
    events = dict.fromkeys(row.waits_for for row in rows if row.waits_for is not None)
    figures = dict.fromkeys(each for row in rows if row.answer for each in row.answer.missing)
    return [
        *(
            {"kind": "event", "id": each, "label": situation.policy.events[each].label}
            for each in events
        ),
        *(missing_document(each, situation) for each in figures),
    ]


def open_text(rows: Sequence[Laid], situation: Situation) -> str:
    """What keeps steps with a deadline undated, as a sentence; empty where nothing does."""
    events = dict.fromkeys(row.waits_for for row in rows if row.waits_for is not None)
    figures = dict.fromkeys(each for row in rows if row.answer for each in row.answer.missing)
    parts = []
    if events:
        listed = "、".join(f"“{situation.policy.events[each].label}”" for each in events)
        parts.append(f"还要知道{listed}在什么时候")
    if figures:
        parts.append(lacking(figures, situation))
    return f"{'；'.join(parts)}。" if parts else ""
