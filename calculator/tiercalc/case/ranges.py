"""Between which numbers an amount lies while not everything is known that it is made of.

What is known comes out exactly. Where several unknowns meet, the ends may lie further out than
any completion reaches, never further in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from tiercalc.case.arithmetic import EXACT, counted_as, factor, rounded
from tiercalc.case.missing import Missing
from tiercalc.case.situation import Situation
from tiercalc.case.worth import (
    ENDLESS,
    Worth,
    any_times,
    both_ends,
    both_exist,
    each_end,
    each_once,
    for_every_full,
    hull,
    taken_off,
)
from tiercalc.policy import (
    OTHERWISE,
    UNCHANGED,
    Amount,
    Condition,
    Decision,
    EveryFull,
    Fixed,
    Named,
    PolicyError,
    Quantity,
    Rule,
    Term,
    Verdict,
    unit_after,
    unit_of,
    unit_of_term,
)

# The rules of a decision of which one holds; None among them where it may be that none does.
Winning = Callable[[Decision], Iterable[Rule | None]]

Span = tuple[Decimal, Decimal]
NO_SPANS: Mapping[str, Span] = {}
_ZERO = Decimal(0)


def winning(decision: Decision, holds: Callable[[Condition], Verdict]) -> Iterator[Rule | None]:
    """The rules of a first-hit decision of which one may hold, by what is known of each."""
    for rule in decision.rules:
        found = holds(rule.when)
        if found is not False:
            yield rule
        if found is True and OTHERWISE not in rule.between:
            return
    yield None


class Worths:
    """What the amounts of a policy come to in a situation.

    `spans` has, of inputs that are not given, between which numbers they lie.
    """

    def __init__(
        self, situation: Situation, rules: Winning, spans: Mapping[str, Span] = NO_SPANS
    ) -> None:
        self._situation = situation
        self._spans = spans
        self._rules = rules
        self._known: dict[str, Worth] = {}
        self._open: list[str] = []

    def of(self, name: str) -> Worth:
        """What an amount comes to. Raises PolicyError where it is made of itself."""
        if name in self._open:
            chain = " → ".join((*self._open, name))
            raise PolicyError("circle", f"amounts.{name}.of", f"金额绕成了一圈：{chain}")
        if name not in self._known:
            self._open.append(name)
            self._known[name] = self._worth(self._situation.policy.amounts[name])
            self._open.pop()
        return self._known[name]

    def _worth(self, amount: Amount) -> Worth:
        base = self._named(amount.of)
        found = hull([self._times(base, rate) for rate in self._rates(amount)])
        for each in amount.adjustments:
            for term in each.terms:
                found = self._changed(found, each.kind, term)
        how = amount.round
        if how is None:
            return found
        return each_end(found, lambda end: rounded(end, how))

    def _rates(self, amount: Amount) -> Iterator[Term | Missing | None]:
        """The rates that an amount may have: a term, a ruling not made, None for no rate."""
        times = amount.times
        if times is None or isinstance(times, Fixed):
            yield times or UNCHANGED
        elif times not in self._situation.policy.decisions:
            yield Named(times)
        else:
            for rule in self._rules(self._situation.policy.decisions[times]):
                is_open = rule is not None and rule.open is not None
                yield (
                    Missing("ruling", rule.open or "")
                    if rule and is_open
                    else (amount.rate_by(rule))
                )

    def _times(self, base: Worth, rate: Term | Missing | None) -> Worth:
        if rate is None:
            return replace(base, exists=False)
        if isinstance(rate, Missing):
            return any_times(base, [rate])
        own = unit_of_term(rate, self._situation.policy)
        number = rate.number if isinstance(rate, Fixed) else self._situation.number(rate.name)
        made = replace(base, unit=unit_after(base.unit, own))
        if number is None:
            lacks = [Missing("figure", rate.name)] if isinstance(rate, Named) else []
            return any_times(made, lacks)
        by = factor(number, own)
        if not by:
            return replace(made, low=_ZERO, high=_ZERO)
        return each_end(made, lambda end: EXACT.multiply(end, by))

    def _changed(self, value: Worth, kind: str, term: Term | EveryFull) -> Worth:
        apart = None
        if isinstance(term, EveryFull):
            full, by = (self._term(each, value.unit) for each in (term.full, term.by))
            other = for_every_full(value, full, by)
            apart = taken_off(value, full, by) if kind == "minus" else None
        else:
            other = self._term(term, value.unit)
        raising, lowering = other.raising, other.lowering
        if kind == "minus":
            raising, lowering = lowering, raising
        return Worth(
            *(apart or both_ends(kind, value, other)),
            value.unit,
            value.raising | raising,
            value.lowering | lowering,
            each_once(value.missing, other.missing),
            both_exist(value.exists, other.exists),
        )

    def _term(self, term: Term, counted_in: str) -> Worth:
        """A term in the unit of the amount that it changes."""
        if isinstance(term, Fixed):
            found, name = Worth(term.number, term.number, term.unit), term.unit
        else:
            found, name = self._named(term.name), term.name
        return each_end(found, lambda end: counted_as(end, found.unit, counted_in, name))

    def _named(self, name: str) -> Worth:
        """A number that has a name, from the least up to the greatest that it may be."""
        situation, policy = self._situation, self._situation.policy
        if name in policy.amounts and name not in policy.inputs:
            return self.of(name)
        if name not in policy.inputs:
            own, figure = policy.figures[name].unit, situation.number(name)
            if figure is None:
                return Worth(_ZERO, ENDLESS, own, missing=(Missing("figure", name),))
            return Worth(figure, figure, own)
        asked, given = policy.inputs[name], situation.values.get(name)
        own = unit_of(asked, policy)
        if isinstance(given, Decimal):
            return Worth(given, given, own, frozenset({name}))
        low, high = _ZERO, ENDLESS
        if name in self._spans:
            low, high = self._spans[name]
        elif isinstance(asked.type, Quantity):
            low, high = asked.type.least, asked.type.most or ENDLESS
        return Worth(low, high, own, frozenset({name}), missing=(Missing("input", name),))
