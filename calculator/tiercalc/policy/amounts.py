"""Amounts that are reckoned: by what they are multiplied, and what is done to them then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tiercalc.policy.ids import BaseId, Label, RatedId, RateId, RulingId, TermId
from tiercalc.policy.rules import Fixed, Rule
from tiercalc.policy.vocabulary import OTHERWISE, Number


@dataclass(frozen=True)
class Round:
    """How an amount is rounded: to a multiple of `to`, by `mode` (half_up, down, up, half_even)."""

    to: Number
    mode: str


@dataclass(frozen=True)
class Named:
    """A number that has a name: a figure's, an input's or another amount's."""

    name: TermId


Term = Fixed | Named
# The rate that leaves an amount as it is.
UNCHANGED = Fixed(Decimal(1), "")


@dataclass(frozen=True)
class EveryFull:
    """So much for every full so much of an amount: 100 for every full 1000."""

    full: Term
    by: Term


@dataclass(frozen=True)
class Adjustment:
    """What is done to an amount next: `plus` or `minus` terms, `at_most` or `at_least` a term."""

    kind: str
    terms: tuple[Term | EveryFull, ...]

    def named(self) -> Iterator[str]:
        """The names of its terms."""
        for term in self.terms:
            inner = (term.full, term.by) if isinstance(term, EveryFull) else (term,)
            yield from (each.name for each in inner if isinstance(each, Named))


@dataclass(frozen=True)
class Amount:
    """An amount times a rate, changed step by step in the file's order, then rounded.

    `of` is an input or an amount, `times` a decision, a figure or a number. The rate of a decision
    is that of its rule, or that which `rates` give to its outcome; OTHERWISE among them stands for
    all others.
    """

    id: str
    label: Label
    of: BaseId
    times: RateId | Fixed | None
    rates: Mapping[RatedId, Term]
    adjustments: tuple[Adjustment, ...]
    round: Round | None
    ruling: RulingId | None

    def rate_by(self, rule: Rule | None) -> Term | None:
        """The rate where a rule of its decision holds, or none does; None for no rate."""
        if self.rates:
            outcome = "" if rule is None else rule.outcome or ""
            return self.rates.get(outcome, self.rates.get(OTHERWISE))
        if rule is None:
            return None
        return UNCHANGED if rule.figure is None else Named(rule.figure)

    def named(self) -> Iterator[str]:
        """The inputs, amounts and figures that it is made of, but for its rate."""
        yield self.of
        for each in self.adjustments:
            yield from each.named()
