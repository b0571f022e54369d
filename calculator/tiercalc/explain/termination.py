"""What an answer must say of the others: that one of them ends what the tier brings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tiercalc.policy import Policy

if TYPE_CHECKING:
    from tiercalc.explain.documents import DecisionDocument, ExplainedDocument


def cautioned(
    documents: Mapping[str, ExplainedDocument], policy: Policy
) -> dict[str, DecisionDocument]:
    """The answers of a policy, the tier's with a sentence where another answer ends the status.

    `caution` is empty where there is nothing to say.
    """
    tier = policy.tier
    ending = [
        document
        for key, document in documents.items()
        if document["outcome"] in policy.decisions[key].ends
    ]
    said = "".join(
        f"“{each['label']}”的结果是“{each['headline']}”。{each['brief']}" for each in ending
    )
    if said:
        said += "下面写的权益和要做的事，资格还在时才算数。"
    return {
        key: {
            **document,
            "caution": said if policy.decisions[key] is tier and _brings(document) else "",
        }
        for key, document in documents.items()
    }


def _brings(document: ExplainedDocument) -> bool:
    return bool(document["entitlements"] or document["duties"])
