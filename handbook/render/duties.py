"""What a role has to do, gathered from everywhere in a policy: the lines of its card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tiercalc.model import Act, Form, Process, Role, Sanction, Step

from handbook.render.view import View


@dataclass(frozen=True)
class Task:
    """One thing to do; a step of a process names it and its number there."""

    text: str
    process: Process | None = None
    step: Step | None = None
    number: int = 0


@dataclass(frozen=True)
class Cost:
    """What it costs not to do it: a penalty, and the acts in it that are this role's."""

    penalty: Sanction
    acts: tuple[Act, ...]


@dataclass
class Line:
    """What one clause asks of a role: tasks, the deadlines and forms that go with them, costs."""

    clause: str
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
    news: tuple[News, ...]
    keeps: tuple[Form, ...]
    rewards: tuple[Cost, ...]


def card(view: View, role_id: str) -> Card:
    """A role's card: duties, steps and penalties, side by side where one clause asks for them."""
    policy = view.policy
    role = policy.roles[role_id]
    lines: dict[str, Line] = {}
    for duty in role.duties:
        _line(lines, duty.clause).tasks.append(Task(duty.text))
    for process, number, step in _steps(policy.processes.values()):
        if role_id in step.by:
            _add_step(_line(lines, step.clause), Task(step.does, process, step, number))
    for cost in _costs(policy.penalties.values(), role_id):
        _place_of(lines, cost.penalty).costs.append(cost)
    order = tuple(policy.clauses)
    return Card(
        role,
        tuple(sorted(lines.values(), key=lambda line: order.index(line.clause))),
        tuple(
            News(process, step, role_id in step.to)
            for process, _, step in _steps(policy.processes.values())
            if role_id in (*step.to, *step.tells)
        ),
        tuple(form for form in policy.forms.values() if role_id in form.kept_by),
        tuple(_costs(policy.rewards.values(), role_id)),
    )


def _line(lines: dict[str, Line], clauses: tuple[str, ...]) -> Line:
    return lines.setdefault(clauses[0], Line(clauses[0]))


def _place_of(lines: dict[str, Line], penalty: Sanction) -> Line:
    """The line that a penalty belongs to: the first of its clauses that asks anything at all."""
    asked = (clause for clause in penalty.clause if clause in lines)
    return _line(lines, (next(asked, penalty.clause[0]),))


def _add_step(line: Line, task: Task) -> None:
    if all(known.text != task.text for known in line.tasks):
        line.tasks.append(task)
    if task.step is None:
        return
    if task.step.deadline and task.step.deadline not in line.deadlines:
        line.deadlines.append(task.step.deadline)
    line.forms += [form for form in task.step.form if form not in line.forms]


def _steps(processes: Iterable[Process]) -> Iterator[tuple[Process, int, Step]]:
    for process in processes:
        for number, step in enumerate(process.steps, 1):
            yield process, number, step


def _costs(sanctions: Iterable[Sanction], role: str) -> Iterator[Cost]:
    for sanction in sanctions:
        acts = tuple(act for act in sanction.acts if role in act.by)
        if acts:
            yield Cost(sanction, acts)
