"""A decision's answer as plain data, every verdict with its value, limit and clause in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tiercalc.conditions import Verdict, figures_of
from tiercalc.deciding import Answer, Hit, holds
from tiercalc.entitling import entitlements
from tiercalc.model import (
    AllOf,
    AnyOf,
    Bound,
    Clauses,
    Condition,
    Decision,
    FigureRef,
    Not,
    OneOf,
    Policy,
    Rule,
)
from tiercalc.nearest import Change, Next, nearest
from tiercalc.plain import plain_number
from tiercalc.shortfall import lacking, missing_document
from tiercalc.situation import Situation, Value
from tiercalc.wording import (
    condition_text,
    fill,
    glue,
    operand_text,
    quantity_text,
    unit_of,
    value_text,
)

Document = dict[str, Any]


def explain(answer: Answer, situation: Situation) -> Document:
    """The JSON document of one decision's answer (keys as in the maintainer's design page)."""
    policy, decision = situation.policy, answer.decision
    decisive = [hit for hit in answer.hits if hit.decisive]
    rulings = dict.fromkeys(
        ruling for hit in decisive for ruling in (hit.rule.open, hit.rule.ruling) if ruling
    )
    step = nearest(answer, situation)
    return {
        "decision": decision.id,
        "label": decision.label,
        "outcome": _plain(answer.outcome),
        "outcome_label": _outcome_label(answer.outcome, decision, policy),
        "asked": answer.asked,
        "undetermined": answer.undetermined,
        "possible": list(answer.possible),
        "missing": [missing_document(missing, situation) for missing in answer.missing],
        "text": _summary(answer, situation),
        "clause": clause_documents(
            tuple(dict.fromkeys(c for hit in decisive for c in hit.rule.clause)), policy
        ),
        "ruling": [
            {"id": r, "question": fill(policy.rulings[r].question, situation)} for r in rulings
        ],
        "illustration": decision.illustration,
        "trace": [_hit_document(hit, decision, situation) for hit in answer.hits],
        "next": [] if step is None else [_next_document(step, decision, situation)],
        "entitlements": [
            {
                "service": each.service.id,
                "label": each.service.label,
                "quantity": None if each.quantity is None else plain_number(each.quantity),
                "unit": each.service.unit or "",
                "text": each.text,
                "clause": clause_documents(each.service.clause, policy),
                "certain": each.certain,
                "may": each.may,
            }
            for each in entitlements(answer, situation)
        ],
    }


def clause_documents(clauses: Clauses, policy: Policy) -> list[Document]:
    """Clauses with the names that readers know them by."""
    return [{"id": clause, "label": policy.clauses.get(clause, clause)} for clause in clauses]


def outcome_label(outcome: str | None, decision: Decision, policy: Policy) -> str:
    """An outcome's name; 无 for none."""
    if outcome is None:
        return "无"
    return policy.scales[decision.scale].label(outcome) if decision.scale else outcome


def _outcome_label(
    outcome: str | tuple[str, ...] | None, decision: Decision, policy: Policy
) -> str | list[str] | None:
    if isinstance(outcome, tuple):
        return [outcome_label(each, decision, policy) for each in outcome]
    return None if outcome is None else outcome_label(outcome, decision, policy)


def _plain(value: Value | None) -> str | bool | list[str] | None:
    if isinstance(value, Decimal):
        return plain_number(value)
    return list(value) if isinstance(value, tuple) else value


def _cited(clauses: Clauses, policy: Policy) -> str:
    labels = "、".join(each["label"] for each in clause_documents(clauses, policy))
    return f"（{labels}）" if labels else ""


def _summary(answer: Answer, situation: Situation) -> str:
    policy, decision = situation.policy, answer.decision
    if answer.undetermined:
        return _undetermined(answer, situation)
    if isinstance(answer.outcome, tuple):
        named = "、".join(outcome_label(each, decision, policy) for each in answer.outcome)
        return f"{decision.label}：{named or '无'}。"
    decided = next((hit.rule for hit in answer.hits if hit.verdict is True), None)
    name = outcome_label(answer.outcome, decision, policy)
    if answer.outcome is None:
        return f"{decision.label}：无。没有一条规则的条件成立。"
    may = "可以是" if decided is not None and decided.may else ""
    cited = _cited(decided.clause, policy) if decided is not None else ""
    return glue(f"{decision.label}：", may, f"{name}{cited}。")


def _undetermined(answer: Answer, situation: Situation) -> str:
    decision, policy = answer.decision, situation.policy
    possible = "、".join(outcome_label(each, decision, policy) for each in answer.possible)
    opening = f"{decision.label}：还不能确定"
    if possible:
        opening = glue(f"{opening}，可能是", possible)
    return f"{opening}；{lacking(answer.missing, situation)}。"


