"""Whether decision tables keep what they promise: no gap, no dead rule, more never worse.

Proved for every customer there could be, with the figures of the day; a finding shows one case.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tiercalc.case import Situation
from tiercalc.decide import Case, gap, unreached, worsening
from tiercalc.policy import Decision, Policy
from tiercalc.words import outcome_label, say, value_text

from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.yaml_source import Document, Keys


def table_findings(policy: Policy, document: Document, on: date) -> Iterator[Finding]:
    """What a policy's decision tables do not keep. `on` is the day whose figures count."""
    situation = Situation(policy, {}, on, {})
    for decision in policy.decisions.values():
        keys: Keys = ("decisions", decision.id)
        if decision.complete:
            yield from _gap(decision, situation, document, (*keys, "rules"))
        for rule in unreached(decision, situation):
            place = (*keys, "rules", rule.number - 1)
            message = (
                f"{where(place)}：轮不到这条规则，"
                "前面的规则已经包括了它的情形，或者它的条件不可能成立。"
            )
            yield document.finding(place, "dead-rule", message, severity="warning")
        yield from _worse(decision, situation, document, (*keys, "ladder"))


def _gap(
    decision: Decision, situation: Situation, document: Document, keys: Keys
) -> Iterator[Finding]:
    case = gap(decision, situation)
    if case is not None:
        message = (
            f"{where(keys)}：没有写“其余”，有的情形却得不到结果，例如{_case(case, situation)}；"
            "请补一条规则，或在表的最后写“其余”。"
        )
        yield document.finding(keys, "gap", message)


def _worse(
    decision: Decision, situation: Situation, document: Document, keys: Keys
) -> Iterator[Finding]:
    found = worsening(decision, situation)
    if found is not None:
        policy = situation.policy
        asked = policy.inputs[found.input]
        message = (
            f"{where(keys)}：“{asked.label}”多了，结果反而低了：{_case(found.less, situation)}"
            f"{say('是', _name(found.before, decision, policy))}，"
            f"{_case({found.input: found.more[found.input]}, situation)}"
            f"{say('却是', _name(found.after, decision, policy))}。"
        )
        yield document.finding(keys, "worsening", message)


def _case(case: Case, situation: Situation) -> str:
    policy = situation.policy
    parts = [
        say(policy.inputs[name].label, "：", value_text(policy.inputs[name], value, policy))
        for name, value in case.items()
    ]
    return f"“{'，'.join(parts) or '任何情形'}”"


def _name(outcome: str | None, decision: Decision, policy: Policy) -> str:
    return outcome_label(outcome, decision, policy)
