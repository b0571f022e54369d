"""Several values of a scale at once: identities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, cast, override

from tiercalc.policy.types.base import NoValueError, Single, Type, Value
from tiercalc.policy.types.scaled import Scaled

# “None of these” in a cell; a blank one means that nobody knows.
_NOTHING = "无"


@dataclass(frozen=True)
class Choices(Scaled):
    """Every value of a scale that holds, in the scale's order; one of them meets a limit."""

    name: ClassVar[str] = "choices"
    title: ClassVar[str] = "多选"
    asked: ClassVar[str] = "可以选几个"
    ordered: ClassVar[bool] = False
    rests_on: ClassVar[str] = "身份"
    control: ClassVar[str] = "checks"
    reads_nothing: ClassVar[bool] = True
    sides: ClassVar[Mapping[str, str]] = {**Type.sides, "eq": "含", "ne": "不含"}
    # Leaving all of them empty is “unknown”; having none is not.
    blank: ClassVar[str] = "一个都没有"

    @property
    @override
    def wanted(self) -> str:
        return ",".join(self.scale.ids())

    @override
    def read_text(self, text: str) -> tuple[str, ...]:
        names = [name.strip() for name in re.split("[,、]", text)] if text else []
        return self._among(names)

    @override
    def read_data(self, data: object) -> tuple[str, ...]:
        names = data if isinstance(data, list | tuple) else [data]
        return self._among([str(name) for name in names])

    @override
    def read_cell(self, text: str) -> tuple[str, ...]:
        try:
            return self.read_text(text)
        except NoValueError:
            if text == _NOTHING:
                return ()
            raise

    @override
    def meets(self, value: Value, side: str, limit: Single, on: date) -> bool:
        held = value if isinstance(value, tuple) else (value,)
        return any(self.stands(cast(str, each), side, cast(str, limit)) for each in held)

    @override
    def text(self, value: Value) -> str:
        if isinstance(value, tuple):
            return "、".join(self.scale.label(each) for each in value) or self.blank
        return self.scale.label(cast(str, value))

    @override
    def plain(self, value: Value) -> list[str]:
        return list(cast(tuple[str, ...], value))

    @override
    def typed(self, value: Value) -> str:
        return ",".join(cast(tuple[str, ...], value))

    def _among(self, names: Iterable[str]) -> tuple[str, ...]:
        found = {self.named(name) for name in names}
        return tuple(value for value in self.scale.ids() if value in found)
