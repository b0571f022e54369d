"""A policy as the engine sees it: frozen data, one class for each thing the grammar names.

`reading.load` makes a `Policy` from plain data (what YAML or JSON hold). Ids are the keys of
the file; texts may hold `{figure}`; orders are the file's (values of a scale run high → low).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Literal

Number = Decimal
Clauses = tuple[str, ...]
# Decisions, each with an outcome that calls for something: (("tier", "gold"), ("tier", "silver")).
Follows = tuple[tuple[str, str], ...]
InputType = Literal["money", "count", "percent", "bool", "choice", "choices"]
Operator = Literal["gt", "gte", "lt", "lte"]
Period = Literal["day", "month", "quarter", "year"]
Sense = Literal["by", "on", "until"]
# What a count of time can meet that a ruling is about: a closing time before it ends, an event on a
# working day before work begins, days off (or weekend days that are worked), a last day off.
Met = Literal["closing", "before_opening", "days_off", "last_day_off"]

# Among the outcomes of an open rule: what the later rules say.
OTHERWISE = "otherwise"
# Among the roles of a ruling: what happened is put down to nobody in particular.
UNNAMED = "unnamed"

# What an example expects where there is no answer.
UNDETERMINED = "undetermined"

NUMERIC: frozenset[str] = frozenset({"money", "count", "percent"})


@dataclass(frozen=True)
class Source:
    """Where the policy's facts come from; `completeness` is full, cut or sketch."""

    title: str
    articles: str | None
    completeness: str
    note: str | None


@dataclass(frozen=True)
class InForce:
    """The days on which the company applies the policy (ISO dates)."""

    start: date
    until: date | None
    review_by: date | None


@dataclass(frozen=True)
class ScaleValue:
    """One named value of a scale; `traits` describes it where no condition does."""

    id: str
    label: str
    traits: str | None


@dataclass(frozen=True)
class Scale:
    """Named values, high → low where they have an order."""

    id: str
    values: tuple[ScaleValue, ...]

    def ids(self) -> tuple[str, ...]:
        """The values' ids, high → low."""
        return tuple(value.id for value in self.values)

    def rank(self, value: str) -> int:
        """How high a value stands: 0 is the lowest. KeyError for a value that is not of it."""
        for height, candidate in enumerate(reversed(self.values)):
            if candidate.id == value:
                return height
        raise KeyError(value)

    def label(self, value: str) -> str:
        """The value's Chinese name. KeyError for a value that is not of it."""
        for candidate in self.values:
            if candidate.id == value:
                return candidate.label
        raise KeyError(value)


@dataclass(frozen=True)
class Figure:
    """A number (or a time of day, or a word) that rules, deadlines and texts share.

    `dated` holds (first day or None, value) in ascending order; it is empty while the source
    leaves the figure open, and `unset` then names the ruling that says so.
    """

    id: str
    label: str
    unit: str
    clause: Clauses
    dated: tuple[tuple[date | None, Number | str], ...]
    unset: str | None
    by: str | None

    def on(self, day: date) -> Number | str | None:
        """The value in force on a day; None while unset or before its first day."""
        current: Number | str | None = None
        for start, value in self.dated:
            if start is None or start <= day:
                current = value
        return current


@dataclass(frozen=True)
class Window:
    """Over what an amount adds up: one purchase, or the number of months that a figure gives."""

    months: str | None


@dataclass(frozen=True)
class Input:
    """What the calculator asks. `book` says how a list of customers gives it (share or rank).

    `least` is the smallest number that it can be, where that is not 0; `part_of` is the input that
    it is a part of, and so never more than.
    """

    id: str
    label: str
    type: InputType
    scale: str | None
    help: str | None
    more_is_better: bool
    window: Window | None
    book: tuple[str, str] | None
    least: Number | None
    part_of: str | None


@dataclass(frozen=True)
class FigureRef:
    """A figure named as an operand."""

    figure: str


Operand = Number | FigureRef | str | bool


@dataclass(frozen=True)
class AllOf:
    """Holds when every part holds; with no part it always holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """Holds when at least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """Holds when its part does not."""

    part: Condition


@dataclass(frozen=True)
class OneOf:
    """The input equals one of the operands; for `choices`, any identity given is among them."""

    input: str
    operands: tuple[Operand, ...]


