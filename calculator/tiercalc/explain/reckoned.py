"""A decision that tests amounts, as if these were typed in: for the pictures of its limits."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tiercalc.case import Situation, worth_of
from tiercalc.policy import (
    AllOf,
    AnyOf,
    Condition,
    Decision,
    Not,
    OnAmount,
    Policy,
)

# So many policies are kept with their amounts as inputs; a page has one.
_KEPT = 8


def with_amounts_given(decision: Decision, situation: Situation) -> tuple[Decision, Situation]:
    """A decision that tests its amounts as inputs, and what these come to as far as is known.

    Both as they are where it tests none.
    """
    if not any(rule.when.on_amounts for rule in decision.rules):
        return decision, situation
    rules = tuple(replace(rule, when=_given(rule.when)) for rule in decision.rules)
    named = {on.test.input for rule in decision.rules for on in rule.when.on_amounts}
    worths = {name: worth_of(name, situation).value for name in named}
    values = {**situation.values, **{n: value for n, value in worths.items() if value is not None}}
    policy = _policy(situation.policy)
    return replace(decision, rules=rules), replace(situation, policy=policy, values=values)


@lru_cache(maxsize=_KEPT)
def _policy(policy: Policy) -> Policy:
    amounts = {name: policy.tested[name] for name in policy.amounts}
    return replace(policy, inputs={**amounts, **policy.inputs})


def _given(condition: Condition) -> Condition:
    match condition:
        case AllOf(parts):
            return AllOf(tuple(_given(part) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_given(part) for part in parts))
        case Not(part):
            return Not(_given(part))
        case OnAmount(test=test):
            return test
        case _:
            return condition
