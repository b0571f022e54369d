"""What does not fit together in a calendar's file whose shape is sound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, cast

from tiercalc.words import days_text

from handbook.calendar.arrangement import published
from handbook.calendar.company import WEEKEND
from handbook.calendar.statute import HOLIDAYS, statutory_days
from handbook.calendar.working_calendar import REACH
from handbook.source.day_spans import Span, read_spans
from handbook.source.findings import Finding, nearest
from handbook.source.time_spans import read_hours
from handbook.source.yaml_source import Document, Keys

_YEAR = re.compile(r"20\d\d", re.ASCII)
_NEW_YEAR = HOLIDAYS[0]
_AND = "、"


def calendar_findings(document: Document) -> Iterator[Finding]:
    """Everything that contradicts itself, the year that it stands under, or the regulation."""
    data = cast(Mapping[str, Any], document.data)
    for year, notice in data.get("notices", {}).items():
        keys: Keys = ("notices", year)
        if not _YEAR.fullmatch(year):
            message = f"“{year}”不是年份，应写成 2027 这样。"
            yield document.finding(keys, "calendar-year", message, on_key=True)
            continue
        yield from _Notice(document, int(year), notice).findings()
    yield from _own(document, data, ())
    for name, own in data.get("named", {}).items():
        yield from _own(document, own, ("named", name))


def _own(document: Document, data: Mapping[str, Any], keys: Keys) -> Iterator[Finding]:
    """Hours and spans that cross, and days that are on the list already."""
    if "hours" in data:
        opening, closing = read_hours(data["hours"])
        if opening >= closing:
            message = f"上班时间从 {opening} 到 {closing}，结束应晚于开始。"
            yield document.finding((*keys, "hours"), "calendar-order", message)
    seen: dict[date, str] = {}
    for name, text in data.get("closed", {}).items():
        here: Keys = (*keys, "closed", name)
        spans = read_spans(text)
        yield from _crossed(document, here, spans)
        days = [day for span in spans for day in span.days()]
        twice = [day for day in days if day in seen]
        if twice:
            message = f"{days_text(twice)}已经写在{seen[twice[0]]}里，一天只写一处。"
            yield document.finding(here, "calendar-twice", message)
        seen |= dict.fromkeys(days, name)


def _crossed(document: Document, keys: Keys, spans: tuple[Span, ...]) -> Iterator[Finding]:
    for span in spans:
        if span.last < span.first:
            message = f"“{span.text}”前后颠倒了，早的一天写在前面。"
            yield document.finding(keys, "calendar-order", message, inside=span.text)


@dataclass(frozen=True)
class _Notice:
    """The notice of a year as a file has it: spans of days by holidays, and days worked."""

    document: Document
    year: int
    data: Mapping[str, Any]

    def findings(self) -> Iterator[Finding]:
        """What is wrong with it; what follows from something wrong is not said besides."""
        found = [*self._each_alone()]
        found = found or [*chain(self._overlapping(), self._lacking(), self._worked())]
        yield from found or chain(self._odd(), self._other())

    @property
    def _keys(self) -> Keys:
        return ("notices", str(self.year))

    @property
    def _spans(self) -> dict[str, tuple[Span, ...]]:
        return {name: read_spans(text) for name, text in self.data.items() if name != "worked"}

    @property
    def _exchanged(self) -> list[date]:
        return [date.fromisoformat(day) for day in self.data["worked"]]

    def _each_alone(self) -> Iterator[Finding]:
        for names, spans in self._spans.items():
            keys = (*self._keys, names)
            for name in names.split(_AND):
                if name not in HOLIDAYS:
                    near = nearest(name, HOLIDAYS)
                    mend = f"是不是 {near}？" if near else f"应是 {_AND.join(HOLIDAYS)}。"
                    message = f"放假安排里没有“{name}”这个节日。{mend}"
                    yield self.document.finding(keys, "calendar-name", message, on_key=True)
            yield from _crossed(self.document, keys, spans)
            for span in spans:
                if not all(map(self._belongs, (span.first, span.last))):
                    message = f"“{span.text}”不在 {self.year} 年，请核对年份。"
                    yield self.document.finding(keys, "calendar-year", message, inside=span.text)
        for place, day in enumerate(self._exchanged):
            if not self._belongs(day):
                message = f"“{day}”不在 {self.year} 年，请核对年份。"
                yield self.document.finding(self._at(place), "calendar-year", message)

    def _belongs(self, day: date) -> bool:
        """Whether a notice of the year may speak of a day: New Year's may begin in December."""
        return date(self.year, 1, 1) - REACH <= day <= date(self.year, 12, 31)

    def _at(self, place: int) -> Keys:
        return (*self._keys, "worked", place)

    def _free(self) -> dict[date, str]:
        return {
            day: names
            for names, spans in self._spans.items()
            for span in spans
            for day in span.days()
        }

    def _overlapping(self) -> Iterator[Finding]:
        seen: dict[date, str] = {}
        for names, spans in self._spans.items():
            twice = [day for span in spans for day in span.days() if day in seen]
            if twice:
                message = f"{days_text(twice)}已经写在{seen[twice[0]]}里，一天只写一处。"
                keys = (*self._keys, names)
                yield self.document.finding(keys, "calendar-twice", message)
            seen |= {day: names for span in spans for day in span.days()}

    def _lacking(self) -> Iterator[Finding]:
        written = {name for names in self._spans for name in names.split(_AND)}
        lacking = [name for name in HOLIDAYS if name not in written]
        if lacking:
            message = (
                f"{self.year} 年只写了一半，还少{_AND.join(lacking)}；"
                "两个节日合在一起放假的，写在一处，例如 国庆节、中秋节。"
            )
            yield self.document.finding(self._keys, "calendar-half", message, on_key=True)
            return
        free = self._free()
        for day, names in statutory_days(self.year).items():
            if day not in free:
                (key,) = (each for each in self._spans if names & {*each.split(_AND)})
                message = f"{days_text([day])}是法定的{_AND.join(names)}假日，却没有放假，请核对。"
                yield self.document.finding((*self._keys, key), "calendar-law", message)

    def _worked(self) -> Iterator[Finding]:
        free = self._free()
        for place, day in enumerate(self._exchanged):
            if day in free:
                message = f"{days_text([day])}已经在{free[day]}里放假，不能又调休上班。"
                yield self.document.finding(self._at(place), "calendar-twice", message)
            elif day.weekday() not in WEEKEND:
                message = f"{days_text([day])}不是周末，用不着调休，请核对。"
                yield self.document.finding(self._at(place), "calendar-weekend", message)

    def _other(self) -> Iterator[Finding]:
        """The days on which the notice is another than the published one that the library has."""
        known = published().get(self.year)
        if known is None:
            return
        free = {day for day in known.free if day.weekday() not in WEEKEND}
        mine = {day for day in self._free() if day.weekday() not in WEEKEND}
        other = (free ^ mine) | (known.worked ^ {*self._exchanged})
        if other:
            message = (
                f"{days_text(other)}和手册自带的 {self.year} 年放假安排不同；"
                "以这里为准，请对照通知核对。"
            )
            yield self.document.finding(
                self._keys, "calendar-other", message, severity="warning", on_key=True
            )

    def _odd(self) -> Iterator[Finding]:
        """A sum that does not come out: each free weekday beyond the law's is worked for."""
        free = [day for day in self._free() if day.weekday() not in WEEKEND]
        owed = len(statutory_days(self.year))
        found = len(free) - len(self._exchanged)
        if found != owed:
            message = (
                f"{self.year} 年放假的工作日减去调休上班的日子是 {found} 天，"
                f"法定节假日是 {owed} 天，平常两数相等，请对照通知核对。"
            )
            yield self.document.finding(
                self._keys, "calendar-sum", message, severity="warning", on_key=True
            )
