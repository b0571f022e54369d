"""Yes or no."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self, cast, override

from tiercalc.policy.plain import Node
from tiercalc.policy.scales import Scale
from tiercalc.policy.types.base import COMPARE, NoValueError, Operand, Single, Value
from tiercalc.policy.types.finite import Finite

_YES = {"yes": True, "是": True, "no": False, "否": False}


@dataclass(frozen=True)
class YesNo(Finite):
    """Whether something is the case."""

    name: ClassVar[str] = "bool"
    title: ClassVar[str] = "是否"
    asked: ClassVar[str] = "是或否"
    limits: ClassVar[str] = "“是”或“否”"
    ordered: ClassVar[bool] = False
    rests_on: ClassVar[str] = "是或否"
    written: ClassVar[str] = "yes 或 no"
    becomes: ClassVar[str] = "：{}"
    demand: ClassVar[str] = "：要“{}”"

    @classmethod
    @override
    def declared(cls, node: Node, scales: Mapping[str, Scale]) -> Self:
        return cls()

    @property
    @override
    def values(self) -> tuple[Single, ...]:
        return (True, False)

    @override
    def options(self) -> Iterable[tuple[str, str]]:
        return ((self.typed(value), self.text(value)) for value in (True, False))

    @override
    def read_text(self, text: str) -> bool:
        if text.casefold() not in _YES:
            raise NoValueError(text, "“是”或“否”（也可以写 yes 或 no）")
        return _YES[text.casefold()]

    @override
    def read_data(self, data: object) -> bool:
        if not isinstance(data, bool):
            raise NoValueError(str(data), self.limits)
        return data

    @classmethod
    @override
    def is_limit(cls, data: object) -> bool:
        return isinstance(data, bool)

    @override
    def read_limit(self, node: Node) -> Operand:
        if not isinstance(node.value, bool):
            node.refuse(self.limits)
        return node.value is True

    @override
    def meets(self, value: Value, side: str, limit: Single, on: date) -> bool:
        return COMPARE[side](value, limit)

    @override
    def text(self, value: Value) -> str:
        return "是" if value else "否"

    @override
    def said(self, limits: tuple[Operand, ...], negated: bool) -> tuple[str, tuple[Operand, ...]]:
        return self.sign, ((True in limits) is not negated,)

    @override
    def plain(self, value: Value) -> bool:
        return cast(bool, value)

    @override
    def typed(self, value: Value) -> str:
        return "yes" if value else "no"

    @override
    def upwards(self, good: tuple[Single, ...], start: Value | None) -> Single | None:
        # Nobody climbs by taking back what one is.
        return None if not good or (start is True and True not in good) else True in good

    @override
    def is_higher(self, value: Value) -> bool:
        return value is True
