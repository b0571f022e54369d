"""What an answer asks of each role now, by when, and what a slip costs, as the policy says it.

Two things follow from an answer: what the policy says is done after this outcome (`follows`), with
the processes that it starts; and what the clauses of the services that the outcome brings ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tiercalc.deciding import Answer
from tiercalc.entitling import Entitlement
from tiercalc.fines import cost_text
from tiercalc.following import Place, places
from tiercalc.model import Clauses, Deadline, EndOf, Policy, Sanction, Scale, Within
from tiercalc.naming import clause_documents
from tiercalc.situation import Situation
from tiercalc.terms import term_text
from tiercalc.wording import OPEN_MARK, fill, glue

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

    Tasks that speak of other tiers alone are left out. `penalties` says what a role pays where it
    does not do them.
    """
    policy, decision = situation.policy, answer.decision
    if answer.undetermined or not isinstance(answer.outcome, str) or decision.illustration:
        return []
    scale = policy.scales.get(decision.scale or "")
    tasks = {
        (task.role, task.text): task
        for task in reversed([*_tasks(answer, answer.outcome, entitled, policy)])
        if scale is None or _concerns(_said(task, policy), answer.outcome, scale)
    }
    by_role = {
        role: [task for task in reversed(tasks.values()) if task.role == role]
        for role in policy.roles
    }
    settling = _settling(answer)
    return [
        {
            "role": role,
            "label": policy.roles[role].label,
            "tasks": [_document(task, situation) for task in found],
            "penalties": [*_penalties(role, found, settling, situation)],
        }
        for role, found in by_role.items()
        if found
    ]


def _concerns(text: str, outcome: str, scale: Scale) -> bool:
    """Whether a text that names values of a scale names this one."""
    labels = {value.label: value.id for value in scale.values}
    longest_first = sorted(labels, key=len, reverse=True)
    named = re.findall("|".join(re.escape(label) for label in longest_first), text)
    return not named or outcome in {labels[label] for label in named}


def _settling(answer: Answer) -> set[str]:
    """The clauses of the rules that the answer rests on."""
    return {clause for hit in answer.hits if hit.decisive for clause in hit.rule.clause}


def _tasks(
    answer: Answer, outcome: str, entitled: Iterable[Entitlement], policy: Policy
) -> Iterator[_Task]:
    called = (answer.decision.id, outcome)
    settling = _settling(answer)
    bringing = {clause for each in entitled for clause in each.clause}
    steps = [
        *_called_for(called, policy),
        *(
            place
            for process in policy.processes.values()
            for place in places(process)
            if bringing & {*place.step.clause} and not settling & {*place.step.clause}
        ),
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
            brought = bringing & clauses and not settling & clauses and not said
            if called in duty.follows or brought:
                yield _Task(post.id, duty.text, duty.clause, None)


def _called_for(called: tuple[str, str], policy: Policy) -> Iterator[Place]:
    """The steps that the policy has done after an outcome, and the processes that they start."""
    waiting = [
        place
        for process in policy.processes.values()
        for place in places(process)
        if called in process.follows or called in place.step.follows
    ]
    started: set[str] = set()
    for place in waiting:
        yield place
        for process in policy.processes.values():
            if process.on and process.on == place.step.event and process.id not in started:
                started.add(process.id)
                waiting += places(process)


def _said(task: _Task, policy: Policy) -> str:
    """All words that can say whom a task is about."""
    process = "" if task.place is None else task.place.process.label
    return "，".join([process, task.text, *(policy.clauses[clause] for clause in task.clause)])


def _document(task: _Task, situation: Situation) -> Document:
    policy = situation.policy
    step = None if task.place is None else task.place.step
    deadline = None if step is None or step.deadline is None else policy.deadlines[step.deadline]
    return {
        "text": fill(task.text, situation),
        "when": None if deadline is None else _when(deadline, situation),
        "deadline": None if deadline is None else deadline.id,
        "process": None if task.place is None else task.place.process.id,
        "step": None if step is None else step.id,
        "form": [
            {"id": form, "label": policy.forms[form].label} for form in (step.form if step else ())
        ],
        "clause": clause_documents(task.clause, policy),
    }


def _when(deadline: Deadline, situation: Situation) -> str:
    """When a task is due; a last day or moment is said to be the last, not the only one."""
    term = deadline.term
    last = isinstance(term, EndOf) or (isinstance(term, Within) and term.before)
    return glue("最迟在" if last else "", term_text(deadline, situation))


def _penalties(
    role: str, tasks: Iterable[_Task], settling: set[str], situation: Situation
) -> Iterator[Document]:
    """What a role's slips cost: the penalties of its tasks' clauses.

    Of a task that carries out several rules, those of the rule that decided count.
    """
    policy = situation.policy
    concerned = {
        clause for task in tasks for clause in settling.intersection(task.clause) or task.clause
    }
    for penalty in policy.penalties.values():
        for act in penalty.acts:
            if role in act.by and concerned.intersection(penalty.clause):
                yield {
                    "penalty": penalty.id,
                    "text": glue(
                        "做不到会怎样：", fill(act.text, situation), "，", _cost(penalty, situation)
                    ),
                    "clause": clause_documents(penalty.clause, policy),
                }


def _cost(penalty: Sanction, situation: Situation) -> str:
    """What a slip costs, with the questions about it that nobody has decided."""
    cost = cost_text(penalty, situation)
    said = cost if penalty.fine is None else glue("每次罚", cost)
    rulings = (situation.policy.rulings[ruling] for ruling in penalty.rulings)
    open_questions = (fill(each.question, situation) for each in rulings if each.undecided)
    return "；".join((said, *(f"{question}（{OPEN_MARK}）" for question in open_questions)))