def _hit_document(hit: Hit, decision: Decision, situation: Situation) -> Document:
    rule, policy = hit.rule, situation.policy
    return {
        "rule": rule.number,
        "outcome": rule.outcome,
        "outcome_label": None
        if rule.outcome is None
        else outcome_label(rule.outcome, decision, policy),
        "open": rule.open,
        "verdict": _word(hit.verdict),
        "decisive": hit.decisive,
        "may": rule.may,
        "clause": clause_documents(rule.clause, policy),
        "ruling": rule.ruling,
        "text": _rule_text(rule, decision, situation),
        "tree": _tree(rule.when, rule, situation),
    }


def _rule_text(rule: Rule, decision: Decision, situation: Situation) -> str:
    policy = situation.policy
    if rule.open is not None:
        question = fill(policy.rulings[rule.open].question, situation)
        result = f"制度没有定论（{question}）"
    else:
        name = outcome_label(rule.outcome, decision, policy)
        result = glue("可以是", name) if rule.may else name
    cited = _cited(rule.clause, policy)
    return f"{condition_text(rule.when, situation)}：{result}{cited}"


def _word(verdict: Verdict) -> str:
    return "unknown" if verdict is None else "true" if verdict else "false"


def _tree(condition: Condition, rule: Rule, situation: Situation) -> Document:
    found = holds(condition, situation)
    match condition:
        case AllOf(parts) | AnyOf(parts):
            return {
                "kind": "all" if isinstance(condition, AllOf) else "any",
                "verdict": _word(found),
                "text": condition_text(condition, situation),
                "parts": [_tree(part, rule, situation) for part in parts],
            }
        case Not(part):
            return {
                "kind": "not",
                "verdict": _word(found),
                "text": condition_text(condition, situation),
                "parts": [_tree(part, rule, situation)],
            }
        case OneOf() | Bound():
            return _test_document(condition, found, rule, situation)


def _test_document(
    test: OneOf | Bound, found: Verdict, rule: Rule, situation: Situation
) -> Document:
    policy = situation.policy
    asked = policy.inputs[test.input]
    given = situation.values.get(test.input)
    figures = figures_of(test)
    operands = test.operands if isinstance(test, OneOf) else (test.limit,)
    cited = (
        tuple(dict.fromkeys(clause for f in figures for clause in policy.figures[f].clause))
        or rule.clause
    )
    return {
        "kind": "test",
        "input": asked.id,
        "label": asked.label,
        "operator": test.operator
        if isinstance(test, Bound)
        else ("eq" if len(operands) == 1 else "in"),
        "given": _plain(given),
        "required": [
            operand_text(each, asked, situation)
            if isinstance(each, Decimal | FigureRef)
            else operand_text(each, asked, situation).strip("“”")
            for each in operands
        ],
        "figure": figures[0] if figures else None,
        "clause": clause_documents(cited, policy),
        "verdict": _word(found),
        "text": _test_text(test, found, given, situation) + _cited(cited, policy),
    }


def _test_text(
    test: OneOf | Bound, found: Verdict, given: Value | None, situation: Situation
) -> str:
    asked = situation.policy.inputs[test.input]
    wanted = condition_text(test, situation)
    if given is None:
        return f"{wanted}：未填"
    mark = {True: "符合", False: "不符合", None: "尚不能判断"}[found]
    return f"{wanted}：填的是 {value_text(asked, given, situation.policy)}，{mark}"


def _next_document(step: Next, decision: Decision, situation: Situation) -> Document:
    name = outcome_label(step.outcome, decision, situation.policy)
    ways = "；或者".join(
        "，并且".join(_change_text(change, situation) for change in way) for way in step.ways
    )
    return {
        "outcome": step.outcome,
        "outcome_label": name,
        "ways": [[_change_document(change, situation) for change in way] for way in step.ways],
        "text": glue("到", f"{name}：{ways}。"),
    }


def _change_document(change: Change, situation: Situation) -> Document:
    return {
        "input": change.input,
        "label": situation.policy.inputs[change.input].label,
        "from": _plain(change.start),
        "to": _plain(change.to),
        "by": None if change.by is None else plain_number(change.by),
    }


def _change_text(change: Change, situation: Situation) -> str:
    asked = situation.policy.inputs[change.input]
    to = value_text(asked, change.to, situation.policy)
    if isinstance(change.start, Decimal) and isinstance(change.to, Decimal) and change.by:
        more = quantity_text(change.by, unit_of(asked, situation.policy))
        return glue(asked.label, "还差", f"{more}（达到 {to}）")
    if isinstance(change.to, Decimal):
        return glue(asked.label, "达到", to)
    if isinstance(change.to, bool):
        return f"{asked.label}：{to}"
    return f"{asked.label}为“{to}”"
