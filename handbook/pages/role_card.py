"""What a role has to do, gathered from everywhere in a policy: the lines of its card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tiercalc.policy import Act, Form, Place, Policy, Process, Role, Sanction, Step, places

from handbook.pages.view import View


@dataclass
class Task:
    """One thing to do, and the steps that ask for it in the same words."""

    text: str
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True)
class Cost:
    """What it costs not to do it: a penalty, and the acts in it that are this role's."""

    penalty: Sanction
    acts: tuple[Act, ...]


@dataclass
class Line:
    """What clauses ask of a role: tasks, the deadlines and forms that go with them, costs.

    `clause` is the first one of its tasks; `cited` are all that they name.
    """

    clause: str
    cited: set[str] = field(default_factory=set)
    tasks: list[Task] = field(default_factory=list)
    deadlines: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)


@dataclass(frozen=True)
class News:
    """A step of somebody else's that reaches this role: told of, or handed over."""

    process: Process
    step: Step
    handed: bool


@dataclass(frozen=True)
class Card:
    """Everything that a role's page says."""

    role: Role
    lines: tuple[Line, ...]
    processes: tuple[Process, ...]
    news: tuple[News, ...]
    keeps: tuple[Form, ...]
    rewards: tuple[Cost, ...]


def card(view: View, role_id: str) -> Card:
    """A role's card: duties, steps and penalties, side by side where one clause asks for them."""
    policy = view.policy
    role = policy.roles[role_id]
    lines: dict[str, Line] = {}
    for duty in role.duties:
        _task(_line(lines, duty.clause), duty.text)
    asked = [place for process in policy.processes.values() for place in places(process)]
    own = tuple(place for place in asked if role_id in place.step.by)
    for place in own:
        _add_step(_line(lines, place.step.clause), place, _own_forms(policy, place.step, role_id))
    for cost in _costs(policy.penalties.values(), role_id):
        _place_of(lines, cost.penalty).costs.append(cost)
    order = tuple(policy.clauses)
    return Card(
        role,
        tuple(sorted(lines.values(), key=lambda line: order.index(line.clause))),
        tuple({place.process.id: place.process for place in own}.values()),
        tuple(
            News(place.process, place.step, role_id in place.step.to)
            for place in asked
            if role_id in (*place.step.to, *place.step.tells)
        ),
        tuple(form for form in policy.forms.values() if role_id in form.kept_by),
        tuple(_costs(policy.rewards.values(), role_id)),
    )


def _line(lines: dict[str, Line], clauses: tuple[str, ...]) -> Line:
    line = lines.setdefault(clauses[0], Line(clauses[0]))
    line.cited.update(clauses)
    return line


def _place_of(lines: dict[str, Line], penalty: Sanction) -> Line:
    """The line that a penalty belongs to: that of its clause, else one whose tasks cite it."""
    for clause in penalty.clause:
        if clause in lines:
            return lines[clause]
    for line in lines.values():
        if line.cited & set(penalty.clause):
            return line
    return _line(lines, penalty.clause)


def _task(line: Line, text: str) -> Task:
    """The task with this text: what a duty and a step say in the same words is one task."""
    for task in line.tasks:
        if task.text == text:
            return task
    line.tasks.append(Task(text))
    return line.tasks[-1]


def _add_step(line: Line, place: Place, forms: Iterable[str]) -> None:
    step = place.step
    _task(line, step.does).places.append(place)
    if step.deadline and step.deadline not in line.deadlines:
        line.deadlines.append(step.deadline)
    line.forms += [form for form in forms if form not in line.forms]


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
