"""A number that is worked out of others, as a condition tests it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import ClassVar, override

from tiercalc.policy.plain import BOUNDED
from tiercalc.policy.types.quantity import Quantity


class Worked(Quantity):
    """What an amount comes to; nobody types it in."""

    name: ClassVar[str] = "amount"
    title: ClassVar[str] = "金额"
    written: ClassVar[str] = "数"
    asked: ClassVar[str] = "数"
    unit: ClassVar[str | None] = None
    step: ClassVar[Decimal] = Decimal("0.01")
    decimals: ClassVar[int] = 10
    expected: ClassVar[str] = BOUNDED
    usual: ClassVar[re.Pattern[str]] = re.compile(r"[0-9]{1,12}")

    @override
    def fits(self, number: Decimal) -> bool:
        return True
