"""The whole answer of a policy, as one document for the command line and for the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from tiercalc.case import Situation
from tiercalc.decide import (
    AmountResult,
    bearing_on_amount,
    compute,
    conditions_of_rulings,
    decide,
)
from tiercalc.explain.decision import explain
from tiercalc.explain.relevance import unasked
from tiercalc.explain.report import report
from tiercalc.explain.termination import cautioned
from tiercalc.explain.withheld import withheld
from tiercalc.given import check_figures, check_inputs, check_order, related
from tiercalc.policy import (
    Condition,
    InputError,
    Policy,
    TierError,
    Value,
    conditions_of_work,
)
from tiercalc.words import (
    DAY,
    NOT_CERTAIN,
    given_text,
    page_json,
    read_day,
    trial_text,
)

if TYPE_CHECKING:
    from tiercalc.explain.documents import (
        AnswerDocument,
        ErrorDocument,
        ExplainedDocument,
        FailedDocument,
        PageAnswerDocument,
    )
    from tiercalc.words.documents import GivenDocument

# So many answers of single decisions are kept: those that the last keystrokes did not touch.
_KEPT = 256


def decide_document(situation: Situation) -> AnswerDocument:
    """Every decision of a policy answered and explained.

    Raises InputError where a trial value breaks an order that the policy declares.
    """
    situation = situation.on_its_day()
    policy = situation.policy
    check_order(situation)
    answers = {key: _explained(_Question.of(key, situation)) for key in policy.decisions}
    answers |= {key: {**answers[key], "asked": False} for key in unasked(answers, situation)}
    decisions = cautioned(answers, policy)
    amounts = _computed(_Question.of("", situation))
    outcomes = {key: document["outcome"] for key, document in decisions.items()}
    document: AnswerDocument = {
        "policy": policy.id,
        "title": policy.title,
        "version": policy.version,
        "on": situation.on.isoformat(),
        "in_force": policy.validity(situation.on),
        "given": [*_given(situation)],
        "tier": None if policy.tier is None else outcomes[policy.tier.id],
        "outcomes": outcomes,
        "undetermined": [key for key, answer in decisions.items() if answer["undetermined"]],
        "amounts": {key: result.shown for key, result in amounts.items()},
        "amount_headlines": {key: _headline(result) for key, result in amounts.items()},
        "amount_texts": {key: result.text for key, result in amounts.items()},
        "amount_rulings": {
            key: bearing_on_amount(result, key, situation) for key, result in amounts.items()
        },
        "decisions": decisions,
    }
    return document if document["in_force"] == "yes" else withheld(document, situation)


def answer_text(policy: Policy, request: str) -> str:
    """Answer one request of the page: JSON in, `page_json` out, no exception for bad input.

    The request holds `on` (ISO day), `inputs` and `set` (texts as typed). Inputs that cannot be
    read are listed in `errors` and left out, so that the rest is still answered. Where `report`
    is asked for, the answer is there as text too; `role` then chooses whose tasks it lists.
    """
    try:
        asked = json.loads(request)
        on = read_day(asked.get("on", ""), "on", DAY)
        values = check_inputs(policy, asked.get("inputs", {}), on)
        sets = check_figures(policy, asked.get("set", {}))
        situation = Situation(policy, values.values, on, sets.values).on_its_day()
        document = _answered(situation, (*values.errors, *sets.errors))
        if asked.get("report"):
            document["report"] = report(document, situation, asked.get("role"))
        return page_json(document)
    except TierError as error:
        return page_json(failed(error))


def failed(error: TierError) -> FailedDocument:
    """What stands in the place of an answer where there is none."""
    return {"error": error_document(error)}


def error_document(error: TierError) -> ErrorDocument:
    """An error as plain data: its code, the input it is about, and its sentence."""
    return {"code": error.code, "input": error.place, "message": error.message}


@dataclass(frozen=True)
class _Question:
    """A decision of a policy, or its amounts (an empty name), with all that the answer hangs on."""

    name: str
    policy: Policy
    situation: Situation = field(compare=False)
    values: tuple[tuple[str, Value], ...]
    on: date
    sets: tuple[tuple[str, Decimal | str], ...]

    @classmethod
    def of(cls, name: str, situation: Situation) -> _Question:
        policy, needed = situation.policy, _needed(name, situation.policy)
        values = tuple(each for each in situation.values.items() if each[0] in needed)
        sets = tuple(situation.sets.items())
        # Nothing else may be seen, down to whether anything was given at all.
        situation = replace(situation, values=dict(values))
        return cls(name, policy, situation, values, situation.on, sets)


@lru_cache(maxsize=_KEPT)
def _needed(name: str, policy: Policy) -> frozenset[str]:
    """The inputs that the answer of a decision, or of the amounts, hangs on."""
    if name:
        conditions = _conditions_of_decision(name, policy)
        return frozenset(related(_asked(conditions), policy))
    rates = (policy.decisions.get(str(each.times)) for each in policy.amounts.values())
    asked = _asked(rule.when for rate in rates if rate for rule in rate.rules)
    return frozenset(related({*asked, *_made_of(policy)}, policy))


def _made_of(policy: Policy) -> Iterator[str]:
    """The inputs that amounts are made of."""
    named = (name for amount in policy.amounts.values() for name in amount.named())
    yield from (name for name in named if name in policy.inputs)


def _conditions_of_decision(decision: str, policy: Policy) -> Iterator[Condition]:
    yield from (rule.when for rule in policy.decisions[decision].rules)
    yield from (each.when for each in policy.services.values() if each.when is not None)
    yield from conditions_of_rulings(decision, policy)
    yield from conditions_of_work(policy)


def _asked(conditions: Iterable[Condition]) -> set[str]:
    return {name for condition in conditions for name in condition.inputs}


@lru_cache(maxsize=_KEPT)
def _explained(question: _Question) -> ExplainedDocument:
    situation = question.situation
    return explain(decide(question.policy.decisions[question.name], situation), situation)


@lru_cache(maxsize=_KEPT)
def _computed(question: _Question) -> Mapping[str, AmountResult]:
    return compute(question.situation)


def _headline(result: AmountResult) -> str:
    """The amount with its unit, in a word."""
    return NOT_CERTAIN if result.shown is None else f"{result.shown} {result.unit}".rstrip()


def _given(situation: Situation) -> Iterator[GivenDocument]:
    """The inputs given and the figures on trial, in the policy's order, each in words."""
    policy = situation.policy
    for asked in policy.inputs.values():
        if asked.id in situation.values:
            text = given_text(asked, situation.values[asked.id], policy)
            yield {"kind": "input", "id": asked.id, "text": text}
    for figure in policy.figures.values():
        if figure.id in situation.sets:
            text = trial_text(figure, situation.sets[figure.id], policy)
            yield {"kind": "figure", "id": figure.id, "text": text}


def _answered(situation: Situation, errors: tuple[InputError, ...]) -> PageAnswerDocument:
    try:
        document = decide_document(situation)
    except InputError as error:
        errors = (*errors, error)
        document = decide_document(replace(situation, sets={}))
    return {**document, "errors": [error_document(error) for error in errors]}
