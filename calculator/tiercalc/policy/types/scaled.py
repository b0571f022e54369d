"""The shape of the types whose values are those of a scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self, override

from tiercalc.policy.plain import Node, half_width
from tiercalc.policy.scales import Scale
from tiercalc.policy.types.base import COMPARE, NoValueError, Operand, Type


@dataclass(frozen=True)
class Scaled(Type):
    """A value of a scale, or several."""

    scale: Scale

    limits: ClassVar[str] = "取值的名称，或 [名称, 名称]"
    scaled: ClassVar[bool] = True

    @classmethod
    @override
    def takes_figure(cls, side: str) -> bool:
        return False

    @classmethod
    @override
    def declared(cls, node: Node, scales: Mapping[str, Scale]) -> Self:
        """The type of an input; its scale is empty where there is none of the name."""
        named = node.get("scale").text()
        return cls(scales.get(named, Scale(named, ())))

    @property
    def values(self) -> tuple[str, ...]:
        """Every value of the scale, the highest first."""
        return self.scale.ids()

    def options(self) -> Iterable[tuple[str, str]]:
        """Every value with its name."""
        return ((value.id, value.label) for value in self.scale.values)

    @override
    def read_limit(self, node: Node) -> Operand:
        return node.text()

    def named(self, name: str) -> str:
        """The value that has an id, or alone has a label. Raises NoValueError."""
        labels = {value.id: value.label for value in self.scale.values}
        if name in labels:
            return name
        plain = half_width(name)
        same = [key for key, label in labels.items() if half_width(label) == plain]
        if len(same) != 1:
            raise NoValueError(name, among=labels)
        return same[0]

    def stands(self, value: str, side: str, limit: str) -> bool:
        """Whether a value of the scale stands on a side of another one."""
        if side == "eq":
            return value == limit
        return COMPARE[side](self.scale.rank(value), self.scale.rank(limit))
