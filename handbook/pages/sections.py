"""The sections of a policy: what a reader calls them, and where a thing of theirs stands.

A section that is not named here has its name from the schema; it stands on a policy's main page,
in the counts and on the cards of the roles that it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, get_origin, get_type_hints

from tiercalc.index import Path, index_of
from tiercalc.policy import Policy
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
    "rulings": Section("", "ruling"),
}
# Sections with a page or a table of their own that are no list of things which cite a clause.
_PLAIN = ("clauses", "scales", "counted", "inputs", "amounts", "forms", "events", "aliases")


def others(policy: Policy) -> Mapping[str, str]:
    """The sections of the model that are shown by what their types say, with their names."""
    model: Any = type(policy)
    return _others(model)


@cache
def _others(model: Any) -> Mapping[str, str]:
    known = {*_SECTIONS, *_PLAIN}
    hints = get_type_hints(model).items()
    sections = [name for name, hint in hints if get_origin(hint) is Mapping and name not in known]
    return {name: str(POLICY.declared((name,)).get("title", name)) for name in sections}


def order(policy: Policy, section: str) -> int:
    """Where a section comes among a policy's pages."""
    return (*_SECTIONS, *others(policy)).index(section)


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
        case ("rulings", *_):
            number = str(tuple(policy.rulings).index(key) + 1)
            return Use(f"{policy.marks.ruling} ", number, "", f"ruling-{key}")
    before, anchor = _SECTIONS.get(section) or Section(f"{others(policy)[section]}：", section)
    return Use(before, _name(section, thing), "", f"{anchor}-{key}")


def _name(section: str, thing: Any) -> str:
    match section:
        case "penalties" | "rewards":
            return str(thing.number)
        case "provisions":
            return str(thing.topic)
    return str(thing.label)


@dataclass(frozen=True)
class Entry:
    """A thing that is shown by what the types of its fields say."""

    anchor: str
    label: str
    texts: tuple[str, ...]
    roles: tuple[str, ...]
    figures: tuple[str, ...]
    clauses: tuple[str, ...]


def shown(policy: Policy, role: str | None = None) -> Iterator[tuple[str, str, list[Entry]]]:
    """The sections that are shown by their types: id, name, things; those that name a role."""
    naming = index_of(policy).naming("roles", role) if role else ()
    wanted = {each.path[:2] for each in naming}
    for section, title in others(policy).items():
        keys = getattr(policy, section)
        things = [_entry(policy, section, k) for k in keys if not role or (section, k) in wanted]
        if things:
            yield section, title, things


def _entry(policy: Policy, section: str, key: str) -> Entry:
    inside = [each for each in index_of(policy).inside(section, key) if not each.in_text]
    said = [each for each in index_of(policy).sayings if each.path[:2] == (section, key)]

    def named(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.id for each in inside if each.may_be_of(kind)))

    return Entry(
        f"{section}-{key}",
        str(getattr(policy, section)[key].label),
        tuple(each.text for each in said if each.path[2:] != ("label",)),
        named("roles"),
        named("figures"),
        named("clauses"),
    )
