"""An answer as text: the same lines on the command line and when the page's answer is copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from tiercalc.case import Situation
from tiercalc.policy import Policy
from tiercalc.words import OPEN_CASE, in_brackets, ruling_line

if TYPE_CHECKING:
    from tiercalc.explain.documents import (
        AnswerDocument,
        ConditionDocument,
        DecisionDocument,
        EntitlementDocument,
        PenaltyDocument,
        RuleDocument,
        TaskDocument,
    )
    from tiercalc.words.documents import RulingDocument

_VERDICTS = {"true": "成立", "false": "不成立", "unknown": "还不能判断"}
_COMPOUND = {"all": "以下各项都要满足", "any": "以下满足一项即可", "not": "以下不能成立"}
_SHORT = 8
_PLAIN = 2

type _Cited = EntitlementDocument | TaskDocument | PenaltyDocument | RuleDocument


def report(document: AnswerDocument, situation: Situation, role: str | None = None) -> str:
    """What was asked and what `decide_document` answered, line by line.

    Decisions and amounts that nothing was given for are left out. Of what is to be done, only
    the tasks of `role` are listed where one is named.
    """
    return "".join(f"{line}\n" for line in _lines(document, situation, role))


def is_answered(document: AnswerDocument, situation: Situation) -> bool:
    """Whether anything was given that a decision or an amount could use."""
    asked = any(answer["asked"] for answer in document["decisions"].values())
    return asked or bool(_amounts(document, situation))


def _lines(document: AnswerDocument, situation: Situation, role: str | None) -> Iterator[str]:
    yield f"《{situation.policy.title}》"
    yield f"按 {document['on']} 的规定，制度版本 {document['version'][:_SHORT]}"
    if document["given"]:
        yield f"填写：{'；'.join(each['text'] for each in document['given'])}"
    for answer in document["decisions"].values():
        if answer["asked"]:
            yield ""
            yield answer["text"]
            yield from (f"  {line}" for line in _answer(answer, situation, role))
    amounts = _amounts(document, situation)
    if amounts:
        yield ""
        yield from amounts


def _answer(answer: DecisionDocument, situation: Situation, role: str | None) -> Iterator[str]:
    for step in answer["next"]:
        yield step["text"]
    place = answer["position"]
    # The rules below say as much of two places.
    if place is not None and len(place["rungs"]) > _PLAIN:
        yield place["text"]
    yield from _reasons(answer, situation)
    if answer["caution"]:
        yield answer["caution"]
    for label, found in groupby(answer["entitlements"], key=lambda each: each["standing_label"]):
        yield f"{label}："
        yield from (f"  {_service(each)}" for each in found)
    if answer["entitlements_listed"]:
        yield answer["entitlements_listed"]
    for duty in answer["duties"]:
        if role in (None, duty["role"]):
            yield f"{duty['label']}要做："
            yield from (f"  {_task(task)}" for task in duty["tasks"])
            yield from (f"  {each['text']}{_clauses(each)}" for each in duty["penalties"])
            yield from (f"  {ruling_line(each['id'], situation)}" for each in duty["ruling"])
    for ruling in answer["ruling"]:
        yield ruling_line(ruling["id"], situation)


def _reasons(answer: DecisionDocument, situation: Situation) -> Iterator[str]:
    rules = answer["trace"]
    verdicts = [rule["verdict"] for rule in rules]
    if not situation.policy.decisions[answer["decision"]].collect and "true" in verdicts:
        rules = rules[: max(place for place, rule in enumerate(rules) if rule["decisive"]) + 1]
    for rule in rules:
        name = f"规则 {rule['rule']}（{rule['outcome_label'] or OPEN_CASE}）"
        verdict = _VERDICTS[rule["verdict"]]
        if rule["decisive"]:
            yield f"{name}{verdict}："
            yield from (f"  {line}" for line in _tree(rule["tree"]))
        else:
            yield f"{name}{verdict}：{rule['why']}{_clauses(rule)}"
    if len(rules) < len(verdicts):
        yield "排在后面的规则不用再看。"


def _tree(node: ConditionDocument) -> Iterator[str]:
    """A condition's tests, one a line; a group of tests says how they go together."""
    if node["kind"] == "test":
        yield node["text"]
        if node["folded"]:
            listed = "、".join(f"“{each}”" for each in node["required"])
            yield f"  列出的是：{listed}"
        return
    if not node["parts"]:
        yield node["text"]
    elif len(node["parts"]) > 1 or node["kind"] == "not":
        yield f"{_COMPOUND[node['kind']]}（{_VERDICTS[node['verdict']]}）："
        for part in node["parts"]:
            yield from (f"  {line}" for line in _tree(part))
    else:
        yield from _tree(node["parts"][0])


def _service(entitlement: EntitlementDocument) -> str:
    parts = (entitlement["text"], entitlement["condition"])
    return f"{'；'.join(part for part in parts if part)}{_clauses(entitlement)}"


def _task(task: TaskDocument) -> str:
    forms = "".join(f"《{form['label']}》" for form in task["form"])
    when = f"{task['when']}：" if task["when"] else ""
    used = f"，用{forms}" if forms else ""
    hanging = f"；{task['condition']}" if task["condition"] else ""
    return f"{when}{task['text']}{used}{hanging}{_clauses(task)}"


def _clauses(thing: _Cited) -> str:
    return in_brackets(thing["clause"].said)


def _amounts(document: AnswerDocument, situation: Situation) -> list[str]:
    """The sums whose starting point was given, each with the rulings that it rests on."""
    return [
        line
        for name, text in document["amount_texts"].items()
        if _base(name, situation.policy) in situation.values
        for line in (text, *_grounds(document["amount_rulings"][name], situation))
    ]


def _grounds(rulings: Iterable[RulingDocument], situation: Situation) -> Iterator[str]:
    return (f"  {ruling_line(ruling['id'], situation)}" for ruling in rulings)


def _base(amount: str, policy: Policy) -> str:
    """The input that an amount starts from."""
    of = policy.amounts[amount].of
    return _base(of, policy) if of in policy.amounts else of
