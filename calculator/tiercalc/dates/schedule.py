"""Steps laid in time: each with its sentence, and the moment at which it is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from tiercalc.case import Missing, Moment, Situation
from tiercalc.dates.due import DueAnswer, due, unset_figures
from tiercalc.dates.plausibility import done_text
from tiercalc.dates.working_calendar import WorkingCalendar
from tiercalc.policy import CalendarError, Deadline, InputError, Place, Policy
from tiercalc.words import (
    BY_TRIAL,
    Sentence,
    cited,
    clause_documents,
    condition_text,
    deadline_text,
    due_text,
    fill,
    form_text,
    in_brackets,
    joined,
    lacking,
    meant,
    missing_document,
    moment_code,
    moment_text,
    quoted,
    roles_text,
    ruling_document,
    say,
    term_text,
    which_text,
)

if TYPE_CHECKING:
    from tiercalc.dates.documents import CountDocument, StepDocument
    from tiercalc.words.documents import MissingDocument, NamedDocument


@dataclass(frozen=True)
class Known:
    """When an event happens; `latest` where it is the latest moment that a step may bring it.

    `root` is the event that was given and from which this moment follows.
    """

    moment: Moment
    latest: bool
    root: str


@dataclass(frozen=True)
class Laid:
    """A step on the line.

    `answer` is None where the step has no deadline, or nothing to count it from; `waits_for` then
    names the event whose moment is not known. `latest` says that the count begins at the latest
    moment of its event. `trouble` says why a known beginning is not enough: it is a day and its
    time is needed. `happens` is the moment given for the event that the step brings about, `root`
    the event given from which the count goes back to.
    """

    place: Place
    answer: DueAnswer | None = None
    latest: bool = False
    waits_for: str | None = None
    trouble: str | None = None
    happens: Moment | None = None
    root: str | None = None

    @property
    def counted(self) -> DueAnswer | None:
        """The count that holds: of the step's own deadline, or of the one in its place."""
        return None if self.answer is None else self.answer.holding

    @property
    def due(self) -> Moment | None:
        """When the step is due, where that is known."""
        return None if self.counted is None else self.counted.due


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
    due, so that what hangs on it is laid at its latest. Where a day is given and a time is needed,
    the step stays undated. Raises CalendarError, about the event given, outside the calendar's
    years.
    """
    known = {event: Known(moment, latest=False, root=event) for event, moment in moments.items()}
    laid = []
    for place in line:
        row = _laid(place, known, calendar, situation)
        laid.append(row)
        event = place.step.event
        if event is None or event in known or row.due is None or row.root is None:
            continue
        known[event] = Known(row.due, latest=True, root=row.root)
    return tuple(laid)


def _laid(
    place: Place, known: Mapping[str, Known], calendar: WorkingCalendar, situation: Situation
) -> Laid:
    policy = situation.policy
    own = None if place.step.event is None else known.get(place.step.event)
    happens = None if own is None or own.latest else own.moment
    if place.step.deadline is None:
        return Laid(place, happens=happens)
    event = policy.deadlines[place.step.deadline].term.event
    if event is None or event not in known:
        return Laid(place, waits_for=event, happens=happens)
    start = known[event]
    try:
        answer = due(place.step.deadline, start.moment, calendar, situation)
    except (InputError, CalendarError) as error:
        if error.code == "needs-time":
            return Laid(place, latest=start.latest, trouble=error.message, happens=happens)
        if error.place != "from":
            raise
        # The beginning may follow from what was given.
        raise type(error)(error.code, start.root, error.message) from None
    return Laid(place, answer, start.latest, happens=happens, root=start.root)


def check_events(policy: Policy, moments: Mapping[str, Moment]) -> None:
    """Raise InputError where a moment is given for something that is no event of the policy."""
    for event in moments:
        if event not in policy.events:
            known = {each.id: each.label for each in policy.events.values()}
            message = f"《{policy.title}》没有叫{quoted(event)}的事件，{meant(event, known)}"
            raise InputError("unknown-event", event, message)


def step_document(row: Laid, situation: Situation) -> StepDocument:
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
        "undetermined": is_undetermined(row),
        "when": when_text(row, situation),
        "text": step_text(row.place, situation),
        "clause": clause_documents(step.clause, policy),
        "ruling": [ruling_document(each, situation) for each in step.rulings],
    }


def names(ids: Iterable[str], known: Mapping[str, Labelled]) -> list[NamedDocument]:
    """Ids with the names that readers know them by."""
    return [{"id": each, "label": known[each].label} for each in ids]


def step_text(place: Place, situation: Situation) -> Sentence:
    """Who does what in a step, with which form, for whom, in which cases only; with its clause."""
    policy, step = situation.policy, place.step
    parts = [say(roles_text(step.by, policy), "：", fill(step.does, situation))]
    if step.form:
        parts.append(say("用", *(form_text(form, policy) for form in step.form)))
    for word, roles in (("交给", step.to), ("告知", step.tells)):
        others = [role for role in roles if not _is_named(role, step.does, policy)]
        if others:
            parts.append(say(word, roles_text(others, policy)))
    confined = (each.when for each in (place.process, step) if each.when is not None)
    parts += [say("只限", condition_text(when, situation)) for when in confined]
    return say(joined("；", parts), cited(step.clause, policy), "。")


def _is_named(role: str, text: str, policy: Policy) -> bool:
    """Whether a text names a role, and not only one whose name holds the role's."""
    label = policy.roles[role].label
    for other in policy.roles.values():
        if label in other.label and label != other.label:
            text = text.replace(other.label, "")
    return label in text


