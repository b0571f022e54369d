"""Days and moments: read from text, written for programs and for readers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from tiercalc.case import Moment, day_of
from tiercalc.policy import InputError, Period, Policy
from tiercalc.words.names import quoted

_MOMENT = re.compile(
    r"([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2})(?: ?日)?"
    r"(?:[T ]([0-9]{1,2}):([0-9]{2}))?"
)
# What a reader calls the moment from which something is counted.
START = "起算的时间"
# What a reader calls the day whose rules and figures count.
DAY = "“按哪天的规定”"
_WEEKDAYS = "一二三四五六日"
_QUARTER = 3
_RANGES = 4


def event_name(event: str, policy: Policy) -> str:
    """What a reader calls the moment of an event, be it one of the policy's or not."""
    return f"“{policy.events[event].label}”的时间" if event in policy.events else quoted(event)


def read_day(text: str, place: str, label: str) -> date:
    """A day from `2026-02-13`, `2026/2/13` or `2026 年 2 月 13 日`.

    Raises InputError, which is about `place`; `label` is what the reader calls that.
    """
    moment = read_moment(text, place, label)
    if isinstance(moment, datetime):
        message = f"{label}写的是{quoted(text)}；这里只写日期，例如 2026-02-13。"
        raise InputError("bad-date", place, message)
    return moment


def read_moment(text: str, place: str, label: str) -> Moment:
    """A day, or a moment: `2026-02-13T10:00`. Written, and refused, as in `read_day`."""
    found = _MOMENT.fullmatch(text)
    form = "例如 2026-02-13 或 2026-02-13T10:00"
    if found is None:
        message = f"{label}写的是{quoted(text)}，看不懂；应依次写年、月、日，{form}。"
        raise InputError("bad-date", place, message)
    year, month, day = (int(part) for part in found.groups()[:3])
    hour, minute = found.groups()[3:]
    try:
        read = date(year, month, day)
        return read if hour is None else datetime.combine(read, time(int(hour), int(minute)))
    except ValueError:
        message = f"{label}写的是{quoted(text)}，没有这一天或这个时刻；应写真实存在的，{form}。"
        raise InputError("bad-date", place, message) from None


def moment_code(moment: Moment) -> str:
    """`2026-02-13` or `2026-02-13T10:00`."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat()


def moment_text(moment: Moment) -> str:
    """`2026 年 2 月 13 日（星期五）`, with the time where there is one."""
    day = f"{moment.year} 年 {moment.month} 月 {moment.day} 日（星期{_WEEKDAYS[moment.weekday()]}）"
    return f"{day}{moment:%H:%M}" if isinstance(moment, datetime) else day


def period_text(moment: Moment, period: Period) -> str:
    """The month, quarter or year in which a moment lies: `2026 年 2 月`; the day for a day."""
    day = day_of(moment)
    match period:
        case "day":
            return moment_text(day)
        case "month":
            return f"{day.year} 年 {day.month} 月"
        case "quarter":
            return f"{day.year} 年第 {(day.month - 1) // _QUARTER + 1} 季度"
        case "year":
            return f"{day.year} 年"


def days_text(days: Iterable[date]) -> str:
    """Days in order, neighbours joined: `10 月 1 日至 10 月 7 日`; a long list is cut."""
    found = sorted(days)
    ranges: list[tuple[date, date]] = []
    for day in found:
        if ranges and ranges[-1][1] + timedelta(days=1) == day:
            ranges[-1] = (ranges[-1][0], day)
        else:
            ranges.append((day, day))
    shown = "、".join(_range_text(*each) for each in ranges[:_RANGES])
    return f"{shown}等 {len(found)} 天" if len(ranges) > _RANGES else shown


def _range_text(first: date, last: date) -> str:
    start = f"{first.month} 月 {first.day} 日"
    return start if first == last else f"{start}至 {last.month} 月 {last.day} 日"
