"""Typed access to plain data (mappings, lists, text, numbers), with the place in every error."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from tiercalc.policy.errors import PolicyError

_HALF_WIDTH = {0xFF01 + place: 0x21 + place for place in range(94)} | {0x3000: " "}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_WHOLE_DIGITS = 15
_DECIMALS = 10
TOO_LONG = "number-size"
# What a number must be, so that it is exact in whatever is done with it.
BOUNDED = f"整数最多 {_WHOLE_DIGITS} 位、小数最多 {_DECIMALS} 位的数"


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


def is_bounded(number: Decimal) -> bool:
    """Whether a number has no more digits than anybody needs."""
    if not number.is_finite():
        return False
    return number.adjusted() < _WHOLE_DIGITS and decimals_of(number) <= _DECIMALS


def decimals_of(number: Decimal) -> int:
    """How many digits stand behind a finite number's point."""
    return -int(number.as_tuple().exponent)


def half_width(text: str) -> str:
    """Full-width letters, digits and punctuation as their usual forms, outer spaces left out."""
    return text.translate(_HALF_WIDTH).strip()


class Node:
    """A value inside plain data together with the path of keys that leads to it.

    What is not of the form that is asked for is noted, and something empty read in its place: so
    the rest can be looked at, too. `require_sound` refuses the whole.
    """

    def __init__(
        self, value: object, path: str = "", slips: list[PolicyError] | None = None
    ) -> None:
        self.value = value
        self.path = path
        self.slips: list[PolicyError] = [] if slips is None else slips

    def refuse(self, expected: str, code: str = "shape") -> None:
        """Note what should stand here."""
        self.slips.append(PolicyError(code, self.path, f"“{self.path}”处应为{expected}"))

    def require_sound(self) -> None:
        """Raise the first PolicyError that was noted while the data was read."""
        if self.slips:
            raise self.slips[0]

    def instead(self, value: object) -> Node:
        """Another value in this place, such as the key that leads to it."""
        return Node(value, self.path, self.slips)

    def fields(self) -> dict[str, Node]:
        """The entries of a mapping, in order."""
        if not isinstance(self.value, Mapping):
            self.refuse("一组字段")
            return {}
        return {str(key): self._child(str(key), value) for key, value in self.value.items()}

    def items(self) -> list[Node]:
        """The items of a list, in order."""
        if not isinstance(self.value, list | tuple):
            self.refuse("一个列表")
            return []
        return [self._child(str(place), item) for place, item in enumerate(self.value)]

    def has(self, key: str) -> bool:
        """True where a mapping has the key."""
        return isinstance(self.value, Mapping) and key in self.value

    def get(self, key: str) -> Node:
        """A mapping's required entry."""
        if not isinstance(self.value, Mapping):
            self.refuse("一组字段")
            return self._child(key, None)
        if key not in self.value:
            self._child(key, None).refuse("必填的内容")
        return self._child(key, self.value.get(key))

    def part(self, key: str) -> dict[str, Node]:
        """The entries of an optional mapping; empty where it is absent."""
        return self.get(key).fields() if self.has(key) else {}

    def rows(self, key: str) -> list[Node]:
        """The items of an optional list; empty where it is absent."""
        return self.get(key).items() if self.has(key) else []

    def text(self) -> str:
        """A string."""
        if not isinstance(self.value, str):
            self.refuse("文字")
            return ""
        return self.value

    def quantity(self) -> Decimal | None:
        """An exact number; None for what is none, such as a figure's id."""
        number = parse_number(self.value)
        if number is None or is_bounded(number):
            return number
        self.refuse(BOUNDED, TOO_LONG)
        return Decimal(0)

    def number(self) -> Decimal:
        """An exact number, which has to stand here."""
        number = self.quantity()
        if number is None:
            self.refuse("数字")
            return Decimal(0)
        return number

    def day(self) -> date:
        """An ISO date."""
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            self.refuse("日期（如 2026-01-01）")
            return date.min

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
        return Node(value, f"{self.path}.{key}" if self.path else key, self.slips)
