"""One value of a scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self, cast, override

from tiercalc.policy.plain import Node, half_width
from tiercalc.policy.scales import Scale
from tiercalc.policy.types.base import COMPARE, NoValueError, Operand, Single, Value
from tiercalc.policy.types.finite import Finite

# What conditions compare the values of a scale with.
SCALE_LIMITS = "取值的名称，或 [名称, 名称]"


@dataclass(frozen=True)
class Choice(Finite):
    """The value of a scale that holds."""

    scale: Scale

    name: ClassVar[str] = "choice"
    title: ClassVar[str] = "单选"
    asked: ClassVar[str] = "选一个"
    limits: ClassVar[str] = SCALE_LIMITS
    scaled: ClassVar[bool] = True
    rests_on: ClassVar[str] = "评定"

    @classmethod
    @override
    def declared(cls, node: Node, scales: Mapping[str, Scale]) -> Self:
        return cls(declared_scale(node, scales))

    @property
    @override
    def wanted(self) -> str:
        return "|".join(self.scale.ids())

    @property
    @override
    def values(self) -> tuple[Single, ...]:
        return self.scale.ids()

    @override
    def options(self) -> Iterable[tuple[str, str]]:
        return ((value.id, value.label) for value in self.scale.values)

    @override
    def read_text(self, text: str) -> str:
        return value_named(text, self.scale)

    @override
    def read_data(self, data: object) -> str:
        return value_named(str(data), self.scale)

    @override
    def read_limit(self, node: Node) -> Operand:
        return node.text()

    @override
    def meets(self, value: Value, side: str, limit: Single, on: date) -> bool:
        return stands(cast(str, value), side, cast(str, limit), self.scale)

    @override
    def text(self, value: Value) -> str:
        return self.scale.label(cast(str, value))

    @override
    def plain(self, value: Value) -> str:
        return cast(str, value)

    @override
    def typed(self, value: Value) -> str:
        return cast(str, value)

    @override
    def upwards(self, good: tuple[Single, ...], start: Value | None) -> Single | None:
        if start is None:
            return good[-1] if good else None
        floor = self.scale.rank(cast(str, start))
        # Nobody climbs by coming down.
        return next((each for each in reversed(good) if self._rank(each) >= floor), None)

    @override
    def is_higher(self, value: Value) -> bool:
        return self._rank(value) > 0

    def _rank(self, value: Value) -> int:
        return self.scale.rank(cast(str, value))


def declared_scale(node: Node, scales: Mapping[str, Scale]) -> Scale:
    """The scale that an input declares; an empty one where there is none of the name."""
    named = node.get("scale").text()
    return scales.get(named, Scale(named, ()))


def value_named(name: str, scale: Scale) -> str:
    """The value that has an id, or alone has a label. Raises NoValueError."""
    labels = {value.id: value.label for value in scale.values}
    if name in labels:
        return name
    plain = half_width(name)
    same = [key for key, label in labels.items() if half_width(label) == plain]
    if len(same) != 1:
        raise NoValueError(name, among=labels)
    return same[0]


def stands(value: str, side: str, limit: str, scale: Scale) -> bool:
    """Whether a value of a scale stands on a side of another one."""
    if side == "eq":
        return value == limit
    return COMPARE[side](scale.rank(value), scale.rank(limit))
