"""What a whole list says of each customer: the share of the total, and the rank.

A share is the customer's amount in per cent of everybody's. A rank is the place from the highest
amount down, in per cent of the number of customers; customers with equal amounts have the same
place, the best of theirs (1, 2, 2, 4), so that nobody's rank hangs on the order of the list.

Both are exact: see `_percent`. A rank needs every amount at hand, eight bytes for each customer.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable
from decimal import Decimal

from tiercalc.policy import Quantity

_HUNDRED = 100 * 10**10
_STEP = Decimal(10) ** -10


class Book:
    """The amounts of one input in a whole list, held as whole numbers of its smallest part."""

    def __init__(self, kind: Quantity) -> None:
        self._decimals = kind.decimals
        self._total = 0
        self._amounts = array("q")

    def add(self, amount: Decimal) -> None:
        """Count one more customer in."""
        units = int(amount.scaleb(self._decimals))
        self._total += units
        self._amounts.append(units)

    def measure(self, how: str) -> Callable[[Decimal], Decimal] | None:
        """A function from a customer's amount to the share or rank; None where there is none.

        Everybody has to be counted in by now.
        """
        if how == "share":
            return self._share if self._total else None
        self._amounts = array("q", sorted(self._amounts))
        return self._rank

    def _share(self, amount: Decimal) -> Decimal:
        return _percent(int(amount.scaleb(self._decimals)), self._total)

    def _rank(self, amount: Decimal) -> Decimal:
        count = len(self._amounts)
        higher = count - bisect_right(self._amounts, int(amount.scaleb(self._decimals)))
        return _percent(higher + 1, count)


def _percent(part: int, whole: int) -> Decimal:
    """A part in per cent of the whole, to ten decimals.

    What does not come out even is rounded so that the last digit is neither 0 nor 5 (the rounding
    ROUND_05UP): it then stands on the same side of every limit of up to nine decimals as the
    exact fraction does.
    """
    steps, rest = divmod(part * _HUNDRED, whole)
    if rest and steps % 5 == 0:
        steps += 1
    return steps * _STEP
