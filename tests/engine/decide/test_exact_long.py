"""Possible, missing and determined, held against trying every completion."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from math import prod

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tiercalc.case.missing import Missing
from tiercalc.case.situation import Situation, Value
from tiercalc.decide.tables import decide, holds
from tiercalc.policy.policy import Policy
from tiercalc.policy.rules import Rule
from tiercalc.policy.vocabulary import OTHERWISE

from tests.tables import (
    DAY,
    EVERY,
    NUMBERS,
    OPEN_FIGURES,
    TIERS,
    cases,
    consistent,
    possible,
    tied,
)


def used(policy: Policy) -> set[str]:
    text = repr(policy.decisions["tier"].rules)
    return {name for name in (*EVERY, *OPEN_FIGURES) if f"'{name}'" in text}


def unknown(situation: Situation) -> list[str]:
    """What the answer may hang on and is not known."""
    policy = situation.policy
    chain = policy.ascending[0] if policy.ascending else ()
    named = used(policy)
    for _ in policy.impossible:
        named = named.union(*(tie for tie in tied(policy) if tie & named))
    figures = set(OPEN_FIGURES) if named & set(chain) else set()
    return sorted(name for name in named | figures if name not in situation.values)


def completions(situation: Situation) -> list[tuple[dict[str, object], object]]:
    """Every completion of what is unknown on a small grid, with the open-free table's result."""
    policy = situation.policy
    chain = policy.ascending[0] if policy.ascending else ()
    names = unknown(situation)
    found = []
    # A standard is never 0.
    for choice in product(*(EVERY.get(name, NUMBERS[1:]) for name in names)):
        full = dict(zip(names, choice, strict=True))
        figures = {name: full[name] for name in OPEN_FIGURES if name in full}
        numbers = [figures.get(f, policy.figures[f].on(DAY)) for f in chain]
        if any(a >= b for a, b in pairwise(numbers) if None not in (a, b)):
            continue
        values = {**situation.values, **{n: v for n, v in full.items() if n in EVERY}}
        if not consistent(policy, values):
            continue
        done = Situation(policy, values, DAY, figures)
        found.append((full, table_result(done)))
    return found


def table_result(situation: Situation) -> object:
    decision = situation.policy.decisions["tier"]
    true = [rule for rule in decision.rules if holds(rule.when, situation) is True]
    if decision.collect:
        labels = frozenset(rule.outcome for rule in true if rule.outcome)
        return labels, any(rule.open for rule in true)
    return first_result(true)


def between(rule: Rule) -> set[str]:
    return set(rule.between or TIERS) - {OTHERWISE}


def first_result(true: list[Rule]) -> object:
    """The outcome of the first rule that holds; of an open one the set of those it may have."""
    if not true or true[0].open is None:
        return true[0].outcome if true else None
    if OTHERWISE not in true[0].between:
        return frozenset(between(true[0]))
    rest = first_result(true[1:])
    return frozenset(between(true[0]) | (rest if isinstance(rest, frozenset) else {rest}))


def may_hold(
    rule: Rule, tried: list[tuple[dict[str, object], object]], situation: Situation
) -> bool:
    """Whether a rule holds in a completion."""
    for full, _ in tried:
        values = {**situation.values, **{n: v for n, v in full.items() if n in EVERY}}
        figures = {n: v for n, v in full.items() if n in OPEN_FIGURES}
        if holds(rule.when, Situation(situation.policy, values, DAY, figures)):
            return True
    return False


def bounded(situation: Situation) -> bool:
    return prod(len(EVERY.get(name, NUMBERS)) for name in unknown(situation)) <= 1000


@settings(max_examples=3000, deadline=None)
@given(cases())
def test_possible_and_missing_are_what_trying_every_completion_finds(
    case: tuple[Policy, dict[str, Value]],
) -> None:
    policy, values = case
    situation = Situation(policy, values, DAY, {})
    decision = policy.decisions["tier"]
    if not bounded(situation):
        known = {"orders": NUMBERS[1], "years": NUMBERS[2], "ever": NUMBERS[2]}
        situation = replace(situation, values={**values, **known})
        assume(possible(policy, situation.values))
    tried = completions(situation)
    answer = decide(decision, situation)
    results = {result for _, result in tried}
    if decision.collect:
        labels = {label for found, _ in results for label in found}
        unclear = [
            rule for rule in decision.rules if rule.open and may_hold(rule, tried, situation)
        ]
        assert set(answer.possible) == labels | {x for rule in unclear for x in between(rule)}
        assert set(answer.outcome) == {x for x in labels if all(x in found for found, _ in results)}
        assert answer.undetermined is (len(results) > 1 or bool(unclear))
    else:
        left_open = {each for each in results if isinstance(each, frozenset)}
        assert set(answer.possible) == results - left_open | {x for each in left_open for x in each}
        assert answer.undetermined is (len(results) > 1 or bool(left_open))
        assert answer.outcome == (None if answer.undetermined else next(iter(results)))
    missing = {m for m in answer.missing if m.kind != "ruling"}
    decisive = sensitive(tried, answer.undetermined)
    assert missing == decisive if decisive else bool(missing) is (len(results) > 1)


def sensitive(tried: list[tuple[dict[str, object], object]], undetermined: bool) -> set[Missing]:
    """The names whose change alone changes the result between two completions."""
    found = set()
    for name in tried[0][0] if tried and undetermined else ():
        seen: dict[tuple[object, ...], object] = {}
        for full, result in tried:
            rest = tuple(value for other, value in full.items() if other != name)
            if seen.setdefault(rest, result) != result:
                found.add(Missing("figure" if name in OPEN_FIGURES else "input", name))
                break
    return found


@settings(max_examples=2000, deadline=None)
@given(cases(), st.data())
def test_what_becomes_known_never_contradicts_the_answer(
    case: tuple[Policy, dict[str, Value]], data: st.DataObject
) -> None:
    policy, values = case
    decision = policy.decisions["tier"]
    before = decide(decision, Situation(policy, values, DAY, {}))
    more = dict(values)
    for name, candidates in EVERY.items():
        if name not in more and data.draw(st.booleans()):
            more[name] = data.draw(st.sampled_from(candidates[:6]))
    assume(possible(policy, more))
    after = decide(decision, Situation(policy, more, DAY, {}))
    assert set(after.possible) <= set(before.possible)
    if decision.collect:
        assert set(before.outcome) <= set(after.outcome)
    elif not before.undetermined:
        assert (after.outcome, after.undetermined) == (before.outcome, False)
