"""One place where a document's shape is not the grammar's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from jsonschema import ValidationError

from handbook.source.findings import Finding, nearest
from handbook.source.grammar import Grammar, Schema, expected
from handbook.source.respelling import meant_key
from handbook.source.yaml_source import Document, Keys

_REMARK = re.compile(r"[:-] +#")


@dataclass(frozen=True)
class Fault:
    """One error of the validator with the document and the path of keys that it is about."""

    document: Document
    grammar: Grammar
    keys: Keys
    error: ValidationError

    @property
    def value(self) -> Any:
        """What stands at the place."""
        return self.error.instance

    @property
    def rule(self) -> Any:
        """What the schema wants there."""
        return self.error.validator_value

    @property
    def schema(self) -> Schema:
        """The subschema that the value fails."""
        return cast(Schema, self.error.schema)

    @property
    def fields(self) -> Schema:
        """The declaration of the mapping that the error is about."""
        found = self.grammar.declared(self.keys)
        return found if "properties" in found else self.schema

    @property
    def subject(self) -> str:
        """The place in the file's words, before what is said of it; empty for the file itself."""
        return f"{self.grammar.where(self.keys)}：" if self.keys else ""

    @property
    def expected(self) -> str:
        """What should stand there, in a sentence."""
        what = expected(self.grammar.declared(self.keys)) or expected(self.schema)
        return f"应写：{what}" if what else ""

    def meant(self, key: str) -> str | None:
        """The known key that an unknown one of the mapping stands for."""
        known = self.fields.get("properties", {})
        return meant_key(key, self.value, known, self.grammar)

    @property
    def like(self) -> str | None:
        """The word of the grammar that the key is like, where any name may stand."""
        around, key = self.grammar.declared(self.keys[:-1]), self.keys[-1] if self.keys else 0
        known = around.get("properties", {})
        return None if isinstance(key, int) or key in known else nearest(key, known)

    @property
    def is_noted(self) -> bool:
        """Whether a remark stands where the value would."""
        line, _ = self.document.key_place(self.keys)
        return _REMARK.search(self.document.text.split("\n")[line - 1]) is not None

    def here(self, code: str, message: str) -> Finding:
        """A finding at the value, or at its key where nothing stands behind the key."""
        on_key = self.value is None or isinstance(self.value, Mapping)
        return self.document.finding(self.keys, code, message, on_key=on_key)

    def at_own_key(self, code: str, message: str) -> Finding:
        """A finding at the key that leads to the value."""
        return self.document.finding(self.keys, code, message, on_key=True)

    def at_key(self, key: str, code: str, message: str) -> Finding:
        """A finding at one key of the mapping."""
        return self.document.finding((*self.keys, key), code, message, on_key=True)
