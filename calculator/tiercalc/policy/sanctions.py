"""Penalties and rewards, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from tiercalc.policy.conditions import Condition
from tiercalc.policy.days import ALWAYS, Days
from tiercalc.policy.ids import RoleId, RulingId, Text
from tiercalc.policy.rulings import LeftOpen
from tiercalc.policy.vocabulary import Clauses, Number


@dataclass(frozen=True)
class Act:
    """What somebody does that a penalty or a reward answers."""

    by: tuple[RoleId, ...]
    text: Text


@dataclass(frozen=True)
class Fine:
    """An amount in 元 for each occurrence: to be paid, or of a reward to be got."""

    amount: Number


@dataclass(frozen=True)
class Consequence:
    """What follows, in words; `unset` where there is money in it whose amount is left open."""

    text: Text
    unset: RulingId | None


@dataclass(frozen=True)
class Sanction:
    """A penalty or a reward, and what it brings; where that is money, nobody may have set it.

    `rulings` say how it is read, `when` in which cases an answer lists it.
    """

    id: str
    number: int
    clause: Clauses
    brings: Fine | Consequence | LeftOpen
    per: str
    acts: tuple[Act, ...]
    rulings: tuple[RulingId, ...]
    when: Condition | None
    days: Days = ALWAYS

    @property
    def fine(self) -> Number | None:
        """The amount in 元, where it is one and is set."""
        return self.brings.amount if isinstance(self.brings, Fine) else None

    @property
    def consequence(self) -> str | None:
        """What follows, where that is not an amount alone."""
        return self.brings.text if isinstance(self.brings, Consequence) else None

    @property
    def open_amount(self) -> str | None:
        """The ruling on money of which nobody has set how much, where it has such."""
        match self.brings:
            case Fine():
                return None
            case Consequence(unset=ruling) | LeftOpen(ruling):
                return ruling
            case never:
                assert_never(never)

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
