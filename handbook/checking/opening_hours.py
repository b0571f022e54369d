"""Figures whose value is the time at which work begins or ends by the company's calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from handbook.source.findings import Finding
from handbook.source.fixed_words import CLOSING, OPENING
from handbook.source.grammar import where
from handbook.source.translation import ModelDocument
from handbook.source.yaml_source import Keys

_PLACES = {OPENING: 0, CLOSING: 1}


@dataclass(frozen=True)
class Hours:
    """When work begins and ends, as `09:00`: by the usual calendar, and by those with a name."""

    usual: tuple[str, str] | None = None
    named: tuple[tuple[str, tuple[str, str]], ...] = ()

    def of(self, calendar: object) -> tuple[str, str] | None:
        """The hours of the calendar that a policy names, or of the usual one."""
        return self.usual if calendar is None else dict(self.named).get(str(calendar))


NO_HOURS = Hours()


def with_hours(document: ModelDocument, hours: Hours) -> tuple[ModelDocument, tuple[Finding, ...]]:
    """A policy with the calendar's times in its figures; findings where the calendar has none."""
    data: Any = document.data
    asked = dict(_asked(data))
    if not asked:
        return document, ()
    times = hours.of(data.get("calendar"))
    if times is None:
        return document, tuple(_lacking(document, asked))
    figures = data["figures"]
    filled = {name: {**figures[name], "value": times[place]} for name, place in asked.items()}
    return replace(document, data={**data, "figures": {**figures, **filled}}), ()


def _asked(data: Any) -> Iterator[tuple[str, int]]:
    """The figures that take a time from the calendar, and which of the two."""
    figures = data.get("figures") if isinstance(data, dict) else None
    for name, figure in figures.items() if isinstance(figures, dict) else ():
        value = figure.get("value") if isinstance(figure, dict) else None
        if isinstance(value, str) and value in _PLACES:
            yield name, _PLACES[value]


def _lacking(document: ModelDocument, asked: dict[str, int]) -> Iterator[Finding]:
    for name in asked:
        keys: Keys = ("figures", name, "value")
        message = f"{where(keys)}：工作日历里没有写“上班时间”，例如 上班时间: 09:00 至 18:00。"
        yield document.finding(keys, "calendar-hours", message)
