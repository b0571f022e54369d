"""How alike two items of a list are that has no ids: rules, duties, acts, examples, evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from typing import Any

from tiercalc.policy import canonical_json

from handbook.comparing.pairs import same

Likeness = Callable[[Any, Any], float]

_ASKED = ("given", "on", "set", "due", "from", "fine")


def likeness(form: tuple[str, ...]) -> Likeness:
    """The measure for the lists at a kind of place; from 0.5 on, one thing that changed."""
    return _MEASURES.get(form, _same)


def _same(old: object, new: object) -> float:
    return float(same(old, new))


def _rules(old: Mapping[str, Any], new: Mapping[str, Any]) -> float:
    """Rules are one rule if they give the same, or the same condition gives something else."""
    if same(old, new):
        return 1
    results = [(rule.get("outcome"), rule.get("open")) for rule in (old, new)]
    if results[0] == results[1]:
        return 0.6 + 0.3 * _ratio(canonical_json(old["when"]), canonical_json(new["when"]))
    return 0.5 if same(old["when"], new["when"]) else 0


def _examples(old: Mapping[str, Any], new: Mapping[str, Any]) -> float:
    """Examples are one example if they put the same question."""
    if same(old, new):
        return 1
    questions = [{key: each[key] for key in _ASKED if key in each} for each in (old, new)]
    return 0.5 if same(*questions) else 0


def _texts(field: str) -> Likeness:
    def measure(old: Mapping[str, Any], new: Mapping[str, Any]) -> float:
        return 1 if same(old, new) else 0.99 * _ratio(old[field], new[field])

    return measure


def _members(old: object, new: object) -> float:
    """Orders of figures are one order if they share most of their members."""
    if not isinstance(old, list) or not isinstance(new, list) or same(old, new):
        return float(same(old, new))
    return 0.99 * len(set(old) & set(new)) / len(set(old) | set(new))


def _ratio(old: str, new: str) -> float:
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


_MEASURES: Mapping[tuple[str, ...], Likeness] = {
    ("ascending",): _members,
    ("decisions", "*", "rules"): _rules,
    ("roles", "*", "duties"): _texts("text"),
    ("penalties", "*", "acts"): _texts("for"),
    ("rewards", "*", "acts"): _texts("for"),
    ("evidence",): _texts("text"),
    ("examples",): _examples,
}
