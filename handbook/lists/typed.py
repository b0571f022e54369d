"""A cell that a workbook holds as more than text: a number, a day, yes or no."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from tiercalc.policy import plain_number

Held = Decimal | bool | date | datetime | time
# What a spreadsheet shows of a number, and what a double holds of it for sure.
_DIGITS = 15
_MOST = 10**_DIGITS


class Typed(str):
    """The cell as text, the way people would type it; `value` is what the workbook holds.

    `is_percent` says that a number is shown in per cent: 0.125 as 12.5%, which is its text.
    """

    __slots__ = ("is_percent", "value")
    value: Held
    is_percent: bool

    def __new__(cls, text: str, value: Held, *, is_percent: bool = False) -> Typed:
        """A cell."""
        made = super().__new__(cls, text)
        made.value = value
        made.is_percent = is_percent
        return made


def typed(value: object, *, is_percent: bool = False) -> str:
    """A cell of what a library read from a file; text stays text, and nothing is empty text."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return Typed("TRUE" if value else "FALSE", value)
        case int() | Decimal():
            return _number(Decimal(value), is_percent)
        case float():
            return _number(Decimal(f"{value:.{_DIGITS}g}"), is_percent) if _is_number(value) else ""
        case datetime():
            whole = value.time() == time()
            text = value.date().isoformat() if whole else value.isoformat(" ", "minutes")
            return Typed(text, value.date() if whole else value)
        case date() | time():
            return Typed(value.isoformat(), value)
        case timedelta():
            return str(value)
        case _:
            return str(value)


def has_lost_digits(cell: str) -> bool:
    """Whether a number has more digits than a spreadsheet keeps: the last ones are noughts."""
    return (
        isinstance(cell, Typed)
        and isinstance(cell.value, Decimal)
        and not isinstance(cell.value, bool)
        and abs(cell.value) >= _MOST
    )


def _number(value: Decimal, is_percent: bool) -> Typed:
    if is_percent:
        return Typed(f"{plain_number(value * 100)}%", value, is_percent=True)
    return Typed(plain_number(value), value)


def _is_number(value: float) -> bool:
    return value - value == 0
