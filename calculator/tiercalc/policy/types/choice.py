"""One value of a scale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, cast, override

from tiercalc.policy.types.base import Single, Value
from tiercalc.policy.types.finite import Finite
from tiercalc.policy.types.scaled import Scaled


@dataclass(frozen=True)
class Choice(Scaled, Finite):
    """The value of a scale that holds."""

    name: ClassVar[str] = "choice"
    title: ClassVar[str] = "单选"
    asked: ClassVar[str] = "选一个"
    rests_on: ClassVar[str] = "评定"

    @property
    @override
    def wanted(self) -> str:
        return "|".join(self.scale.ids())

    @override
    def read_text(self, text: str) -> str:
        return self.named(text)

    @override
    def read_data(self, data: object) -> str:
        return self.named(str(data))

    @override
    def meets(self, value: Value, side: str, limit: Single, on: date) -> bool:
        return self.stands(cast(str, value), side, cast(str, limit))

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
