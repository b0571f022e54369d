"""The only arithmetic: how amounts are multiplied, changed and rounded; exact."""

from __future__ import annotations

from decimal import (
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
)

from tiercalc.policy import WHOLE, PolicyError, Round, unit

# Wide enough for the longest inputs and figures; a result that would still need rounding raises.
EXACT = Context(prec=4000, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])


def factor(rate: Decimal, counted_in: str) -> Decimal:
    """By what a rate multiplies: 8.8 折 by 0.88, 2 分/元 by 2."""
    its = unit(counted_in)
    return its.number_in(rate, WHOLE) if its.converts(WHOLE) else rate


def counted_as(number: Decimal, own: str, wanted: str, name: str) -> Decimal:
    """A number in the unit of the amount that it changes; without a unit, it is in that one.

    Raises PolicyError, which calls it by its name, where it does not convert.
    """
    if "" in (own, wanted) or own == wanted:
        return number
    to = unit(wanted)
    its = unit(own, to.kind)
    if not its.converts(to):
        message = f"“{name}”的单位是{own}，不能和{wanted or '没有单位的数'}一起算"
        raise PolicyError("unit", "amounts", message)
    return its.number_in(number, to)


def every_full(value: Decimal, full: Decimal, by: Decimal) -> Decimal:
    """So much for every full so much of a value; nothing for what is owed."""
    return EXACT.multiply(EXACT.divide_int(max(value, Decimal(0)), full), by)


def rounded(value: Decimal, how: Round) -> Decimal:
    """The multiple of `how.to` that the mode chooses, found in whole numbers."""
    value_over, value_under = value.as_integer_ratio()
    step_over, step_under = how.to.as_integer_ratio()
    divisor = value_under * step_over
    steps, rest = divmod(value_over * step_under, divisor)
    upwards = {
        "half_up": 2 * rest >= divisor,
        "down": False,
        "up": rest > 0,
        "half_even": 2 * rest > divisor or (2 * rest == divisor and steps % 2 == 1),
    }[how.mode]
    return EXACT.multiply(Decimal(steps + upwards), how.to)
