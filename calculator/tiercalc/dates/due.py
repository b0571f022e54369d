"""When something is due: a deadline of the policy, counted from the moment of its event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from tiercalc.case import Missing, Moment, Situation, day_of
from tiercalc.dates.clock import Clock
from tiercalc.dates.due_answer import DueAnswer
from tiercalc.dates.provisional import provisional_text
from tiercalc.dates.trials import tried_text
from tiercalc.dates.working_calendar import WorkingCalendar
from tiercalc.given import require_in_force
from tiercalc.policy import (
    CalendarError,
    Deadline,
    EndOf,
    Every,
    InputError,
    Met,
    Policy,
    Within,
    unit,
)
from tiercalc.words import (
    Sentence,
    cited,
    deadline_text,
    due_text,
    lacking,
    meant,
    moment_text,
    naming,
    quoted,
    say,
)

if TYPE_CHECKING:
    pass


def _which_day(figures: Iterable[str], situation: Situation) -> str:
    """Whose day's figures count; empty where they are the same on every day."""
    changing = any(
        situation.policy.figures[each].changes and each not in situation.sets for each in figures
    )
    return f"用的是事件当天（{situation.on.isoformat()}）有效的数字。" if changing else ""


def due(
    deadline_id: str, start: Moment, calendar: WorkingCalendar, situation: Situation
) -> DueAnswer:
    """When a deadline falls whose event happens (or happened last) at `start`.

    Working days, days, months and years give a date; hours and minutes a moment. The day of the
    event does not count; hours and minutes run from their moment. Figures have the values of the
    day of the event, whatever the situation's day is. What comes round without an
    event is looked for from `start` on, that day included. Only deadlines in working days, inside
    working hours, or that roll to the next working day (Civil Code Art. 203) ask the calendar; what
    a notice that is not known yet may change in the answer makes it provisional.

    Raises InputError for an unknown deadline, a day where a moment is needed, dates that no
    calendar holds, and where the policy is not in force on the day of the event; CalendarError
    outside the calendar's years; PolicyError for a figure that cannot be a length of time.
    """
    policy = situation.policy
    if deadline_id not in policy.deadlines:
        known = {each.id: each.label for each in policy.deadlines.values()}
        message = (
            f"《{policy.title}》没有叫{quoted(deadline_id)}的时限，{meant(deadline_id, known)}"
        )
        raise InputError("unknown-deadline", deadline_id, message)
    require_in_force(policy, day_of(start), "from")
    situation = replace(situation, on=day_of(start))
    deadline = policy.deadlines[deadline_id]
    try:
        return _elsewhere(deadline, start, calendar, situation) or _counted(
            deadline, start, calendar, situation
        )
    except CalendarError as error:
        # The reader gave the beginning, not the day at which the calendar ends.
        raise CalendarError(error.code, "from", error.message) from None


def _counted(
    deadline: Deadline, start: Moment, calendar: WorkingCalendar, situation: Situation
) -> DueAnswer:
    title = say(deadline_text(deadline), cited(deadline.clause, situation.policy), "：")
    missing = unset_figures(deadline, situation)
    used = counted_with(deadline.term, situation)
    tried = tuple(each for each in used if each in situation.sets)
    if missing:
        text = say(title, "还不能算出；", lacking(missing, situation), "。")
        return DueAnswer(situation, deadline, start, None, missing, tried, text)
    try:
        run = Clock(deadline, start, calendar, situation).run()
    except OverflowError:
        message = f"“{deadline.label}”算出来的日期不在公元 1 年到 9999 年之内，请核对起点和时长。"
        raise InputError("out-of-range", "from", message) from None
    chosen = any(_pairs(deadline, situation.policy))
    awaits = run.awaits | (calendar.awaits(day_of(start)) if chosen else frozenset())
    text = say(
        title,
        run.how,
        "，",
        due_text(deadline, run.end),
        "。",
        _which_day(used, situation),
        provisional_text(awaits),
        tried_text(tried, situation),
    )
    met = run.met | _met_at_start(deadline, start, calendar, situation)
    return DueAnswer(situation, deadline, start, run.end, (), tried, text, met=met, awaits=awaits)


