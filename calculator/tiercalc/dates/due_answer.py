"""The answer to when something is due, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tiercalc.case import Missing, Moment, Situation
from tiercalc.dates.provisional import provisional_text
from tiercalc.dates.trials import tried_documents
from tiercalc.policy import Deadline, Met
from tiercalc.words import (
    Sentence,
    clause_documents,
    missing_document,
    moment_code,
    ruling_document,
)

if TYPE_CHECKING:
    from tiercalc.dates.documents import AnsweredDueDocument, InsteadDocument


@dataclass(frozen=True)
class DueAnswer:
    """When a deadline falls; `due` is None while a figure is `missing`. `text` shows the count.

    `tried` are the figures of the count that stand on trial. `instead` is the deadline that holds
    in this one's place, which then has no `due`. `met` is what the count met that a ruling may be
    about. `awaits` are the years whose holiday notice, not known yet, may still change the answer.
    """

    situation: Situation
    deadline: Deadline
    start: Moment
    due: Moment | None
    missing: tuple[Missing, ...]
    tried: tuple[str, ...]
    text: Sentence
    instead: DueAnswer | None = None
    met: frozenset[Met] = frozenset()
    awaits: frozenset[int] = frozenset()

    @property
    def holding(self) -> DueAnswer:
        """The answer of the deadline that holds: this one, or the one in its place."""
        return self.instead or self

    def rulings(self) -> tuple[str, ...]:
        """The rulings that the answer rests on, those that leave its figures open among them.

        They are those of the deadline that holds, less what is about something else than it met.
        """
        policy, holding = self.situation.policy, self.holding
        own = (
            each
            for each in holding.deadline.rulings
            if policy.rulings[each].counting in (None, *holding.met)
        )
        used = (*(each.id for each in self.missing), *self.tried)
        unset = (policy.figures[each].unset for each in used)
        return tuple(dict.fromkeys(each for each in (*own, *unset) if each is not None))

    def document(self) -> AnsweredDueDocument:
        """The answer as plain data."""
        policy = self.situation.policy
        event = self.deadline.term.event
        return {
            "policy": policy.id,
            "version": policy.version,
            "on": self.situation.on.isoformat(),
            "deadline": self.deadline.id,
            "label": self.deadline.label,
            "event": None if event is None else {"id": event, "label": policy.events[event].label},
            "from": moment_code(self.start),
            "due": None if self.due is None else moment_code(self.due),
            "undetermined": bool(self.missing),
            "missing": [missing_document(each, self.situation) for each in self.missing],
            "given": tried_documents(self.tried, self.situation),
            "provisional": provisional_text(self.awaits) or None,
            "instead": None if self.instead is None else _instead_document(self.instead),
            "text": self.text,
            "clause": clause_documents(self.deadline.clause, policy),
            "ruling": [ruling_document(each, self.situation) for each in self.rulings()],
        }


def _instead_document(answer: DueAnswer) -> InsteadDocument:
    due = None if answer.due is None else moment_code(answer.due)
    return {"id": answer.deadline.id, "label": answer.deadline.label, "due": due}
