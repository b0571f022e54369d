"""Whether inputs make sense: what can be typed, what is part of what, and what cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tiercalc.policy import COMPARE, TYPES, Finite, InputType, Quantity, Sampled, parse_number, unit
from tiercalc.words import say

from handbook.checking.conditions import limits, tests
from handbook.checking.faults import TOO_MUCH
from handbook.checking.figure_checks import days_of, numeric_figure, on_day, said
from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.spots import Spot
from handbook.source.value_hints import show
from handbook.source.yaml_source import Document, Keys

# So many sums at most may each contain the one before; already of far fewer, if all have limits,
# nobody can compare all cases.
DEEPEST = 20


def is_quantity(asked: Spot) -> bool:
    """True for an input into which a number is typed."""
    return issubclass(TYPES.get(asked.get("type").text, Finite), Quantity)


def input_findings(document: Document, root: Spot) -> Iterator[Finding]:
    """What contradicts itself where inputs are declared."""
    inputs = root.get("inputs")
    yield from _too_deep(document, inputs)
    for _, asked in inputs.fields():
        yield from numeric_figure(document, root, asked.get("window").get("months"), "月数")
        yield from _ends(document, asked)
        for _, other in asked.get("book").fields():
            if inputs.has(other.text) and not is_quantity(inputs.get(other.text)):
                message = f"{where(other.keys)}：“{other.text}”不是数，算不出占比和名次。"
                yield document.finding(other.keys, "not-a-number", message)
        yield from _part(document, root, asked)
        yield from _too_small(document, inputs, asked)


def _ends(document: Document, asked: Spot) -> Iterator[Finding]:
    """A finding where what is typed in has no such least or greatest number."""
    for bound, word in (("least", "最小"), ("most", "最大")):
        if not asked.has(bound):
            continue
        spot = asked.get(bound)
        if not is_quantity(asked):
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
    if not is_quantity(asked) or kinds[0] != kinds[1]:
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


def _too_deep(document: Document, inputs: Spot) -> Iterator[Finding]:
    """A finding at the first sum that is contained in too many others."""
    for _, asked in inputs.fields():
        if len(_wholes(inputs, asked)) > DEEPEST:
            named = asked.get("part_of")
            message = (
                f"{where(named.keys)}：“包含在”套了不止 {DEEPEST} 层，检查做不完；请少套几层。"
            )
            yield document.finding(named.keys, TOO_MUCH, message)
            break


def _too_small(document: Document, inputs: Spot, asked: Spot) -> Iterator[Finding]:
    """A finding where a sum ends below the least that one of its parts may be."""
    least = parse_number(asked.get("least").value)
    for keys in _wholes(inputs, asked):
        whole = inputs.get(str(keys[-1]))
        most = parse_number(whole.get("most").value)
        if whole.keys == asked.keys or least is None or most is None:
            continue
        if least > most:
            message = (
                f"{where(asked.get('least').keys)}：这一项包含在“{keys[-1]}”里，"
                f"最小的数却比“{keys[-1]}”最大的数还大，什么都填不了。"
            )
            yield document.finding(asked.get("least").keys, "bounds", message)


def impossible_findings(document: Document, root: Spot) -> Iterator[Finding]:
    """A finding for each figure in a case that can never be, since figures change."""
    for case in root.get("impossible").items():
        yield from answer_findings(document, root, case.get("when"))
        for named in _words_for_numbers(case.get("when"), root.get("inputs")):
            message = f"{where(named.keys)}：这里不能引用“数字”里的名称，请直接写出这个数。"
            yield document.finding(named.keys, "impossible", message)


def _words_for_numbers(condition: Spot, inputs: Spot) -> Iterator[Spot]:
    for name, wanted in tests(condition):
        if is_quantity(inputs.get(name)):
            yield from (each for each in limits(wanted) if each.text)
        for length in _lengths(wanted):
            yield from (each for _, each in length.fields() if each.text)


def _lengths(wanted: Spot) -> list[Spot]:
    """How much time is to have passed since a date."""
    return [spot for side, spot in wanted.fields() if side.endswith("_since")]


def _wholes(inputs: Spot, asked: Spot) -> list[Keys]:
    """Where an input and those that it is part of stand, the nearest first; of many, the first."""
    found: list[Keys] = []
    while asked.keys not in found and len(found) <= DEEPEST:
        found.append(asked.keys)
        named = asked.get("part_of").text
        asked = inputs.get(named) if inputs.has(named) else asked
    return found


def _months(root: Spot, asked: Spot) -> Spot:
    """Over how many months an input adds up, as a figure says it."""
    window = asked.get("window")
    if window.has("length"):
        length = window.get("length")
        return Spot({"value": length.get("number").value, "unit": length.get("unit").value})
    return root.get("figures").get(window.get("months").text)


def _factor(figure: Spot) -> Decimal:
    return unit(figure.get("unit").text).factor


def answer_findings(document: Document, root: Spot, condition: Spot) -> Iterator[Finding]:
    """What is wanted of inputs that are answered by words and is none of their answers."""
    for name, wanted in tests(condition):
        asked = root.get("inputs").get(name)
        kind = TYPES.get(asked.get("type").text)
        if not issubclass(kind or Finite, Sampled):
            yield from _of_dates(document, wanted)
        if asked.get("ahead").flag:
            yield from _of_what_has_been(document, wanted)
        if kind is not None and not is_quantity(asked):
            yield from _chosen(document, wanted, kind)


def _of_dates(document: Document, wanted: Spot) -> Iterator[Finding]:
    """A finding for each key that says how much time has passed, where no date is asked for."""
    for side, spot in wanted.fields():
        if side not in COMPARE:
            message = f"{where(spot.keys)}：这个键只用于日期；比高低写不低于、高于、不高于、低于。"
            yield document.finding(spot.keys, "condition-type", message, on_key=True)


def _of_what_has_been(document: Document, wanted: Spot) -> Iterator[Finding]:
    """A finding where what can be said only of a date that has come is wanted of another."""
    if any(side not in COMPARE for side, _ in wanted.fields()):
        message = (
            f"{where(wanted.keys)}：可以在以后的日子还没有到，算不出过了多久、是不是生日；"
            "请和写明的日期比较（早于、不晚于……），或者去掉填写项的“可以在以后”。"
        )
        yield document.finding(wanted.keys, "condition-type", message, on_key=True)


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
