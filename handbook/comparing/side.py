"""One of the two versions: its things by name, and its values in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, cached_property
from typing import Any, Final

from tiercalc import Policy
from tiercalc.case import Situation
from tiercalc.index import FilePlace, Home, index_of, place
from tiercalc.policy import parse_number, plain_number
from tiercalc.policy.types import TYPES as INPUT_TYPES
from tiercalc.words import figure_text, fill, filled, number_text, quantity_text, say

from handbook.checking.load import LoadedPolicy
from handbook.comparing.changes import Cited
from handbook.source.fixed_words import END, LATER_RULES, NOT_CERTAIN, YES
from handbook.source.grammar import POLICY, has_field, words_of
from handbook.source.yaml_source import Keys


class Absent(Enum):
    """What stands where one of the versions has nothing."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT

EVIDENCE_FIGURE = ("evidence", "#", "figures", "*")

# How long the path to a thing of a section is: ("roles", "host").
_THING = 2


@dataclass(frozen=True)
class Side:
    """A version of a policy on the day whose figures count."""

    loaded: LoadedPolicy
    on: date

    @property
    def policy(self) -> Policy:
        """What the engine makes of the version."""
        return self.loaded.policy

    @cached_property
    def situation(self) -> Situation:
        """The policy on the day, with nothing given."""
        return Situation(self.policy, {}, self.on, {})

    def name(self, section: str, key: str) -> str:
        """A thing of a section by its name."""
        policy = self.policy
        match section:
            case "clauses":
                return policy.clauses[key]
            case "penalties" | "rewards" | "aliases":
                return key
            case "provisions":
                return policy.provisions[key].topic
            case "rulings":
                return fill(policy.rulings[key].question, self.situation)
            case "scales" | "counted":
                users = [d.label for d in policy.decisions.values() if d.scale == key]
                users += [asked.label for asked in policy.inputs.values() if asked.scale == key]
                return users[0] if users else key
        label: str = getattr(policy, section)[key].label
        return label

    def place(self, keys: Keys) -> str:
        """A place in the file in the reader's words: “岗位“店长”的职责第 2 项的内容”."""
        words = ""
        for end, key in enumerate(keys, 1):
            path = keys[:end]
            if isinstance(key, int):
                words = say(words, self._item(path))
            elif is_field(path):
                words = f"{words}的{_quoted(title(path))}" if words else title(path)
            else:
                of = "的" if end > _THING else ""
                words = f"{words}{of}“{self.key_name(path)}”"
        return words

    def value(self, keys: Keys, data: object) -> str:
        """What stands at a place, in words; ids by the names of what they stand for."""
        if data is ABSENT:
            return "没有写"
        if data is None:
            return "无"
        if isinstance(data, bool):
            return "是" if data else "否"
        if form(keys) == EVIDENCE_FIGURE:
            return self.evidence_figure(keys)
        if isinstance(data, Mapping) and data.keys() == {"number", "unit"}:
            return quantity_text(Decimal(str(data["number"])), str(data["unit"]))
        if isinstance(data, Mapping):
            return "，".join(self._entry((*keys, key), part) for key, part in data.items()) or "空"
        if isinstance(data, list):
            parts = [self.value((*keys, place), part) for place, part in enumerate(data)]
            return "、".join(parts) or "空"
        number = None if isinstance(data, str) else parse_number(data)
        if number is not None:
            return number_text(number)
        name = self._cited.get(keys) or _words_at(keys).get(str(data))
        return name if name is not None else f"“{self._written_out(keys, str(data))}”"

    def evidence_figure(self, keys: Keys) -> str:
        """The figure of a piece of evidence at a place, with its unit."""
        return self._evidence_figures(keys)[str(keys[3])]

    def _evidence_figures(self, keys: Keys) -> Mapping[str, str]:
        """The figures of the piece of evidence around a place."""
        if keys[0] != "evidence":
            return {}
        own = self.policy.evidence[int(keys[1])].figures
        return {figure.id: quantity_text(figure.value, figure.unit) for figure in own}

    def cited(self, keys: Keys) -> Cited:
        """The clauses of the nearest thing around a place that cites any.

        What a service gives a value rests on the clauses that are about this value.
        """
        match keys:
            case ("services", str(key), "by" | "clause", str(value)):
                return self._cited_in(self.policy.services[key].clause_of(value))
            case ("services", str(key), *_):
                return self._cited_in(self.policy.services[key].clause)
        for end in range(len(keys), 0, -1):
            thing = self.at(keys[:end])
            if isinstance(thing, Mapping) and "clause" in thing:
                clauses = thing["clause"]
                return self._cited_in([clauses] if isinstance(clauses, str) else clauses)
        return Cited({})

    def _cited_in(self, clauses: Iterable[str]) -> Cited:
        return Cited({each: self.policy.clauses.get(each, each) for each in clauses})

    def at(self, keys: Keys) -> object:
        """The plain data at a place; ABSENT where there is none."""
        found: Any = self.loaded.data
        for key in keys:
            try:
                found = found[key]
            except (KeyError, IndexError, TypeError):
                return ABSENT
        return found

    def key_name(self, path: Keys) -> str:
        """What the id at the end of a path stands for."""
        key = str(path[-1])
        if len(path) == 2:
            return self.name(str(path[0]), key)
        if path[0] == "scales":
            return self.policy.scales[str(path[1])].label(key)
        return self._on_keys.get(path) or _expectations().get(key, key)

    def _item(self, path: Keys) -> str:
        place = path[-1]
        number = f"第 {int(place) + 1} 项"
        if path[0] == "decisions" and len(path) == 4:
            outcome = self.at((*path, "outcome"))
            if isinstance(outcome, str):
                return f"{number}（{self._cited.get((*path, 'outcome'), outcome)}）"
        return number

    def _entry(self, path: Keys, part: object) -> str:
        name = title(path) if is_field(path) else self.key_name(path)
        return say(name, " ", self.value(path, part))

    @cached_property
    def _cited(self) -> Mapping[Keys, str]:
        return {where.keys: name for where, name in self._named if not where.on_key}

    @cached_property
    def _on_keys(self) -> Mapping[Keys, str]:
        return {where.keys: name for where, name in self._named if where.on_key}

    @cached_property
    def _named(self) -> tuple[tuple[FilePlace, str], ...]:
        """Every place that names something, and what the named thing is called."""
        index = index_of(self.policy)
        return tuple(
            (place(self.policy, self.loaded.data, each), self._meant(index.homes(each)[0], each.id))
            for each in index.references
            if not each.in_text
        )

    def _meant(self, home: Home, key: str) -> str:
        """The name of an id out of a list."""
        section, owner = home
        match section:
            case "scales" if owner:
                return self.policy.scales[owner].label(key)
            case "processes" if owner:
                return next(s.does for s in self.policy.processes[owner].steps if s.id == key)
            case "penalties" if owner:
                return self.name("roles", key)
        return self.name(section, key)

    def _written_out(self, keys: Keys, text: str) -> str:
        """The text at a place with its figures."""
        own = self._evidence_figures(keys)
        return filled(
            text, lambda name: say(own[name]) if name in own else figure_text(name, self.situation)
        )


