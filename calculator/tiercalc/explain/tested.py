"""Each test of a rule with what it asks for, what is known, and whether that will do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiercalc.case import Situation, Worth, accepted, worth_of
from tiercalc.given import bounds
from tiercalc.policy import (
    Bound,
    Input,
    OneOf,
    Policy,
    Rule,
    Value,
    Verdict,
)
from tiercalc.words import (
    MET,
    NOT_MET,
    Sentence,
    cited,
    clause_documents,
    condition_text,
    operand_name,
    say,
    value_text,
)

if TYPE_CHECKING:
    from tiercalc.explain.documents import PlainValue, TestDocument, Told

# So many values of a list are read in a sentence; more of them are counted there.
LONGEST_LIST = 3

MARKS: dict[Verdict, str] = {True: MET, False: NOT_MET, None: "尚不能判断"}


def plain_value(value: Value | None, asked: Input) -> PlainValue:
    """An input's value as plain data: numbers as text without trailing zeros."""
    return None if value is None else asked.type.plain(value)


def amount_document(test: OneOf | Bound, found: Verdict, situation: Situation) -> TestDocument:
    """A test on an amount: what that comes to here, or between which numbers it lies."""
    asked, policy = situation.policy.tested[test.input], situation.policy
    worth = worth_of(test.input, situation)
    wanted = condition_text(test, situation, longest=LONGEST_LIST)
    text = say(wanted, "：", _worth_text(worth, asked, policy), "，", MARKS[found])
    figures = test.figures
    clauses = tuple(dict.fromkeys(each for f in figures for each in policy.figures[f].clause))
    return {
        "kind": "test",
        "input": test.input,
        "label": asked.label,
        "operator": operator_of(test),
        "given": None if worth.value is None else plain_value(worth.value, asked),
        "required": required(test, asked, situation),
        "folded": len(test.operands) > LONGEST_LIST,
        "figure": figures[0] if figures else None,
        "clause": clause_documents(clauses, policy),
        "verdict": told(found),
        "text": say(text, cited(clauses, policy)),
    }


def _worth_text(worth: Worth, asked: Input, policy: Policy) -> str:
    """What an amount comes to, as a part of a sentence."""
    if worth.exists is False:
        return "没有比率，不计算"
    if worth.value is not None:
        return say("算得", value_text(asked, worth.value, policy))
    ends = [
        say(word, value_text(asked, end, policy))
        for word, end in (("最少", worth.low), ("最多", worth.high))
        if end.is_finite()
    ]
    return say("还不能算出，", "、".join(ends)) if ends else "还不能算出"


def operator_of(test: OneOf | Bound) -> str:
    """The operator of a test as documents have it: several operands are a list."""
    if isinstance(test, Bound):
        return test.operator
    return "eq" if len(test.operands) == 1 else "in"


def required(test: OneOf | Bound, asked: Input, situation: Situation) -> list[str]:
    """What a test compares with, in words."""
    return [str(operand_name(each, asked, situation)) for each in test.operands]


def test_document(
    test: OneOf | Bound, found: Verdict, rule: Rule, situation: Situation
) -> TestDocument:
    """A test of an input: what it asks for, what was filled in, and whether that will do."""
    policy = situation.policy
    asked = policy.inputs[test.input]
    given = situation.values.get(test.input)
    figures = test.figures
    operands = test.operands
    clauses = (
        tuple(dict.fromkeys(clause for f in figures for clause in policy.figures[f].clause))
        or rule.clause
    )
    return {
        "kind": "test",
        "input": asked.id,
        "label": asked.label,
        "operator": operator_of(test),
        "given": plain_value(given, asked),
        "required": required(test, asked, situation),
        "folded": len(operands) > LONGEST_LIST,
        "figure": figures[0] if figures else None,
        "clause": clause_documents(clauses, policy),
        "verdict": told(found),
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
    return say(wanted, filled_in, "，", _which(test, asked, given, situation), MARKS[found])


def _whatever(asked: Input, found: bool, situation: Situation) -> str:
    """Why a test comes out the same whatever is filled in."""
    its = bounds(asked, situation)
    known = [
        say(f"不会{word}“{other.label}”的", value_text(other, limit, situation.policy))
        for word, other, limit in (("少于", its.floor, its.low), ("多于", its.ceiling, its.high))
        if other is not None and limit is not None
    ]
    why = f"{'、'.join(known)}，" if known else "填什么都"
    return f"未填，{why}{MARKS[found]}"


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


def told(verdict: Verdict) -> Told:
    """A verdict as documents have it."""
    return "unknown" if verdict is None else "true" if verdict else "false"
