"""What `tierbook decide` answers, as plain data, and what stands in the place of an answer."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from tiercalc.decide import Standing
from tiercalc.policy import Validity
from tiercalc.words import Citation, Sentence
from tiercalc.words.documents import GivenDocument, MissingDocument, NamedDocument, RulingDocument

Told = Literal["true", "false", "unknown"]
PlainValue = str | bool | list[str] | None
RungState = Literal["here", "higher", "lower", "possible"]


class ErrorDocument(TypedDict):
    """What could not be read, or why there is no answer."""

    code: str
    """What is wrong, in a word for programs: `unknown-value`."""
    input: str
    """What it is about: an input, a figure, an option, a file."""
    message: str


class GroupDocument(TypedDict):
    """Conditions that must all hold, of which one must, or that must not."""

    kind: Literal["all", "any", "not"]
    verdict: Told
    text: Sentence
    parts: list[ConditionDocument]


class TestDocument(TypedDict):
    """One input against what is required of it."""

    kind: Literal["test"]
    input: str
    label: str
    operator: str
    given: PlainValue
    required: list[str]
    folded: bool
    """Whether the text counts what is required instead of naming it."""
    figure: str | None
    clause: Citation
    verdict: Told
    text: Sentence


ConditionDocument = GroupDocument | TestDocument


class RuleDocument(TypedDict):
    """A rule of a decision table, and whether it holds."""

    rule: int
    """Its place in the table, from 1."""
    outcome: str | None
    outcome_label: str | None
    name: str
    """What it comes to."""
    open: str | None
    """The ruling that leaves its case open."""
    verdict: Told
    decisive: bool
    """Whether the answer rests on it."""
    may: bool
    clause: Citation
    ruling: str | None
    text: Sentence
    why: Sentence
    """What makes it hold or not."""
    tree: ConditionDocument


class RungDocument(TypedDict):
    """A place to stand on."""

    outcome: str | None
    label: str
    state: RungState
    word: str
    """Says that state."""
    limit: str | None
    """What it takes to stand no lower."""
    reach: str | None
    """How high on it the customer's number stands, from 0 to 1."""


class LimitDocument(TypedDict):
    """A side of a number on which the value has to be."""

    label: str
    """Who asks for it."""
    text: str
    short: str
    met: bool | None
    """Null while that hangs on what is not filled in."""
    place: int
    """Which number it is, counted from the lowest; two may be the two sides of one."""


class TrackDocument(TypedDict):
    """A number and the limits that it is compared with, the lowest first."""

    input: str
    value: str | None
    reach: str | None
    """How many limits it has passed, and its share of the way on."""
    limits: list[LimitDocument]
    text: str


class PositionDocument(TypedDict):
    """Where the customer stands, the highest place first."""

    rungs: list[RungDocument]
    input: str | None
    """The one number that decides; it has limits on the rungs."""
    value: str | None
    tracks: list[TrackDocument]
    text: str


# `from` is a word of Python's own.
_From = TypedDict("_From", {"from": PlainValue})


class ChangeDocument(_From):
    """What one input has to become, from what it is."""

    input: str
    label: str
    to: PlainValue
    by: PlainValue
    """How much is lacking, where it adds up."""


class NextDocument(TypedDict):
    """The next higher value, with every least way to it."""

    outcome: str
    outcome_label: str
    ways: list[list[ChangeDocument]]
    text: Sentence


class EntitlementDocument(TypedDict):
    """A service that the outcome brings."""

    service: str
    label: str
    quantity: str | None
    unit: str
    text: Sentence
    clause: Citation
    certain: bool
    may: bool
    standing: Standing
    """How surely it is given."""
    standing_label: str
    condition: Sentence
    """What it hangs on while that is unknown."""


class TaskDocument(TypedDict):
    """Something that a role has to do."""

    text: Sentence
    condition: Sentence
    """In which case only, while that is not known; empty where it is to be done for sure."""
    when: Sentence | None
    deadline: str | None
    process: str | None
    step: str | None
    form: list[NamedDocument]
    clause: Citation


class PenaltyDocument(TypedDict):
    """What slip costs what."""

    penalty: str
    text: Sentence
    clause: Citation


class DutyDocument(TypedDict):
    """What one role has to do."""

    role: str
    label: str
    tasks: list[TaskDocument]
    penalties: list[PenaltyDocument]
    ruling: list[RulingDocument]
    """What the tasks rest on."""


class ExplainedDocument(TypedDict):
    """A decision, answered by itself and explained."""

    decision: str
    label: str
    outcome: str | list[str] | None
    """One value, or the labels that are certain; null for none and while it is not determined."""
    outcome_label: str | list[str] | None
    asked: bool
    """Whether anything was given that it could use."""
    undetermined: bool
    possible: list[str | None]
    missing: list[MissingDocument]
    text: Sentence
    headline: str
    """The outcome in a word."""
    brief: Sentence
    """What the headline does not say and no list repeats."""
    clause: Citation
    ruling: list[RulingDocument]
    illustration: bool
    """Whether it only shows how the company judges, and brings nothing."""
    trace: list[RuleDocument]
    position: PositionDocument | None
    next: list[NextDocument]
    """The way up; at most one."""
    entitlements: list[EntitlementDocument]
    entitlements_listed: str
    """That the source names more than it lists, in words; empty where it lists them whole."""
    duties: list[DutyDocument]


class DecisionDocument(ExplainedDocument):
    """A decision's answer beside those of the others."""

    caution: str
    """That another answer ends what this one brings; empty where none does."""


class AnswerDocument(TypedDict):
    """`tierbook decide`: every decision and amount of a policy."""

    policy: str
    title: str
    version: str
    on: str
    """The day whose figures count."""
    in_force: Validity
    """Whether the policy holds on that day; where it does not, nothing is determined."""
    given: list[GivenDocument]
    tier: str | list[str] | None
    """The outcome of the policy's first decision."""
    outcomes: dict[str, str | list[str] | None]
    undetermined: list[str]
    """The decisions that hang on what is not known."""
    amounts: dict[str, str | None]
    amount_headlines: dict[str, str]
    amount_texts: dict[str, Sentence]
    amount_rulings: dict[str, list[RulingDocument]]
    decisions: dict[str, DecisionDocument]
    report: NotRequired[str]
    """The answer as text, to a page that asks for it."""


class PageAnswerDocument(AnswerDocument):
    """The same, as the page gets it."""

    errors: list[ErrorDocument]
    """What could not be read and was left out."""


class FailedDocument(TypedDict):
    """What stands in the place of an answer."""

    error: ErrorDocument
    errors: NotRequired[list[ErrorDocument]]
    """To the page: what else is wrong."""
