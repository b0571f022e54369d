"""Whether conditions that name an amount make sense, and the rates by which amounts are made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tiercalc.policy import Policy, Unit, possible_units, unit

from handbook.checking.conditions import conditions, limits, tests
from handbook.checking.figure_checks import numeric_figure
from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.quantities import read_quantity
from handbook.source.spots import Spot
from handbook.source.translation import ModelDocument
from handbook.source.value_hints import show
from handbook.source.yaml_source import Document


def tested_amount_findings(document: Document, root: Spot) -> Iterator[Finding]:
    """Amounts that are compared with what is no number, or named where only inputs may stand."""
    for _, wanted in _tests_of_amounts(root):
        for spot in limits(wanted):
            if isinstance(spot.value, bool):
                message = f"{where(spot.keys)}：金额是算出来的数，不能和{show(spot.value)}比较。"
                yield document.finding(spot.keys, "condition-type", message)
            yield from numeric_figure(document, root, spot, "界限")
    for case in root.get("impossible").items():
        for name, wanted in tests(case.get("when")):
            if _is_amount(name, root):
                message = f"{where(wanted.keys)}：这里只能写填写项，不能写算出来的金额。"
                yield document.finding(wanted.keys, "impossible", message, on_key=True)


def rate_by_outcome_findings(document: Document, root: Spot) -> Iterator[Finding]:
    """Outcomes of a decision to which an amount gives no rate, and rates by what is no decision."""
    decisions = root.get("decisions")
    for name, amount in root.get("amounts").fields():
        rates, by = amount.get("rates"), amount.get("times")
        if not isinstance(rates.value, dict):
            continue
        for _, rate in rates.fields():
            yield from numeric_figure(document, root, rate, "比率")
        if root.get("figures").has(by.text) and not decisions.has(by.text):
            message = f"{where(by.keys)}：“{by.text}”是数字，不是判定；“按”后面写判定的名称。"
            yield document.finding(by.keys, "rate", message)
        rules = decisions.get(by.text).get("rules").items()
        given = dict.fromkeys(rule.get("outcome").text for rule in rules)
        left = [each for each in given if each and not rates.has(each)]
        if left and not rates.has("otherwise"):
            names = "、".join(f"“{each}”" for each in left)
            message = (
                f"{where(by.keys)}：“{name}”没有写{names}的比率；请补上，或者写“其余”和它的比率。"
            )
            yield document.finding(by.keys, "rate", message)


def unit_of_tested_findings(document: ModelDocument, policy: Policy) -> Iterator[Finding]:
    """Limits of an amount in another unit than its own; for a policy with every id right."""
    root = Spot(document.data)
    for name, wanted in _tests_of_amounts(root):
        amount = policy.amounts[name]
        found = sorted(possible_units(amount, policy))
        if len(found) > 1:
            names = "、".join(show(each) for each in found)
            message = (
                f"{where(wanted.keys)}：“{amount.label}”的单位有时是{names}中的一种，有时是另一种，"
                "不能和一个界限比较；请让各个比率用同样的单位。"
            )
            yield document.finding(wanted.keys, "unit", message, on_key=True)
            continue
        for spot in limits(wanted):
            own = _unit_of(spot, document, policy)
            base = unit(found[0])
            if own is not None and not _fits(own, base):
                message = (
                    f"{where(spot.keys)}：这里的单位是{show(own)}，“{amount.label}”算出来的单位是"
                    f"{show(base.name)}，不能比较。"
                )
                yield document.finding(spot.keys, "unit", message)


def _fits(own: str, base: Unit) -> bool:
    return "" in (own, base.name) or own == base.name or unit(own, base.kind).converts(base)


def _unit_of(spot: Spot, document: ModelDocument, policy: Policy) -> str | None:
    """The unit of a limit, a figure's or the one that is written; None where there is no limit."""
    if spot.text in policy.figures:
        return policy.figures[spot.text].unit
    written: Any = document.written.data
    for key in document.translation.in_file(spot.keys):
        written = written[key]
    return None if isinstance(written, dict | list) else read_quantity(written).unit


def _tests_of_amounts(root: Spot) -> Iterator[tuple[str, Spot]]:
    """The amounts that conditions name, each with what is wanted of it."""
    for condition in conditions(root):
        for name, wanted in tests(condition):
            if _is_amount(name, root):
                yield name, wanted


def _is_amount(name: str, root: Spot) -> bool:
    others = ("inputs", "decisions")
    return root.get("amounts").has(name) and not any(root.get(each).has(name) for each in others)
