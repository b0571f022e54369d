"""Evidence and worked cases, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from tiercalc.policy.ids import (
    CountedId,
    DeadlineId,
    EvidenceText,
    FigureId,
    InputId,
    Names,
    RulingId,
)
from tiercalc.policy.vocabulary import Number

# What an example gives for an input, and expects of decisions, amounts and services, or as fines.
Given = Annotated[object, Names("given")]
Expected = Annotated[Mapping[str, object], Names("expected")]
Charged = Annotated[Mapping[str, object], Names("charged")]


@dataclass(frozen=True)
class EvidenceFigure:
    """A figure that the source reports and that decides nothing."""

    id: str
    value: Number | str
    unit: str


@dataclass(frozen=True)
class Evidence:
    """A statement of the source with figures that decide nothing."""

    text: EvidenceText
    figures: tuple[EvidenceFigure, ...]


@dataclass(frozen=True)
class DecideExample:
    """A case: inputs, day and trial values, and what the decisions must answer."""

    given: Mapping[InputId, Given]
    on: date | None
    set: Mapping[FigureId, object]
    expect: Expected
    ruling: RulingId | None


@dataclass(frozen=True)
class DueExample:
    """A case for a deadline: the event's moment, trial values, and the due moment."""

    deadline: DeadlineId
    start: str
    set: Mapping[FigureId, object]
    expect: str | None
    ruling: RulingId | None


@dataclass(frozen=True)
class FineExample:
    """A case for penalties: how often each happened, and what they cost."""

    counts: Mapping[CountedId, int]
    expect: Charged
    ruling: RulingId | None


Example = DecideExample | DueExample | FineExample
