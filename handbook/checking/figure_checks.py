"""Whether each figure makes sense by itself and in the orders that a policy declares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from tiercalc.policy import Unit, parse_number, plain_number, together, unit
from tiercalc.words import quantity_text, say

from handbook.source.findings import Finding
from handbook.source.grammar import is_date, where
from handbook.source.number_slips import ends_meant, is_slip
from handbook.source.quantities import read_quantity
from handbook.source.spots import Spot
from handbook.source.value_hints import show
from handbook.source.yaml_source import Document

# What holds a digit, or stands for yes, no or nothing, was never meant for a word to be shown.
_NO_WORD = re.compile(r"[0-9]|^(?:是|否|无|待定|未定|True|False|yes|no|TBD)$", re.IGNORECASE)


def figure_findings(document: Document) -> Iterator[Finding]:
    """What is wrong with the values of figures, and with their order."""
    root = Spot(document.data)
    for _, figure in root.get("figures").fields():
        yield from _dates(document, figure)
        yield from _values(document, figure)
    for chain in root.get("ascending").items():
        yield from _order(document, root, chain)


def figure_values(figure: Spot) -> list[Spot]:
    """Every value that a figure has at one time or another; none while it is unset."""
    values = [figure.get("value"), *(value for _, value in figure.get("values").fields())]
    return [spot for spot in values if spot.value is not None]


def days_of(figure: Spot) -> Iterator[str]:
    """The days from which on a figure has another value, and before them the empty text."""
    yield ""
    yield from (day for day, _ in figure.get("values").fields() if is_date(day))


def on_day(figure: Spot, day: str) -> Decimal | None:
    """A figure's number on a day; None where it has none."""
    value = figure.get("value").value
    for start, spot in figure.get("values").fields():
        if start <= day:
            value = spot.value
    return parse_number(value)


def said(figure: Spot, value: Decimal) -> str:
    """A figure's number with its unit, in words."""
    return quantity_text(value, figure.get("unit").text)


def numeric_figure(document: Document, root: Spot, named: Spot, use: str) -> Iterator[Finding]:
    """A finding where a figure that has to be a number holds a word.

    Of a slip in a number the check of the shape has said so at its value.
    """
    figures = root.get("figures")
    if figures.has(named.text):
        figure = figures.get(named.text)
        ranges = [(spot, ends) for spot in figure_values(figure) if (ends := ends_meant(spot.text))]
        for spot, ends in ranges:
            message = (
                f"{where(spot.keys)}：{show(spot.value)}是一段，不能用作{use}；"
                f"请分成两个数字，一个 {ends[0]}，一个 {ends[1]}。"
            )
            yield document.finding(spot.keys, "not-a-number", message)
        if ranges:
            return
        if not is_word(figure) or any(is_slip(spot.text) for spot in figure_values(figure)):
            return
        slips = [spot for spot in figure_values(figure) if _NO_WORD.search(str(spot.value))]
        for spot in slips:
            message = (
                f"{where(spot.keys)}：{show(spot.value)}不是数，不能用作{use}；"
                "请写数和单位，例如 1000 元；没有定的写成“待定: 裁定的名称”。"
            )
            yield document.finding(spot.keys, "not-a-number", message)
        if not slips:
            message = f"{where(named.keys)}：“{named.text}”是文字，不能用作{use}。"
            yield document.finding(named.keys, "not-a-number", message)


def is_word(figure: Spot) -> bool:
    """True where a figure has words for values; an unset figure may become a number."""
    given = figure_values(figure)
    return bool(given) and all(parse_number(spot.value) is None for spot in given)


def _dates(document: Document, figure: Spot) -> Iterator[Finding]:
    days = [(day, spot) for day, spot in figure.get("values").fields() if is_date(day)]
    for (earlier, _), (later, spot) in pairwise(days):
        if later <= earlier:
            message = f"{where(spot.keys)}：日期要由早到晚，{later} 却写在 {earlier} 后面。"
            yield document.finding(spot.keys, "date-order", message, on_key=True)
    values = [value for _, value in figure.get("values").fields()]
    kinds = [parse_number(value.value) is None for value in values]
    for value, is_a_word in zip(values, kinds, strict=True):
        if is_a_word is not kinds[0] and not is_slip(value.text):
            yield _of_another_kind(document, figure, value)


def _of_another_kind(document: Document, figure: Spot, value: Spot) -> Finding:
    its, other = figure.get("unit").text, read_quantity(value.value).unit
    if other:
        message = f"{where(value.keys)}：单位是{show(other)}，第一期的却是{show(its)}；单位要一致。"
        return document.finding(value.keys, "unit", message)
    message = f"{where(value.keys)}：各期的数值要么都是数字，要么都是文字。"
    return document.finding(value.keys, "type", message)


def _values(document: Document, figure: Spot) -> Iterator[Finding]:
    its = unit(figure.get("unit").text)
    for spot in figure_values(figure):
        number = parse_number(spot.value)
        if number is not None and its.in_tenths and not 1 <= number < 10:
            shown = quantity_text(number, its.name)
            message = f"{where(spot.keys)}：{its.name}数不小于 1、小于 10，这里是 {shown}。"
            yield document.finding(spot.keys, "unit-range", message + _meant(number, its))


def _meant(number: Decimal, its: Unit) -> str:
    """The number between 1 and 10 with the same digits: 88 折 and 0.88 折 are meant for 8.8 折."""
    nearest = number.scaleb(-number.adjusted()) if number > 0 else number
    return f"是不是 {plain_number(nearest)} {its.name}？" if nearest > 1 else ""


def _order(document: Document, root: Spot, chain: Spot) -> Iterator[Finding]:
    figures = root.get("figures")
    names = [name for name in chain.words() if figures.has(name.text)]
    for name in names:
        yield from numeric_figure(document, root, name, "有大小次序的数")
    its = together(*(figures.get(name.text).get("unit").text for name in names))
    for (low, lower), (high, higher) in pairwise(zip(names, its, strict=True)):
        less, more = figures.get(low.text), figures.get(high.text)
        if "unknown" in (lower.kind, higher.kind):
            continue
        if not lower.converts(higher):
            message = (
                f"{where(high.keys)}：“{high.text}”的单位是{show(higher.name)}，"
                f"“{low.text}”的是{show(lower.name)}，比不出大小。"
            )
            yield document.finding(high.keys, "unit", message)
            continue
        for day in sorted({*days_of(less), *days_of(more)}):
            smaller, larger = on_day(less, day), on_day(more, day)
            if smaller is None or larger is None:
                continue
            if smaller * lower.factor >= larger * higher.factor:
                since = f"自 {day} 起，" if day else ""
                found = say("现在是", said(more, larger), "和", said(less, smaller))
                message = f"{where(chain.keys)}：{since}“{high.text}”应大于“{low.text}”，{found}。"
                yield document.finding(high.keys, "ascending", message)
                break
