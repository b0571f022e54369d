"""Penalties in words: what is punished in whom, and what one occurrence costs."""

from __future__ import annotations

from collections.abc import Callable

from tiercalc.case import Situation
from tiercalc.policy import Policy, Sanction
from tiercalc.words import (
    Sentence,
    fill,
    joined,
    naming,
    open_mark,
    quantity_text,
    roles_text,
    say,
)

# Between the things that one clause punishes in the same people.
OR = "；或"


def cost_text(penalty: Sanction, situation: Situation) -> Sentence:
    """What one occurrence costs: “10 元”, “申请不予批准”, “警告、罚款等，金额待定”."""
    if penalty.fine is not None:
        return say(quantity_text(penalty.fine, "元"))
    consequence = [fill(penalty.consequence, situation)] if penalty.consequence else []
    amount = [_open_amount(penalty, situation.policy)] if penalty.unset else []
    return joined("，", (*consequence, *amount))


def _open_amount(penalty: Sanction, policy: Policy) -> Sentence:
    mark = open_mark(penalty.unset, policy)
    return say("金额", naming("ruling", penalty.unset or "", mark))


def acts_text(
    penalty: Sanction, role: str | None, policy: Policy, write: Callable[[str], Sentence]
) -> Sentence:
    """What is punished, as it is written, with who does it; of a role named, its part alone."""
    return joined(
        "；",
        (
            say(roles_text(by, policy), "：", joined(OR, map(write, texts)))
            for by, texts in penalty.acts_by(role)
        ),
    )
