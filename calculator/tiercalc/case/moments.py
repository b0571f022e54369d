"""A moment of a case: a day, or a time of it."""

from __future__ import annotations

from datetime import date, datetime

Moment = date | datetime


def day_of(moment: Moment) -> date:
    """The day in which a moment lies."""
    return moment.date() if isinstance(moment, datetime) else moment


def is_earlier(first: Moment, second: Moment) -> bool:
    """Whether one moment lies before another: by their times if both have one, else by the day."""
    if isinstance(first, datetime) and isinstance(second, datetime):
        return first < second
    return day_of(first) < day_of(second)
