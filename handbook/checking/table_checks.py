"""Whether decision tables keep what they promise: no gap, no dead rule, more never worse.

Proved for every customer there could be, with the figures of the day; a finding shows one case.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tiercalc.case import Situation
from tiercalc.policy import AllOf, Decision, Not, Policy, Rule
from tiercalc.proofs import Case, gap, is_possible, unreached, worsening
from tiercalc.words import outcome_label, say, value_text

from handbook.checking.faults import guarded
from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.yaml_source import Document, Keys


def table_findings(policy: Policy, document: Document, on: date) -> Iterator[Finding]:
    """What a policy's decision tables do not keep. `on` is the day whose figures count."""
    policy = policy.on(on)
    situation = Situation(policy, {}, on, {})
    for decision in policy.decisions.values():
        keys: Keys = ("decisions", decision.id)
        yield from guarded(_of_table(decision, situation, document, keys), document, keys)


def _of_table(
    decision: Decision, situation: Situation, document: Document, keys: Keys
) -> Iterator[Finding]:
    if decision.complete:
        yield from _gap(decision, situation, document, (*keys, "rules"))
    for rule in unreached(decision, situation):
        place = (*keys, "rules", rule.number - 1)
        message = f"{where(place)}：轮不到这条规则，{_why_dead(rule, decision, situation)}。"
        yield document.finding(place, "dead-rule", message, severity="warning")
    yield from _worse(decision, situation, document, (*keys, "ladder"))


def _gap(
    decision: Decision, situation: Situation, document: Document, keys: Keys
) -> Iterator[Finding]:
    case = gap(decision, situation)
    if case is not None:
        message = (
            f"{where(keys)}：没有写“其余”，有的情形却得不到结果，例如{case_text(case, situation)}；"
            "请补一条规则，或在表的最后写“其余”。"
        )
        yield document.finding(keys, "gap", message)


def _why_dead(rule: Rule, decision: Decision, situation: Situation) -> str:
    if not is_possible(rule.when, decision, situation):
        return "它的条件不可能成立"
    for other in decision.rules[: decision.rules.index(rule)]:
        beyond = AllOf((rule.when, Not(other.when)))
        if not is_possible(beyond, decision, situation):
            return f"它的情形第 {other.number} 条都包括了"
    return "它的情形前面的几条合起来都包括了"


def _worse(
    decision: Decision, situation: Situation, document: Document, keys: Keys
) -> Iterator[Finding]:
    found = worsening(decision, situation)
    if found is not None:
        policy = situation.policy
        asked = policy.inputs[found.input]
        message = (
            f"{where(keys)}：“{asked.label}”多了，结果反而低了：{case_text(found.less, situation)}"
            f"{say('是', _name(found.before, decision, policy))}，"
            f"{case_text({found.input: found.more[found.input]}, situation)}"
            f"{say('却是', _name(found.after, decision, policy))}。"
        )
        yield document.finding(keys, "worsening", message)


def case_text(case: Case, situation: Situation) -> str:
    """A case in words, in quotation marks."""
    policy = situation.policy
    parts = [
        say(policy.inputs[name].label, "：", value_text(policy.inputs[name], value, policy))
        for name, value in case.items()
    ]
    return f"“{'，'.join(parts) or '任何情形'}”"


def _name(outcome: str | None, decision: Decision, policy: Policy) -> str:
    return outcome_label(outcome, decision, policy)
