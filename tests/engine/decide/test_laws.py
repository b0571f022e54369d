"""Laws that every policy keeps, on random customers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tiercalc.case.missing import Missing
from tiercalc.case.situation import Situation
from tiercalc.decide.tables import decide
from tiercalc.decide.upgrade import nearest
from tiercalc.policy import Quantity
from tiercalc.policy.policy import Policy
from tiercalc.policy.rules import Decision, Input

from tests.cases_of import DECIDING, by_deciding, full_cases, partial_cases, trial_figures

DAY = date(2026, 7, 1)


def grows(asked: Input) -> bool:
    return asked.more_is_better and isinstance(asked.type, Quantity)


def of_decisions(wanted: Callable[[Policy, Decision], bool]) -> pytest.MarkDecorator:
    """Each decision of a kind, with its policy."""
    chosen = [
        pytest.param(policy, decision, id=f"{each.id}:{decision.id}", marks=each.marks)
        for each in DECIDING
        for policy in each.values
        for decision in policy.decisions.values()
        if wanted(policy, decision)
    ]
    return pytest.mark.parametrize(("policy", "decision"), chosen)


by_ladder = of_decisions(lambda _, decision: decision.ladder)
by_growing_ladder = of_decisions(
    lambda policy, decision: decision.ladder and any(map(grows, policy.inputs.values()))
)


def situation_of(policy: Policy, data: st.DataObject) -> Situation:
    return Situation(policy, data.draw(full_cases(policy)), DAY, data.draw(trial_figures(policy)))


def rank(policy: Policy, decision: Decision, outcome: str | None) -> int:
    return -1 if outcome is None else policy.scales[decision.scale or ""].rank(outcome)


@by_deciding
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_customer_of_whom_everything_is_known_has_one_outcome(
    policy: Policy, data: st.DataObject
) -> None:
    situation = situation_of(policy, data)
    for decision in policy.decisions.values():
        answer = decide(decision, situation)
        assert all(missing.kind == "ruling" for missing in answer.missing)
        if not answer.missing:
            assert not answer.undetermined
            assert len(answer.possible) == 1 or decision.collect


@by_deciding
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_first_rule_that_holds_decides(policy: Policy, data: st.DataObject) -> None:
    situation = situation_of(policy, data)
    for decision in (d for d in policy.decisions.values() if not d.collect):
        answer = decide(decision, situation)
        assert all(hit.verdict is not None for hit in answer.hits)
        first = next((hit.rule for hit in answer.hits if hit.verdict), None)
        if first is not None and first.open is not None:
            assert answer.missing[0] == Missing("ruling", first.open)
            assert {missing.kind for missing in answer.missing} == {"ruling"}
        else:
            assert answer.outcome == (first.outcome if first else None)


@by_deciding
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_becomes_known_never_contradicts_the_answer(
    policy: Policy, data: st.DataObject
) -> None:
    whole = data.draw(full_cases(policy))
    kept = data.draw(st.sets(st.sampled_from(sorted(whole)))) if whole else set()
    for decision in policy.decisions.values():
        part = {k: v for k, v in whole.items() if k in kept}
        before = decide(decision, Situation(policy, part, DAY, {}))
        after = decide(decision, Situation(policy, whole, DAY, {}))
        assert set(after.possible) <= set(before.possible)
        if not before.undetermined:
            assert after.outcome == before.outcome


@by_growing_ladder
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_more_is_never_worse(policy: Policy, decision: Decision, data: st.DataObject) -> None:
    better = [asked.id for asked in policy.inputs.values() if grows(asked)]
    situation = situation_of(policy, data)
    name = data.draw(st.sampled_from(better))
    more = situation.values[name] + data.draw(st.integers(0, 10**6))
    low = decide(decision, situation)
    high = decide(decision, replace(situation, values={**situation.values, name: more}))
    assume(not low.undetermined and not high.undetermined)
    assert rank(policy, decision, high.outcome) >= rank(policy, decision, low.outcome)


@by_ladder
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_each_way_that_is_offered_reaches_the_next_value(
    policy: Policy, decision: Decision, data: st.DataObject
) -> None:
    values = data.draw(partial_cases(policy))
    situation = Situation(policy, values, DAY, {})
    answer = decide(decision, situation)
    step = nearest(answer, situation)
    if step is None:
        return
    assert rank(policy, decision, step.outcome) > min(
        rank(policy, decision, outcome) for outcome in answer.possible
    )
    for way in step.ways:
        changed = {**values, **{change.input: change.to for change in way}}
        reached = decide(decision, Situation(policy, changed, DAY, {}))
        assert all(
            rank(policy, decision, outcome) >= rank(policy, decision, step.outcome)
            for outcome in reached.possible
        )
        for change in way:
            assert values.get(change.input) == change.start
