"""Steps laid in time: the moment at which each is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tiercalc.case import Moment, Situation
from tiercalc.dates.due import due
from tiercalc.dates.due_answer import DueAnswer
from tiercalc.dates.working_calendar import WorkingCalendar
from tiercalc.policy import CalendarError, Deadline, InputError, Place, Policy
from tiercalc.words import (
    meant,
    quoted,
)


@dataclass(frozen=True)
class Known:
    """When an event happens; `latest` where it is the latest moment that a step may bring it.

    `root` is the event that was given and from which this moment follows, `awaits` the years whose
    holiday notice may still change it.
    """

    moment: Moment
    latest: bool
    root: str
    awaits: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Laid:
    """A step on the line.

    `answer` is None where the step has no deadline, or nothing to count it from; `waits_for` then
    names the event whose moment is not known. `latest` says that the count begins at the latest
    moment of its event. `trouble` says why a known beginning is not enough: it is a day and its
    time is needed. `happens` is the moment given for the event that the step brings about, `root`
    the event given from which the count goes back to. `begins` are the years whose holiday notice
    may still change the moment from which the count begins.
    """

    place: Place
    answer: DueAnswer | None = None
    latest: bool = False
    waits_for: str | None = None
    trouble: str | None = None
    happens: Moment | None = None
    root: str | None = None
    begins: frozenset[int] = frozenset()

    @property
    def awaits(self) -> frozenset[int]:
        """The years whose holiday notice may still change when the step is due."""
        return self.begins | (frozenset() if self.answer is None else self.answer.awaits)

    @property
    def counted(self) -> DueAnswer | None:
        """The count that holds: of the step's own deadline, or of the one in its place."""
        return None if self.answer is None else self.answer.holding

    @property
    def due(self) -> Moment | None:
        """When the step is due, where that is known."""
        return None if self.counted is None else self.counted.due


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
        known[event] = Known(row.due, latest=True, root=row.root, awaits=row.awaits)
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
    return Laid(place, answer, start.latest, happens=happens, root=start.root, begins=start.awaits)


def check_events(policy: Policy, moments: Mapping[str, Moment]) -> None:
    """Raise InputError where a moment is given for something that is no event of the policy."""
    for event in moments:
        if event not in policy.events:
            known = {each.id: each.label for each in policy.events.values()}
            message = f"《{policy.title}》没有叫{quoted(event)}的事件，{meant(event, known)}"
            raise InputError("unknown-event", event, message)


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