@dataclass(frozen=True)
class Bound:
    """The input stands on the named side of a limit: a number, a figure or a scale's value."""

    input: str
    operator: Operator
    limit: Operand


Condition = AllOf | AnyOf | Not | OneOf | Bound


@dataclass(frozen=True)
class Impossible:
    """A case that cannot be, the inputs that it is about, and why: a sentence of its own."""

    when: Condition
    inputs: frozenset[str]
    why: str


@dataclass(frozen=True)
class Rule:
    """One row of a decision table: an outcome, or the ruling that leaves the case open.

    `between` holds the outcomes among which an open case stands, every one where it is empty;
    OTHERWISE among them stands for what the later rules say.
    """

    number: int
    outcome: str | None
    open: str | None
    between: tuple[str, ...]
    figure: str | None
    clause: Clauses
    rulings: tuple[str, ...]
    may: bool
    traits: str | None
    when: Condition


@dataclass(frozen=True)
class Nothing:
    """What it is called that no rule of a decision table holds, and the ruling that says so."""

    label: str
    ruling: str | None


@dataclass(frozen=True)
class Decision:
    """A decision table; hit policy first, or collect for labels.

    With one of the outcomes in `ends`, what the policy's tier brings comes to its end.
    """

    id: str
    label: str
    scale: str | None
    collect: bool
    ladder: bool
    complete: bool
    illustration: bool
    ends: tuple[str, ...]
    none: Nothing | None
    rules: tuple[Rule, ...]

    def outcomes(self) -> tuple[str, ...]:
        """Every outcome that a rule names, in the order of first mention."""
        return tuple(dict.fromkeys(r.outcome for r in self.rules if r.outcome is not None))


@dataclass(frozen=True)
class Round:
    """How an amount is rounded: to a multiple of `to`, by `mode` (half_up, down, up, half_even)."""

    to: Number
    mode: str


@dataclass(frozen=True)
class Amount:
    """An amount times a rate: `of` is an input or an amount, `times` a decision or a figure."""

    id: str
    label: str
    of: str
    times: str | None
    round: Round | None
    ruling: str | None


@dataclass(frozen=True)
class Duty:
    """What a role has to do; `when` says in which cases an answer lists it."""

    text: str
    clause: Clauses
    follows: Follows
    when: Condition | None


@dataclass(frozen=True)
class Role:
    """A post, with its duties."""

    id: str
    label: str
    duties: tuple[Duty, ...]


@dataclass(frozen=True)
class Form:
    """A form or record, and the roles that keep it."""

    id: str
    label: str
    kept_by: tuple[str, ...]


@dataclass(frozen=True)
class Event:
    """Something that happens on a day, or at a moment (`timed`)."""

    id: str
    label: str
    timed: bool


@dataclass(frozen=True)
class Gate:
    """Where a yes or a no leads: a step's id, or `end`."""

    yes: str
    no: str


@dataclass(frozen=True)
class Step:
    """One step of a process: who does what, hands it to whom, and tells whom.

    `rulings` are on who does it, whether, when or how; `when` says in which cases an answer lists
    it.
    """

    id: str
    by: tuple[str, ...]
    does: str
    form: tuple[str, ...]
    to: tuple[str, ...]
    tells: tuple[str, ...]
    deadline: str | None
    gate: Gate | None
    event: str | None
    clause: Clauses
    rulings: tuple[str, ...]
    follows: Follows
    when: Condition | None


@dataclass(frozen=True)
class Process:
    """Steps, in order unless it is said that they have none, started by an event.

    `when` says in which cases an answer lists them.
    """

    id: str
    label: str
    on: str | None
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

    event: str
    before: bool
    within: str
    hours: tuple[str, str] | None
    otherwise: str | None


@dataclass(frozen=True)
class EndOf:
    """The last day of the period in which the event lies."""

    event: str
    period: Period


@dataclass(frozen=True)
class Every:
    """Again and again: each period, or each time the length that a figure gives has passed."""

    period: Period | None
    figure: str | None
    event: str | None


@dataclass(frozen=True)
class Deadline:
    """By when something is due. `roll` moves a day off to the next working day.

    `sense` says what the moment found is: the latest (`by`), the very day (`on`), or the last day
    of something that lasts (`until`).
    """

    id: str
    label: str
    clause: Clauses
    rulings: tuple[str, ...]
    roll: bool
    sense: Sense
    term: Within | EndOf | Every


