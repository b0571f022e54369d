"""The whole answer of a policy, as one document for the command line and for the page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tiercalc.amounts import compute
from tiercalc.deciding import decide
from tiercalc.errors import InputError, TierError
from tiercalc.explaining import explain
from tiercalc.inputs import check_figures, check_inputs, check_order
from tiercalc.model import Policy
from tiercalc.situation import Situation, Value

Document = dict[str, Any]


def decide_document(
    policy: Policy,
    values: Mapping[str, Value],
    on: date,
    sets: Mapping[str, Decimal | str],
) -> Document:
    """Every decision of a policy answered and explained.

    `values` are the inputs given, `on` is the day whose figures count, `sets` are figures on
    trial. Raises InputError where a trial value breaks an order that the policy declares.
    """
    situation = Situation(policy, values, on, sets)
    check_order(situation)
    answers = {key: decide(decision, situation) for key, decision in policy.decisions.items()}
    decisions = {key: explain(answer, situation) for key, answer in answers.items()}
    amounts = compute(situation)
    outcomes = {key: document["outcome"] for key, document in decisions.items()}
    return {
        "policy": policy.id,
        "version": policy.version,
        "on": on.isoformat(),
        "tier": next(iter(outcomes.values()), None),
        "outcomes": outcomes,
        "undetermined": [key for key, answer in answers.items() if answer.undetermined],
        "amounts": {key: result.shown for key, result in amounts.items()},
        "amount_texts": {key: result.text for key, result in amounts.items()},
        "decisions": decisions,
    }


def answer_text(policy: Policy, request: str) -> str:
    """Answer one request of the page: JSON in, JSON out, never an exception for bad input.

    The request holds `on` (ISO day), `inputs` and `set` (texts as typed). Inputs that cannot be
    read are listed in `errors` and left out, so that the rest is still answered.
    """
    try:
        asked = json.loads(request)
        values = check_inputs(policy, asked.get("inputs", {}))
        sets = check_figures(policy, asked.get("set", {}))
        errors = (*values.errors, *sets.errors)
        document = _answered(policy, values.values, _day(asked["on"]), sets.values, errors)
    except TierError as error:
        document = {"error": error_document(error)}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def error_document(error: TierError) -> Document:
    """An error as plain data: its code, the input it is about, and its sentence."""
    return {"code": error.code, "input": error.place, "message": error.message}


def _answered(
    policy: Policy,
    values: Mapping[str, Value],
    on: date,
    sets: Mapping[str, Decimal | str],
    errors: tuple[InputError, ...],
) -> Document:
    try:
        document = decide_document(policy, values, on, sets)
    except InputError as error:
        errors = (*errors, error)
        document = decide_document(policy, values, on, {})
    return {**document, "errors": [error_document(error) for error in errors]}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("date", "on", f"日期“{text[:40]}”看不懂，应写作 2026-01-01。") from None
