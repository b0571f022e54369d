"""Refunds: what a list says in negative amounts, and what the policy says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from tiercalc import InputError
from tiercalc.policy import Policy
from tiercalc.words import quoted

_ABOUT = re.compile(r"退货|退款|退费|退单|退换|退了")


class Refunds(Enum):
    """Whether refunds come off the amounts, as the one who grades says."""

    ASKED = None
    OFF = "扣除"
    KEPT = "不扣"


def refunds_of(word: str | None) -> Refunds:
    """What `--refunds` says. Raises InputError."""
    known = {each.value: each for each in Refunds}
    if word not in known:
        message = f"--refunds 后面写“扣除”或“不扣”，不是{quoted(word or '')}。"
        raise InputError("usage", "--refunds", message)
    return known[word]


def refund_hint(policies: Iterable[Policy], refunds: Refunds) -> str:
    """What to do about a negative amount: what the policy says of refunds, and the option."""
    if refunds is not Refunds.ASKED:
        return "负数是净额，看不出买了多少、退了多少；请写退货以前的金额。"
    rulings = (each for policy in policies for each in policy.rulings.values())
    about = next((each for each in rulings if _ABOUT.search(str(each.question))), None)
    if about is None:
        said = "制度没有写退货、退款扣不扣"
    elif about.ruling is None:
        said = f"制度还没有决定：{about.question}"
    else:
        said = f"制度的裁定：{about.question}{about.ruling}"
    end = "" if said.endswith(("。", "？", "?")) else "；"
    return f"负数是退货或净额。{said}{end}要扣除就加上 --refunds 扣除，不扣就加上 --refunds 不扣。"
