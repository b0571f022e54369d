"""What tables say twice, what they never say, and who gets less than those below."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from tiercalc.case import Situation
from tiercalc.policy import AllOf, Decision, Not, Policy, Rule, Scale
from tiercalc.proofs import case_for, unreached
from tiercalc.words import outcome_label

from handbook.checking.table_checks import case_text
from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.yaml_source import Document, Keys


def overlap_findings(policy: Policy, document: Document, on: date) -> Iterator[Finding]:
    """Cases that two rules claim, values that no rule gives, tiers without what others have.

    `on` is the day whose figures count; a value that some rule gives on any day is not lost.
    """
    yield from _never_given(policy, document)
    policy = policy.on(on)
    situation = Situation(policy, {}, on, {})
    for decision in policy.decisions.values():
        if decision.ladder and decision.scale is not None:
            yield from _lower_first(decision, policy.scales[decision.scale], situation, document)
        elif not decision.collect:
            yield from _crossing(decision, situation, document)
    yield from _left_out(policy, document)


def _lower_first(
    decision: Decision, scale: Scale, situation: Situation, document: Document
) -> Iterator[Finding]:
    """A lower rung whose rule stands first where a higher one's holds as well."""
    policy = situation.policy
    dead = unreached(decision, situation)
    given = [each for each in decision.rules if each.outcome and not each.rulings]
    for first, later in combinations(given, 2):
        if later in dead or scale.rank(first.outcome or "") >= scale.rank(later.outcome or ""):
            continue
        case = case_for(AllOf((first.when, later.when)), decision, situation)
        if case is not None:
            keys: Keys = ("decisions", decision.id, "rules", later.number - 1)
            names = [outcome_label(rule.outcome, decision, policy) for rule in (first, later)]
            message = (
                f"{where(keys)}：{case_text(case, situation)}第 {first.number} 条和这一条都符合，"
                f"现在算“{names[0]}”，不算更高的“{names[1]}”；"
                "请把高的一级写在前面，或把界限分开，有裁定的写上裁定。"
            )
            yield document.finding(keys, "overlap", message)


def _crossing(decision: Decision, situation: Situation, document: Document) -> Iterator[Finding]:
    """Two rules with different results, on the same inputs, of which each has cases of its own.

    A rule above another one that asks for something else, or for more of the same, is an
    exception to it: that is how a table says what goes first.
    """
    dead = unreached(decision, situation)
    given = [each for each in decision.rules if each.outcome and not each.rulings]
    for first, later in combinations(given, 2):
        if later in dead or first.outcome == later.outcome or _asked(first) != _asked(later):
            continue
        together = AllOf((first.when, later.when))
        alone = AllOf((first.when, Not(later.when)))
        if any(case_for(each, decision, situation) is None for each in (together, alone)):
            continue
        above = (Not(each.when) for each in decision.rules[: decision.rules.index(first)])
        case = case_for(AllOf((together, *above)), decision, situation)
        if case is not None:
            policy = situation.policy
            keys: Keys = ("decisions", decision.id, "rules", later.number - 1)
            names = [outcome_label(rule.outcome, decision, policy) for rule in (first, later)]
            message = (
                f"{where(keys)}：{case_text(case, situation)}第 {first.number} 条和这一条都符合，"
                f"结果却不同，现在算“{names[0]}”，不算“{names[1]}”；"
                "请把界限分开；本来就该这样算的，写上说明这一点的裁定。"
            )
            yield document.finding(keys, "overlap", message, severity="warning")


def _asked(rule: Rule) -> set[str]:
    return {test.input for test in rule.when.tests}


def _never_given(policy: Policy, document: Document) -> Iterator[Finding]:
    """A value of a decision's scale that no table gives and no input offers."""
    asked = {each.scale for each in policy.inputs.values()}
    for scale, given in _given(policy).items():
        for value in policy.scales[scale].values:
            if scale not in asked and value.id not in given:
                keys: Keys = ("scales", scale, value.id)
                message = (
                    f"{where(keys)}：没有一条规则给出“{value.label}”，谁也得不到它；"
                    "请在判定里加一条规则，或者把它从取值表里去掉。"
                )
                yield document.finding(keys, "never-given", message)


def _given(policy: Policy) -> dict[str, set[str]]:
    """The values of each scale that a decision on it may give."""
    decided: dict[str, set[str]] = {}
    for decision in policy.decisions.values():
        if decision.scale is not None:
            found = decided.setdefault(decision.scale, set())
            found.update(decision.outcomes())
            for rule in decision.rules:
                everything = rule.open is not None and not rule.between
                found.update(policy.scales[decision.scale].ids() if everything else rule.between)
    return decided


def _left_out(policy: Policy, document: Document) -> Iterator[Finding]:
    """A tier that has no service at all between two that have some."""
    if policy.tiers is None:
        return
    services = [each for each in policy.services.values() if each.scope == policy.tiers.id]
    ids, given = policy.tiers.ids(), _given(policy).get(policy.tiers.id, set())
    has = [any(value in each.by or not each.by for each in services) for value in ids]
    for place, value in enumerate(policy.tiers.values):
        if value.id in given and not has[place] and any(has[:place]) and any(has[place + 1 :]):
            keys: Keys = ("scales", policy.tiers.id, value.id)
            message = (
                f"{where(keys)}：“{value.label}”一项服务也没有列，比它高的和比它低的却都有；"
                "请核对服务的标准。"
            )
            yield document.finding(keys, "no-services", message, severity="warning")
