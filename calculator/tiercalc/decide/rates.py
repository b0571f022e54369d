"""By what an amount may be multiplied, where a decision says it."""

from __future__ import annotations

from tiercalc.case import Missing, Situation
from tiercalc.decide.ahead import results
from tiercalc.decide.question import Open, Question
from tiercalc.policy import AllOf, Amount, Decision, Fixed, Named, Term

# No rule gives a rate: nobody has said what the amount is then.
NO_RATE = Open(())


def rates(
    amount: Amount, decision: Decision, situation: Situation
) -> tuple[tuple[Term | Open, ...], tuple[Missing, ...]]:
    """Give every rate that a decision may give an amount, and what is missing to tell which.

    NO_RATE stands for a case to which it gives none.
    """
    question = Question([rule.when for rule in decision.rules], situation)
    given = [Open((r.open,)) if r.open else amount.rate_by(r) or NO_RATE for r in decision.rules]
    rows = zip((rule.when for rule in decision.rules), given, strict=True)
    table = question.table([*rows, (AllOf(()), amount.rate_by(None) or NO_RATE)])
    diagram = question.unknowns.diagram(table)
    missing = question.missing([diagram])
    return tuple(r for r in results(diagram) if isinstance(r, Fixed | Named | Open)), missing
