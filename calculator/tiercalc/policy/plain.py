"""Typed access to plain data (mappings, lists, text, numbers), with the place in every error."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from tiercalc.policy.errors import PolicyError

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def canonical_json(data: object) -> str:
    """The one JSON text of plain data: file order, no spaces, non-integers as strings.

    The same text comes from data loaded from YAML (Decimal) and from its own output (str), so a
    hash of it names the policy's version everywhere.
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_exact)


def _exact(value: object) -> str:
    if isinstance(value, Decimal):
        return plain_number(value)
    raise TypeError(f"not plain data: {value!r}")


def plain_number(value: Decimal) -> str:
    """A decimal as digits: no exponent, no trailing zeros ("2000", "0.01")."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def parse_number(value: object) -> Decimal | None:
    """An int, a Decimal or a decimal's digits as a Decimal; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value) and value.isascii():
        return Decimal(value)
    return None


class Node:
    """A value inside plain data together with the path of keys that leads to it."""

    def __init__(self, value: object, path: str = "") -> None:
        self.value = value
        self.path = path

    def fail(self, expected: str) -> PolicyError:
        """The error that says what should stand here."""
        return PolicyError("shape", self.path, f"“{self.path}”处应为{expected}")

    def fields(self) -> dict[str, Node]:
        """The entries of a mapping, in order."""
        if not isinstance(self.value, Mapping):
            raise self.fail("一组字段")
        return {str(key): self._child(str(key), value) for key, value in self.value.items()}

    def items(self) -> list[Node]:
        """The items of a list, in order."""
        if not isinstance(self.value, list | tuple):
            raise self.fail("一个列表")
        return [self._child(str(place), item) for place, item in enumerate(self.value)]

    def has(self, key: str) -> bool:
        """True where a mapping has the key."""
        return isinstance(self.value, Mapping) and key in self.value

    def get(self, key: str) -> Node:
        """A mapping's required entry."""
        if not isinstance(self.value, Mapping):
            raise self.fail("一组字段")
        if key not in self.value:
            raise self._child(key, None).fail("必填的内容")
        return self._child(key, self.value[key])

    def part(self, key: str) -> dict[str, Node]:
        """The entries of an optional mapping; empty where it is absent."""
        return self.get(key).fields() if self.has(key) else {}

    def rows(self, key: str) -> list[Node]:
        """The items of an optional list; empty where it is absent."""
        return self.get(key).items() if self.has(key) else []

    def text(self) -> str:
        """A string."""
        if not isinstance(self.value, str):
            raise self.fail("文字")
        return self.value

    def number(self) -> Decimal:
        """An exact number."""
        number = parse_number(self.value)
        if number is None:
            raise self.fail("数字")
        return number

    def day(self) -> date:
        """An ISO date."""
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self.fail("日期（如 2026-01-01）") from None

    def texts(self) -> tuple[str, ...]:
        """One string or a list of them, as a tuple."""
        if isinstance(self.value, str):
            return (self.value,)
        return tuple(item.text() for item in self.items())

    def optional[T](self, key: str, read: Callable[[Node], T]) -> T | None:
        """What `read` makes of an optional entry; None where it is absent."""
        return read(self.get(key)) if self.has(key) else None

    def words(self, key: str) -> tuple[str, ...]:
        """An optional id or list of ids; empty where it is absent."""
        return self.get(key).texts() if self.has(key) else ()

    def flag(self, key: str) -> bool:
        """An optional yes; false where it is absent."""
        return self.has(key) and self.get(key).value is True

    def _child(self, key: str, value: object) -> Node:
        return Node(value, f"{self.path}.{key}" if self.path else key)
