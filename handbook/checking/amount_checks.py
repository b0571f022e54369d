"""Whether what is added to amounts, taken off them and limits them makes sense."""

from __future__ import annotations

from collections.abc import Iterator

from tiercalc.policy import (
    TYPES,
    EveryFull,
    Finite,
    Fixed,
    Policy,
    Quantity,
    Term,
    parse_number,
    possible_units,
    unit,
    unit_of,
)

from handbook.checking.figure_checks import numeric_figure
from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.spots import Spot
from handbook.source.value_hints import show
from handbook.source.yaml_source import Document, Keys

_KINDS = ("plus", "minus", "at_most", "at_least")


def term_findings(document: Document, root: Spot) -> Iterator[Finding]:
    """Terms that are no numbers or hang on themselves, and what stands in another order."""
    amounts, inputs = root.get("amounts"), root.get("inputs")
    for name, amount in amounts.fields():
        yield from _order(document, amount)
        for term in _terms(amount):
            asked = inputs.get(term.text)
            if inputs.has(term.text) and not _is_number(asked):
                message = f"{where(term.keys)}：“{term.text}”填的不是数，不能加减。"
                yield document.finding(term.keys, "not-a-number", message)
            yield from numeric_figure(document, root, term, "加减的数")
            if amounts.has(term.text) and name in _behind(term.text, amounts):
                message = f"{where(term.keys)}：顺着“{term.text}”算下去又回到了自己。"
                yield document.finding(term.keys, "circle", message)
        for full in _each(amount, "full"):
            if parse_number(full.get("number").value) == 0:
                message = f"{where(full.keys)}：“每满”的数要大于 0。"
                yield document.finding(full.keys, "range", message)


def unit_of_term_findings(document: Document, policy: Policy) -> Iterator[Finding]:
    """Terms that are counted in something else than the amount; for a policy with every id right.

    A number without a unit is taken in that of the amount.
    """
    for amount in policy.amounts.values():
        counted = possible_units(amount, policy)
        for each in amount.adjustments:
            for number, term in enumerate(each.terms):
                keys: Keys = ("amounts", amount.id, each.kind)
                if len(each.terms) > 1:
                    keys = (*keys, number)
                inner = (term.full, term.by) if isinstance(term, EveryFull) else (term,)
                for part in inner:
                    for its, to in ((its, to) for its in _units(part, policy) for to in counted):
                        if not _converts(its, to):
                            message = (
                                f"{where(keys)}：这里的单位是{show(its)}，"
                                f"“{amount.label}”的单位是{show(to)}，不能一起算。"
                            )
                            yield document.finding(keys, "unit", message)


def _converts(its: str, to: str) -> bool:
    base = unit(to)
    return "" in (its, to) or its == to or unit(its, base.kind).converts(base)


def _units(term: Term, policy: Policy) -> frozenset[str]:
    if isinstance(term, Fixed):
        return frozenset({term.unit})
    if term.name in policy.figures:
        return frozenset({policy.figures[term.name].unit})
    if term.name in policy.inputs:
        return frozenset({unit_of(policy.inputs[term.name], policy)})
    return possible_units(policy.amounts[term.name], policy)


def _order(document: Document, amount: Spot) -> Iterator[Finding]:
    """What is done to an amount is done in the order of the file: times first, rounding last."""
    steps = [key for key, _ in amount.fields() if key in ("times", "round", *_KINDS)]
    for key, word, wanted in (("times", "乘", 0), ("round", "取整", len(steps) - 1)):
        if key in steps and steps.index(key) != wanted:
            place = "最前面" if key == "times" else "最后面"
            message = (
                f"{where(amount.keys)}：“{word}”要写在各步的{place}；"
                "别的次序请分成两个金额，后一个从前一个算起。"
            )
            yield document.finding((*amount.keys, key), "order", message, on_key=True)


def _terms(amount: Spot) -> Iterator[Spot]:
    """The terms of an amount that are named."""
    for kind in _KINDS:
        for each in [*amount.get(kind).items()] or [amount.get(kind)]:
            yield from (part for part in (each, each.get("full"), each.get("by")) if part.text)


def _each(amount: Spot, key: str) -> Iterator[Spot]:
    for kind in _KINDS:
        for each in [*amount.get(kind).items()] or [amount.get(kind)]:
            if each.has(key):
                yield each.get(key)


def _behind(name: str, amounts: Spot) -> list[str]:
    """An amount and those that it is made of, directly or not."""
    found = [name]
    for each in found:
        amount = amounts.get(each)
        named = [amount.get("of").text, *(term.text for term in _terms(amount))]
        found += [other for other in named if amounts.has(other) and other not in found]
    return found


def _is_number(asked: Spot) -> bool:
    return issubclass(TYPES.get(asked.get("type").text, Finite), Quantity)
