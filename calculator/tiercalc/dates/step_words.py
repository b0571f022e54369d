"""A step laid in time, in words and as plain data; how its moment was counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from tiercalc.case import Situation
from tiercalc.dates.due_answer import DueAnswer
from tiercalc.dates.plausibility import done_text
from tiercalc.dates.provisional import PROVISIONAL, provisional_text
from tiercalc.dates.schedule import Laid, deadline_of, is_undetermined
from tiercalc.policy import Place, Policy
from tiercalc.words import (
    Sentence,
    cited,
    clause_documents,
    condition_text,
    deadline_text,
    due_text,
    fill,
    form_text,
    in_brackets,
    joined,
    moment_code,
    moment_text,
    roles_text,
    ruling_document,
    say,
    term_text,
)

if TYPE_CHECKING:
    from tiercalc.dates.documents import CountDocument, StepDocument
    from tiercalc.words.documents import NamedDocument


class Labelled(Protocol):
    """Something with an id and a name."""

    @property
    def id(self) -> str:
        """Its key in the file."""

    @property
    def label(self) -> str:
        """Its Chinese name."""


def step_document(row: Laid, situation: Situation) -> StepDocument:
    """One laid step as plain data, with its sentences."""
    policy, step = situation.policy, row.place.step
    deadline = None if step.deadline is None else policy.deadlines[step.deadline]
    event = None if step.event is None else policy.events[step.event]
    return {
        "process": row.place.process.id,
        "process_label": row.place.process.label,
        "number": row.place.number,
        "step": step.id,
        "by": names(step.by, policy.roles),
        "does": fill(step.does, situation),
        "form": names(step.form, policy.forms),
        "to": names(step.to, policy.roles),
        "tells": names(step.tells, policy.roles),
        "event": None if event is None else {"id": event.id, "label": event.label},
        "deadline": None if deadline is None else {"id": deadline.id, "label": deadline.label},
        "due": None if row.due is None else moment_code(row.due),
        "latest": row.latest,
        "undetermined": is_undetermined(row),
        "provisional": row.due is not None and bool(row.awaits),
        "when": when_text(row, situation),
        "text": step_text(row.place, situation),
        "clause": clause_documents(step.clause, policy),
        "ruling": [ruling_document(each, situation) for each in step.rulings],
    }


def names(ids: Iterable[str], known: Mapping[str, Labelled]) -> list[NamedDocument]:
    """Ids with the names that readers know them by."""
    return [{"id": each, "label": known[each].label} for each in ids]


def step_text(place: Place, situation: Situation) -> Sentence:
    """Who does what in a step, with which form, for whom, in which cases only; with its clause."""
    policy, step = situation.policy, place.step
    parts = [say(roles_text(step.by, policy), "：", fill(step.does, situation))]
    if step.form:
        parts.append(say("用", *(form_text(form, policy) for form in step.form)))
    for word, roles in (("交给", step.to), ("告知", step.tells)):
        others = [role for role in roles if not _is_named(role, step.does, policy)]
        if others:
            parts.append(say(word, roles_text(others, policy)))
    confined = (each.when for each in (place.process, step) if each.when is not None)
    parts += [say("只限", condition_text(when, situation)) for when in confined]
    return say(joined("；", parts), cited(step.clause, policy), "。")


def _is_named(role: str, text: str, policy: Policy) -> bool:
    """Whether a text names a role, and not only one whose name holds the role's."""
    label = policy.roles[role].label
    for other in policy.roles.values():
        if label in other.label and label != other.label:
            text = text.replace(other.label, "")
    return label in text


def when_text(row: Laid, situation: Situation) -> Sentence:
    """By when a step has to be done: a moment, or the deadline in words while it is not known.

    Where it is known when the step's event happens, that is said too.
    """
    deadline = deadline_of(row, situation.policy)
    if deadline is None:
        if row.happens is None:
            return say(_cause(row.place, situation.policy), "没有规定时限")
        return say("在", moment_text(row.happens), "做")
    said = term_text(deadline, situation) if row.due is None else due_text(deadline, row.due)
    notes: list[str] = []
    if row.due is not None and row.answer is not None and row.answer.tried:
        notes.append(situation.policy.marks.by_trial)
    if row.due is not None and row.awaits:
        notes.append(PROVISIONAL)
    if row.answer is not None and row.answer.instead is not None:
        notes.append(say("按“", deadline_text(deadline), "”"))
    done = done_text(deadline, row.due, row.happens) if row.happens is not None else ""
    return say(said, in_brackets(joined("，", notes)), done)


def _cause(place: Place, policy: Policy) -> str:
    """What begins a process, before its first step; before each where they have no order."""
    started = place.process.on if place.number == 1 or not place.process.ordered else None
    return f"起因是“{policy.events[started].label}”，" if started is not None else ""


def counts(rows: Iterable[Laid], situation: Situation) -> list[CountDocument]:
    """How each moment was counted, or why it could not be; one entry for each deadline."""
    found: dict[str, CountDocument] = {}
    for row in rows:
        if row.answer is not None and row.answer.deadline.id not in found:
            found[row.answer.deadline.id] = _count(row, row.answer, situation)
    return list(found.values())


def _count(row: Laid, answer: DueAnswer, situation: Situation) -> CountDocument:
    document = answer.document()
    return {
        "deadline": answer.deadline.id,
        "text": count_text(row, answer, situation),
        "clause": document["clause"],
        "ruling": document["ruling"],
    }


def count_text(row: Laid, answer: DueAnswer, situation: Situation) -> Sentence:
    """How the moment of a step was counted, and whether from the latest moment of its event.

    Where its beginning alone is provisional, so is the moment.
    """
    event = answer.deadline.term.event
    text = answer.text
    if row.latest and event is not None:
        text = say(text, f"这里按最晚的时候算“{situation.policy.events[event].label}”。")
    if answer.awaits or answer.holding.due is None:
        return text
    return say(text, provisional_text(row.begins))
