"""Why an answer is what it is: each rule with its verdict, each test with value and limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from tiercalc.case import Situation, accepted
from tiercalc.decide import Answer, Hit, decide, holds
from tiercalc.given import bounds
from tiercalc.policy import (
    AllOf,
    AnyOf,
    Bound,
    Condition,
    Decision,
    IfRuled,
    Input,
    Not,
    OneOf,
    OnResult,
    Policy,
    Rule,
    Value,
    Verdict,
    figures_of,
    operands_of,
)
from tiercalc.words import (
    LEFT_OPEN,
    MET,
    NONE,
    NOT_MET,
    Sentence,
    cited,
    clause_documents,
    condition_text,
    in_brackets,
    joined,
    operand_name,
    outcome_label,
    ruling_question,
    say,
    uncited,
    value_text,
)

if TYPE_CHECKING:
    from tiercalc.explain.documents import (
        ConditionDocument,
        PlainValue,
        RuleDocument,
        TestDocument,
        Told,
    )

# So many values of a list are read in a sentence; more of them are counted there.
LONGEST_LIST = 3

_MARKS: dict[Verdict, str] = {True: MET, False: NOT_MET, None: "尚不能判断"}


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
        "verdict": _word(hit.verdict),
        "decisive": hit.decisive,
        "may": rule.may,
        "clause": clause_documents(rule.clause, policy),
        "ruling": next(iter(rule.rulings), None),
        "text": _rule_text(rule, decision, situation),
        "why": joined("；", _why(tree)),
        "tree": tree,
    }


def plain_value(value: Value | None, asked: Input) -> PlainValue:
    """An input's value as plain data: numbers as text without trailing zeros."""
    return None if value is None else asked.type.plain(value)


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


def _word(verdict: Verdict) -> Told:
    return "unknown" if verdict is None else "true" if verdict else "false"


def _tree(condition: Condition, rule: Rule, reader: _Reader) -> ConditionDocument:
    found, situation = reader.verdict(condition), reader.situation
    kind: Literal["all", "any", "not"]
    match condition:
        case AllOf(parts) | AnyOf(parts):
            kind = "all" if isinstance(condition, AllOf) else "any"
        case Not(part):
            kind, parts = "not", (part,)
        case OneOf() | Bound():
            return _test_document(condition, found, rule, situation)
        case OnResult(test=test):
            return _result_document(test, found, reader)
        case IfRuled():
            kind, parts = "all", ()
    text = condition_text(condition, situation, longest=LONGEST_LIST)
    if condition == AllOf(()) and found is False:
        text = say("前面有规则成立，不属于其余情形")
    return {
        "kind": kind,
        "verdict": _word(found),
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
    asked, operands = policy.tested[test.input], operands_of(test)
    why = joined(
        "；", [part for hit in decided for part in _why(_tree(hit.rule.when, hit.rule, reader))]
    )
    wanted = condition_text(test, situation, longest=LONGEST_LIST)
    text = say(wanted, "：", _outcome_text(answer, policy), in_brackets(why), "，", _MARKS[found])
    return {
        "kind": "test",
        "input": test.input,
        "label": asked.label,
        "operator": test.operator
        if isinstance(test, Bound)
        else ("eq" if len(operands) == 1 else "in"),
        "given": list(answer.outcome) if isinstance(answer.outcome, tuple) else answer.outcome,
        "required": [str(operand_name(each, asked, situation)) for each in operands],
        "folded": len(operands) > LONGEST_LIST,
        "figure": None,
        "clause": clause_documents(clauses, policy),
        "verdict": _word(found),
        "text": say(text, cited(clauses, policy)),
    }


def _outcome_text(answer: Answer, policy: Policy) -> str:
    """What another decision gives, as a part of a sentence."""
    if answer.undetermined:
        return "结果还不能确定"
    outcomes = answer.outcome if isinstance(answer.outcome, tuple) else (answer.outcome,)
    names = "、".join(f"“{outcome_label(each, answer.decision, policy)}”" for each in outcomes)
    return f"结果是{names or NONE}"


def _test_document(
    test: OneOf | Bound, found: Verdict, rule: Rule, situation: Situation
) -> TestDocument:
    policy = situation.policy
    asked = policy.inputs[test.input]
    given = situation.values.get(test.input)
    figures = figures_of(test)
    operands = operands_of(test)
    clauses = (
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
        "given": plain_value(given, asked),
        "required": [str(operand_name(each, asked, situation)) for each in operands],
        "folded": len(operands) > LONGEST_LIST,
        "figure": figures[0] if figures else None,
        "clause": clause_documents(clauses, policy),
        "verdict": _word(found),
        "text": say(_test_text(test, found, given, situation), cited(clauses, policy)),
    }


def _test_text(
    test: OneOf | Bound, found: Verdict, given: Value | None, situation: Situation
) -> Sentence:
    """What a test asks for, what was filled in, and whether that will do."""
    asked = situation.policy.inputs[test.input]
    if asked.type.demand and isinstance(test, OneOf):
        _, (limit,) = asked.type.said(test.operands, negated=False)
        demand = asked.type.demand.format(operand_name(limit, asked, situation))
        wanted = say(asked.label, demand, "，")
    else:
        wanted = say(condition_text(test, situation, longest=LONGEST_LIST), "：")
    if given is None:
        return say(wanted, "未填" if found is None else _whatever(asked, found, situation))
    filled_in = say("填的是", _quoted(given, asked, situation))
    return say(wanted, filled_in, "，", _which(test, asked, given, situation), _MARKS[found])


def _whatever(asked: Input, found: bool, situation: Situation) -> str:
    """Why a test comes out the same whatever is filled in."""
    its = bounds(asked, situation)
    known = [
        say(f"不会{word}“{other.label}”的", value_text(other, limit, situation.policy))
        for word, other, limit in (("少于", its.floor, its.low), ("多于", its.ceiling, its.high))
        if other is not None and limit is not None
    ]
    why = f"{'、'.join(known)}，" if known else "填什么都"
    return f"未填，{why}{_MARKS[found]}"


def _which(test: OneOf | Bound, asked: Input, given: Value, situation: Situation) -> str:
    """Which of several identities met a test, where not all of them did."""
    if not isinstance(given, tuple):
        return ""
    good = accepted(test, situation)
    met = tuple(each for each in given if each in good)
    return "" if met in ((), given) else f"其中{_quoted(met, asked, situation)}"


def _quoted(value: Value, asked: Input, situation: Situation) -> str:
    """A value as it stands in a sentence: a name in quotation marks, a number with its unit."""
    if not asked.type.quoted:
        return value_text(asked, value, situation.policy)
    values = value if isinstance(value, tuple) and value else (value,)
    return "、".join(f"“{value_text(asked, each, situation.policy)}”" for each in values)
