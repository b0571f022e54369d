"""The question what a decision comes to in a case: its words, its options, why each is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from tiercalc import decide_document
from tiercalc.case import Situation
from tiercalc.decide import Answer, decide
from tiercalc.policy import AllOf, Decision, Value
from tiercalc.words import (
    NONE,
    NOT_CERTAIN,
    Sentence,
    given_text,
    joined,
    lacking,
    moment_text,
    outcome_label,
    say,
)

from tierquiz.book import Choice, Draft
from tierquiz.kinds.cases import asked_by
from tierquiz.lots import Lots
from tierquiz.question import Case

if TYPE_CHECKING:
    from tiercalc.documents import DecisionDocument

# More that is lacking makes an option longer than a trainee reads.
_MOST_LACKING = 2
_MOST_REASONS = 2
_NONE_OF_ALL = "一项也没有"


def draft(decision: Decision, situation: Situation, lots: Lots, dated: bool) -> Draft | None:
    """What a decision comes to in a case; `dated` where the day is part of the question."""
    answer = decide(decision, situation)
    document = decide_document(situation)["decisions"][decision.id]
    if decision.collect:
        found = _labels(answer, situation, document)
    elif answer.undetermined:
        found = _open(answer, situation, document, lots)
    else:
        found = _settled(answer, situation, document, lots)
    if found is None:
        return None
    right, wrong = found
    several = decision.collect
    return Draft(
        text=_prompt(decision, situation, dated),
        right=right,
        wrong=wrong,
        why=_why(answer, document),
        clause=tuple(each["id"] for each in document["clause"]),
        how="several" if several else "one",
        case=_case(decision, situation, dated),
    )


type _Options = tuple[list[Choice], list[Choice]]


def _settled(
    answer: Answer, situation: Situation, document: DecisionDocument, lots: Lots
) -> _Options:
    right = cast(str | None, answer.outcome)
    others = [
        Choice(_label(each, answer, situation), _missed(each, answer, situation, document))
        for each in _nearest(answer)
        if each != right
    ]
    doubt = [
        Choice(
            say(NOT_CERTAIN, "，还要知道", f"“{label}”"),
            say(f"已经能确定：不管“{label}”是什么情况，结果都一样。"),
        )
        for label in lots.mixed(_not_needed(answer, situation))[:1]
    ]
    return [Choice(_label(right, answer, situation))], [*others[:2], *doubt, *others[2:]]


def _open(
    answer: Answer, situation: Situation, document: DecisionDocument, lots: Lots
) -> _Options | None:
    by_trainee = {each.kind == "input" for each in answer.missing}
    if len(answer.missing) > _MOST_LACKING or len(by_trainee) > 1:
        return None
    lack = lacking(answer.missing, situation)
    is_decided = all(each.kind in ("input", "figure") for each in answer.missing)
    right = Choice(say(NOT_CERTAIN, "，", lack if is_decided else "制度对此没有定论"))
    # The likeliest slip is to be content with what may be.
    ordered = sorted(_nearest(answer), key=lambda each: each not in answer.possible)
    outcomes = [
        Choice(
            _label(each, answer, situation),
            say("有可能，但现在还不能这样定：", lack, "。")
            if each in answer.possible
            else _missed(each, answer, situation, document),
        )
        for each in ordered
    ]
    doubt = [
        Choice(
            say(NOT_CERTAIN, "，还要知道", f"“{label}”"),
            say(f"“{label}”是什么情况都不影响结果，缺的不是它。"),
        )
        for label in lots.mixed(_not_needed(answer, situation))[:1]
    ]
    if len(outcomes) < 2:
        return None
    return [right], [*outcomes[:2], *doubt, *outcomes[2:]]


def _labels(answer: Answer, situation: Situation, document: DecisionDocument) -> _Options | None:
    if answer.undetermined:
        return None
    held = cast(tuple[str, ...], answer.outcome)
    labels = answer.decision.outcomes()
    right = [Choice(_label(each, answer, situation)) for each in held]
    wrong = [
        Choice(_label(each, answer, situation), _missed(each, answer, situation, document))
        for each in labels
        if each not in held
    ]
    if right:
        return right, [*wrong, Choice(_NONE_OF_ALL, "上面有符合的。")]
    return [Choice(_NONE_OF_ALL)], wrong


def _prompt(decision: Decision, situation: Situation, dated: bool) -> Sentence:
    policy = situation.policy
    given = (given_text(policy.inputs[name], value, policy) for name, value in _given(situation))
    whole = asked_by(decision) <= situation.values.keys()
    day = say(moment_text(situation.on), "这天，") if dated else ""
    wanted = "哪几个" if decision.collect else "哪一个"
    known = say(day, "已知：" if whole else "只知道：", joined("；", given))
    return say(known, "。", f"按制度，“{decision.label}”应该选{wanted}？")


def _given(situation: Situation) -> Iterator[tuple[str, Value]]:
    """What is given, in the order of the policy."""
    for name in situation.policy.inputs:
        if name in situation.values:
            yield name, situation.values[name]


def _case(decision: Decision, situation: Situation, dated: bool) -> Case:
    inputs = situation.policy.inputs
    values = {name: inputs[name].type.typed(value) for name, value in _given(situation)}
    return Case("decision", decision.id, values, situation.on.isoformat() if dated else None)


def _label(outcome: str | None, answer: Answer, situation: Situation) -> str:
    label = outcome_label(outcome, answer.decision, situation.policy)
    return "都不符合" if label == NONE and outcome is None else label


def _nearest(answer: Answer) -> list[str | None]:
    """What the decision may come to, what stands next to the answer first."""
    decision = answer.decision
    order: list[str | None] = [*decision.outcomes()]
    if not decision.complete or None in answer.possible:
        order.append(None)
    here = next((order.index(each) for each in answer.possible if each in order), 0)
    return sorted(order, key=lambda each: abs(order.index(each) - here))


def _not_needed(answer: Answer, situation: Situation) -> list[str]:
    """The names of inputs that are not given and on which nothing hangs here."""
    missing = {each.id for each in answer.missing}
    asked = (asked_by(answer.decision) - situation.values.keys()) - missing
    return [each.label for each in situation.policy.inputs.values() if each.id in asked]


def _missed(
    outcome: str | None, answer: Answer, situation: Situation, document: DecisionDocument
) -> Sentence:
    """Why a decision does not come to an outcome."""
    label = _label(outcome, answer, situation)
    if outcome is None:
        return say("有一条规则已经符合。")
    rules = [rule for rule in document["trace"] if rule["outcome"] == outcome]
    failed = [rule for rule in rules if rule["verdict"] == "false"]
    if any(rule["verdict"] == "true" for rule in rules):
        return say(f"“{label}”的条件也符合，但前面还有一条规则先符合，按前面的算。")
    if failed:
        return say(
            f"够不上“{label}”：" if _is_ladder(answer) else f"不是“{label}”：",
            failed[0]["why"],
            "。",
        )
    return say(f"没有规则说这时是“{label}”。")


def _is_ladder(answer: Answer) -> bool:
    return answer.decision.ladder


def _why(answer: Answer, document: DecisionDocument) -> Sentence:
    """The calculator's own sentence, with what makes the deciding rule hold."""
    held = [rule for rule in document["trace"] if rule["verdict"] == "true"]
    if answer.undetermined or not held:
        return document["text"]
    rule = answer.decision.rules[document["trace"].index(held[0])]
    if rule.when != AllOf(()):
        return say(document["text"], held[0]["why"], "。")
    # For all other cases the reason is why none of the rules before holds.
    failed = [each for each in document["trace"] if each["verdict"] == "false"][:_MOST_REASONS]
    said = (say("不是“", each["name"], "”：", each["why"], "。") for each in failed)
    return say(document["text"], *said)