def is_field(path: Keys) -> bool:
    """True where the last key of a path is the grammar's, false where it is an id."""
    return has_field(POLICY.declared(path[:-1]), str(path[-1]))


def title(path: Keys) -> str:
    """What the schema calls a field or a section."""
    key = str(path[-1])
    return str(POLICY.declared(path).get("title") or _expectations().get(key, key))


def form(keys: Keys) -> tuple[str, ...]:
    """What kind of place it is: its fields, with `*` for an id and `#` for a list's item."""
    return tuple(
        "#" if isinstance(key, int) else str(key) if is_field(keys[:end]) else "*"
        for end, key in enumerate(keys, 1)
    )


def _quoted(name: str) -> str:
    """A field's name within a sentence, in which a word of one character would be lost."""
    return f"“{name}”" if len(name) == 1 else name


def _words_at(keys: Keys) -> Mapping[str, str]:
    """The words of the file for what the model has at a place."""
    match form(keys):
        case ("inputs", "*", "type"):
            return {name: kind.title for name, kind in INPUT_TYPES.items()}
        case ("figures", "*", "by"):
            return {"house": YES}
        case ("decisions", "*", "rules", "#", "between", *_):
            return {"otherwise": LATER_RULES}
        case (*_, "gate", _):
            return {"end": END}
        case ("examples", "#", "expect", *_):
            return {"undetermined": NOT_CERTAIN}
    return words_of(POLICY.declared(keys))


@cache
def _expectations() -> Mapping[str, str]:
    """What the schema calls the fields of an expectation, which hang on the kind of example."""
    cases = POLICY.declared(("examples", 0))["allOf"]
    fields = (case["then"]["properties"]["应得"].get("properties", {}) for case in cases)
    return {field["x-field"]: field["title"] for each in fields for field in each.values()}


def plain(data: object) -> object:
    """Plain data for JSON: every number as its digits, nothing for what is absent."""
    if data is ABSENT or data is None:
        return None
    if isinstance(data, Mapping):
        return {key: plain(part) for key, part in data.items()}
    if isinstance(data, list):
        return [plain(part) for part in data]
    number = None if isinstance(data, str | bool) else parse_number(data)
    return data if number is None else plain_number(number)
