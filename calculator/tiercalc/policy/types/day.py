"""A day of somebody's life: since when one is a member, when one was born."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self, cast, override

from tiercalc.policy.plain import Node
from tiercalc.policy.scales import Scale
from tiercalc.policy.types.base import (
    OPPOSITE,
    FigureRef,
    NoValueError,
    Operand,
    Single,
    Type,
    Value,
    Wanted,
)
from tiercalc.policy.types.day_sorts import (
    LAST,
    LENGTHS,
    Exactly,
    Until,
    cells,
    elapsed,
    full,
    recurring,
)
from tiercalc.policy.types.sampled import Reading, Sampled

_TYPED = re.compile(r"([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2})(?: ?日)?")
_FULL = {"gte": "满", "gt": "超过", "lt": "不满", "lte": "不超过"}
_STANDS_IN = {"02-28": (2, 28), "03-01": (3, 1)}
_ON = "on"


@dataclass(frozen=True)
class Day(Sampled):
    """A date, one that has come unless it may be `ahead`: a stay that is booked, for instance.

    Full months and years are counted as in Civil Code Art. 202. A birthday on 29 February is in a
    common year on 28 February or 1 March as a condition says it, and open where it only says `on`.
    """

    ahead: bool = False

    # An earlier one is a year of which a digit is missing.
    earliest: ClassVar[date] = date(1900, 1, 1)
    name: ClassVar[str] = "date"
    title: ClassVar[str] = "日期"
    asked: ClassVar[str] = "日期"
    rests_on: ClassVar[str] = "日期"
    control: ClassVar[str] = "date"
    written: ClassVar[str] = "日期，例如 2026-02-13"
    limits: ClassVar[str] = "日期（如 2026-01-01）"
    sign: ClassVar[str] = "："
    quoted: ClassVar[bool] = False
    becomes: ClassVar[str] = "不早于"
    sides: ClassVar[Mapping[str, str]] = {
        **Type.sides,
        "gt": "晚于",
        "gte": "不早于",
        "lt": "早于",
        "lte": "不晚于",
    }
    conventions: ClassVar[tuple[str, ...]] = tuple(_STANDS_IN)
    question: ClassVar[str] = "2 月 29 日的生日，平年算 2 月 28 日还是 3 月 1 日？"

    @classmethod
    @override
    def declared(cls, node: Node, scales: Mapping[str, Scale]) -> Self:
        return cls(node.flag("ahead"))

    @classmethod
    @override
    def takes_figure(cls, side: str) -> bool:
        return side in LENGTHS

    @override
    def read_text(self, text: str) -> date:
        found = _TYPED.fullmatch(text)
        if found is None:
            raise NoValueError(text, "年、月、日，例如 2026-02-13")
        try:
            day = date(*(int(part) for part in found.groups()))
        except ValueError:
            raise NoValueError(text, "真实存在的日期，例如 2026-02-13", "，没有这一天") from None
        if day < self.earliest:
            raise NoValueError(text, f"{self.earliest.year} 年以来的日期，例如 2026-02-13")
        return day

    @override
    def read_data(self, data: object) -> date:
        return self.read_text(str(data))

    @override
    def read_limit(self, node: Node) -> Operand:
        return node.instead(str(node.value)).day()

    @override
    def read_tests(self, node: Node) -> list[Wanted]:
        if not isinstance(node.value, Mapping):
            return super().read_tests(node)
        return [test for side, limit in node.fields().items() for test in self._tests(side, limit)]

    def _tests(self, side: str, limit: Node) -> list[Wanted]:
        if side in LENGTHS:
            return [(f"{side}.{op}", (_length(n),)) for op, n in limit.fields().items()]
        if side in ("same_day", "same_month"):
            if limit.text() not in (_ON, *_STANDS_IN):
                limit.refuse("on、02-28 或 03-01")
            return [(side, (limit.text(),))]
        return [(side, (self.read_limit(limit),))]

    @override
    def text(self, value: Value) -> str:
        return value.isoformat() if isinstance(value, date) else str(value)

    @override
    def plain(self, value: Value) -> str:
        return self.text(value)

    @override
    def typed(self, value: Value) -> str:
        return self.text(value)

    @override
    def opposite(self, side: str) -> str:
        length, dot, op = side.rpartition(".")
        if side in ("same_day", "same_month"):
            return f"not_{side}"
        return f"{length}{dot}{OPPOSITE[op]}"

    @override
    def readings(self, side: str, limit: Single, on: date) -> tuple[Reading, ...]:
        length, _, op = side.rpartition(".")
        if side in ("same_day", "same_month"):
            stand_ins = _STANDS_IN if limit == _ON else (str(limit),)
            every = (recurring(side, _STANDS_IN[each], on) for each in stand_ins)
            return tuple(dict.fromkeys(every))
        if length:
            return (full(length, op, cast(Decimal, limit), on),)
        last = cast(date, limit).toordinal() - (op in ("lt", "gte"))
        if op == "eq":
            day = cast(date, limit)
            return (Exactly(day),)
        return (Until(last, op in ("lt", "lte")),)

    @override
    def can_be(self, value: Value, on: date) -> bool:
        return self.ahead or cast(date, value) <= on

    @override
    def cells(self, readings: Iterable[Reading], on: date) -> tuple[Single, ...]:
        return cells(frozenset(readings), LAST if self.ahead else on.toordinal())

    @override
    def turns(self, side: str, values: Iterable[Single], on: date) -> set[Decimal]:
        length = side.partition(".")[0]
        return {Decimal(max(elapsed(length, cast(date, each), on), 0)) for each in values}

    @override
    def within(
        self, reading: Reading, wanted: bool
    ) -> tuple[Decimal | None, Decimal | None] | None:
        if not isinstance(reading, Until):
            return None
        if reading.wanted is wanted:
            return None, Decimal(reading.last)
        return Decimal(reading.last + 1), None

    @override
    def numbered(self, number: Decimal) -> Single:
        return date.fromordinal(int(number))

    @override
    def told(
        self, label: str, side: str, limit: Single | None, written: str, on: date | None
    ) -> tuple[str, ...]:
        length, _, op = side.rpartition(".")
        if side.endswith(("same_day", "same_month")):
            is_in = "不在" if side.startswith("not_") else "在"
            when = "当天" if side.endswith("day") else "本月"
            leap = _STANDS_IN.get(str(limit))
            said = f"（2 月 29 日生日的，平年算 {leap[0]} 月 {leap[1]} 日）" if leap else ""
            return label, is_in, when, said
        if not length:
            return label, self.sides[op], written
        unit = "" if not written.isascii() else f" {LENGTHS[length][1]}"
        day = ""
        if limit is not None and on is not None:
            reading = full(length, op, cast(Decimal, limit), on)
            last = reading.last if reading.wanted else reading.last + 1
            edge = "更早" if reading.wanted else "更晚"
            inside = 0 < last <= LAST
            day = f"（{date.fromordinal(last)} 或{edge}）" if inside else ""
        return label.removesuffix("日期"), _FULL[op], written, unit, day


def _length(node: Node) -> Operand:
    number = node.quantity()
    return FigureRef(node.text()) if number is None else number
