"""The day whose figures count where the moments of events are given: that of the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tiercalc.case import Moment, Situation, day_of
from tiercalc.dates.due import counted_with
from tiercalc.given import require_in_force
from tiercalc.policy import ALWAYS, Place, Policy


def at_events(situation: Situation, moments: Mapping[str, Moment]) -> Situation:
    """The situation on the day of the first event given; as it is where none is.

    Raises InputError where the policy is not in force on that day.
    """
    event = min(moments, key=lambda each: day_of(moments[each]), default=None)
    if event is not None:
        situation = replace(situation, on=day_of(moments[event]))
    require_in_force(situation.policy, situation.on, event or "on")
    return situation.on_its_day()


def which_day(line: Iterable[Place], whole: Policy, situation: Situation) -> str:
    """Whose day's steps and figures a line has; empty where they are the same on every day.

    `whole` is the policy with all its parts, also those that do not hold on the day.
    """
    line = tuple(line)
    steps = (step for each in line for step in whole.processes[each.process.id].steps)
    terms = (whole.deadlines[each.step.deadline].term for each in line if each.step.deadline)
    figures = (whole.figures[name] for term in terms for name in counted_with(term, situation))
    changing = any(each.changes and each.id not in situation.sets for each in figures)
    if changing or any(step.days != ALWAYS for step in steps):
        return f"按 {situation.on.isoformat()} 的规定。"
    return ""
