"""A whole number of something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, override

from tiercalc.policy.types.quantity import Quantity


class Count(Quantity):
    """How often, how many, or which place in an order; its figures say of what."""

    name: ClassVar[str] = "count"
    title: ClassVar[str] = "数量"
    written: ClassVar[str] = "整数"
    asked: ClassVar[str] = "数量"
    unit: ClassVar[str | None] = None
    step: ClassVar[Decimal] = Decimal(1)
    decimals: ClassVar[int] = 0
    expected: ClassVar[str] = "不小于 0 的整数，例如 3"
    noun: ClassVar[str] = "整数"
    usual: ClassVar[re.Pattern[str]] = re.compile(r"[0-9]{1,12}")
    sides: ClassVar[Mapping[str, str]] = {
        **Quantity.sides,
        "gt": "多于",
        "gte": "不少于",
        "lt": "少于",
        "lte": "不多于",
    }

    @override
    def fits(self, number: Decimal) -> bool:
        return number == number.to_integral_value()
