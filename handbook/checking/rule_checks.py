"""Whether figures, conditions, decisions and amounts make sense together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tiercalc.policy import TYPES, Finite, InputType, Quantity, parse_number, unit
from tiercalc.words import say

from handbook.checking.amount_checks import term_findings
from handbook.checking.conditions import conditions, limits, tests
from handbook.checking.figure_checks import days_of, numeric_figure, on_day, said
from handbook.checking.result_checks import result_findings
from handbook.source.findings import Finding
from handbook.source.grammar import is_date, where
from handbook.source.spots import Spot
from handbook.source.value_hints import show
from handbook.source.yaml_source import Document, Keys


def rule_findings(document: Document) -> Iterator[Finding]:
    """What contradicts itself in the part of a policy that is computed."""
    root = Spot(document.data)
    for check in (
        _inputs,
        _impossible,
        _decisions,
        _conditions,
        result_findings,
        _amounts,
        term_findings,
        _open_rulings,
        _days,
    ):
        yield from check(document, root)


def _is_quantity(asked: Spot) -> bool:
    return issubclass(TYPES.get(asked.get("type").text, Finite), Quantity)


def _inputs(document: Document, root: Spot) -> Iterator[Finding]:
    inputs = root.get("inputs")
    for _, asked in inputs.fields():
        yield from numeric_figure(document, root, asked.get("window").get("months"), "月数")
        yield from _ends(document, asked)
        for _, other in asked.get("book").fields():
            if inputs.has(other.text) and not _is_quantity(inputs.get(other.text)):
                message = f"{where(other.keys)}：“{other.text}”不是数，算不出占比和名次。"
                yield document.finding(other.keys, "not-a-number", message)
        yield from _part(document, root, asked)


def _ends(document: Document, asked: Spot) -> Iterator[Finding]:
    """A finding where what is typed in has no such least or greatest number."""
    for bound, word in (("least", "最小"), ("most", "最大")):
        if not asked.has(bound):
            continue
        spot = asked.get(bound)
        if not _is_quantity(asked):
            message = f"{where(asked.keys)}：填的不是数，没有{word}的数。"
            yield document.finding(spot.keys, "not-a-number", message, on_key=True)
        elif parse_number(spot.value) is None:
            message = (
                f"{where(spot.keys)}：{show(spot.value)}不是这一项能填的数；单位要与所填的一致。"
            )
            yield document.finding(spot.keys, "unit", message)
    least, most = (parse_number(asked.get(bound).value) for bound in ("least", "most"))
    if least is not None and most is not None and least > most:
        message = f"{where(asked.get('most').keys)}：最大的数比最小的数还小，什么都填不了。"
        yield document.finding(asked.get("most").keys, "bounds", message)


def _part(document: Document, root: Spot, asked: Spot) -> Iterator[Finding]:
    """A finding where an amount cannot be part of the one that it is said to be part of."""
    inputs, named = root.get("inputs"), asked.get("part_of")
    if not inputs.has(named.text):
        return
    whole = inputs.get(named.text)
    kinds = [each.get("type").text for each in (asked, whole)]
    if not _is_quantity(asked) or kinds[0] != kinds[1]:
        said_types = [f"“{TYPES[kind].title}”" if kind in TYPES else show(kind) for kind in kinds]
        message = (
            f"{where(named.keys)}：两项都要是数，而且类型相同；这里是{'和'.join(said_types)}。"
        )
        yield document.finding(named.keys, "part-of", message)
    if asked.keys in _wholes(inputs, whole):
        message = f"{where(named.keys)}：两项互相包含，分不出谁是谁的一部分。"
        yield document.finding(named.keys, "part-of", message)
    shorter, longer = (_months(root, each) for each in (asked, whole))
    for day in sorted({*days_of(shorter), *days_of(longer)}):
        less, more = on_day(shorter, day), on_day(longer, day)
        if less is None or more is None:
            continue
        if less * _factor(shorter) > more * _factor(longer):
            found = say("这一项统计", said(shorter, less), f"，“{named.text}”只统计")
            message = f"{where(named.keys)}：{say(found, said(longer, more))}，包含不了它。"
            yield document.finding(named.keys, "part-of", message)
            break


def _impossible(document: Document, root: Spot) -> Iterator[Finding]:
    """A finding for each figure in a case that cannot be: figures change, this does not."""
    for case in root.get("impossible").items():
        yield from _answers(document, root, case.get("when"))
        for named in _words_for_numbers(case.get("when"), root.get("inputs")):
            message = f"{where(named.keys)}：这里不能引用“数字”里的名称，请直接写出这个数。"
            yield document.finding(named.keys, "impossible", message)


def _words_for_numbers(condition: Spot, inputs: Spot) -> Iterator[Spot]:
    for name, wanted in tests(condition):
        if _is_quantity(inputs.get(name)):
            yield from (each for each in limits(wanted) if each.text)


def _wholes(inputs: Spot, asked: Spot) -> list[Keys]:
    """Where an input and those that it is part of stand, the nearest first."""
    found: list[Keys] = []
    while asked.keys not in found:
        found.append(asked.keys)
        named = asked.get("part_of").text
        asked = inputs.get(named) if inputs.has(named) else asked
    return found


def _months(root: Spot, asked: Spot) -> Spot:
    """The figure that says over how many months an input adds up."""
    return root.get("figures").get(asked.get("window").get("months").text)


def _factor(figure: Spot) -> Decimal:
    return unit(figure.get("unit").text).factor


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
        yield from _answers(document, root, condition)
        for name, wanted in tests(condition):
            if _is_quantity(root.get("inputs").get(name)):
                yield from _numeric(document, root, wanted)


def _answers(document: Document, root: Spot, condition: Spot) -> Iterator[Finding]:
    """What is wanted of inputs that are answered by words is one of their answers."""
    for name, wanted in tests(condition):
        asked = root.get("inputs").get(name)
        kind = TYPES.get(asked.get("type").text)
        if kind is not None and not _is_quantity(asked):
            yield from _chosen(document, wanted, kind)


def _numeric(document: Document, root: Spot, wanted: Spot) -> Iterator[Finding]:
    for spot in limits(wanted):
        if isinstance(spot.value, bool):
            message = f"{where(spot.keys)}：这一项填的是数，不能和{show(spot.value)}比较。"
            yield document.finding(spot.keys, "condition-type", message)
        yield from numeric_figure(document, root, spot, "界限")


def _chosen(document: Document, wanted: Spot, kind: type[InputType]) -> Iterator[Finding]:
    name, expected = kind.title, kind.limits
    if wanted.value is None:
        return
    if isinstance(wanted.value, dict) and not kind.ordered:
        message = f"{where(wanted.keys)}：{name}的填写项不能比高低；{say('应写', expected)}。"
        yield document.finding(wanted.keys, "condition-type", message, on_key=True)
        return
    parts = [*(spot for _, spot in wanted.fields()), *wanted.items()] if kind.scaled else []
    for spot in parts or [wanted]:
        if not kind.is_limit(spot.value):
            found = f"{where(spot.keys)}：{name}的填写项不能和{show(spot.value)}比较；"
            message = f"{found}{say('应写', expected)}。"
            yield document.finding(spot.keys, "condition-type", message)


def _amounts(document: Document, root: Spot) -> Iterator[Finding]:
    amounts, inputs, decisions = (root.get(key) for key in ("amounts", "inputs", "decisions"))
    for name, amount in amounts.fields():
        of, times = amount.get("of"), amount.get("times")
        if inputs.has(of.text) and not _is_quantity(inputs.get(of.text)):
            message = f"{where(of.keys)}：“{of.text}”填的不是数，不能相乘。"
            yield document.finding(of.keys, "not-a-number", message)
        if _circular(name, amounts):
            message = f"{where(of.keys)}：顺着“{of.text}”算下去又回到了自己；请改成填写项。"
            yield document.finding(of.keys, "circle", message)
        yield from numeric_figure(document, root, times, "比率")
        yield from _step(document, amount.get("round").get("to"))
        if decisions.has(times.text):
            yield from _rate(document, root, times, decisions.get(times.text))


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


def _rate(document: Document, root: Spot, times: Spot, decision: Spot) -> Iterator[Finding]:
    rules = list(decision.get("rules").items())
    collects = decision.get("hit").text == "collect"
    if collects or not any(rule.has("figure") for rule in rules):
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
    start, until = in_force.get("from"), in_force.get("until")
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
