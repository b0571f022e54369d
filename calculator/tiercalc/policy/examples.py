"""Evidence and worked cases, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tiercalc.policy.vocabulary import Number


@dataclass(frozen=True)
class EvidenceFigure:
    """A figure that the source reports and that decides nothing."""

    id: str
    value: Number | str
    unit: str


@dataclass(frozen=True)
class Evidence:
    """A statement of the source with figures that decide nothing."""

    text: str
    figures: tuple[EvidenceFigure, ...]


@dataclass(frozen=True)
class DecideExample:
    """A case: inputs, day and trial values, and what the decisions must answer."""

    given: Mapping[str, object]
    on: date | None
    set: Mapping[str, object]
    expect: Mapping[str, object]
    ruling: str | None


@dataclass(frozen=True)
class DueExample:
    """A case for a deadline: the event's moment, trial values, and the due moment."""

    deadline: str
    start: str
    set: Mapping[str, object]
    expect: str | None
    ruling: str | None


@dataclass(frozen=True)
class FineExample:
    """A case for penalties: how often each happened, and what they cost."""

    counts: Mapping[str, int]
    expect: Mapping[str, object]
    ruling: str | None


Example = DecideExample | DueExample | FineExample
