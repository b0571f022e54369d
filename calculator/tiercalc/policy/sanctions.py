"""Penalties and rewards, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass

from tiercalc.policy.days import ALWAYS, Days
from tiercalc.policy.ids import RoleId, RulingId, Text
from tiercalc.policy.rules import Condition
from tiercalc.policy.vocabulary import Clauses, Number


@dataclass(frozen=True)
class Act:
    """What somebody does that a penalty or a reward answers."""

    by: tuple[RoleId, ...]
    text: Text


@dataclass(frozen=True)
class Sanction:
    """A penalty or a reward: an amount in 元 per occurrence, or a consequence, or left open.

    A consequence may have money in it whose amount is left open. `rulings` say how it is read,
    `when` in which cases an answer lists it.
    """

    id: str
    number: int
    clause: Clauses
    fine: Number | None
    consequence: Text | None
    unset: RulingId | None
    per: str
    acts: tuple[Act, ...]
    rulings: tuple[RulingId, ...]
    when: Condition | None
    days: Days = ALWAYS

    def roles(self) -> tuple[str, ...]:
        """Every role that an act names, in order."""
        return tuple(dict.fromkeys(role for act in self.acts for role in act.by))

    def acts_by(self, role: str | None = None) -> tuple[tuple[tuple[str, ...], list[str]], ...]:
        """What it answers, by who does it: the same roles once; one role's part where named."""
        found: dict[tuple[str, ...], list[str]] = {}
        for act in self.acts:
            by = tuple(each for each in act.by if role in (None, each))
            if by:
                found.setdefault(by, []).append(act.text)
        return tuple(found.items())
