"""What a role has to do, gathered from everywhere in a policy: the lines of its card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tiercalc.policy import (
    Act,
    Clauses,
    Condition,
    Duty,
    Follows,
    Form,
    Place,
    Policy,
    Process,
    Role,
    Sanction,
    Step,
    places,
)
from tiercalc.words import Sentence, joined, naming, outcome_label, say

from handbook.pages.view import View


@dataclass(frozen=True)
class Cost:
    """What it costs not to do it: a penalty, and the acts in it that are this role's."""

    penalty: Sanction
    acts: tuple[Act, ...]


@dataclass
class Task:
    """One thing to do, once: the duty, and the steps that ask for it in the same words.

    `only` are the cases to which it is confined, `starts` the events at which its process begins
    with it, `follows` the outcomes after which it is done. Without a text nothing is asked but
    something is punished.
    """

    text: str
    clause: Clauses
    only: tuple[Condition, ...] = ()
    places: list[Place] = field(default_factory=list)
    deadlines: list[str] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)
    follows: list[Sentence] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)


@dataclass(frozen=True)
class News:
    """A step of somebody else's that reaches this role: told of, or handed over."""

    place: Place
    only: tuple[Condition, ...]
    starts: tuple[str, ...]
    handed: bool


@dataclass(frozen=True)
class Card:
    """Everything that a role's page says."""

    role: Role
    lines: tuple[Task, ...]
    processes: tuple[Process, ...]
    news: tuple[News, ...]
    keeps: tuple[Form, ...]
    rewards: tuple[Cost, ...]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The lines that ask for something."""
        return tuple(line for line in self.lines if line.text)


def card(view: View, role_id: str) -> Card:
    """A role's card: its steps in the order of the work, its other duties, what a slip costs."""
    policy = view.policy.on(view.on)
    role = policy.roles[role_id]
    every = tuple(place for process in policy.processes.values() for place in places(process))
    own = tuple(place for place in every if role_id in place.step.by)
    lines: list[Task] = []
    for place in own:
        _add_step(lines, place, policy, role_id)
    for duty in role.duties:
        _add_duty(lines, duty, policy)
    for cost in _costs(policy.penalties.values(), role_id):
        _line_of(lines, cost).costs.append(cost)
    return Card(
        role,
        tuple(lines),
        tuple({place.process.id: place.process for place in own}.values()),
        tuple(
            News(place, _only(place), _starts(place, policy), role_id in place.step.to)
            for place in every
            if role_id in (*place.step.to, *place.step.tells)
        ),
        tuple(form for form in policy.forms.values() if role_id in form.kept_by),
        tuple(_costs(policy.rewards.values(), role_id)),
    )


def _add_step(lines: list[Task], place: Place, policy: Policy, role: str) -> None:
    step, only = place.step, _only(place)
    line = next((each for each in lines if (each.text, each.only) == (step.does, only)), None)
    if line is None:
        line = Task(step.does, step.clause, only)
        lines.append(line)
    line.clause = _joined(line.clause, step.clause)
    line.places.append(place)
    if step.deadline and step.deadline not in line.deadlines:
        line.deadlines.append(step.deadline)
    line.starts += [event for event in _starts(place, policy) if event not in line.starts]
    called = (*step.follows, *(place.process.follows if _is_first(place) else ()))
    line.follows += [each for each in _called(called, policy) if each not in line.follows]
    line.forms += [form for form in _own_forms(policy, step, role) if form not in line.forms]


def _add_duty(lines: list[Task], duty: Duty, policy: Policy) -> None:
    line = next((each for each in lines if each.text == duty.text), None)
    if line is None:
        only = () if duty.when is None else (duty.when,)
        line = Task(duty.text, duty.clause, only)
        lines.append(line)
    line.clause = _joined(line.clause, duty.clause)
    line.follows += [each for each in _called(duty.follows, policy) if each not in line.follows]


def _joined(some: Clauses, more: Clauses) -> Clauses:
    return tuple(dict.fromkeys((*some, *more)))


def _only(place: Place) -> tuple[Condition, ...]:
    """The cases to which a step is confined, by its process or by itself."""
    return tuple(each.when for each in (place.process, place.step) if each.when is not None)


def _is_first(place: Place) -> bool:
    """Whether a process begins with a step; without an order it may begin with any."""
    return place.number == 1 or not place.process.ordered


def _starts(place: Place, policy: Policy) -> tuple[str, ...]:
    """The event with which a step begins, unless the step's deadline names it anyway."""
    event, deadline = place.process.on, place.step.deadline
    dated = deadline is not None and policy.deadlines[deadline].term.event == event
    return (event,) if event is not None and _is_first(place) and not dated else ()


def _called(follows: Follows, policy: Policy) -> Iterator[Sentence]:
    """After which outcomes of each decision something is done, unless after every one."""
    for decision in dict.fromkeys(each.decision for each in follows):
        named = policy.decisions[decision]
        outcomes = dict.fromkeys(each.outcome for each in follows if each.decision == decision)
        if named.for_everybody and {*named.outcomes()} <= {*outcomes}:
            continue
        label = naming("decision", decision, named.label)
        *others, last = (say("“", outcome_label(each, named, policy), "”") for each in outcomes)
        names = joined("或", (joined("、", others), last)) if others else last
        yield say("前提：“", label, "”判定为", names)


def _line_of(lines: list[Task], cost: Cost) -> Task:
    """The line that a penalty belongs to: of those that cite its clause, the one most like it."""
    citing = [line for line in lines if set(line.clause) & set(cost.penalty.clause)]
    if not citing:
        lines.append(Task("", cost.penalty.clause))
        return lines[-1]
    punished = set[str]().union(*(_pairs(act.text) for act in cost.acts))
    return max(citing, key=lambda line: len(_pairs(line.text) & punished))


def _pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters in a text: what two sentences on one thing share."""
    return {text[place : place + 2] for place in range(len(text) - 1)}


def _own_forms(policy: Policy, step: Step, role: str) -> tuple[str, ...]:
    """The forms that a step means for a role: where several act, not those that another keeps."""
    keepers = {form: policy.forms[form].kept_by for form in step.form}
    return tuple(
        form
        for form, kept_by in keepers.items()
        if role in kept_by or not (set(kept_by) & set(step.by))
    )


def _costs(sanctions: Iterable[Sanction], role: str) -> Iterator[Cost]:
    for sanction in sanctions:
        acts = tuple(act for act in sanction.acts if role in act.by)
        if acts:
            yield Cost(sanction, acts)
