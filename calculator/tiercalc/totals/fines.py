"""What slips cost: the fines for penalties that happened so many times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING

from tiercalc.case import Missing, Situation
from tiercalc.given import MOST, Reading, not_whole, read_each, read_whole, require_in_force
from tiercalc.policy import UNNAMED, InputError, Policy, Ruling, Sanction, plain_number
from tiercalc.words import (
    OPEN_MARK,
    Sentence,
    cited,
    clause_documents,
    fill,
    in_brackets,
    joined,
    listed,
    meant,
    missing_document,
    naming,
    open_mark,
    quantity_text,
    quoted,
    roles_text,
    ruling_document,
    say,
)

if TYPE_CHECKING:
    from tiercalc.totals.documents import (
        ConsequenceDocument,
        FineDocument,
        FineItemDocument,
        PenaltiesRulingDocument,
    )

# Between the things that one clause punishes in the same people.
OR = "；或"


@dataclass(frozen=True)
class _Item:
    """One penalty that happened `count` times, by one role, or by nobody named."""

    penalty: Sanction
    role: str | None
    count: int

    @property
    def happened(self) -> bool:
        """Whether there is anything to answer for."""
        return self.count > 0

    @property
    def fined(self) -> bool:
        """Whether it costs money that is known."""
        return self.penalty.fine is not None and self.happened

    @property
    def left_open(self) -> bool:
        """Whether it costs something that nobody has set."""
        return self.penalty.unset is not None and self.happened

    @property
    def amount(self) -> Decimal | None:
        """The fine of all occurrences; None where it is no amount or is left open."""
        return None if self.penalty.fine is None else self.penalty.fine * self.count

    def by(self) -> frozenset[str]:
        """The roles that may have done it."""
        return frozenset(self.penalty.roles() if self.role is None else (self.role,))

    def rulings(self, policy: Policy) -> tuple[str, ...]:
        """The rulings that bear on it: one may concern some roles alone, or only who has to pay."""
        concerned = self.by() | (frozenset({UNNAMED}) if self.role is None else frozenset())
        return tuple(
            each
            for each in self.penalty.rulings
            if not policy.rulings[each].roles or concerned.intersection(policy.rulings[each].roles)
        )


def check_counts(policy: Policy, texts: Mapping[str, str]) -> Reading[int]:
    """How often each penalty happened, from text, and the errors, one for each bad entry."""

    def read(key: str, text: str) -> int:
        return read_whole(text, key, _times_of(*_asked(policy, key), policy))

    return read_each(texts, read)


def read_counts(policy: Policy, texts: Mapping[str, str]) -> dict[str, int]:
    """The same as `check_counts`, but raises the first InputError."""
    return check_counts(policy, texts).or_raise()


def fine(counts: Mapping[str, int], situation: Situation) -> FineDocument:
    """The JSON document of `tierbook fine`.

    `counts` maps a penalty, or `penalty:role`, to the number of occurrences (whole, not negative).
    An occurrence costs its fine once. One that names no role belongs to the clause's only role, or
    stays unassigned where there are several. A sum to which a fine left open belongs is null.
    `ruling` holds the rulings that what happened rests on, `open` those on how two of the given
    penalties go together.

    Raises InputError for an unknown penalty, a role that the penalty does not name, a bad count,
    and where the policy is not in force.
    """
    policy = situation.policy
    require_in_force(policy, situation.on, "on")
    items = [_item(policy, key, count) for key, count in counts.items()]
    charged = [item for item in items if item.fined or item.left_open]
    roles = dict.fromkeys(item.role for item in charged if item.role is not None)
    left_open = dict.fromkeys(
        Missing("ruling", item.penalty.unset or "") for item in items if item.left_open
    )
    total = _sum(charged)
    by_role = {role: _sum([item for item in charged if item.role == role]) for role in roles}
    unassigned = _sum([item for item in charged if item.role is None])
    rulings = _rulings(items, situation)
    together = _open(items, situation)
    doubts = sum(ruling["undecided"] for ruling in (*rulings, *together))
    return {
        "policy": policy.id,
        "version": policy.version,
        "total": total,
        "by_role": by_role,
        "unassigned": unassigned,
        "undetermined": total is None,
        "missing": [missing_document(each, situation) for each in left_open],
        "ruling": rulings,
        "open": together,
        "consequences": [
            _consequence(item, situation) for item in items if item.penalty.consequence
        ],
        "items": [_item_document(item, situation) for item in items],
        "text": _summary(items, _shares(by_role, unassigned, policy), doubts, situation),
    }


def _asked(policy: Policy, key: str) -> tuple[Sanction, str | None]:
    """The penalty that a key means, and the role that it names or that alone is possible."""
    if not policy.penalties:
        raise InputError("unknown-penalty", key, f"《{policy.title}》没有处罚的规定。")
    name, colon, role = key.partition(":")
    if name not in policy.penalties:
        known = {each.id: _acts(each, None, policy, say) for each in policy.penalties.values()}
        message = f"《{policy.title}》没有叫{quoted(name)}的处罚，{meant(name, known)}"
        raise InputError("unknown-penalty", key, message)
    penalty = policy.penalties[name]
    roles = {each: policy.roles[each].label for each in penalty.roles()}
    if colon and role not in roles:
        message = f"处罚“{name}”不涉及{quoted(role)}这个岗位；可以写：{listed(roles)}。"
        raise InputError("unknown-role", key, message)
    only = next(iter(roles)) if len(roles) == 1 else None
    return penalty, role or only


def _item(policy: Policy, key: str, count: int) -> _Item:
    penalty, role = _asked(policy, key)
    if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= MOST:
        raise not_whole(str(count)[:99], key, _times_of(penalty, role, policy))
    return _Item(penalty, role, count)


def _times_of(penalty: Sanction, role: str | None, policy: Policy) -> str:
    """What a count counts: “第 6 条处罚（前台）的次数”."""
    named = in_brackets(policy.roles[role].label if role else "")
    return f"第 {penalty.number} 条处罚{named}的次数"


def _sum(items: Sequence[_Item]) -> str | None:
    if any(item.left_open for item in items):
        return None
    return plain_number(sum((item.amount or Decimal(0) for item in items), Decimal(0)))


def _rulings(items: Iterable[_Item], situation: Situation) -> list[PenaltiesRulingDocument]:
    """The rulings that what happened rests on, each once, with the penalties that name it."""
    resting: dict[str, dict[str, None]] = {}
    for item in items:
        if item.happened:
            for ruling in item.rulings(situation.policy):
                resting.setdefault(ruling, {})[item.penalty.id] = None
    return [
        {**ruling_document(ruling, situation), "penalties": list(penalties)}
        for ruling, penalties in resting.items()
    ]


def _open(items: Iterable[_Item], situation: Situation) -> list[PenaltiesRulingDocument]:
    """The rulings about how two of the given penalties go together, as far as they may meet."""
    happened = [item for item in items if item.happened]
    return [
        {**ruling_document(ruling.id, situation), "penalties": penalties}
        for ruling in situation.policy.rulings.values()
        if (penalties := _meeting(happened, ruling))
    ]


def _meeting(items: Iterable[_Item], ruling: Ruling) -> list[str]:
    """The penalties of a ruling that meet another of them.

    They meet in somebody who may have done both or, where the ruling is on one case that both fit,
    in that case, whoever did what.
    """
    named = [item for item in items if item.penalty.id in ruling.penalties]
    met = {
        one.penalty.id
        for one, other in permutations(named, 2)
        if one.penalty.id != other.penalty.id and (ruling.of_one_case or one.by() & other.by())
    }
    return [each for each in ruling.penalties if each in met]


def _consequence(item: _Item, situation: Situation) -> ConsequenceDocument:
    return {
        "penalty": item.penalty.id,
        "role": item.role,
        "count": item.count,
        "text": fill(item.penalty.consequence or "", situation),
        "clause": clause_documents(item.penalty.clause, situation.policy),
    }


def _item_document(item: _Item, situation: Situation) -> FineItemDocument:
    policy, penalty = situation.policy, item.penalty
    rulings = item.rulings(policy)
    return {
        "penalty": penalty.id,
        "number": penalty.number,
        "role": item.role,
        "role_label": None if item.role is None else policy.roles[item.role].label,
        "count": item.count,
        "fine": None if penalty.fine is None else plain_number(penalty.fine),
        "amount": None if item.amount is None else plain_number(item.amount),
        "clause": clause_documents(penalty.clause, policy),
        "ruling": next(iter(rulings), None),
        "rulings": list(rulings),
        "text": _item_text(item, situation),
    }


def _item_text(item: _Item, situation: Situation) -> Sentence:
    penalty, times = item.penalty, f"{item.count:,} 次"
    cost = cost_text(penalty, situation)
    if item.amount is None:
        cost = say(times, "：", cost)
    else:
        cost = say("每次", cost, "，", times, "共", quantity_text(item.amount, "元"))
    acts = _acts(penalty, item.role, situation.policy, lambda text: fill(text, situation))
    return say(acts, "。", cost, cited(penalty.clause, situation.policy), "。")


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


def _acts(
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


def _shares(
    by_role: Mapping[str, str | None], unassigned: str | None, policy: Policy
) -> list[Sentence]:
    """Who pays what."""
    owed: list[tuple[str, str | None]] = [
        (roles_text((role,), policy), share) for role, share in by_role.items()
    ]
    if unassigned != "0":
        owed.append(("未指明岗位", unassigned))
    return [say(who, OPEN_MARK if share is None else _money(share)) for who, share in owed]


def _summary(
    items: Sequence[_Item], shares: Sequence[str], doubts: int, situation: Situation
) -> Sentence:
    """What follows: the money, or what follows instead; and how far it is open."""
    happened = [item for item in items if item.happened]
    if not happened:
        return say("没有发生要处罚的事。")
    money = _money_text(happened, shares, doubts)
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


def _money_text(items: Sequence[_Item], shares: Sequence[str], doubts: int) -> Sentence:
    """The sum with who pays it; what is known of it where some is open; empty without any fine."""
    fined = [item for item in items if item.fined]
    left_open = any(item.left_open for item in items)
    if not fined:
        return say(f"罚款的金额{OPEN_MARK}" if left_open else "")
    known = _money(_sum(fined) or "0")
    who = joined("，", shares)
    if left_open:
        return say(f"有的罚款金额{OPEN_MARK}，合计还不能算出：", who, "；已定的共", known)
    return say("暂计" if doubts else "合计", known, "：", who)


def _consequences_text(items: Iterable[_Item], situation: Situation) -> Sentence:
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
