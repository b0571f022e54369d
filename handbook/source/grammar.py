"""The grammar of a kind of file as its schema states it: its fields and their names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from tiercalc.words import say

from handbook.home import POLICY_SCHEMA
from handbook.source.day_spans import is_spans
from handbook.source.number_slips import is_slip
from handbook.source.time_spans import is_hours
from handbook.source.yaml_source import Keys

Schema = dict[str, Any]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)
# No pattern of the schema: to editors, which have JavaScript's expressions, \w is ASCII alone.
_NAME = re.compile(r"[\w-]+(?: [\w-]+)*")


@dataclass(frozen=True)
class Grammar:
    """A JSON Schema file, and the definitions in it that contain themselves."""

    path: Path
    recursive: tuple[str, ...] = ()

    @cached_property
    def schema(self) -> Schema:
        """The schema as data; its numbers exact, its definitions written out where they are used.

        Looking up `$ref` again and again costs the validator half of its time.
        """
        loaded = json.loads(self.path.read_text(encoding="utf-8"), parse_float=Decimal)
        definitions: Schema = loaded.pop("$defs", {})
        return {
            **self._written_out(loaded, definitions),
            "$defs": {
                name: self._written_out(definitions[name], definitions) for name in self.recursive
            },
        }

    @cached_property
    def validator(self) -> Draft202012Validator:
        """The one validator of these files, with the formats of the schemas."""
        formats = FormatChecker(formats=())
        formats.checks("name")(lambda value: not isinstance(value, str) or is_name(value))
        formats.checks("date")(lambda value: not isinstance(value, str) or is_date(value))
        formats.checks("moment")(lambda value: not isinstance(value, str) or is_moment(value))
        formats.checks("days")(lambda value: not isinstance(value, str) or is_spans(value))
        formats.checks("hours")(lambda value: not isinstance(value, str) or is_hours(value))
        formats.checks("quantity")(lambda value: not isinstance(value, str) or not is_slip(value))
        formats.checks("due")(
            lambda value: not isinstance(value, str) or value == "不能确定" or is_moment(value)
        )
        return Draft202012Validator(self.schema, format_checker=formats)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key that may be written anywhere."""
        return frozenset(_keys_in(self.schema))

    def declared(self, keys: Keys) -> Schema:
        """What the schema says of the place that a path of keys leads to; empty where nothing."""
        found = self.schema if not keys else self._descend(keys)[-1]
        return {} if found is None else self.resolve(found)

    def resolve(self, subschema: Schema) -> Schema:
        """A subschema with what its reference to a recursive definition adds."""
        name = _reference(subschema)
        return subschema if name is None else {**self.schema["$defs"][name], **subschema}

    def where(self, keys: Keys) -> str:
        """A path of keys in the reader's words: 判定 tier › 规则第 1 项 › 条件 › year_spend."""
        words: list[str] = []
        parent = self.schema
        for key, found in zip(keys, self._descend(keys), strict=True):
            if isinstance(key, int):
                words[-1:] = [say(*words[-1:], f"第 {key + 1} 项")]
            elif _has_no_parts(parent):
                continue
            elif found is not None and has_field(parent, key):
                words.append(self.resolve(found).get("title", key))
            elif len(words) == 1:
                words[-1] += f" {key}"
            else:
                # Of an example's penalties and their roles the model makes one key.
                words.append(key.replace(":", " › "))
            parent = {} if found is None else self.resolve(found)
        return " › ".join(words)

    def _descend(self, keys: Keys) -> list[Schema | None]:
        """The subschema at each step of a path; None from where the schema declares nothing."""
        found: list[Schema | None] = []
        current: Schema | None = self.schema
        for key in keys:
            current = None if current is None else _child(self.resolve(current), key)
            found.append(current)
        return found

    def _written_out(self, part: Any, definitions: Schema) -> Any:
        if isinstance(part, list):
            return [self._written_out(item, definitions) for item in part]
        if not isinstance(part, dict):
            return part
        name = _reference(part)
        if name is None or name in self.recursive:
            return {key: self._written_out(child, definitions) for key, child in part.items()}
        own = {key: child for key, child in part.items() if key != "$ref"}
        return self._written_out({**definitions[name], **own}, definitions)


# The only definition that contains itself stays a reference.
POLICY = Grammar(POLICY_SCHEMA, ("condition",))
where = POLICY.where
declared = POLICY.declared


def words_of(subschema: Schema) -> dict[str, str]:
    """The model's codes that may stand at a place, each as pages say it; empty where others may."""
    said = {code: word for word, code in subschema.get("x-words", {}).items()}
    shown: dict[str, str] = subschema.get("x-shown", {})
    return {**said, **shown}


def expected(subschema: Schema) -> str:
    """What belongs at a place: one of its words, else what its description says."""
    choices = "、".join(str(word) for word in subschema.get("enum", ()))
    return f"{choices}。" if choices else str(subschema.get("description", ""))


def is_name(text: str) -> bool:
    """True for letters of any script, digits, _ and -, with single spaces between."""
    return _NAME.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """True for a real day written as 2026-01-01."""
    return _DATE.fullmatch(text) is not None and _parses(date, text)


def is_moment(text: str) -> bool:
    """True for a real day, or a day and minute written as 2026-01-01T10:00."""
    return is_date(text) or (_MOMENT.fullmatch(text) is not None and _parses(datetime, text))


def _parses(kind: type[date], text: str) -> bool:
    try:
        kind.fromisoformat(text)
    except ValueError:
        return False
    return True


def _keys_in(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part.get("properties", ())
        for each in part.values():
            yield from _keys_in(each)
    elif isinstance(part, list):
        for each in part:
            yield from _keys_in(each)


def _reference(subschema: Schema) -> str | None:
    target = subschema.get("$ref")
    return None if target is None else target.removeprefix("#/$defs/")


def _child(parent: Schema, key: str | int) -> Schema | None:
    if isinstance(key, int):
        child = parent.get("items")
    else:
        child = parent.get("properties", {}).get(key) or _of_field(parent, key)
        if child is None:
            child = parent.get("additionalProperties")
    return child if isinstance(child, dict) else None


def has_field(parent: Schema, key: str) -> bool:
    """Whether a key of a mapping is the grammar's, in the file's word or the model's."""
    return key in parent.get("properties", {}) or _of_field(parent, key) is not None


def _of_field(parent: Schema, name: str) -> Schema | None:
    """The declaration of the key that is a field of the model, or that the field is read from."""
    for child in parent.get("properties", {}).values():
        if isinstance(child, dict) and name == child.get("x-field"):
            return child
        if isinstance(child, dict) and name in child.get("x-also", ()):
            return _of_field(child, name) or child
    return None


def _has_no_parts(parent: Schema) -> bool:
    """Whether the file has one word where the model has a mapping."""
    return "type" in parent and not {"object", "array"} & {*_types(parent)}


def _types(subschema: Schema) -> list[str]:
    named = subschema["type"]
    return [named] if isinstance(named, str) else named
