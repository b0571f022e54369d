"""Why an answer is what it is: each rule with its verdict, each test with value and limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from tiercalc.case import Situation
from tiercalc.decide import Answer, Hit, decide, holds
from tiercalc.explain.tested import (
    LONGEST_LIST,
    MARKS,
    amount_document,
    operator_of,
    required,
    test_document,
    told,
)
from tiercalc.policy import (
    AllOf,
    AnyOf,
    Bound,
    Condition,
    Decision,
    IfRuled,
    Not,
    OnAmount,
    OneOf,
    OnResult,
    Policy,
    Rule,
    Verdict,
)
from tiercalc.words import (
    LEFT_OPEN,
    NONE,
    Sentence,
    cited,
    clause_documents,
    condition_text,
    in_brackets,
    joined,
    outcome_label,
    ruling_question,
    say,
    uncited,
)

if TYPE_CHECKING:
    from tiercalc.explain.documents import (
        ConditionDocument,
        RuleDocument,
        TestDocument,
    )


def trace(answer: Answer, situation: Situation) -> list[RuleDocument]:
    """The rules in order, each with its verdict and its condition, part by part."""
    known = {hit.rule.when: hit.verdict for hit in answer.hits}
    reader = _Reader(situation, known)
    return [_hit_document(hit, answer.decision, reader) for hit in answer.hits]


class _Reader:
    """Finds verdicts of conditions, each once: rules often share their tests."""

    def __init__(self, situation: Situation, known: dict[Condition, Verdict]) -> None:
        self.situation = situation
        self.known = known
        self.answers: dict[str, Answer] = {}

    def verdict(self, condition: Condition) -> Verdict:
        if condition not in self.known:
            self.known[condition] = holds(condition, self.situation)
        return self.known[condition]

    def answer(self, decision: str) -> Answer:
        """What another decision gives in the same case."""
        if decision not in self.answers:
            found = self.situation.policy.decisions[decision]
            self.answers[decision] = decide(found, self.situation)
        return self.answers[decision]


def _hit_document(hit: Hit, decision: Decision, reader: _Reader) -> RuleDocument:
    rule, situation, policy = hit.rule, reader.situation, reader.situation.policy
    tree = _tree(rule.when, rule, reader)
    return {
        "rule": rule.number,
        "outcome": rule.outcome,
        "outcome_label": None
        if rule.outcome is None
        else outcome_label(rule.outcome, decision, policy),
        "name": rule_name(rule, decision, policy),
        "open": rule.open,
        "verdict": told(hit.verdict),
        "decisive": hit.decisive,
        "may": rule.may,
        "clause": clause_documents(rule.clause, policy),
        "ruling": next(iter(rule.rulings), None),
        "text": _rule_text(rule, decision, situation),
        "why": joined("；", _why(tree)),
        "tree": tree,
    }


def _rule_text(rule: Rule, decision: Decision, situation: Situation) -> Sentence:
    policy = situation.policy
    result = rule_name(rule, decision, policy)
    question = "" if rule.open is None else in_brackets(ruling_question(rule.open, situation))
    condition = condition_text(rule.when, situation, longest=LONGEST_LIST)
    return say(condition, "：", result, question, cited(rule.clause, policy))


def rule_name(rule: Rule, decision: Decision, policy: Policy) -> str:
    """What a rule comes to, and whether it has to; or that the source leaves it open."""
    if rule.open is not None:
        return LEFT_OPEN
    name = outcome_label(rule.outcome, decision, policy)
    return f"{name}（可以，不是必须）" if rule.may else name


def _why(node: ConditionDocument) -> Iterator[Sentence]:
    """The parts of a condition that make it what it is: all that are as it is itself."""
    parts = node["parts"] if node["kind"] == "all" or node["kind"] == "any" else ()
    alike = [part for part in parts if part["verdict"] == node["verdict"]]
    if not alike:
        yield uncited(node["text"])
    for part in alike:
        yield from _why(part)


def _tree(condition: Condition, rule: Rule, reader: _Reader) -> ConditionDocument:
    found, situation = reader.verdict(condition), reader.situation
    kind: Literal["all", "any", "not"]
    match condition:
        case AllOf(parts) | AnyOf(parts):
            kind = "all" if isinstance(condition, AllOf) else "any"
        case Not(part):
            kind, parts = "not", (part,)
        case OneOf() | Bound():
            return test_document(condition, found, rule, situation)
        case OnResult(test=test):
            return _result_document(test, found, reader)
        case OnAmount(test=test):
            return amount_document(test, found, situation)
        case IfRuled():
            kind, parts = "all", ()
    text = condition_text(condition, situation, longest=LONGEST_LIST)
    if condition == AllOf(()) and found is False:
        text = say("前面有规则成立，不属于其余情形")
    return {
        "kind": kind,
        "verdict": told(found),
        "text": text,
        "parts": [_tree(part, rule, reader) for part in parts],
    }


def _result_document(test: OneOf | Bound, found: Verdict, reader: _Reader) -> TestDocument:
    """A test on what another decision gives: what that is here, and by which of its rules."""
    situation, policy = reader.situation, reader.situation.policy
    answer = reader.answer(test.input)
    decided = [hit for hit in answer.hits if hit.decisive and hit.verdict is True]
    decided = [] if answer.undetermined else decided
    clauses = tuple(dict.fromkeys(clause for hit in decided for clause in hit.rule.clause))
    asked, operands = policy.tested[test.input], test.operands
    why = joined(
        "；", [part for hit in decided for part in _why(_tree(hit.rule.when, hit.rule, reader))]
    )
    wanted = condition_text(test, situation, longest=LONGEST_LIST)
    text = say(wanted, "：", _outcome_text(answer, policy), in_brackets(why), "，", MARKS[found])
    return {
        "kind": "test",
        "input": test.input,
        "label": asked.label,
        "operator": operator_of(test),
        "given": list(answer.outcome) if isinstance(answer.outcome, tuple) else answer.outcome,
        "required": required(test, asked, situation),
        "folded": len(operands) > LONGEST_LIST,
        "figure": None,
        "clause": clause_documents(clauses, policy),
        "verdict": told(found),
        "text": say(text, cited(clauses, policy)),
    }


def _outcome_text(answer: Answer, policy: Policy) -> str:
    """What another decision gives, as a part of a sentence."""
    if answer.undetermined:
        return "结果还不能确定"
    outcomes = answer.outcome if isinstance(answer.outcome, tuple) else (answer.outcome,)
    names = "、".join(f"“{outcome_label(each, answer.decision, policy)}”" for each in outcomes)
    return f"结果是{names or NONE}"
