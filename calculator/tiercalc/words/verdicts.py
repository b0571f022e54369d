"""Whether somebody who does not meet a condition has too little, or is another case."""

from __future__ import annotations

from tiercalc.case import Situation, verdict
from tiercalc.policy import AllOf, AnyOf, Bound, Condition, Decision, OnAmount, OnResult

MET = "符合"
NOT_REACHED = "没有达到"
NOT_MET = "不符合"

# The sides of a limit that one has too little for.
UPWARDS = ("gt", "gte")


def missed(outcome: str, decision: Decision, situation: Situation) -> str:
    """In which word an outcome is not given: not reached, or not met."""
    rules = [rule.when for rule in decision.rules if rule.outcome == outcome]
    short = bool(rules) and all(_short(when, situation) for when in rules)
    return NOT_REACHED if short else NOT_MET


def _short(condition: Condition, situation: Situation) -> bool:
    """Whether a condition fails for nothing but too little; more than enough is something else."""
    match condition:
        case AllOf(parts):
            failing = [part for part in parts if verdict(part, situation) is False]
            return bool(failing) and all(_short(part, situation) for part in failing)
        case AnyOf(parts):
            return all(_short(part, situation) for part in parts)
        case OnResult(test=test) | OnAmount(test=test):
            return _short(test, situation)
        case Bound(_, operator, _):
            return operator in UPWARDS
        case _:
            return False