def is_undetermined(row: Laid) -> bool:
    """Whether a step has a deadline that the moments and figures known do not date."""
    if row.place.step.deadline is None:
        return False
    return row.answer is None or bool(row.answer.missing)


def deadline_of(row: Laid, policy: Policy) -> Deadline | None:
    """The deadline that holds for a step: its own, or the one in its place."""
    if row.counted is not None:
        return row.counted.deadline
    return None if row.place.step.deadline is None else policy.deadlines[row.place.step.deadline]


def when_text(row: Laid, situation: Situation) -> Sentence:
    """By when a step has to be done: a moment, or the deadline in words while it is not known.

    Where it is known when the step's event happens, that is said too.
    """
    deadline = deadline_of(row, situation.policy)
    if deadline is None:
        if row.happens is None:
            return say(_cause(row.place, situation.policy), "没有规定时限")
        return say("在", moment_text(row.happens), "做")
    said = term_text(deadline, situation) if row.due is None else due_text(deadline, row.due)
    notes: list[str] = []
    if row.due is not None and row.answer is not None and row.answer.tried:
        notes.append(BY_TRIAL)
    if row.answer is not None and row.answer.instead is not None:
        notes.append(say("按“", deadline_text(deadline), "”"))
    done = done_text(deadline, row.due, row.happens) if row.happens is not None else ""
    return say(said, in_brackets(joined("，", notes)), done)


def _cause(place: Place, policy: Policy) -> str:
    """What begins a process, before its first step; before each where they have no order."""
    started = place.process.on if place.number == 1 or not place.process.ordered else None
    return f"起因是“{policy.events[started].label}”，" if started is not None else ""


def counts(rows: Iterable[Laid], situation: Situation) -> list[CountDocument]:
    """How each moment was counted, or why it could not be; one entry for each deadline."""
    found: dict[str, CountDocument] = {}
    for row in rows:
        if row.answer is not None and row.answer.deadline.id not in found:
            found[row.answer.deadline.id] = _count(row.answer, row.latest, situation)
    return list(found.values())


def _count(answer: DueAnswer, latest: bool, situation: Situation) -> CountDocument:
    document = answer.document()
    return {
        "deadline": answer.deadline.id,
        "text": count_text(answer, situation, latest=latest),
        "clause": document["clause"],
        "ruling": document["ruling"],
    }


def count_text(answer: DueAnswer, situation: Situation, *, latest: bool) -> Sentence:
    """How a moment was counted, and whether from the `latest` moment of its event."""
    event = answer.deadline.term.event
    if not latest or event is None:
        return answer.text
    return say(answer.text, f"这里按最晚的时候算“{situation.policy.events[event].label}”。")


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