@dataclass(frozen=True)
class Act:
    """What somebody does that a penalty or a reward answers."""

    by: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Sanction:
    """A penalty or a reward: an amount in 元 per occurrence, or a consequence, or left open.

    A consequence may have money in it whose amount is left open. `rulings` say how it is read,
    `when` in which cases an answer lists it.
    """

    id: str
    number: int
    clause: Clauses
    fine: Number | None
    consequence: str | None
    unset: str | None
    per: str
    acts: tuple[Act, ...]
    rulings: tuple[str, ...]
    when: Condition | None

    def roles(self) -> tuple[str, ...]:
        """Every role that an act names, in order."""
        return tuple(dict.fromkeys(role for act in self.acts for role in act.by))

    def acts_by(self, role: str | None = None) -> tuple[tuple[tuple[str, ...], list[str]], ...]:
        """What it answers, by who does it: the same roles once; one role's part where named."""
        found: dict[tuple[str, ...], list[str]] = {}
        for act in self.acts:
            by = tuple(each for each in act.by if role in (None, each))
            if by:
                found.setdefault(by, []).append(act.text)
        return tuple(found.items())


@dataclass(frozen=True)
class Cell:
    """What a service gives: a quantity, a figure's, a yes, a may, words, or left open."""

    quantity: Number | None = None
    figure: str | None = None
    may: bool = False
    text: str | None = None
    unset: str | None = None


@dataclass(frozen=True)
class Service:
    """An entitlement. `scope` is a scale's id or `all`; `by` gives each value's cell.

    It rests on the same clauses for all values (`clause_for_all`), or for each on its own
    (`clause_by`); the other of the two is empty. `rulings` say how it is read.
    """

    id: str
    label: str
    unit: str | None
    clause_for_all: Clauses
    clause_by: Mapping[str, Clauses]
    scope: str
    when: Condition | None
    by: Mapping[str, Cell]
    one_of: tuple[Cell, ...]
    rulings: tuple[str, ...]

    @property
    def clause(self) -> Clauses:
        """All clauses that it rests on, in the order of first mention."""
        return self.clause_of(*self.clause_by)

    def clause_of(self, *values: str) -> Clauses:
        """The clauses by which these values get it, in the order of first mention."""
        own = chain.from_iterable(self.clause_by.get(value, ()) for value in values)
        return tuple(dict.fromkeys((*self.clause_for_all, *own)))


@dataclass(frozen=True)
class Provision:
    """A rule in words; `values` are the scale values that it concerns."""

    id: str
    topic: str
    text: str
    clause: Clauses
    values: tuple[str, ...]


@dataclass(frozen=True)
class Ruling:
    """How an open question of the source is read, or that the company must still decide it.

    Of a ruling on a special case `when` says which one; one on `precedence` concerns cases in
    which several rules with different outcomes hold. Where a penalty names it, `roles` are those
    whose fines it bears on (UNNAMED among them), all where it is empty. One `of_one_case` asks what
    a single case costs that several `penalties` fit, whoever has to pay them. Where a deadline
    names it, `counting` is what the count has to meet. Elsewhere an answer does not mention them.
    """

    id: str
    clause: Clauses
    question: str
    ruling: str | None
    ground: str | None
    penalties: tuple[str, ...]
    of_one_case: bool
    roles: tuple[str, ...]
    when: Condition | None
    precedence: bool
    counting: Met | None

    @property
    def undecided(self) -> bool:
        """True while nobody has decided the question."""
        return self.ruling is None


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


@dataclass(frozen=True)
class Policy:
    """One policy, whole. Mappings keep the order of the file.

    `counted` holds, for scales whose values are no people, the measure word that counts them.
    """

    id: str
    version: str
    kind: str
    title: str
    sector: str
    source: Source
    owner: tuple[str, ...]
    in_force: InForce | None
    clauses: Mapping[str, str]
    scales: Mapping[str, Scale]
    counted: Mapping[str, str]
    figures: Mapping[str, Figure]
    ascending: tuple[tuple[str, ...], ...]
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
    evidence: tuple[Evidence, ...]
    examples: tuple[Example, ...]
