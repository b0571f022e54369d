"""A whole process on a date line: from the moment of an event to the last step that is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tiercalc.calendar import WorkingCalendar
from tiercalc.counting import Moment, day_of
from tiercalc.errors import CalendarError, InputError
from tiercalc.following import line_of
from tiercalc.laying import (
    Laid,
    asked_events,
    check_events,
    counts,
    lay,
    missing,
    open_text,
    step_document,
)
from tiercalc.model import Policy
from tiercalc.moments import moment_code, moment_text
from tiercalc.naming import meant, quoted
from tiercalc.situation import Situation
from tiercalc.terms import term_text
from tiercalc.wording import glue

Document = dict[str, Any]

# A longer line would say nothing day by day.
_MOST_DAYS = 42


def timeline(
    policy: Policy,
    process_id: str,
    moments: Mapping[str, Moment],
    calendar: WorkingCalendar,
    on: date,
    sets: Mapping[str, Decimal | str],
) -> Document:
    """The JSON document of `tierbook timeline`.

    The steps of a process, and of the processes that its events start, in order, each with the
    moment at which it is due as far as the `moments` of events tell. An event that a step brings
    about is taken to happen when that step is due, unless its moment is given. `on` is the day
    whose figures are used, `sets` are trial values.

    Raises InputError for an unknown process or event and for a day where a minute is needed,
    CalendarError outside the calendar's years, PolicyError for a figure that is no length of time.
    """
    if process_id not in policy.processes:
        known = {each.id: each.label for each in policy.processes.values()}
        message = f"《{policy.title}》没有叫{quoted(process_id)}的流程，{meant(process_id, known)}"
        raise InputError("unknown-process", process_id, message)
    check_events(policy, moments)
    process = policy.processes[process_id]
    line = line_of(policy, process_id)
    situation = Situation(policy, {}, on, sets)
    rows = lay(line, moments, calendar, situation)
    asked = asked_events(line, policy)
    used = [event for event in moments if event in asked or _is_brought(event, rows)]
    return {
        "policy": policy.id,
        "version": policy.version,
        "on": on.isoformat(),
        "process": {"id": process.id, "label": process.label},
        "events": [
            _event(event, moments.get(event), policy) for event in (*asked, *_more(used, asked))
        ],
        "undetermined": any(row.place.step.deadline and row.due is None for row in rows),
        "missing": missing(rows, situation),
        "steps": [step_document(row, situation) for row in rows],
        "counts": counts(rows, situation),
        "days": _days([*(moments[event] for event in used), *_dues(rows)], calendar),
        "text": _summary([(event, moments[event]) for event in used], rows, situation),
    }


def start_event(policy: Policy, process_id: str) -> str | None:
    """The event from which a process is dated; None where nothing in it counts from one."""
    return next(iter(asked_events(line_of(policy, process_id), policy)), None)


def _more(used: Iterable[str], asked: Sequence[str]) -> list[str]:
    return [event for event in used if event not in asked]


def _is_brought(event: str, rows: Iterable[Laid]) -> bool:
    return any(row.place.step.event == event for row in rows)


def _event(event: str, moment: Moment | None, policy: Policy) -> Document:
    label = policy.events[event].label
    return {
        "id": event,
        "label": label,
        "at": None if moment is None else moment_code(moment),
        "text": f"“{label}”" if moment is None else f"{moment_text(moment)}“{label}”",
    }


def _dues(rows: Iterable[Laid]) -> list[Moment]:
    return [row.due for row in rows if row.due is not None]


def _days(moments: Sequence[Moment], calendar: WorkingCalendar) -> list[Document]:
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
            {"day": day.isoformat(), "working": calendar.is_working(day)}
            for day in (first + timedelta(days=place) for place in range(length))
        ]
    except CalendarError:
        return []


def _summary(
    given: Sequence[tuple[str, Moment]], rows: Sequence[Laid], situation: Situation
) -> str:
    begun = "，".join(
        f"{moment_text(moment)}“{situation.policy.events[event].label}”" for event, moment in given
    )
    said = _span(sorted(_dues(rows), key=moment_code)) + _periodic(rows, situation)
    if not any(row.place.step.deadline for row in rows):
        said = "这些步骤都没有规定时限。"
    so = "，则" if begun and said else "。" if begun else ""
    return f"{begun}{so}{said}{open_text(rows, situation)}"


def _periodic(rows: Sequence[Laid], situation: Situation) -> str:
    """The deadlines that come round by themselves: they have no moment to be counted from."""
    deadlines = (situation.policy.deadlines.get(row.place.step.deadline or "") for row in rows)
    each = dict.fromkeys(
        f"{deadline.label}：{term_text(deadline, situation)}"
        for deadline in deadlines
        if deadline is not None and deadline.term.event is None
    )
    return f"不从哪件事起算的：{'；'.join(each)}。" if each else ""


def _span(dues: Sequence[Moment]) -> str:
    """When the steps with a deadline are due; a day stands before the moments in it."""
    if not dues:
        return ""
    first, last = moment_text(dues[0]), moment_text(dues[-1])
    if len(dues) == 1:
        return glue("有时限的 1 步最晚在", first, "做完。")
    steps = f"有时限的 {len(dues)} 步"
    if first == last:
        return glue(steps, "最晚都在", first, "做完。")
    return glue(steps, "，最早的一步在", first, "，最后的一步在", last, "。")
