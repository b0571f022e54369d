"""A whole process on a date line: from the moment of an event to the last step that is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from tiercalc.case import Moment, Situation, day_of
from tiercalc.dates.awaited import missing, open_text
from tiercalc.dates.calendar_entries import line_entries
from tiercalc.dates.event_day import at_events, which_day
from tiercalc.dates.plausibility import misfit_text, reversals
from tiercalc.dates.provisional import provisional_text
from tiercalc.dates.schedule import Laid, check_events, deadline_of, is_undetermined, lay
from tiercalc.dates.step_words import counts, step_document
from tiercalc.dates.trials import tried_documents, tried_text
from tiercalc.dates.working_calendar import WorkingCalendar
from tiercalc.policy import CalendarError, InputError, Place, Policy, line_of
from tiercalc.words import (
    Sentence,
    deadline_text,
    due_text,
    event_text,
    is_latest,
    joined,
    meant,
    moment_code,
    moment_text,
    quoted,
    say,
    term_text,
    whole_period,
)

if TYPE_CHECKING:
    from tiercalc.dates.documents import DayDocument, EventDocument, TimelineDocument

# A longer line would say nothing day by day.
_MOST_DAYS = 42


def timeline(
    process_id: str,
    moments: Mapping[str, Moment],
    calendar: WorkingCalendar,
    situation: Situation,
) -> TimelineDocument:
    """The JSON document of `tierbook timeline`.

    The steps of a process, and of the processes that its events start, in order, each with the
    moment at which it is due as far as the `moments` of events tell. An event that a step brings
    about is taken to happen when that step is due, unless its moment is given.

    Raises InputError for an unknown process or event, CalendarError outside the calendar's years,
    PolicyError for a figure that is no length of time.
    """
    policy = situation.policy
    if process_id not in policy.processes:
        known = {each.id: each.label for each in policy.processes.values()}
        message = f"《{policy.title}》没有叫{quoted(process_id)}的流程，{meant(process_id, known)}"
        raise InputError("unknown-process", process_id, message)
    check_events(policy, moments)
    whole, situation = policy, at_events(situation, moments)
    policy = situation.policy
    process = policy.processes[process_id]
    line = line_of(policy, process_id)
    rows = lay(line, moments, calendar, situation)
    asked = asked_events(line, policy)
    used = [event for event in moments if event in asked or _is_brought(event, rows)]
    return {
        "policy": policy.id,
        "version": policy.version,
        "on": situation.on.isoformat(),
        "process": {"id": process.id, "label": process.label},
        "events": [
            _event(event, moments.get(event), policy) for event in (*asked, *_more(used, asked))
        ],
        "undetermined": any(is_undetermined(row) for row in rows),
        "missing": missing(rows, situation),
        "given": tried_documents(_tried(rows), situation),
        "steps": [step_document(row, situation) for row in rows],
        "counts": counts(rows, situation),
        "days": _days([*_begun(used, moments, policy), *_dues(rows)], calendar),
        "provisional": provisional_text(_awaits(rows)) or None,
        "entries": line_entries(rows, moments, situation),
        "text": say(
            _summary([(event, moments[event]) for event in used], rows, situation),
            which_day(line, whole, situation),
            *_doubts(moments, used, rows, policy),
        ),
    }


def start_event(policy: Policy, process_id: str) -> str | None:
    """The event from which a process is dated; None where nothing in it counts from one."""
    return next(iter(asked_events(line_of(policy, process_id), policy)), None)


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


def _more(used: Iterable[str], asked: Sequence[str]) -> list[str]:
    return [event for event in used if event not in asked]


def _is_brought(event: str, rows: Iterable[Laid]) -> bool:
    return any(row.place.step.event == event for row in rows)


def _event(event: str, moment: Moment | None, policy: Policy) -> EventDocument:
    label = policy.events[event].label
    return {
        "id": event,
        "label": label,
        "at": None if moment is None else moment_code(moment),
        "text": f"“{label}”" if moment is None else f"{moment_text(moment)}“{label}”",
    }


def _begun(used: Iterable[str], moments: Mapping[str, Moment], policy: Policy) -> Iterator[Moment]:
    """The moments given, less those that only name a period by any day of it."""
    return (moments[event] for event in used if whole_period(event, policy) is None)


def _dues(rows: Iterable[Laid]) -> list[Moment]:
    return [row.due for row in rows if row.due is not None]


def _days(moments: Sequence[Moment], calendar: WorkingCalendar) -> list[DayDocument]:
    """Every day from the first moment to the last, with whether people work on it.

    Empty where there are none, where they are too many, or where the calendar does not know.
    """
    days = [day_of(moment) for moment in moments]
    if not days:
        return []
    first, last = min(days), max(days)
    length = (last - first).days + 1
    if length > _MOST_DAYS:
        return []
    try:
        return [
            {
                "day": day.isoformat(),
                "working": calendar.is_working(day),
                "exchanged": calendar.is_exchanged(day),
                "provisional": bool(calendar.awaits(day)),
            }
            for day in (first + timedelta(days=place) for place in range(length))
        ]
    except CalendarError:
        return []


def _awaits(rows: Iterable[Laid]) -> frozenset[int]:
    """The years whose holiday notice may still change one of the moments found."""
    return frozenset(year for row in rows if row.due is not None for year in row.awaits)


def _tried(rows: Iterable[Laid]) -> list[str]:
    return list(dict.fromkeys(each for row in rows if row.answer for each in row.answer.tried))


def _summary(
    given: Sequence[tuple[str, Moment]], rows: Sequence[Laid], situation: Situation
) -> Sentence:
    policy = situation.policy
    begun = joined("，", (event_text(event, moment, policy) for event, moment in given))
    dated = joined("；", (*_span(rows, policy), *_others(rows)))
    said = say(dated, "。") if dated else dated
    if not any(row.place.step.deadline for row in rows):
        said = say("这些步骤都没有规定时限。")
    so = "，则" if begun and dated else "。" if begun else ""
    more = _periodic(rows, situation), open_text(rows, situation)
    reservations = provisional_text(_awaits(rows)), tried_text(_tried(rows), situation)
    return say(begun, so, said, *more, *reservations)


def _others(rows: Iterable[Laid]) -> list[Sentence]:
    """What comes round, falls on a day, lasts until one, or does not hold; each deadline once."""
    answers = [row.answer for row in rows if row.answer is not None]
    holding = [answer.holding for answer in answers]
    return list(
        dict.fromkeys(
            say("“", deadline_text(answer.deadline), "”", due_text(answer.deadline, answer.due))
            for answer in holding
            if answer.due is not None and not is_latest(answer.deadline)
        )
    ) + [
        say(
            "“",
            deadline_text(answer.deadline),
            "”不适用，适用“",
            deadline_text(answer.instead.deadline),
            "”",
        )
        for answer in answers
        if answer.instead is not None
    ]


def _doubts(
    moments: Mapping[str, Moment], used: Iterable[str], rows: Sequence[Laid], policy: Policy
) -> Iterator[str]:
    """What does not fit: events too late, before what they follow, or of no part here."""
    for row in rows:
        deadline = deadline_of(row, policy)
        if row.place.step.event is not None and deadline is not None and row.happens is not None:
            label = policy.events[row.place.step.event].label
            yield misfit_text(label, deadline, row.due, row.happens)
    for later, first in reversals([row.place for row in rows], moments, policy):
        labels = (policy.events[each].label for each in (later, first))
        yield "请核对：“{}”填得比“{}”还早。".format(*labels)
    for event in moments:
        if event not in used:
            yield f"“{policy.events[event].label}”的时间在这里用不上。"


def _periodic(rows: Sequence[Laid], situation: Situation) -> Sentence:
    """The deadlines that come round by themselves: they have no moment to be counted from."""
    deadlines = (situation.policy.deadlines.get(row.place.step.deadline or "") for row in rows)
    each = dict.fromkeys(
        say(deadline_text(deadline), "：", term_text(deadline, situation))
        for deadline in deadlines
        if deadline is not None and deadline.term.event is None
    )
    return say("不从哪件事起算的：", joined("；", each), "。") if each else say()


def _span(rows: Sequence[Laid], policy: Policy) -> list[Sentence]:
    """By when the steps have to be done; a day stands before the moments in it."""
    bound = [
        row
        for row in rows
        for deadline in [deadline_of(row, policy)]
        if deadline is not None and is_latest(deadline)
    ]
    dues = sorted(_dues(bound), key=moment_code)
    if not dues:
        return []
    first, last = moment_text(dues[0]), moment_text(dues[-1])
    steps = f"有时限的 {len(bound)} 步"
    if len(dues) < len(bound):
        steps += f"里有 {len(dues)} 步"
    if first == last:
        return [say(steps, "最晚都在" if len(dues) > 1 else "最晚在", first, "做完")]
    return [say(steps, "，最早的一步在", first, "，最后的一步在", last)]
