"""The answer of a policy that is not in force: why there is none, in the place of every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiercalc.case import Situation
from tiercalc.policy import Policy
from tiercalc.words import Sentence, clause_documents, say, succession_text, validity_text

if TYPE_CHECKING:
    from tiercalc.explain.documents import AnswerDocument, DecisionDocument


def withheld(document: AnswerDocument, situation: Situation) -> AnswerDocument:
    """The whole answer (`decide_document`) without anything that a policy in force would give."""
    policy, why = situation.policy, validity_text(situation.policy, situation.on)
    instead = succession_text(policy, situation.on)
    instead = say(instead, "。") if instead else instead
    decisions = {
        key: _withheld(answer, why, instead, policy)
        for key, answer in document["decisions"].items()
    }
    return {
        **document,
        "tier": None,
        "outcomes": dict.fromkeys(decisions),
        "undetermined": [*decisions],
        "amounts": dict.fromkeys(policy.amounts),
        "amount_headlines": dict.fromkeys(policy.amounts, why),
        "amount_texts": {
            key: say(amount.label, "：", why, "。") for key, amount in policy.amounts.items()
        },
        "amount_rulings": {key: [] for key in policy.amounts},
        "decisions": decisions,
    }


def _withheld(
    answer: DecisionDocument, why: str, instead: Sentence, policy: Policy
) -> DecisionDocument:
    return {
        **answer,
        "outcome": None,
        "outcome_label": None,
        "undetermined": True,
        "possible": [],
        "missing": [],
        "text": say(answer["label"], "：", why, "。", instead),
        "headline": why,
        "brief": instead,
        "clause": clause_documents((), policy),
        "ruling": [],
        "trace": [],
        "position": None,
        "next": [],
        "caution": "",
        "entitlements": [],
        "entitlements_listed": "",
        "duties": [],
    }
