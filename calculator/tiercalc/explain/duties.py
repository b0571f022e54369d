"""What an answer asks of each role now, by when, and what a slip costs, as the policy says it.

Two things follow from an answer: what the policy says is done after this outcome (`follows`), with
the processes that it starts; and what the clauses of the services that the outcome brings ask for.
Of both, what is confined to other cases than this one (`when`) is left out; where nobody knows yet
whether this is such a case, the task says on what it hangs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tiercalc.case import Situation
from tiercalc.decide import Answer, Entitlement, holds
from tiercalc.policy import (
    Clauses,
    Condition,
    Deadline,
    EndOf,
    Follows,
    Place,
    Sanction,
    Within,
    places,
)
from tiercalc.totals import cost_text
from tiercalc.words import (
    Sentence,
    clause_documents,
    condition_text,
    fill,
    is_about,
    joined,
    naming,
    open_mark,
    ruling_document,
    ruling_question,
    say,
    term_text,
)

if TYPE_CHECKING:
    from tiercalc.explain.documents import DutyDocument, PenaltyDocument, TaskDocument


# The conditions of which nobody knows yet whether they hold, and on which something hangs.
Hanging = tuple[Condition, ...]


@dataclass(frozen=True)
class _Call:
    """What calls for work: a decision with its outcome, and the clauses at work in the answer.

    `settling` are those of the rules that it rests on, `bringing` those of the services that it
    brings, each with what it hangs on that is not known.
    """

    outcome: tuple[str, str]
    settling: frozenset[str]
    bringing: Mapping[str, Hanging]

    def brings(self, clause: Clauses, follows: Follows) -> bool:
        """Whether a service's clause asks for something.

        What says itself after which outcomes of the decision it is done does not wait for that.
        """
        said = self.outcome[0] in {decision for decision, _ in follows}
        return not said and bool(self.bringing.keys() & {*clause}) and not self.settling & {*clause}

    def hanging(self, clause: Clauses) -> Hanging:
        """On what the services hang that ask for something; on nothing where one is sure."""
        return min((self.bringing[each] for each in clause if each in self.bringing), key=len)

    def at_work(self, clause: Clauses) -> Iterable[str]:
        """Of the clauses of a task that carries out several, those at work in the answer."""
        return (self.settling | self.bringing.keys()).intersection(clause) or clause


@dataclass(frozen=True)
class _Task:
    """One thing that a role has to do, and on what that hangs.

    `place` is its step, None for a standing duty.
    """

    role: str
    text: str
    clause: Clauses
    place: Place | None
    hanging: Hanging

    def rulings(self) -> tuple[str, ...]:
        """The rulings on who does it, whether, when or how."""
        return () if self.place is None else self.place.step.rulings


def duties(
    answer: Answer, entitled: Iterable[Entitlement], situation: Situation
) -> list[DutyDocument]:
    """What each role has to do for a determined outcome, as plain data, in the policy's order.

    `penalties` says what a role pays where it does not do it, `ruling` what the tasks rest on.
    """
    policy, decision = situation.policy, answer.decision
    if answer.undetermined or not isinstance(answer.outcome, str) or decision.illustration:
        return []
    call = _Call(
        outcome=(decision.id, answer.outcome),
        settling=frozenset(c for hit in answer.hits if hit.decisive for c in hit.rule.clause),
        bringing=_bringing(entitled),
    )
    tasks = {(task.role, task.text): task for task in reversed([*_tasks(call, situation)])}
    by_role = {
        role: [task for task in reversed(tasks.values()) if task.role == role]
        for role in policy.roles
    }
    return [
        {
            "role": role,
            "label": policy.roles[role].label,
            "tasks": [_document(task, situation) for task in found],
            "penalties": [*_penalties(role, found, call, situation)],
            "ruling": [
                ruling_document(ruling, situation)
                for ruling in dict.fromkeys(each for task in found for each in task.rulings())
                if is_about(policy.rulings[ruling], situation)
            ],
        }
        for role, found in by_role.items()
        if found
    ]


def _bringing(entitled: Iterable[Entitlement]) -> dict[str, Hanging]:
    """The clauses of services, each with what they hang on; one that is sure makes it so."""
    found: dict[str, Hanging] = {}
    for each in entitled:
        when = each.service.when if each.condition else None
        hanging = () if when is None else (when,)
        for clause in each.clause:
            found[clause] = min(found.get(clause, hanging), hanging, key=len)
    return found


def _tasks(call: _Call, situation: Situation) -> Iterator[_Task]:
    policy = situation.policy
    steps = [
        *_called_for(call.outcome, situation),
        *(
            (place, call.hanging(place.step.clause))
            for process in policy.processes.values()
            for place in places(process)
            if call.brings(place.step.clause, (*process.follows, *place.step.follows))
        ),
    ]
    asked: set[tuple[str, str]] = set()
    for place, hanging in {
        (each.process.id, each.step.id): (each, on) for each, on in steps
    }.values():
        for role in place.step.by:
            asked.add((role, place.step.does))
            if not _left_out(place, situation):
                on = (*hanging, *_unknown(place, situation))
                yield _Task(role, place.step.does, place.step.clause, place, on)
    for post in policy.roles.values():
        for duty in post.duties:
            # A step that says the same of the role says it with its deadline.
            said = (post.id, duty.text) in asked
            called_for = call.outcome in duty.follows
            brought = called_for or call.brings(duty.clause, duty.follows)
            if brought and not said and not _is_out(duty.when, situation):
                on = () if called_for else call.hanging(duty.clause)
                on = (*on, *_open((duty.when,), situation))
                yield _Task(post.id, duty.text, duty.clause, None, on)


def _called_for(called: tuple[str, str], situation: Situation) -> Iterator[tuple[Place, Hanging]]:
    """The steps that the policy has done after an outcome, and the processes that they start.

    A step that is left out starts nothing; what one starts hangs on what that hangs on.
    """
    processes = situation.policy.processes.values()
    waiting: list[tuple[Place, Hanging]] = [
        (place, ())
        for process in processes
        for place in places(process)
        if called in process.follows or called in place.step.follows
    ]
    started: set[str] = set()
    for place, hanging in waiting:
        yield place, hanging
        if place.step.event is None or _left_out(place, situation):
            continue
        for process in processes:
            if process.on == place.step.event and process.id not in started:
                started.add(process.id)
                on = (*hanging, *_unknown(place, situation))
                waiting += [(each, on) for each in places(process)]


def _left_out(place: Place, situation: Situation) -> bool:
    return any(_is_out(each.when, situation) for each in (place.process, place.step))


def _unknown(place: Place, situation: Situation) -> Hanging:
    """To which cases a step is confined of which this may be one."""
    return _open((place.process.when, place.step.when), situation)


def _open(conditions: Iterable[Condition | None], situation: Situation) -> Hanging:
    return tuple(each for each in conditions if each is not None and holds(each, situation) is None)


def _is_out(when: Condition | None, situation: Situation) -> bool:
    """Whether the case is known not to be one to which something is confined."""
    return when is not None and holds(when, situation) is False


def _document(task: _Task, situation: Situation) -> TaskDocument:
    policy = situation.policy
    step = None if task.place is None else task.place.step
    deadline = None if step is None or step.deadline is None else policy.deadlines[step.deadline]
    return {
        "text": fill(task.text, situation),
        "condition": _condition(task.hanging, situation),
        "when": None
        if deadline is None
        else naming("deadline", deadline.id, _when(deadline, situation)),
        "deadline": None if deadline is None else deadline.id,
        "process": None if task.place is None else task.place.process.id,
        "step": None if step is None else step.id,
        "form": [
            {"id": form, "label": policy.forms[form].label} for form in (step.form if step else ())
        ],
        "clause": clause_documents(task.clause, policy),
    }


def _condition(hanging: Hanging, situation: Situation) -> Sentence:
    """In which case only a task has to be done; empty where it has to be in this one."""
    said = dict.fromkeys(condition_text(each, situation) for each in hanging)
    return say("要看条件：", joined("；", said)) if said else say()


def _when(deadline: Deadline, situation: Situation) -> Sentence:
    """When a task is due; a last day or moment is said to be the last, not the only one."""
    term = deadline.term
    last = (isinstance(term, EndOf) and deadline.sense == "by") or (
        isinstance(term, Within) and term.before
    )
    return say("最迟在" if last else "", term_text(deadline, situation))


def _penalties(
    role: str, tasks: Iterable[_Task], call: _Call, situation: Situation
) -> Iterator[PenaltyDocument]:
    """What a role's slips cost: the penalties of its tasks' clauses."""
    policy = situation.policy
    concerned = {clause for task in tasks for clause in call.at_work(task.clause)}
    for penalty in policy.penalties.values():
        if concerned.isdisjoint(penalty.clause) or _is_out(penalty.when, situation):
            continue
        for act in penalty.acts:
            if role in act.by:
                yield {
                    "penalty": penalty.id,
                    "text": say(
                        "做不到会怎样：", fill(act.text, situation), "，", _cost(penalty, situation)
                    ),
                    "clause": clause_documents(penalty.clause, policy),
                }


def _cost(penalty: Sanction, situation: Situation) -> Sentence:
    """What a slip costs, with the questions about it, in this case, that nobody has decided."""
    cost = cost_text(penalty, situation)
    said = cost if penalty.fine is None else say("每次罚", cost)
    rulings = situation.policy.rulings
    undecided = (
        each
        for each in penalty.rulings
        if rulings[each].undecided and is_about(rulings[each], situation)
    )
    questions = (
        say(ruling_question(each, situation), "（", open_mark(each, situation.policy), "）")
        for each in undecided
    )
    return joined("；", (said, *questions))
