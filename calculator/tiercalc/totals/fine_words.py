"""What so many penalties come to, in words: who pays what, what else follows, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from tiercalc.case import Situation
from tiercalc.policy import Marks, Policy
from tiercalc.totals.incidents import Incident, sum_of
from tiercalc.totals.sanction_words import acts_text, cost_text
from tiercalc.words import (
    Sentence,
    cited,
    fill,
    joined,
    quantity_text,
    roles_text,
    say,
)


def item_text(item: Incident, situation: Situation) -> Sentence:
    """What happened how often, what it costs, and the clause that says so."""
    penalty, times = item.penalty, f"{item.count:,} 次"
    cost = cost_text(penalty, situation)
    if item.amount is None:
        cost = say(times, "：", cost)
    else:
        cost = say("每次", cost, "，", times, "共", quantity_text(item.amount, "元"))
    acts = acts_text(penalty, item.role, situation.policy, lambda text: fill(text, situation))
    return say(acts, "。", cost, cited(penalty.clause, situation.policy), "。")


def shares(
    by_role: Mapping[str, str | None], unassigned: str | None, policy: Policy
) -> list[Sentence]:
    """Who pays what."""
    owed: list[tuple[str, str | None]] = [
        (roles_text((role,), policy), share) for role, share in by_role.items()
    ]
    if unassigned != "0":
        owed.append(("未指明岗位", unassigned))
    return [say(who, policy.marks.open if share is None else _money(share)) for who, share in owed]


def summary(
    items: Sequence[Incident], shares: Sequence[str], doubts: int, situation: Situation
) -> Sentence:
    """What follows: the money, or what follows instead; and how far it is open."""
    happened = [item for item in items if item.happened]
    if not happened:
        return say("没有发生要处罚的事。")
    money = _money_text(happened, shares, doubts, situation.policy.marks)
    consequences = _consequences_text(happened, situation)
    if money and consequences:
        # What is certain comes first.
        certain = any(item.fined for item in happened)
        said = [money, say("另有", consequences)] if certain else [consequences, money]
    else:
        said = [money or consequences]
    if doubts:
        said.append(say(f"有 {doubts} 个有关的问题公司还没有决定，决定以后处罚可能不同"))
    return say(*(say(sentence, "。") for sentence in said))


def _money_text(
    items: Sequence[Incident], shares: Sequence[str], doubts: int, marks: Marks
) -> Sentence:
    """The sum with who pays it; what is known of it where some is open; empty without any fine."""
    fined = [item for item in items if item.fined]
    left_open = any(item.left_open for item in items)
    if not fined:
        return say(f"罚款的金额{marks.open}" if left_open else "")
    known = _money(sum_of(fined) or "0")
    who = joined("，", shares)
    if left_open:
        return say(f"有的罚款金额{marks.open}，合计还不能算出：", who, "；已定的共", known)
    return say("暂计" if doubts else "合计", known, "：", who)


def _consequences_text(items: Iterable[Incident], situation: Situation) -> Sentence:
    """What follows that is no sum of money, each said once; empty where nothing does."""
    texts = dict.fromkeys(
        fill(item.penalty.consequence, situation) for item in items if item.penalty.consequence
    )
    # One alone needs no marks of where it ends; several may hold commas of their own.
    quoted_each = len(texts) > 1
    said = joined("、", (say("“", text, "”") if quoted_each else text for text in texts))
    return say("后果：", said) if said else said


def _money(digits: str) -> str:
    return quantity_text(Decimal(digits), "元")
