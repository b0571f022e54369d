"""What slips cost: the fines for penalties that happened so many times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tiercalc.deciding import Missing
from tiercalc.errors import InputError
from tiercalc.model import Policy, Sanction
from tiercalc.naming import cited, clause_documents, listed, meant, quoted
from tiercalc.plain import plain_number
from tiercalc.shortfall import missing_document
from tiercalc.situation import Situation
from tiercalc.whole import MOST, not_whole, read_whole
from tiercalc.wording import fill, glue, quantity_text

Document = dict[str, Any]


@dataclass(frozen=True)
class _Item:
    """One penalty that happened `count` times, by one role, or by nobody named."""

    penalty: Sanction
    role: str | None
    count: int

    @property
    def fined(self) -> bool:
        """Whether it costs money that is known."""
        return self.penalty.fine is not None and self.count > 0

    @property
    def left_open(self) -> bool:
        """Whether it costs something that nobody has set."""
        return self.penalty.unset is not None and self.count > 0

    @property
    def amount(self) -> Decimal | None:
        """The fine of all occurrences; None where it is no amount or is left open."""
        return None if self.penalty.fine is None else self.penalty.fine * self.count


def read_counts(texts: Mapping[str, str]) -> dict[str, int]:
    """How often each penalty happened, from text. Raises InputError."""
    return {key: read_whole(text, key, "次数") for key, text in texts.items()}


def fine(policy: Policy, counts: Mapping[str, int], on: date) -> Document:
    """The JSON document of `tierbook fine`.

    `counts` maps a penalty, or `penalty:role`, to the number of occurrences (whole, not negative).
    An occurrence costs its fine once. One that names no role belongs to the clause's only role, or
    stays unassigned where there are several. A sum to which a fine left open belongs is null.
    `on` is the day whose figures stand in the texts.

    Raises InputError for an unknown penalty, a role that the penalty does not name, a bad count.
    """
    items = [_item(policy, key, count) for key, count in counts.items()]
    situation = Situation(policy, {}, on, {})
    charged = [item for item in items if item.fined or item.left_open]
    roles = dict.fromkeys(item.role for item in charged if item.role is not None)
    left_open = dict.fromkeys(
        Missing("ruling", item.penalty.unset or "") for item in items if item.left_open
    )
    total = _sum(charged)
    by_role = {role: _sum([item for item in charged if item.role == role]) for role in roles}
    unassigned = _sum([item for item in charged if item.role is None])
    return {
        "policy": policy.id,
        "version": policy.version,
        "total": total,
        "by_role": by_role,
        "unassigned": unassigned,
        "undetermined": total is None,
        "missing": [missing_document(each, situation) for each in left_open],
        "open": _open(items, situation),
        "consequences": [
            _consequence(item, situation) for item in items if item.penalty.consequence
        ],
        "items": [_item_document(item, situation) for item in items],
        "text": _summary(items, by_role, unassigned, policy),
    }


def _item(policy: Policy, key: str, count: int) -> _Item:
    name, colon, role = key.partition(":")
    if name not in policy.penalties:
        known = {each.id: _acts(each, None, policy) for each in policy.penalties.values()}
        message = f"《{policy.title}》没有叫{quoted(name)}的处罚，{meant(name, known)}"
        raise InputError("unknown-penalty", key, message)
    penalty = policy.penalties[name]
    roles = {each: policy.roles[each].label for each in penalty.roles()}
    if colon and role not in roles:
        message = f"处罚“{name}”不涉及{quoted(role)}这个岗位；可以写：{listed(roles)}。"
        raise InputError("unknown-role", key, message)
    if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= MOST:
        raise not_whole(str(count)[:99], key, "次数")
    only = next(iter(roles)) if len(roles) == 1 else None
    return _Item(penalty, role or only, count)


def _sum(items: Sequence[_Item]) -> str | None:
    if any(item.left_open for item in items):
        return None
    return plain_number(sum((item.amount or Decimal(0) for item in items), Decimal(0)))


def _open(items: list[_Item], situation: Situation) -> list[Document]:
    """The rulings about how two of the given penalties go together."""
    given = {item.penalty.id for item in items if item.count > 0}
    return [
        {
            "id": ruling.id,
            "question": fill(ruling.question, situation),
            "ruling": None if ruling.ruling is None else fill(ruling.ruling, situation),
            "undecided": ruling.undecided,
            "penalties": [each for each in ruling.penalties if each in given],
        }
        for ruling in situation.policy.rulings.values()
        if len(given.intersection(ruling.penalties)) > 1
    ]


def _consequence(item: _Item, situation: Situation) -> Document:
    return {
        "penalty": item.penalty.id,
        "role": item.role,
        "count": item.count,
        "text": fill(item.penalty.consequence or "", situation),
        "clause": clause_documents(item.penalty.clause, situation.policy),
    }


def _item_document(item: _Item, situation: Situation) -> Document:
    policy, penalty = situation.policy, item.penalty
    return {
        "penalty": penalty.id,
        "number": penalty.number,
        "role": item.role,
        "role_label": None if item.role is None else policy.roles[item.role].label,
        "count": item.count,
        "fine": None if penalty.fine is None else plain_number(penalty.fine),
        "amount": None if item.amount is None else plain_number(item.amount),
        "clause": clause_documents(penalty.clause, policy),
        "ruling": penalty.ruling,
        "text": _item_text(item, situation),
    }


def _item_text(item: _Item, situation: Situation) -> str:
    penalty = item.penalty
    times = f"{item.count:,} 次"
    if penalty.fine is not None:
        each = quantity_text(penalty.fine, "元")
        cost = f"每次 {each}，{times}共 {quantity_text(item.amount or Decimal(0), '元')}"
    elif penalty.consequence is not None:
        cost = glue(fill(penalty.consequence, situation), f"，{times}")
    else:
        cost = f"金额待定，{times}"
    acts = fill(_acts(penalty, item.role, situation.policy), situation)
    return f"{acts}。{cost}{cited(penalty.clause, situation.policy)}。"


def _acts(penalty: Sanction, role: str | None, policy: Policy) -> str:
    """What is punished, with who does it; only one role's part where a role is named."""
    return "；".join(
        f"{'、'.join(policy.roles[each].label for each in by)}：{act.text}"
        for act in penalty.acts
        if (by := [each for each in act.by if role in (None, each)])
    )


def _summary(
    items: list[_Item],
    by_role: Mapping[str, str | None],
    unassigned: str | None,
    policy: Policy,
) -> str:
    """The total, who pays what of it, and what the policy leaves open."""
    known = sum((item.amount or Decimal(0) for item in items), Decimal(0))
    money = quantity_text(known, "元")
    shares = [
        glue(policy.roles[role].label, "待定" if owed is None else _money(owed))
        for role, owed in by_role.items()
    ]
    if unassigned != "0":
        shares.append(glue("未指明岗位", "待定" if unassigned is None else _money(unassigned)))
    start = "合计"
    if any(item.left_open for item in items):
        start = "有的处罚金额待定，合计还不能算出；已定的部分共"
    parts = f"：{'，'.join(shares)}" if shares else ""
    return f"{glue(start, money)}{parts}。"


def _money(digits: str) -> str:
    return quantity_text(Decimal(digits), "元")
