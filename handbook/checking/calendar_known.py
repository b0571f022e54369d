"""Whether a folder's calendar holds what its policies count on, and the years to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tiercalc.words import quoted

from handbook.calendar.working_calendar import first_unknown
from handbook.checking.calendar_file import CalendarReading
from handbook.checking.load import LoadedPolicy
from handbook.source.files import CALENDAR
from handbook.source.findings import Finding, nearest

# By then the notice of the next year has usually been published, or is about to be.
_NOVEMBER = 11


def unknown_calendar(loaded: LoadedPolicy, reading: CalendarReading) -> Iterator[Finding]:
    """That the calendar which a policy names is not there."""
    name, named = loaded.policy.calendar, reading.named
    if name is None or name in named:
        return
    near = nearest(name, named)
    mend = f"是不是 {near}？" if near else f"请在 {CALENDAR} 的“其他日历”里写上。"
    message = f"工作日历里没有{quoted(name)}这个日历。{mend}"
    yield loaded.document.finding(("calendar",), "unknown-calendar", message)


def calendar_reminders(
    reading: CalendarReading, policies: Sequence[LoadedPolicy], on: date
) -> Iterator[Finding]:
    """From November on, that the next year is to be typed in; always, that this year is."""
    year = first_unknown(reading.known, on)
    if year > on.year + (on.month >= _NOVEMBER):
        return
    if not any(loaded.policy.deadlines for loaded in policies) or not reading.awaits(year):
        return
    more = "" if reading.path.exists() else "（没有这个文件就新建，写法见“公司的日历”）"
    message = (
        f"{year} 年的放假安排还没有录入，跨到 {year} 年的工作日都是暂算；"
        f"国务院办公厅的通知公布后，请写进 {CALENDAR} 的“放假安排”{more}。"
    )
    line, column = (1, 1)
    if reading.document is not None:
        line, column = reading.document.key_place(("notices",))
    yield Finding(reading.path.as_posix(), line, column, "warning", "calendar-due", message)
