"""A policy as the engine sees it, whole: frozen data, one class for each thing the grammar names.

`reading.load` makes a `Policy` from plain data (what YAML or JSON hold). Ids are the keys of
the file; texts may hold `{figure}`; orders are the file's (values of a scale run high → low).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Literal

from tiercalc.policy.amounts import Amount
from tiercalc.policy.bases import bases
from tiercalc.policy.changes import changes, changes_in_parts, on_day
from tiercalc.policy.conditions import conditions_of
from tiercalc.policy.examples import Evidence, Example
from tiercalc.policy.ids import FigureId, RoleId, ScaleId, Text, ValueId
from tiercalc.policy.marks import Marks
from tiercalc.policy.results import amount_as_input, as_input
from tiercalc.policy.rules import Decision, Figure, Impossible, Input
from tiercalc.policy.rulings import Ruling
from tiercalc.policy.sanctions import Sanction
from tiercalc.policy.scales import Scale
from tiercalc.policy.services import Provision, Service
from tiercalc.policy.work import Deadline, Event, Form, Process, Role


@dataclass(frozen=True)
class Source:
    """Where the policy's facts come from; `completeness` is full, cut or sketch."""

    title: str
    articles: str | None
    completeness: str
    note: str | None


Validity = Literal["not_yet", "yes", "ended"]


@dataclass(frozen=True)
class Successor:
    """The policy that replaces one which has ended, by its id and title."""

    policy: str
    title: str


@dataclass(frozen=True)
class InForce:
    """The days on which the company applies the policy: both ends are among them."""

    start: date
    until: date | None
    review_by: date | None
    successor: Successor | None

    def validity(self, day: date) -> Validity:
        """Whether a day lies before, within or after them."""
        if day < self.start:
            return "not_yet"
        return "yes" if self.until is None or day <= self.until else "ended"

    def is_overdue(self, day: date) -> bool:
        """Whether the day by which somebody should have looked at the policy again is over."""
        return self.review_by is not None and self.review_by < day


@dataclass(frozen=True)
class Variant:
    """The policy that this one takes over, by its id and title, and the parts that differ."""

    of: str
    title: str
    differs: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Policy:
    """One policy, whole. Mappings keep the order of the file.

    Equal only to itself, so that what was made from it can be kept by it.

    `counted` holds, for scales whose values are no people, the measure word that counts them.
    `aliases` are the source's own words for what the policy says in others. `calendar` names the
    working calendar, where it is not the one of all. `marks` are the words of the company whose
    policy it is.
    """

    id: str
    version: str
    kind: str
    title: str
    sector: str
    calendar: str | None
    marks: Marks
    source: Source
    owner: tuple[RoleId, ...]
    in_force: InForce | None
    variant: Variant | None
    clauses: Mapping[str, Text]
    scales: Mapping[str, Scale]
    counted: Mapping[ScaleId, str]
    figures: Mapping[str, Figure]
    ascending: tuple[tuple[FigureId, ...], ...]
    inputs: Mapping[str, Input]
    impossible: tuple[Impossible, ...]
    decisions: Mapping[str, Decision]
    amounts: Mapping[str, Amount]
    forms: Mapping[str, Form]
    events: Mapping[str, Event]
    roles: Mapping[str, Role]
    processes: Mapping[str, Process]
    deadlines: Mapping[str, Deadline]
    penalties: Mapping[str, Sanction]
    rewards: Mapping[str, Sanction]
    services: Mapping[str, Service]
    provisions: Mapping[str, Provision]
    rulings: Mapping[str, Ruling]
    aliases: Mapping[str, tuple[str, ...]]
    evidence: tuple[Evidence, ...]
    examples: tuple[Example, ...]

    @cached_property
    def tested(self) -> Mapping[str, Input]:
        """What conditions may name: inputs, decisions as a choice of their outcomes, amounts."""
        results = {key: as_input(each, self.scales) for key, each in self.decisions.items()}
        amounts = {key: amount_as_input(each, self) for key, each in self.amounts.items()}
        return {**amounts, **results, **self.inputs}

    @property
    def tier(self) -> Decision | None:
        """The decision that the policy is for: its first; None where it decides nothing.

        What it gives is the tier, even where that is no value of a scale (`tiers`). What the
        policy declares for all comes with it, and it is answered whoever asks for another one.
        """
        return next(iter(self.decisions.values()), None)

    @property
    def tiers(self) -> Scale | None:
        """The scale of which the tier is one value; None where it gives labels or nothing."""
        tier = self.tier
        return None if tier is None or not tier.ranks else self.scales[tier.scale or ""]

    def validity(self, day: date) -> Validity:
        """Whether the policy is in force on a day; always, where the company says no day."""
        return "yes" if self.in_force is None else self.in_force.validity(day)

    def is_given(self, service: Service, scale: ScaleId, value: ValueId) -> bool:
        """Whether a value of a scale has a service; what is for all, the tier's values have.

        Where no scale holds tiers, the values of every one have it.
        """
        if service.scope == "all":
            home = None if self.tier is None else self.tier.scale
            return scale == home or home is None
        return service.serves(scale, value)

    @cached_property
    def tests_amounts(self) -> bool:
        """Whether a condition of its decisions, services, work or rulings names an amount."""
        of_rulings = (each.when for each in self.rulings.values() if each.when is not None)
        found = chain(conditions_of(self), of_rulings)
        return any(when.on_amounts for when in found)

    @cached_property
    def bases(self) -> Mapping[str, str]:
        """The unit in which a figure is compared, where that is not its own."""
        return bases(self)

    @cached_property
    def changes(self) -> tuple[date, ...]:
        """The days from which on something of it is otherwise than the day before, in order."""
        return changes(self)

    @cached_property
    def _on_days(self) -> dict[date, Policy]:
        """What `on` has made, by the last day before on which something changed."""
        return {}

    @cached_property
    def _changes_in_parts(self) -> bool:
        return changes_in_parts(self)

    def on(self, day: date) -> Policy:
        """The policy with those parts alone that hold on a day; itself where all always do."""
        if not self._changes_in_parts:
            return self
        begun = max((each for each in self.changes if each <= day), default=date.min)
        known = self._on_days.get(begun)
        if known is None:
            known = self._on_days[begun] = on_day(self, day)
        return known
