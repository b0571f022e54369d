"""Penalties in words: what is punished in whom, and what one occurrence costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from tiercalc.case import Situation
from tiercalc.policy import Consequence, Fine, LeftOpen, Policy, Sanction
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
    match penalty.brings:
        case Fine(amount):
            return say(quantity_text(amount, "元"))
        case Consequence(text, unset):
            said = fill(text, situation)
            open_amount = "" if unset is None else _open_amount(unset, situation.policy)
            return joined("，", (each for each in (said, open_amount) if each))
        case LeftOpen(ruling):
            return _open_amount(ruling, situation.policy)
        case never:
            assert_never(never)


def _open_amount(ruling: str, policy: Policy) -> Sentence:
    return say("金额", naming("ruling", ruling, open_mark(ruling, policy)))


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
