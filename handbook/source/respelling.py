"""A file as it was meant: a misspelt key is read as the known one that it stands for.

So what hangs on such a key is not said to be missing beside the slip itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from handbook.source.findings import nearest
from handbook.source.grammar import Grammar, Schema
from handbook.source.yaml_source import Document, Keys

# How else keys are called, which nobody would find by their letters.
_ALIKE = {
    **dict.fromkeys(("大于等于", "不小于", "不少于", "至少", "最少", "达到"), "不低于"),
    **dict.fromkeys(("小于等于", "不大于", "不多于", "至多", "最多"), "不高于"),
    **dict.fromkeys(("大于", "多于"), "高于"),
    **dict.fromkeys(("小于", "少于", "不足"), "低于"),
    **dict.fromkeys(("如果", "若", "当", "凡"), "条件"),
    **dict.fromkeys(("那么", "则"), "结果"),
    **dict.fromkeys(("否则", "其他", "其它"), "其余"),
    **dict.fromkeys(("title", "标题", "题目", "名字"), "制度"),
}


@dataclass(frozen=True)
class MeantDocument(Document):
    """A file's document with its keys as they were meant; `spelt` has those that the file has."""

    written: Document
    spelt: Mapping[Keys, str]

    def place(self, path: Keys) -> tuple[int, int]:
        """Where the value at a path begins in the file."""
        return self.written.place(self._in_file(path))

    def key_place(self, path: Keys) -> tuple[int, int]:
        """Where the key stands in the file that leads to a path."""
        return self.written.key_place(self._in_file(path))

    def remark(self, path: Keys) -> str:
        """What a finding at a path has to add."""
        return self.written.remark(self._in_file(path))

    def is_taken_out(self, path: Keys) -> bool:
        """Whether the file takes out what another one has at a path."""
        return self.written.is_taken_out(self._in_file(path))

    def _in_file(self, path: Keys) -> Keys:
        return tuple(self.spelt.get(path[:end], path[end - 1]) for end in range(1, len(path) + 1))


def as_meant(document: Document, grammar: Grammar) -> Document:
    """A file's document with misspelt keys read as those that they are meant for."""
    spelt: dict[Keys, str] = {}
    data = _meant(document.data, grammar.schema, (), grammar, spelt)
    if not spelt:
        return document
    return MeantDocument(document.path, document.text, data, document.root, document, spelt)


def meant_key(
    key: str, present: Iterable[str], known: Mapping[str, Schema], grammar: Grammar
) -> str | None:
    """The known key that an unknown one of a mapping stands for, if it is plain which.

    It has the name of another tool or of everyday speech, or is like one that is not there.
    """
    declared = ((name, grammar.resolve(child)) for name, child in known.items())
    translated = next((name for name, child in declared if child.get("x-field") == key), None)
    other = translated or _ALIKE.get(key)
    if other in known:
        return other
    return nearest(re.split("[：:]", key)[0], [name for name in known if name not in present])


def _meant(value: Any, schema: Schema, own: Keys, grammar: Grammar, spelt: dict[Keys, str]) -> Any:
    schema = grammar.resolve(schema)
    if isinstance(value, list):
        items = schema.get("items", {})
        return [_meant(each, items, (*own, n), grammar, spelt) for n, each in enumerate(value)]
    if not isinstance(value, dict):
        return value
    known, others = schema.get("properties", {}), schema.get("additionalProperties")
    made: dict[str, Any] = {}
    for key, each in value.items():
        name = key
        if others is False and key not in known and each is not None:
            near = meant_key(key, value, known, grammar)
            if near is not None and near not in value and near not in made:
                name, spelt[(*own, near)] = near, key
        below = known.get(name, others)
        below = below if isinstance(below, dict) else {}
        made[name] = _meant(each, below, (*own, name), grammar, spelt)
    return made
