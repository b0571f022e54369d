"""An amount of money, to the cent."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import ClassVar, override

from tiercalc.policy.plain import decimals_of
from tiercalc.policy.types.quantity import Quantity


class Money(Quantity):
    """An amount in 元."""

    name: ClassVar[str] = "money"
    title: ClassVar[str] = "金额"
    written: ClassVar[str] = "金额"
    asked: ClassVar[str] = "金额"
    unit: ClassVar[str | None] = "元"
    step: ClassVar[Decimal] = Decimal("0.01")
    decimals: ClassVar[int] = 2
    expected: ClassVar[str] = "不小于 0 的金额，最多两位小数，例如 1000 或 1,000.50（不写“元”）"
    usual: ClassVar[re.Pattern[str]] = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")

    @override
    def fits(self, number: Decimal) -> bool:
        return decimals_of(number) <= self.decimals
