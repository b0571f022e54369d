"""What slips cost: the fines for penalties that happened so many times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import permutations
from typing import TYPE_CHECKING

from tiercalc.case import Missing, Situation
from tiercalc.given import require_held, require_in_force
from tiercalc.policy import Ruling, plain_number
from tiercalc.totals.fine_words import item_text, shares, summary
from tiercalc.totals.incidents import Incident, incident, sum_of
from tiercalc.words import (
    clause_documents,
    fill,
    missing_document,
    ruling_document,
)

if TYPE_CHECKING:
    from tiercalc.totals.documents import (
        ConsequenceDocument,
        FineDocument,
        FineItemDocument,
        PenaltiesRulingDocument,
    )


def fine(counts: Mapping[str, int], situation: Situation) -> FineDocument:
    """The JSON document of `tierbook fine`.

    `counts` maps a penalty, or `penalty:role`, to the number of occurrences (whole, not negative).
    An occurrence costs its fine once. One that names no role belongs to the clause's only role, or
    stays unassigned where there are several. A sum to which a fine left open belongs is null.
    `ruling` holds the rulings that what happened rests on, `open` those on how two of the given
    penalties go together.

    Raises InputError for an unknown penalty, a role that the penalty does not name, a bad count,
    and where the policy is not in force or a penalty does not hold on the day.
    """
    require_in_force(situation.policy, situation.on, "on")
    _require_held(counts, situation)
    situation = situation.on_its_day()
    policy = situation.policy
    items = [incident(policy, key, count) for key, count in counts.items()]
    charged = [item for item in items if item.fined or item.left_open]
    roles = dict.fromkeys(item.role for item in charged if item.role is not None)
    left_open = dict.fromkeys(
        Missing("ruling", item.penalty.open_amount or "") for item in items if item.left_open
    )
    total = sum_of(charged)
    by_role = {role: sum_of([item for item in charged if item.role == role]) for role in roles}
    unassigned = sum_of([item for item in charged if item.role is None])
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
        "text": summary(items, shares(by_role, unassigned, policy), doubts, situation),
    }


def _require_held(counts: Iterable[str], situation: Situation) -> None:
    for key in counts:
        penalty = situation.policy.penalties.get(key.partition(":")[0])
        if penalty is not None:
            require_held(penalty.days, situation.on, f"处罚“{penalty.id}”", key)


def _rulings(items: Iterable[Incident], situation: Situation) -> list[PenaltiesRulingDocument]:
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


def _open(items: Iterable[Incident], situation: Situation) -> list[PenaltiesRulingDocument]:
    """The rulings about how two of the given penalties go together, as far as they may meet."""
    happened = [item for item in items if item.happened]
    return [
        {**ruling_document(ruling.id, situation), "penalties": penalties}
        for ruling in situation.policy.rulings.values()
        if (penalties := _meeting(happened, ruling))
    ]


def _meeting(items: Iterable[Incident], ruling: Ruling) -> list[str]:
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


def _consequence(item: Incident, situation: Situation) -> ConsequenceDocument:
    return {
        "penalty": item.penalty.id,
        "role": item.role,
        "count": item.count,
        "text": fill(item.penalty.consequence or "", situation),
        "clause": clause_documents(item.penalty.clause, situation.policy),
    }


def _item_document(item: Incident, situation: Situation) -> FineItemDocument:
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
        "text": item_text(item, situation),
    }
