"""What is done to an amount after its rate: added, taken off, kept within limits; exact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from tiercalc.case import EXACT, Missing, Situation, counted_as, every_full
from tiercalc.policy import Adjustment, EveryFull, Fixed, PolicyError, Term, unit_of
from tiercalc.words import Sentence, figure_text, quantity_text, say

_WORDS = {"plus": "加", "minus": "减", "at_most": "最多", "at_least": "最少"}


class Result(Protocol):
    """Another amount, as far as it is computed."""

    @property
    def value(self) -> Decimal | None:
        """Its value; None while it cannot be computed."""

    @property
    def unit(self) -> str:
        """In what it is counted."""

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What would have to be known."""


@dataclass(frozen=True)
class Changed:
    """An amount after its changes, and each of them in words."""

    value: Decimal
    told: tuple[Sentence, ...]


class Terms:
    """The terms of changes in a situation, in the unit of the amount that they change."""

    def __init__(
        self, situation: Situation, counted_in: str, amount: Callable[[str], Result]
    ) -> None:
        self._situation = situation
        self._counted_in = counted_in
        self._amount = amount

    def missing(self, adjustments: Iterable[Adjustment]) -> Iterator[Missing]:
        """What would have to be known before the changes can be made."""
        policy = self._situation.policy
        for name in (name for each in adjustments for name in each.named()):
            if name in policy.amounts:
                yield from self._amount(name).missing
            elif name in policy.inputs:
                if name not in self._situation.values:
                    yield Missing("input", name)
            elif self._situation.figure(name) is None:
                yield Missing("figure", name)

    def uncomputed(self, adjustments: Iterable[Adjustment]) -> str | None:
        """An amount among the terms that there is not, since no rate was given for it."""
        amounts = self._situation.policy.amounts
        names = (name for each in adjustments for name in each.named() if name in amounts)
        return next((name for name in names if self._amount(name).value is None), None)

    def changed(self, value: Decimal, adjustments: Iterable[Adjustment]) -> Changed:
        """The amount after the changes, one after the other, with nothing of them missing."""
        told: list[Sentence] = []
        for each in adjustments:
            for term in each.terms:
                value, said = self._step(each.kind, value, term)
                told.append(say("，", said))
        return Changed(value, tuple(told))

    def _step(self, kind: str, value: Decimal, term: Term | EveryFull) -> tuple[Decimal, Sentence]:
        word = _WORDS[kind]
        if isinstance(term, EveryFull):
            full, by = self._number(term.full), self._number(term.by)
            number = every_full(value, full, by)
            said = say("每满", self._text(term.full), word, self._text(term.by))
            said = say(said, f"，共{word}", quantity_text(number, self._counted_in))
        else:
            number, said = self._number(term), say(word, self._text(term))
        match kind:
            case "plus":
                return EXACT.add(value, number), said
            case "minus":
                return EXACT.subtract(value, number), said
            case "at_most":
                return min(value, number), said
        return max(value, number), said

    def _number(self, term: Term) -> Decimal:
        """A term's number in the unit of the amount. Raises PolicyError where it has no such."""
        number, own = self._found(term)
        name = term.unit if isinstance(term, Fixed) else term.name
        return counted_as(number, own, self._counted_in, name)

    def _found(self, term: Term) -> tuple[Decimal, str]:
        if isinstance(term, Fixed):
            return term.number, term.unit
        policy, name = self._situation.policy, term.name
        if name in policy.amounts:
            other = self._amount(name)
            value, own = other.value, other.unit
        elif name in policy.inputs:
            given = self._situation.values[name]
            value = given if isinstance(given, Decimal) else None
            own = unit_of(policy.inputs[name], policy)
        else:
            value, own = self._situation.number(name), policy.figures[name].unit
        if value is None:
            raise PolicyError("not-a-number", "amounts", f"“{name}”不是数，不能这样算")
        return value, own

    def _text(self, term: Term) -> Sentence:
        if isinstance(term, Fixed):
            return say(quantity_text(term.number, term.unit or self._counted_in))
        policy = self._situation.policy
        if term.name in policy.figures:
            return figure_text(term.name, self._situation)
        number, own = self._found(term)
        label = (policy.inputs.get(term.name) or policy.amounts[term.name]).label
        return say(f"“{label}”的", quantity_text(number, own))
