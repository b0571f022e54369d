"""Whether figures, conditions, decisions and amounts make sense together."""

from __future__ import annotations

from collections.abc import Iterator

from tiercalc.policy import parse_number

from handbook.checking.amount_checks import term_findings
from handbook.checking.conditions import conditions, limits, tests
from handbook.checking.figure_checks import numeric_figure
from handbook.checking.input_checks import (
    answer_findings,
    impossible_findings,
    input_findings,
    is_quantity,
)
from handbook.checking.result_checks import result_findings
from handbook.checking.tested_amounts import rate_by_outcome_findings, tested_amount_findings
from handbook.source.findings import Finding
from handbook.source.grammar import is_date, where
from handbook.source.spots import Spot
from handbook.source.value_hints import show
from handbook.source.yaml_source import Document


def rule_findings(document: Document) -> Iterator[Finding]:
    """What contradicts itself in the part of a policy that is computed."""
    root = Spot(document.data)
    for check in (
        input_findings,
        impossible_findings,
        _decisions,
        _conditions,
        result_findings,
        _amounts,
        term_findings,
        tested_amount_findings,
        rate_by_outcome_findings,
        _open_rulings,
        _days,
    ):
        yield from check(document, root)


def _decisions(document: Document, root: Spot) -> Iterator[Finding]:
    for _, decision in root.get("decisions").fields():
        collects = decision.get("hit").text == "collect"
        if decision.get("ladder").flag and (collects or not decision.has("scale")):
            why = "标签没有高低" if collects else "没有取值表就没有高低"
            message = f"{where(decision.keys)}：{why}，不能写“阶梯: 是”。"
            yield document.finding((*decision.keys, "ladder"), "ladder", message, on_key=True)
        for rule in decision.get("rules").items():
            if rule.has("between") and not rule.has("open"):
                message = f"{where(rule.keys)}：“介于”只和“待定”一起写；这条规则已经有结果。"
                yield document.finding((*rule.keys, "between"), "between", message, on_key=True)


def _conditions(document: Document, root: Spot) -> Iterator[Finding]:
    for condition in conditions(root):
        yield from answer_findings(document, root, condition)
        for name, wanted in tests(condition):
            if is_quantity(root.get("inputs").get(name)):
                yield from _numeric(document, root, wanted)


def _numeric(document: Document, root: Spot, wanted: Spot) -> Iterator[Finding]:
    for spot in limits(wanted):
        if isinstance(spot.value, bool):
            message = f"{where(spot.keys)}：这一项填的是数，不能和{show(spot.value)}比较。"
            yield document.finding(spot.keys, "condition-type", message)
        yield from numeric_figure(document, root, spot, "界限")


def _is_no_number(root: Spot, asked: Spot) -> bool:
    """Whether something else is filled in; of a type that nobody knows nothing is said."""
    scale = asked.get("scale").text
    return not is_quantity(asked) and (not scale or root.get("scales").has(scale))


def _amounts(document: Document, root: Spot) -> Iterator[Finding]:
    amounts, inputs, decisions = (root.get(key) for key in ("amounts", "inputs", "decisions"))
    for name, amount in amounts.fields():
        of, times = amount.get("of"), amount.get("times")
        if inputs.has(of.text) and _is_no_number(root, inputs.get(of.text)):
            message = f"{where(of.keys)}：“{of.text}”填的不是数，不能相乘。"
            yield document.finding(of.keys, "not-a-number", message)
        if _circular(name, amounts):
            message = f"{where(of.keys)}：顺着“{of.text}”算下去又回到了自己；请改成填写项。"
            yield document.finding(of.keys, "circle", message)
        yield from numeric_figure(document, root, times, "比率")
        if is_quantity(inputs.get(of.text)) or amounts.has(of.text):
            yield from _step(document, amount.get("round").get("to"))
        if decisions.has(times.text):
            yield from _rate(document, root, amount, decisions.get(times.text))


def _step(document: Document, to: Spot) -> Iterator[Finding]:
    number = parse_number(to.value)
    if to.value is not None and not number:
        message = f"{where(to.keys)}：{show(to.value)}不是大于 0 的金额或数，例如 0.01 元、1。"
        yield document.finding(to.keys, "range", message)


def _circular(name: str, amounts: Spot) -> bool:
    seen = set()
    while amounts.has(name) and name not in seen:
        seen.add(name)
        name = amounts.get(name).get("of").text
    return name in seen


def _rate(document: Document, root: Spot, amount: Spot, decision: Spot) -> Iterator[Finding]:
    times, by_outcome = amount.get("times"), amount.has("rates")
    rules = list(decision.get("rules").items())
    collects = decision.get("hit").text == "collect"
    if collects or not (by_outcome or any(rule.has("figure") for rule in rules)):
        why = (
            "可以同时有几个结果"
            if collects
            else "没有一条规则的结果是“数字”里的名称，也没有写“比率”"
        )
        message = f"{where(times.keys)}：判定“{times.text}”{why}，不能用作比率。"
        yield document.finding(times.keys, "rate", message)
    for rule in rules:
        yield from numeric_figure(document, root, rule.get("figure"), "比率")


def _open_rulings(document: Document, root: Spot) -> Iterator[Finding]:
    """What waits for a ruling has to wait for one that is not made yet."""
    waiting = [figure.get("unset") for _, figure in root.get("figures").fields()]
    for _, decision in root.get("decisions").fields():
        waiting += [rule.get("open") for rule in decision.get("rules").items()]
    for section in ("penalties", "rewards"):
        waiting += [sanction.get("unset") for _, sanction in root.get(section).fields()]
    for _, service in root.get("services").fields():
        cells = [*(cell for _, cell in service.get("by").fields()), *service.get("one_of").items()]
        waiting += [cell.get("unset") for cell in cells]
    for spot in waiting:
        if root.get("rulings").get(spot.text).has("ruling"):
            message = (
                f"{where(spot.keys)}：裁定“{spot.text}”已有结论，这里就不该再待定；"
                "请照结论写，或把那项裁定的“答案”去掉。"
            )
            yield document.finding(spot.keys, "decided-ruling", message)


def _days(document: Document, root: Spot) -> Iterator[Finding]:
    in_force = root.get("in_force")
    start, until, review = (in_force.get(key) for key in ("from", "until", "review_by"))
    if is_date(start.text) and is_date(review.text) and review.text < start.text:
        message = f"{where(review.keys)}：{review.text} 早于施行日 {start.text}。"
        yield document.finding(review.keys, "date-order", message)
    if is_date(start.text) and is_date(until.text) and until.text < start.text:
        message = f"{where(until.keys)}：{until.text} 早于施行日 {start.text}。"
        yield document.finding(until.keys, "date-order", message)
    for _, section in root.fields():
        if section.keys != in_force.keys:
            yield from _days_of_parts(document, section)


def _days_of_parts(document: Document, spot: Spot) -> Iterator[Finding]:
    """The parts of a section whose last day lies before their first."""
    start, until = spot.get("from"), spot.get("until")
    if is_date(start.text) and is_date(until.text) and until.text < start.text:
        message = f"{where(until.keys)}：{until.text} 早于“自”的 {start.text}，没有一天有效。"
        yield document.finding(until.keys, "date-order", message)
    for part in (*(below for _, below in spot.fields()), *spot.items()):
        yield from _days_of_parts(document, part)
