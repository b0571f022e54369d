"""A number with its unit, as a policy file has it in one value: `1000 元`, `8.8 折`, `20%`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, Inexact
from typing import Any

from tiercalc.policy import Unit, is_bounded, unit

_QUANTITY = re.compile(r"((?:0|[1-9][0-9]*)(?:\.[0-9]+)?) ?([^\s0-9.,:：，][^\s0-9]*)")
# A year of the calendar is a word: nobody counts up to it.
_YEAR = re.compile(r"[12][0-9]{3} ?年")


@dataclass(frozen=True)
class Quantity:
    """What is written in one value: a number, or a word or a time of day, and the unit."""

    value: Any
    unit: str


def read_quantity(said: Any) -> Quantity:
    """A number with its unit; what is no number with a unit stands as it is written."""
    found = _QUANTITY.fullmatch(said) if isinstance(said, str) else None
    if found is None or _YEAR.fullmatch(said):
        return Quantity(said, "")
    number = Decimal(found[1])
    whole = number == number.to_integral_value()
    return Quantity(int(number) if whole and is_bounded(number) else number, found[2])


def number_in(said: Any, wanted: Unit) -> Any:
    """The number in a unit; what has no unit, or one that does not convert exactly, stays."""
    quantity = read_quantity(said)
    own = unit(quantity.unit, wanted.kind)
    if not quantity.unit or not own.converts(wanted):
        return said
    try:
        return own.number_in(Decimal(quantity.value), wanted)
    except Inexact:
        return said
