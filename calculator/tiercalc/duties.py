"""What an answer asks of each role now, and by when, as far as the policy's clauses say it.

Two things follow from an answer: what comes after the step that settles the tier, in its process
and in those that its events start; and what the clauses of the services that it brings ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tiercalc.deciding import Answer
from tiercalc.entitling import Entitlement
from tiercalc.following import Place, line_of, places
from tiercalc.model import Clauses, Policy, Scale
from tiercalc.naming import clause_documents
from tiercalc.situation import Situation
from tiercalc.terms import term_text
from tiercalc.wording import fill

Document = dict[str, Any]


@dataclass(frozen=True)
class _Task:
    """One thing that a role has to do; `place` is its step, None for a standing duty."""

    role: str
    text: str
    clause: Clauses
    place: Place | None


def duties(answer: Answer, entitled: Iterable[Entitlement], situation: Situation) -> list[Document]:
    """What each role has to do for a determined outcome, as plain data, in the policy's order.

    Tasks that speak of other tiers alone are left out.
    """
    policy, decision = situation.policy, answer.decision
    if answer.undetermined or not isinstance(answer.outcome, str) or decision.illustration:
        return []
    scale = policy.scales.get(decision.scale or "")
    tasks = {
        (task.role, task.text): task
        for task in reversed([*_tasks(answer, entitled, policy)])
        if scale is None or _concerns(_said(task, policy), answer.outcome, scale)
    }
    by_role = {
        role: [task for task in reversed(tasks.values()) if task.role == role]
        for role in policy.roles
    }
    return [
        {
            "role": role,
            "label": policy.roles[role].label,
            "tasks": [_document(task, situation) for task in found],
        }
        for role, found in by_role.items()
        if found
    ]


def _tasks(answer: Answer, entitled: Iterable[Entitlement], policy: Policy) -> Iterator[_Task]:
    settling = {clause for hit in answer.hits if hit.decisive for clause in hit.rule.clause}
    steps: list[Place] = []
    if next(iter(policy.decisions)) == answer.decision.id:
        steps += _afterwards(settling, policy)
    bringing = {clause for each in entitled for clause in each.service.clause}
    steps += [
        place
        for process in policy.processes.values()
        for place in places(process)
        if bringing & {*place.step.clause} and not settling & {*place.step.clause}
    ]
    asked: set[tuple[str, str]] = set()
    for place in {(each.process.id, each.step.id): each for each in steps}.values():
        for role in place.step.by:
            asked.update((role, clause) for clause in place.step.clause)
            yield _Task(role, place.step.does, place.step.clause, place)
    for post in policy.roles.values():
        for duty in post.duties:
            clauses = {*duty.clause}
            # A step that the same clause asks of the role says it already, with its deadline.
            said = any((post.id, clause) in asked for clause in clauses)
            if bringing & clauses and not settling & clauses and not said:
                yield _Task(post.id, duty.text, duty.clause, None)


def _afterwards(settling: set[str], policy: Policy) -> Iterator[Place]:
    """The steps after the last one that the tier's own clauses ask for, and what they start."""
    for process in policy.processes.values():
        numbers = [p.number for p in places(process) if settling & {*p.step.clause}]
        if numbers:
            for place in line_of(policy, process.id):
                if place.process is not process or place.number > numbers[-1]:
                    yield place


def _said(task: _Task, policy: Policy) -> str:
    """All words that can say whom a task is about."""
    process = "" if task.place is None else task.place.process.label
    return "，".join([process, task.text, *(policy.clauses[clause] for clause in task.clause)])


def _concerns(text: str, outcome: str, scale: Scale) -> bool:
    """Whether a text that names values of a scale names this one."""
    labels = {value.label: value.id for value in scale.values}
    longest_first = sorted(labels, key=len, reverse=True)
    named = re.findall("|".join(re.escape(label) for label in longest_first), text)
    return not named or outcome in {labels[label] for label in named}


def _document(task: _Task, situation: Situation) -> Document:
    policy = situation.policy
    step = None if task.place is None else task.place.step
    deadline = None if step is None or step.deadline is None else policy.deadlines[step.deadline]
    return {
        "text": fill(task.text, situation),
        "when": None if deadline is None else term_text(deadline, situation),
        "deadline": None if deadline is None else deadline.id,
        "process": None if task.place is None else task.place.process.id,
        "step": None if step is None else step.id,
        "form": [
            {"id": form, "label": policy.forms[form].label} for form in (step.form if step else ())
        ],
        "clause": clause_documents(task.clause, policy),
    }
