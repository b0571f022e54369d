"""Days and moments: read from text, written for programs and for readers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from tiercalc.counting import Moment
from tiercalc.errors import InputError
from tiercalc.naming import quoted

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?")
_WEEKDAYS = "一二三四五六日"
_RANGES = 4


def read_day(text: str, place: str) -> date:
    """A day from `2026-02-13`. Raises InputError, which names `place`."""
    moment = _read(text)
    if moment is None or isinstance(moment, datetime):
        message = f"“{place}”写的是{quoted(text)}；应写真实存在的日期，例如 2026-02-13。"
        raise InputError("bad-date", place, message)
    return moment


def read_moment(text: str, place: str) -> Moment:
    """A day or a moment, `2026-02-13` or `2026-02-13T10:00`. Raises InputError like `read_day`."""
    moment = _read(text)
    if moment is None:
        message = (
            f"“{place}”写的是{quoted(text)}；应写真实存在的日期或时刻，"
            "例如 2026-02-13 或 2026-02-13T10:00。"
        )
        raise InputError("bad-date", place, message)
    return moment


def _read(text: str) -> Moment | None:
    if not _MOMENT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None


def moment_code(moment: Moment) -> str:
    """`2026-02-13` or `2026-02-13T10:00`."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat()


def moment_text(moment: Moment) -> str:
    """`2026 年 2 月 13 日（星期五）`, with the time where there is one."""
    day = f"{moment.year} 年 {moment.month} 月 {moment.day} 日（星期{_WEEKDAYS[moment.weekday()]}）"
    return f"{day}{moment:%H:%M}" if isinstance(moment, datetime) else day


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
