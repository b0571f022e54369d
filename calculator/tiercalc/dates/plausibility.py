"""Whether the moments given for events fit what has to be done by then, and one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby

from tiercalc.case import Moment, day_of, is_earlier
from tiercalc.dates.clock import MONTHS
from tiercalc.dates.counting import period_start
from tiercalc.policy import Deadline, Every, Place, Policy, Step, Within
from tiercalc.words import (
    Sentence,
    deadline_text,
    due_text,
    is_latest,
    moment_text,
    say,
    whole_period,
)


def done_text(deadline: Deadline, due: Moment | None, happens: Moment) -> Sentence:
    """When a step is done, behind its deadline: whether that is late, or another day than its own.

    Empty where the moment given is of the last time, or of what lasts.
    """
    if isinstance(deadline.term, Every) or deadline.sense == "until":
        return say()
    when = moment_text(happens)
    if _is_astray(deadline, due, happens):
        return say("，填写的却是", when, "，请核对")
    late = "，已经晚了" if _is_late(deadline, due, happens) else ""
    return say("，填写的是", when, "做", late)


def misfit_text(label: str, deadline: Deadline, due: Moment | None, happens: Moment) -> Sentence:
    """A sentence on an event that is late or on another day than its own; empty where it fits."""
    if due is None:
        return say()
    when = moment_text(happens)
    if _is_late(deadline, due, happens):
        return say(f"“{label}”已经晚了：", due_text(deadline, due), "，填写的是", when, "。")
    if _is_astray(deadline, due, happens):
        said = say("“", deadline_text(deadline), "”", due_text(deadline, due))
        return say(f"请核对：“{label}”填的是", when, "，", said, "。")
    return say()


def _is_late(deadline: Deadline, due: Moment | None, happens: Moment) -> bool:
    return due is not None and is_latest(deadline) and is_earlier(due, happens)


def _is_astray(deadline: Deadline, due: Moment | None, happens: Moment) -> bool:
    return due is not None and deadline.sense == "on" and day_of(due) != day_of(happens)


def reversals(
    line: Sequence[Place], moments: Mapping[str, Moment], policy: Policy
) -> Iterator[tuple[str, str]]:
    """Events that are said to happen before what they follow, each with that other one."""
    pairs = dict.fromkeys((*_in_order(line, policy), *_counted_from(line, policy)))
    for later, first in pairs:
        if later == first or later not in moments or first not in moments:
            continue
        begin = moments[first]
        # Any day of the period may stand for it.
        months = MONTHS.get(whole_period(first, policy) or "")
        if months is not None:
            begin = period_start(day_of(begin), months)
        if is_earlier(moments[later], begin):
            yield later, first


def _in_order(line: Sequence[Place], policy: Policy) -> Iterator[tuple[str, str]]:
    """Every event of a process whose steps have an order, with each that comes before it there."""
    for process, places in groupby(line, key=lambda place: place.process):
        steps = [place.step for place in places]
        # What comes round is given as it was the last time, before this round began.
        own = [step.event for step in steps if not _comes_round(step, policy)]
        events = [event for event in (process.on, *own) if event is not None]
        if process.ordered:
            yield from ((later, first) for first, later in combinations(events, 2))


def _comes_round(step: Step, policy: Policy) -> bool:
    return step.deadline is not None and isinstance(policy.deadlines[step.deadline].term, Every)


def _counted_from(line: Sequence[Place], policy: Policy) -> Iterator[tuple[str, str]]:
    """The event of every step that is due so long after another one, with that other one."""
    for place in line:
        term = None if place.step.deadline is None else policy.deadlines[place.step.deadline].term
        if term is None or term.event is None or place.step.event is None:
            continue
        if not (isinstance(term, Within) and term.before):
            yield place.step.event, term.event
