"""The company's own calendar, `calendar.yaml`: read, checked, and made into working calendars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast

from tiercalc.dates import Calendars, read_calendars

from handbook.calendar.arrangement import Arrangement, published
from handbook.calendar.company import WEEKEND, Company
from handbook.calendar.statute import HOLIDAYS
from handbook.calendar.working_calendar import CalendarsData, calendars_data
from handbook.checking.calendar_checks import calendar_findings
from handbook.checking.opening_hours import Hours
from handbook.home import CALENDAR_SCHEMA
from handbook.source.day_spans import read_spans
from handbook.source.encoding import readable
from handbook.source.files import CALENDAR, file_bytes
from handbook.source.findings import Finding
from handbook.source.grammar import Grammar
from handbook.source.modeline import modeline_findings
from handbook.source.schema_messages import shape_findings
from handbook.source.time_spans import read_hours
from handbook.source.translation import in_model
from handbook.source.yaml_source import Document, read_yaml

_GRAMMAR = Grammar(CALENDAR_SCHEMA)
_WORKED, _ALL = "worked", "all"


@dataclass(frozen=True, eq=False)
class CalendarReading:
    """What came of a calendar's file, nothing of the company's own where it has errors.

    `typed` holds the arrangements that it has by year; `document` is None where there is no file or
    it cannot be read. What is made of it is made when it is first asked for.
    """

    path: Path
    typed: Mapping[int, Arrangement]
    usual: Company
    named: Mapping[str, Company]
    hours: Hours
    document: Document | None
    findings: tuple[Finding, ...]
    text: str

    # A calendar explains no words.
    terms = ()

    @property
    def usable(self) -> bool:
        """Whether the file is without errors, so that one may count by it."""
        return all(finding.severity != "error" for finding in self.findings)

    @property
    def known(self) -> frozenset[int]:
        """The years whose arrangement the file or the library has."""
        return frozenset({*published(), *self.typed})

    @cached_property
    def data(self) -> CalendarsData:
        """The calendars' plain data, for the site."""
        return calendars_data({**published(), **self.typed}, self.usual, self.named)

    @cached_property
    def calendars(self) -> Calendars:
        """The calendars themselves."""
        return read_calendars(self.data)

    def awaits(self, year: int) -> bool:
        """Whether the notice of a year, not known yet, changes days of some calendar."""
        every = (self.calendars.usual, *self.calendars.named.values())
        return any(each.year == year for calendar in every for each in calendar.awaited)


def calendar_file(policies: Path) -> Path:
    """Where the calendar of a folder of policies stands, if it has one."""
    return policies / CALENDAR


def is_calendar(path: Path) -> bool:
    """True for a file that stands where a calendar does."""
    return path.name == CALENDAR


def read_calendar_of(policies: Path) -> CalendarReading:
    """The calendars of a folder of policies; an unchanged file is not read again."""
    path = calendar_file(policies)
    if not path.exists():
        return _without(path)
    raw = file_bytes(path)
    if isinstance(raw, Finding):
        return _made(path, findings=(raw,))
    return _read_bytes(path, raw)


@lru_cache(maxsize=8)
def _without(path: Path) -> CalendarReading:
    return _made(path)


@lru_cache(maxsize=8)
def _read_bytes(path: Path, raw: bytes) -> CalendarReading:
    written, findings = read_yaml(path.as_posix(), raw)
    text = readable(raw)
    if written is None:
        return _made(path, findings=findings, text=text)
    document = in_model(written, _GRAMMAR)
    found = (*findings, *shape_findings(written, _GRAMMAR)) or (*calendar_findings(document),)
    found = tuple(sorted((*found, *modeline_findings(document, _GRAMMAR.path.name))))
    if any(finding.severity == "error" for finding in found):
        return _made(path, document=document, findings=found, text=text)
    data = cast(Mapping[str, Any], document.data)
    return _made(path, data, document, found, text)


def _made(
    path: Path,
    data: Mapping[str, Any] | None = None,
    document: Document | None = None,
    findings: tuple[Finding, ...] = (),
    text: str = "",
) -> CalendarReading:
    """The reading of sound data, or of none."""
    data = data or {}
    return CalendarReading(
        path,
        {int(year): _arrangement(each) for year, each in data.get("notices", {}).items()},
        _company(data),
        {name: _company({**data, **own}) for name, own in data.get("named", {}).items()},
        _hours(data),
        document,
        findings,
        text,
    )


def _arrangement(notice: Mapping[str, Any]) -> Arrangement:
    free = {
        day: frozenset(names.split("、"))
        for names, text in notice.items()
        if names != _WORKED
        for day in _days(text)
    }
    return Arrangement(free, frozenset(date.fromisoformat(day) for day in notice[_WORKED]))


def _company(data: Mapping[str, Any]) -> Company:
    works = frozenset(data.get("works", ()))
    return Company(
        rest=frozenset(data.get("rest", WEEKEND)),
        closed=frozenset(day for text in data.get("closed", {}).values() for day in _days(text)),
        works=frozenset(HOLIDAYS) if _ALL in works else works,
    )


def _hours(data: Mapping[str, Any]) -> Hours:
    def of(part: Mapping[str, Any]) -> tuple[str, str] | None:
        return read_hours(part["hours"]) if "hours" in part else None

    named = ((name, of({**data, **own})) for name, own in data.get("named", {}).items())
    return Hours(of(data), tuple((name, hours) for name, hours in named if hours is not None))


def _days(text: str) -> tuple[date, ...]:
    return tuple(day for span in read_spans(text) for day in span.days())
