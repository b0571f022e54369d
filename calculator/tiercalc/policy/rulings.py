"""How open questions of the source are read, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass

from tiercalc.policy.conditions import Condition
from tiercalc.policy.days import ALWAYS, Days
from tiercalc.policy.ids import BlamedId, InputId, PenaltyId, RulingId, Text
from tiercalc.policy.vocabulary import Clauses, Met


@dataclass(frozen=True)
class LeftOpen:
    """What nobody has set, in the place of what would be: the ruling says what has to be."""

    ruling: RulingId


@dataclass(frozen=True)
class Ruling:
    """How an open question of the source is read, or that the company must still decide it.

    Of a ruling on a special case `when` says which one; one on `precedence` concerns cases in
    which several rules with different outcomes hold. Where a penalty names it, `roles` are those
    whose fines it bears on (UNNAMED among them), all where it is empty. One `of_one_case` asks what
    a single case costs that several `penalties` fit, whoever has to pay them. Where a deadline
    names it, `counting` is what the count has to meet. Elsewhere an answer does not mention them.
    One on how `inputs` are to be measured bears on every answer that hangs on them, though nothing
    names it.
    What is `lost` the source said in a part that is not there, so that nobody can decide it.
    """

    id: str
    clause: Clauses
    question: Text
    ruling: Text | None
    ground: str | None
    lost: bool
    penalties: tuple[PenaltyId, ...]
    of_one_case: bool
    roles: tuple[BlamedId, ...]
    inputs: tuple[InputId, ...]
    when: Condition | None
    precedence: bool
    counting: Met | None
    days: Days = ALWAYS

    @property
    def undecided(self) -> bool:
        """True while nobody has decided the question."""
        return self.ruling is None
