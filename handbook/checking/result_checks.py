"""Whether conditions that name what another decision gives make sense."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from handbook.checking.conditions import conditions, limits, tests
from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.spots import Spot
from handbook.source.value_hints import show
from handbook.source.yaml_source import Document


def result_findings(document: Document, root: Spot) -> Iterator[Finding]:
    """Results where none may stand, compared with what is none, and hanging on themselves."""
    decisions, inputs = root.get("decisions"), root.get("inputs")
    for condition in conditions(root):
        for name, wanted in tests(condition):
            if decisions.has(name) and not inputs.has(name):
                yield from _compared(document, wanted, decisions.get(name))
    for case in root.get("impossible").items():
        for name, wanted in tests(case.get("when")):
            if decisions.has(name) and not inputs.has(name):
                message = f"{where(wanted.keys)}：这里只能写填写项，不能写判定的结果。"
                yield document.finding(wanted.keys, "impossible", message, on_key=True)
    yield from _circles(document, root)


def _compared(document: Document, wanted: Spot, decision: Spot) -> Iterator[Finding]:
    collects = decision.get("hit").text == "collect"
    if isinstance(wanted.value, dict) and (collects or not decision.has("scale")):
        why = "可以同时有几个结果" if collects else "没有取值表"
        message = (
            f"{where(wanted.keys)}：判定“{decision.keys[-1]}”{why}，不能比高低；应写它的结果。"
        )
        yield document.finding(wanted.keys, "condition-type", message, on_key=True)
    for spot in limits(wanted):
        if isinstance(spot.value, int | Decimal):
            message = f"{where(spot.keys)}：判定的结果不能和{show(spot.value)}比较；应写它的结果。"
            yield document.finding(spot.keys, "condition-type", message)


def _circles(document: Document, root: Spot) -> Iterator[Finding]:
    """A finding for each test of a result or an amount that hangs on what tests it."""
    decisions, inputs, amounts = root.get("decisions"), root.get("inputs"), root.get("amounts")
    named = {
        name: [
            (each, wanted)
            for rule in decision.get("rules").items()
            for each, wanted in tests(rule.get("when"))
            if (decisions.has(each) or amounts.has(each)) and not inputs.has(each)
        ]
        for name, decision in decisions.fields()
    }
    names = {name: [each for each, _ in found] for name, found in named.items()}
    for name, amount in amounts.fields():
        if name not in names:
            names[name] = [each for each in _made_of(amount) if not inputs.has(each)]
    for name, found in named.items():
        for each, wanted in found:
            if name in _chain(each, names):
                is_amount = not decisions.has(each)
                what = f"金额“{each}”" if is_amount else f"“{each}”的结果"
                back = f"，“{each}”又要看“{name}”的" if each != name else ""
                back += "结果" if is_amount else ""
                circle = f"判定“{name}”要看{what}{back}，绕成了一圈；请改成填写项。"
                message = f"{where(wanted.keys)}：{circle}"
                yield document.finding(wanted.keys, "circle", message, on_key=True)


def _made_of(amount: Spot) -> Iterator[str]:
    """What an amount names: its base, its rate, and all that is done to it."""
    yield from (amount.get(key).text for key in ("of", "times"))
    for kind in ("plus", "minus", "at_most", "at_least"):
        for each in [*amount.get(kind).items()] or [amount.get(kind)]:
            yield from (part.text for part in (each, each.get("full"), each.get("by")))


def _chain(start: str, names: Mapping[str, list[str]]) -> list[str]:
    """A decision or an amount and all that it hangs on, directly or not."""
    found = [start]
    for each in found:
        found += [name for name in names.get(each, ()) if name in names and name not in found]
    return found
