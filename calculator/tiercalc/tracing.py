"""Decisions explained for many customers: verdict, value, limit and clause of every test.

Nothing is put into words before it is asked for. The verdicts are those of `deciding.decide`,
found out once for each kind of customer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from tiercalc.conditions import Verdict, figures_of, operand_number, tests
from tiercalc.deciding import Answer, decide, holds
from tiercalc.explaining import explain
from tiercalc.kinds import Values, by_kind
from tiercalc.model import NUMERIC, Bound, Clauses, Decision, OneOf, Operand, Rule
from tiercalc.situation import Situation, Value

Limit = Decimal | Operand | None
_Test = tuple[Rule, Verdict, str, tuple[Limit, ...], Clauses]


class Tested(NamedTuple):
    """One test of one rule for one customer; a limit that is not set is None."""

    rule: Rule
    verdict: Verdict
    input: str
    value: Value | None
    limits: tuple[Limit, ...]
    clause: Clauses


@dataclass(frozen=True, slots=True)
class _Kind:
    """What holds for all customers of whom every test says the same."""

    answer: Answer
    tests: tuple[_Test, ...]


class Judged(NamedTuple):
    """A decision's answer for one customer, to be read as tests or as a document."""

    kind: _Kind
    values: Values
    situation: Situation

    @property
    def answer(self) -> Answer:
        """The outcome, what is possible and missing, and every rule's verdict."""
        return self.kind.answer

    def tested(self) -> tuple[Tested, ...]:
        """Every test of every rule, in order."""
        given, made = self.values.get, tuple.__new__  # a third of the time of calling the class
        return tuple(
            [
                made(Tested, (rule, verdict, name, given(name), limits, clause))
                for rule, verdict, name, limits, clause in self.kind.tests
            ]
        )

    def document(self) -> dict[str, Any]:
        """The answer in words, as `explain` gives it."""
        return explain(self.kind.answer, replace(self.situation, values=self.values))


def judged(decision: Decision, situation: Situation) -> Callable[[Mapping[str, Value]], Judged]:
    """A function from one customer's inputs to the judged decision, on the situation's figures.

    The inputs of the situation play no part.
    """

    def found(values: Values) -> _Kind:
        own = replace(situation, values=values)
        answer = decide(decision, own)
        return _Kind(answer, tuple(_test(test, rule, own) for rule, test in listed))

    listed = [(rule, test) for rule in decision.rules for test in tests(rule.when)]
    kind = by_kind(found, [rule.when for rule in decision.rules], situation)
    return lambda values: Judged(kind(values), values, situation)


def _test(test: OneOf | Bound, rule: Rule, situation: Situation) -> _Test:
    operands = test.operands if isinstance(test, OneOf) else (test.limit,)
    policy = situation.policy
    numeric = policy.inputs[test.input].type in NUMERIC
    limits = tuple(operand_number(each, situation) if numeric else each for each in operands)
    cited = tuple(dict.fromkeys(c for f in figures_of(test) for c in policy.figures[f].clause))
    return rule, holds(test, situation), test.input, limits, cited or rule.clause