@dataclass(frozen=True)
class _Pair:
    """Two deadlines between which working hours choose: `inside` them one, else the other."""

    inside: Deadline
    outside: Deadline
    hours: tuple[str, str]


def _pairs(deadline: Deadline, policy: Policy) -> Iterator[_Pair]:
    for each in policy.deadlines.values():
        match each.term:
            case Within(hours=(opening, closing), otherwise=str(other)):
                if deadline.id in (each.id, other):
                    yield _Pair(each, policy.deadlines[other], (opening, closing))


def _elsewhere(
    deadline: Deadline, start: Moment, calendar: WorkingCalendar, situation: Situation
) -> DueAnswer | None:
    """The answer where working hours give the event to another deadline; None where they do not."""
    for pair in _pairs(deadline, situation.policy):
        is_inside = _is_inside(start, pair.hours, calendar, situation)
        holds = pair.inside if is_inside else pair.outside
        if is_inside is None or holds.id == deadline.id:
            continue
        other = _counted(holds, start, calendar, situation)
        decisive = pair.hours if calendar.is_working(day_of(start)) else ()
        tried = tuple(
            each for each in decisive if each in situation.sets and each not in other.tried
        )
        text = say(
            deadline_text(deadline),
            cited(deadline.clause, situation.policy),
            "：",
            _whereabouts(start, is_inside, decisive, situation),
            "，不适用这一条，适用“",
            deadline_text(holds),
            "”。",
            other.text,
            tried_text(tried, situation),
        )
        return DueAnswer(
            situation,
            deadline,
            start,
            None,
            other.missing,
            (*tried, *other.tried),
            text,
            other,
            awaits=other.awaits,
        )
    return None


def _met_at_start(
    deadline: Deadline, start: Moment, calendar: WorkingCalendar, situation: Situation
) -> frozenset[Met]:
    """What the choice between two deadlines met where the event lies.

    Before work begins is also what may lie there, while the hour or the working hours are open.
    """
    day = day_of(start)
    found: set[Met] = set()
    for pair in _pairs(deadline, situation.policy):
        is_working = calendar.is_working(day)
        if not is_working or calendar.is_exchanged(day):
            found.add("days_off")
        opening = situation.figure(pair.hours[0])
        known = isinstance(start, datetime) and isinstance(opening, str)
        is_early = not known or f"{start:%H:%M}" < str(opening)
        if is_working and is_early and deadline.id == pair.outside.id:
            found.add("before_opening")
    return frozenset(found)


def _is_inside(
    start: Moment, hours: tuple[str, str], calendar: WorkingCalendar, situation: Situation
) -> bool | None:
    """Whether a moment lies in working time; None while its time or the hours are not known.

    Work has ended at the closing hour itself (Civil Code Art. 203).
    """
    if not calendar.is_working(day_of(start)):
        return False
    opening, closing = (situation.figure(each) for each in hours)
    if not isinstance(start, datetime) or not isinstance(opening, str):
        return None
    if not isinstance(closing, str) or opening >= closing:
        return None
    return opening <= f"{start:%H:%M}" < closing


def _whereabouts(
    start: Moment, is_inside: bool, hours: tuple[str, ...], situation: Situation
) -> Sentence:
    if not hours:
        return say(moment_text(start), "是休息日")
    opening, closing = (naming("figure", each, str(situation.figure(each))) for each in hours)
    moment = moment_text(start)
    if is_inside:
        return say(moment, "在", opening, "到", closing, "之内")
    if f"{start:%H:%M}" < opening:
        return say(moment, "，还没有到", opening)
    return say(moment, "，计时已经在", closing, "结束")


def unset_figures(deadline: Deadline, situation: Situation) -> tuple[Missing, ...]:
    """The figures that a deadline counts with and that have no value."""
    used = counted_with(deadline.term, situation)
    return tuple(Missing("figure", each) for each in used if situation.figure(each) is None)


def counted_with(term: Within | EndOf | Every, situation: Situation) -> tuple[str, ...]:
    """The figures that a term counts with."""
    match term:
        case Within(within=length, hours=hours):
            timed = unit(situation.policy.figures[length].unit).measure == "minute"
            return (length, *hours) if hours and timed else (length,)
        case Every(figure=str(length)):
            return (length,)
    return ()
