"""A share of a whole."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import ClassVar, override

from tiercalc.policy.types.quantity import Quantity


class Percent(Quantity):
    """A number of hundredths, up to all of them."""

    name: ClassVar[str] = "percent"
    title: ClassVar[str] = "百分比"
    written: ClassVar[str] = "百分数"
    asked: ClassVar[str] = "百分比"
    unit: ClassVar[str | None] = "%"
    end: ClassVar[Decimal | None] = Decimal(100)
    step: ClassVar[Decimal] = Decimal("0.01")
    decimals: ClassVar[int] = 10
    expected: ClassVar[str] = "0 到 100 之间的数，例如 12.5（不写“%”）"
    usual: ClassVar[re.Pattern[str]] = re.compile(r"[0-9]{1,2}(\.[0-9]{1,6})?")
    reached: ClassVar[str] = "达到"
    difference: ClassVar[str | None] = "个百分点"

    @override
    def fits(self, number: Decimal) -> bool:
        return self.end is None or number <= self.end
