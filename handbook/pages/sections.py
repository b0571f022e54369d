"""The sections of a policy: what a reader calls them, and where a thing of theirs stands.

A section that is not named here has its name from the schema; it stands on a policy's main page,
in the counts and on the cards of the roles that it names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, NamedTuple

from tiercalc.policy import Path, Policy, Reference
from tiercalc.words import say

from handbook.pages.uses import Use, step_use
from handbook.source.grammar import POLICY


class Section(NamedTuple):
    """How the things of a section are announced, and the word that their anchors begin with."""

    before: str
    anchor: str


_SECTIONS: Mapping[str, Section] = {
    "decisions": Section("", "rule"),
    "figures": Section("数字：", "figure"),
    "services": Section("服务：", "service"),
    "provisions": Section("规定：", "provision"),
    "roles": Section("职责：", "role"),
    "processes": Section("", "step"),
    "deadlines": Section("时限：", "deadline"),
    "penalties": Section("处罚 ", "penalty"),
    "rewards": Section("奖励 ", "reward"),
    "rulings": Section("裁定 ", "ruling"),
}
# Sections with a page or a table of their own that are no list of things which cite a clause.
_PLAIN = ("clauses", "scales", "counted", "inputs", "amounts", "forms", "events")


def _titles() -> dict[str, str]:
    known = {*_SECTIONS, *_PLAIN}
    mappings = (each.name for each in fields(Policy) if str(each.type).startswith("Mapping["))
    return {
        name: str(POLICY.declared((name,)).get("title", name))
        for name in mappings
        if name not in known
    }


# The sections that are shown by what their types say, with their names.
OTHERS: Mapping[str, str] = _titles()
# The sections in the order of a policy's pages.
ORDER = (*_SECTIONS, *OTHERS)


def use(policy: Policy, path: Path) -> Use:
    """The thing around a place in the model, as one that uses something."""
    section, key = str(path[0]), str(path[1])
    thing: Any = getattr(policy, section)[key]
    match path:
        case ("decisions", _, "rules", int(place), *_):
            rule = f"rule-{key}-{place + 1}"
            return Use(f"{say(thing.label, '规则')} ", str(place + 1), "", rule)
        case ("processes", _, "steps", int(place), *_):
            return step_use(thing, place + 1, thing.steps[place])
    before, anchor = _SECTIONS.get(section) or Section(f"{OTHERS[section]}：", section)
    return Use(before, _name(policy, section, key, thing), "", f"{anchor}-{key}")


def _name(policy: Policy, section: str, key: str, thing: Any) -> str:
    match section:
        case "penalties" | "rewards":
            return str(thing.number)
        case "provisions":
            return str(thing.topic)
        case "rulings":
            return str(tuple(policy.rulings).index(key) + 1)
    return str(thing.label)


def naming_role(policy: Policy, role: str) -> tuple[Reference, ...]:
    """What names a role in the sections that are shown by what their types say."""
    return tuple(each for each in policy.index.naming("roles", role) if each.section in OTHERS)
