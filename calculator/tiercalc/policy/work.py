"""Roles, forms, events, processes and deadlines, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass

from tiercalc.policy.conditions import Condition
from tiercalc.policy.days import ALWAYS, Days
from tiercalc.policy.ids import (
    DeadlineId,
    EventId,
    FigureId,
    FormId,
    Label,
    NextId,
    RoleId,
    RulingId,
    Text,
)
from tiercalc.policy.vocabulary import Clauses, Follows, Period, Sense


@dataclass(frozen=True)
class Duty:
    """What a role has to do; `when` says in which cases an answer lists it."""

    text: Text
    clause: Clauses
    follows: Follows
    when: Condition | None
    days: Days = ALWAYS


@dataclass(frozen=True)
class Role:
    """A post, with its duties."""

    id: str
    label: Label
    duties: tuple[Duty, ...]


@dataclass(frozen=True)
class Form:
    """A form or record, and the roles that keep it."""

    id: str
    label: Label
    kept_by: tuple[RoleId, ...]


@dataclass(frozen=True)
class Event:
    """Something that happens on a day, or at a moment (`timed`)."""

    id: str
    label: Label
    timed: bool


@dataclass(frozen=True)
class Gate:
    """Where a yes or a no leads: a step's id, or `end`."""

    yes: NextId
    no: NextId


@dataclass(frozen=True)
class Step:
    """One step of a process: who does what, hands it to whom, and tells whom.

    `handed` is what it hands over that is no form, `told` what those whom it tells get to know.
    `rulings` are on who does it, whether, when
    or how; `when` says in which cases an answer lists it.
    """

    id: str
    by: tuple[RoleId, ...]
    does: Text
    form: tuple[FormId, ...]
    to: tuple[RoleId, ...]
    handed: Text | None
    tells: tuple[RoleId, ...]
    told: Text | None
    deadline: DeadlineId | None
    gate: Gate | None
    event: EventId | None
    clause: Clauses
    rulings: tuple[RulingId, ...]
    follows: Follows
    when: Condition | None
    days: Days = ALWAYS


@dataclass(frozen=True)
class Process:
    """Steps, in order unless it is said that they have none, started by an event.

    `when` says in which cases an answer lists them.
    """

    id: str
    label: Label
    on: EventId | None
    ordered: bool
    steps: tuple[Step, ...]
    follows: Follows
    when: Condition | None

    @property
    def counted(self) -> str:
        """What its steps are counted as: 第 3 步; where they have no order, 第 3 项."""
        return "步" if self.ordered else "项"


@dataclass(frozen=True)
class Within:
    """So long after (or before) an event, inside the given hours of the day where there are.

    `otherwise` is the deadline that holds in this one's place for an event outside those hours.
    """

    event: EventId
    before: bool
    within: FigureId
    hours: tuple[FigureId, FigureId] | None
    otherwise: DeadlineId | None


@dataclass(frozen=True)
class EndOf:
    """The last day of the period in which the event lies; `each` such period has its event."""

    event: EventId
    period: Period
    each: bool


@dataclass(frozen=True)
class Every:
    """Again and again: each period, or each time the length that a figure gives has passed."""

    period: Period | None
    figure: FigureId | None
    event: EventId | None


@dataclass(frozen=True)
class Deadline:
    """By when something is due. `roll` moves a day off to the next working day.

    `sense` says what the moment found is: the latest (`by`), the very day (`on`), or the last day
    of something that lasts (`until`).
    """

    id: str
    label: Label
    clause: Clauses
    rulings: tuple[RulingId, ...]
    roll: bool
    sense: Sense
    term: Within | EndOf | Every
