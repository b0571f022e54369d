"""A decision's answer as plain data, every verdict with its value, limit and clause in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tiercalc.case import Situation
from tiercalc.decide import Answer, Entitlement, bearing, entitlements, nearest, standings
from tiercalc.explain.duties import duties
from tiercalc.explain.ladder import position
from tiercalc.explain.trace import trace
from tiercalc.explain.upgrade import next_document
from tiercalc.policy import Policy, plain_number
from tiercalc.words import (
    LISTED_AS,
    NONE,
    NOT_CERTAIN,
    NOT_REACHED,
    Sentence,
    cited,
    clause_documents,
    in_a_row,
    lacking,
    missed,
    missing_document,
    outcome_label,
    say,
)

if TYPE_CHECKING:
    from tiercalc.explain.documents import ExplainedDocument


def explain(answer: Answer, situation: Situation) -> ExplainedDocument:
    """The JSON document of one decision's answer (keys as in the maintainer's design page)."""
    policy, decision = situation.policy, answer.decision
    decisive = [hit for hit in answer.hits if hit.decisive]
    step = nearest(answer, situation)
    entitled = entitlements(answer, situation)
    return {
        "decision": decision.id,
        "label": decision.label,
        "outcome": list(answer.outcome) if isinstance(answer.outcome, tuple) else answer.outcome,
        "outcome_label": _outcome_label(answer, policy),
        "asked": answer.asked,
        "undetermined": answer.undetermined,
        "possible": list(answer.possible),
        "missing": [missing_document(missing, situation) for missing in answer.missing],
        "text": _text(answer, situation),
        "headline": _headline(answer, policy),
        "brief": say(_brief(answer, situation)),
        "clause": clause_documents(
            tuple(dict.fromkeys(c for hit in decisive for c in hit.rule.clause)), policy
        ),
        "ruling": bearing(answer, entitled, situation),
        "illustration": decision.illustration,
        "trace": trace(answer, situation),
        "position": position(answer, situation),
        "next": [] if step is None else [next_document(step, decision, situation)],
        "entitlements": [
            {
                "service": each.service.id,
                "label": each.service.label,
                "quantity": None if each.quantity is None else plain_number(each.quantity),
                "unit": each.service.unit or "",
                "text": each.text,
                "clause": clause_documents(each.clause, policy),
                "certain": each.certain,
                "may": each.may,
                "standing": each.standing,
                "standing_label": standings(policy)[each.standing],
                "condition": each.condition,
            }
            for each in entitled
        ],
        "entitlements_listed": _listed(entitled),
        "duties": duties(answer, entitled, situation),
    }


def _listed(entitled: Iterable[Entitlement]) -> str:
    """That the source names more than it lists, where it does; else empty."""
    more = any(each.service.listing == "more" for each in entitled)
    return f"{LISTED_AS['more']}。" if more else ""


def _outcome_label(answer: Answer, policy: Policy) -> str | list[str] | None:
    if isinstance(answer.outcome, tuple):
        return [outcome_label(each, answer.decision, policy) for each in answer.outcome]
    if answer.outcome is None:
        return None
    return outcome_label(answer.outcome, answer.decision, policy)


def _headline(answer: Answer, policy: Policy) -> str:
    """The outcome in a word."""
    if answer.undetermined and not answer.outcome:
        return NOT_CERTAIN
    if isinstance(answer.outcome, tuple):
        names = (outcome_label(each, answer.decision, policy) for each in answer.outcome)
        return in_a_row(names) or NONE
    return outcome_label(answer.outcome, answer.decision, policy)


def _text(answer: Answer, situation: Situation) -> Sentence:
    """The whole answer in one sentence."""
    said = say(answer.decision.label, "：", _headline(answer, situation.policy))
    if answer.undetermined:
        possible = _possibly(answer, situation.policy)
        rest = lacking(answer.missing, situation)
        return say(said, "，" if possible else "", possible, "；", rest, "。")
    decided = next((hit.rule for hit in answer.hits if hit.verdict is True), None)
    if decided is not None and not isinstance(answer.outcome, tuple):
        said = say(said, cited(decided.clause, situation.policy))
    return say(said, "。", _brief(answer, situation))


def _brief(answer: Answer, situation: Situation) -> str:
    """What the headline does not say and no list repeats; empty where there is nothing."""
    if answer.undetermined:
        possible = _possibly(answer, situation.policy)
        return f"{possible}。" if possible else ""
    if not answer.outcome:
        return _none(answer, situation)
    decided = next((hit.rule for hit in answer.hits if hit.verdict is True), None)
    if decided is not None and decided.may and not isinstance(answer.outcome, tuple):
        return "制度写的是“可以”，不是必须。"
    return ""


def _possibly(answer: Answer, policy: Policy) -> str:
    """What an open answer may come to; empty where nothing can be named."""
    certain = answer.outcome if isinstance(answer.outcome, tuple) else ()
    rest: list[str | None] = [
        each for each in answer.possible if each is not None and each not in certain
    ]
    nothing = None in answer.possible and answer.decision.none is None
    if None in answer.possible and not nothing:
        rest.append(None)
    names = in_a_row(outcome_label(each, answer.decision, policy) for each in rest)
    if not names:
        return ""
    if answer.decision.collect:
        return say(NOT_CERTAIN, "的有：", names)
    neither = "，也可能都不是" if len(rest) > 1 else "，也可能不是"
    return say("可能是", names, neither if nothing else "")


def _none(answer: Answer, situation: Situation) -> str:
    """Why nothing came of it."""
    decision = answer.decision
    if not decision.ladder or decision.scale is None:
        return "规则写明的情形都不符合。"
    values = situation.policy.scales[decision.scale].values
    rung = "任何一级" if len(values) > 1 else f"“{values[0].label}”"
    named = [rule.outcome for rule in decision.rules if rule.outcome is not None]
    lowest = max(named, key=[value.id for value in values].index, default=None)
    word = missed(lowest, decision, situation) if lowest else NOT_REACHED
    return f"{word}{rung}的条件。"
