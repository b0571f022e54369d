"""The day whose figures count where the moments of events are given: that of the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tiercalc.case import Moment, Situation, day_of
from tiercalc.given import require_in_force


def at_events(situation: Situation, moments: Mapping[str, Moment]) -> Situation:
    """The situation on the day of the first event given; as it is where none is.

    Raises InputError where the policy is not in force on that day.
    """
    event = min(moments, key=lambda each: day_of(moments[each]), default=None)
    if event is not None:
        situation = replace(situation, on=day_of(moments[event]))
    require_in_force(situation.policy, situation.on, event or "on")
    return situation.on_its_day()
