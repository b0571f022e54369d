"""What is proved of a table holds for every case that is tried."""

from __future__ import annotations

from hypothesis import assume, given, settings
from tiercalc.case.situation import Situation
from tiercalc.decide.tables import decide
from tiercalc.policy.policy import Policy
from tiercalc.policy.types.base import Value
from tiercalc.policy.vocabulary import OTHERWISE
from tiercalc.proofs.tables import gap, unreached

from tests.cases_of import reconciled
from tests.tables import DAY, EVERY, SUMS, consistent, ends, policies, situations


@settings(max_examples=200, deadline=None)
@given(policies())
def test_a_gap_is_shown_where_a_case_can_have_no_answer(policy: Policy) -> None:
    decision = policy.decisions["tier"]
    nothing_known = Situation(policy, {}, DAY, {})
    if decision.collect:
        return
    case = gap(decision, nothing_known)
    answer = decide(decision, nothing_known)
    if not any(OTHERWISE in rule.between for rule in decision.rules):
        assert (case is not None) is (None in answer.possible)
    if case is not None:
        assert None in decide(decision, Situation(policy, case, DAY, {})).possible


@settings(max_examples=200, deadline=None)
@given(policies(), situations)
def test_a_rule_said_to_be_dead_never_decides(policy: Policy, values: dict[str, Value]) -> None:
    decision = policy.decisions["tier"]
    dead = {rule.number for rule in unreached(decision, Situation(policy, {}, DAY, {}))}
    lowest = {name: every[0] for name, every in EVERY.items()}
    lowest |= {name: ends(policy, name)[0] for name in SUMS}
    whole = reconciled({**lowest, **values}, policy)
    assume(consistent(policy, whole))
    trial = {"open_low": EVERY["orders"][1], "open_high": EVERY["orders"][3]}
    hits = decide(decision, Situation(policy, whole, DAY, trial)).hits
    assert dead.isdisjoint(hit.rule.number for hit in hits if hit.decisive)
