"""From the words of a policy file to the fields of the model.

The schema says of each key which field of the model it is (`x-field`), of fixed words what the
model calls them (`x-words`), and of parts that are written otherwise than the model has them who
reads them (`x-read`, in `shapes`). Nothing else knows both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handbook.source.around import Around
from handbook.source.grammar import Grammar, Schema
from handbook.source.shapes import READERS
from handbook.source.yaml_source import Document, Keys


@dataclass(frozen=True)
class Translation:
    """The model's plain data, and for each part of it the path in the file that it comes from."""

    data: Any
    origin: Mapping[Keys, Keys]
    moved: Mapping[Keys, Keys]

    def in_file(self, keys: Keys) -> Keys:
        """The path in the file of a path in the data, or of its nearest known parent."""
        for length in range(len(keys), -1, -1):
            head, rest = keys[:length], keys[length:]
            if head in self.moved:
                return self.in_file((*self.moved[head], *rest))
            if head in self.origin:
                return self.origin[head]
        return ()


@dataclass(frozen=True)
class ModelDocument(Document):
    """A file's document whose data, and the paths that lead through them, are the model's."""

    written: Document
    translation: Translation

    def place(self, path: Keys) -> tuple[int, int]:
        """Where the value at a path of the model's begins in the file, or its nearest parent."""
        return self.written.place(self.translation.in_file(path))

    def key_place(self, path: Keys) -> tuple[int, int]:
        """Where the key stands in the file that leads to a path of the model's."""
        return self.written.key_place(self.translation.in_file(path))

    def remark(self, path: Keys) -> str:
        """What a finding has to add where the part at a path of the model's is another file's."""
        return self.written.remark(self.translation.in_file(path))

    def is_taken_out(self, path: Keys) -> bool:
        """Whether the file takes out what another one has at a path of the model's."""
        section = self.translation.in_file(path[:1])
        return self.written.is_taken_out((*section, *path[1:]))


def in_model(
    document: Document, grammar: Grammar, more: Mapping[str, object] | None = None
) -> ModelDocument:
    """A file's document in the model's words, and `more` that the model has of it."""
    made = translate(document.data, grammar)
    data = {**made.data, **(more or {})} if isinstance(made.data, dict) else made.data
    return ModelDocument(document.path, document.text, data, document.root, document, made)


def translate(data: Any, grammar: Grammar) -> Translation:
    """A file's plain data in the model's words. What has another shape than the grammar's stays."""
    walk = _Walk(grammar, data)
    return Translation(walk.part(data, grammar.schema, (), ()), walk.origin, walk.moved)


@dataclass
class _Walk:
    grammar: Grammar
    root: Any
    origin: dict[Keys, Keys] = field(default_factory=dict)
    moved: dict[Keys, Keys] = field(default_factory=dict)

    def part(self, value: Any, schema: Schema, own: Keys, file: Keys) -> Any:
        """A value in the model's words; `own` is its path there, `file` its path in the file."""
        self.origin[own] = file
        schema = self.grammar.resolve(schema)
        if isinstance(value, dict):
            value = self._mapping(value, schema, own, file)
        elif isinstance(value, list):
            items = schema.get("items", {})
            value = [self.part(each, items, (*own, n), (*file, n)) for n, each in enumerate(value)]
        words = schema.get("x-words", {})
        if isinstance(value, str) and value in words:
            value = words[value]
        read = schema.get("x-read")
        return value if read is None else READERS[read](value, Around(self.root, own, self.moved))

    def _mapping(self, value: dict[str, Any], schema: Schema, own: Keys, file: Keys) -> Any:
        known, others = schema.get("properties", {}), schema.get("additionalProperties")
        made = {}
        for key, each in value.items():
            below = known.get(key, others)
            if not isinstance(below, dict):
                below = {}
            name = self.grammar.resolve(below).get("x-field", key) if key in known else key
            made[name] = self.part(each, below, (*own, name), (*file, key))
        return made
