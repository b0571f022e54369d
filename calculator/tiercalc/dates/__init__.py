"""Deadlines counted on the working calendar, schedules and notices."""

from tiercalc.dates.calendar_entries import due_document
from tiercalc.dates.clock import LENGTH_NAMES, LENGTHS
from tiercalc.dates.due import due
from tiercalc.dates.notices import learners, who
from tiercalc.dates.timeline import asked_events, start_event, timeline
from tiercalc.dates.trials import tried_documents, tried_text
from tiercalc.dates.working_calendar import (
    Awaited,
    Calendars,
    WorkingCalendar,
    read_calendars,
)

__all__ = [
    "LENGTHS",
    "LENGTH_NAMES",
    "Awaited",
    "Calendars",
    "WorkingCalendar",
    "asked_events",
    "due",
    "due_document",
    "learners",
    "read_calendars",
    "start_event",
    "timeline",
    "tried_documents",
    "tried_text",
    "who",
]
