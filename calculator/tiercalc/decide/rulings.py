"""Which rulings bear on a case: those of the rules that decide it, where the case is theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tiercalc.case import Situation
from tiercalc.decide.entitlements import Entitlement
from tiercalc.decide.tables import Answer
from tiercalc.policy import Condition, Policy, Ruling
from tiercalc.words import is_about, ruling_document

if TYPE_CHECKING:
    from tiercalc.words.documents import RulingDocument


def bearing(
    answer: Answer, entitled: Iterable[Entitlement], situation: Situation
) -> list[RulingDocument]:
    """The rulings that bear on an answer and on what it brings, with their questions answered."""
    policy = situation.policy
    brought = (ruling for each in entitled for ruling in each.service.rulings)
    named = dict.fromkeys((*_named(answer, policy), *brought))
    return [
        ruling_document(each, situation)
        for each in named
        if _bears(policy.rulings[each], answer, situation)
    ]


def conditions_of_rulings(decision: str, policy: Policy) -> Iterator[Condition]:
    """The special cases of the rulings on a decision, and on what may follow from its answer."""
    decided = policy.decisions[decision]
    steps = (step for process in policy.processes.values() for step in process.steps)
    named = {
        *(name for rule in decided.rules for name in (*rule.rulings, rule.open)),
        *((decided.none.ruling,) if decided.none else ()),
        *(name for service in policy.services.values() for name in service.rulings),
        *(name for step in steps for name in step.rulings),
    }
    rulings = (policy.rulings[name] for name in named if name is not None)
    yield from (ruling.when for ruling in rulings if ruling.when is not None)


def _named(answer: Answer, policy: Policy) -> Iterator[str]:
    settled = False
    for hit in answer.hits:
        if hit.decisive:
            yield from (hit.rule.open,) if hit.rule.open else ()
            yield from hit.rule.rulings
        elif hit.verdict is False and not settled:
            # Why a rule just fails may be what a ruling on a special case says.
            yield from (each for each in hit.rule.rulings if policy.rulings[each].when is not None)
        settled = settled or (hit.verdict is True and not answer.decision.collect)
    none = answer.decision.none
    if none and none.ruling and answer.outcome is None and not answer.undetermined:
        yield none.ruling


def _bears(ruling: Ruling, answer: Answer, situation: Situation) -> bool:
    met = not ruling.precedence or len(_holding(answer)) > 1
    return met and is_about(ruling, situation)


def _holding(answer: Answer) -> set[str | None]:
    """The outcomes of all rules that hold, the first one's and those that it precedes."""
    return {hit.rule.outcome for hit in answer.hits if hit.verdict is True}
