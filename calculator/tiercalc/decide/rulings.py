"""Which rulings bear on a case: those of the rules that decide it, where the case is theirs.

One on how inputs are to be measured bears on what hangs on them, whatever rule that is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tiercalc.case import Situation
from tiercalc.decide.amounts import AmountResult, compute
from tiercalc.decide.entitlements import Entitlement
from tiercalc.decide.tables import Answer, is_otherwise
from tiercalc.policy import Condition, Decision, Policy, Ruling
from tiercalc.words import is_about, ruling_document

if TYPE_CHECKING:
    from tiercalc.words.documents import RulingDocument


def bearing(
    answer: Answer, entitled: Iterable[Entitlement], situation: Situation
) -> list[RulingDocument]:
    """The rulings that bear on an answer and on what it brings, with their questions answered."""
    brought = (ruling for each in entitled for ruling in each.service.rulings)
    named = dict.fromkeys((*_named(answer, situation), *brought))
    return [ruling_document(each, situation) for each in _met(named, answer, situation)]


def undecided(answer: Answer, situation: Situation) -> tuple[str, ...]:
    """What nobody has decided of the rulings that bear on an answer, in the order of `bearing`."""
    named = dict.fromkeys(_named(answer, situation))
    rulings = situation.policy.rulings
    return tuple(each for each in _met(named, answer, situation) if rulings[each].undecided)


def bearing_on_amount(
    result: AmountResult, name: str, situation: Situation
) -> list[RulingDocument]:
    """The rulings that bear on an amount, with their questions answered."""
    inputs = () if result.value is None else situation.policy.inputs
    measured = _measuring(lambda case: compute(case)[name].value != result.value, inputs, situation)
    named = dict.fromkeys((*result.rulings, *measured))
    return [ruling_document(each, situation) for each in named]


def conditions_of_rulings(decision: str, policy: Policy) -> Iterator[Condition]:
    """The special cases of the rulings on a decision, and on what may follow from its answer."""
    steps = (step for process in policy.processes.values() for step in process.steps)
    named = {
        *_named_by(policy.decisions[decision]),
        *(name for service in policy.services.values() for name in service.rulings),
        *(name for step in steps for name in step.rulings),
    }
    yield from _cases(policy.rulings[name] for name in named)


def conditions_of_undecided(decision: Decision, policy: Policy) -> Iterator[Condition]:
    """The special cases of what nobody has decided of the rulings on a decision."""
    rulings = (policy.rulings[name] for name in _named_by(decision))
    yield from _cases(ruling for ruling in rulings if ruling.undecided)


def _named_by(decision: Decision) -> Iterator[str]:
    for rule in decision.rules:
        yield from (rule.open,) if rule.open else ()
        yield from rule.rulings
    if decision.none and decision.none.ruling:
        yield decision.none.ruling


def _cases(rulings: Iterable[Ruling]) -> Iterator[Condition]:
    yield from (ruling.when for ruling in rulings if ruling.when is not None)


def _measuring(
    otherwise: Callable[[Situation], bool], inputs: Iterable[str], situation: Situation
) -> tuple[str, ...]:
    """The rulings on how inputs are measured that an answer hangs on.

    `inputs` are those that it may hang on at all. It hangs on some of them where it is `otherwise`
    as soon as they are not known.
    """
    given = situation.values.keys() & set(inputs)
    asked = {
        ruling.id: frozenset(given.intersection(ruling.inputs))
        for ruling in situation.policy.rulings.values()
    }
    hangs = {named: otherwise(_without(named, situation)) for named in {*asked.values()} if named}
    return tuple(ruling for ruling, named in asked.items() if hangs.get(named))


def _without(inputs: Iterable[str], situation: Situation) -> Situation:
    values = {key: value for key, value in situation.values.items() if key not in inputs}
    return replace(situation, values=values)


def _named(answer: Answer, situation: Situation) -> Iterator[str]:
    policy, decision = situation.policy, answer.decision
    settled = False
    for hit in answer.hits:
        if hit.decisive:
            yield from (hit.rule.open,) if hit.rule.open else ()
            yield from hit.rule.rulings
        elif hit.verdict is False and not settled:
            # Why a rule just fails may be what a ruling on a special case says.
            yield from (each for each in hit.rule.rulings if policy.rulings[each].when is not None)
        settled = settled or (hit.verdict is True and not decision.collect)
    none = decision.none
    if none and none.ruling and answer.outcome is None and not answer.undetermined:
        yield none.ruling
    now = answer.conclusion
    yield from _measuring(
        lambda case: is_otherwise(decision, case, now), decision.inputs, situation
    )


def _met(named: Iterable[str], answer: Answer, situation: Situation) -> Iterator[str]:
    rulings = situation.policy.rulings
    return (each for each in named if _bears(rulings[each], answer, situation))


def _bears(ruling: Ruling, answer: Answer, situation: Situation) -> bool:
    met = not ruling.precedence or len(_holding(answer)) > 1
    return met and is_about(ruling, situation)


def _holding(answer: Answer) -> set[str | None]:
    """The outcomes of all rules that hold, the first one's and those that it precedes."""
    return {hit.rule.outcome for hit in answer.hits if hit.verdict is True}
