"""Quantities in texts, which would stay as they are when the policy's figures change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tiercalc.policy import Policy, Unit, unit

from handbook.source.number_slips import meant
from handbook.source.quantities import read_quantity

_UNITS = (
    "万元|亿元|元|万|%|％|折|倍|分钟|小时|秒|分|天|日内|个工作日|工作日|个月|月内|年内|年|"
    "次|人|名|位|条|瓶|双|件|张|本|套|个|只|份|岁|股|磅|项"
)
_DIGITS = r"\d[\d,，]*(?:\.\d+)?"
# A number that belongs to a word before it (V1, 第3条) or is a year is no quantity.
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.\-第{])(?<!第 )(?!(?:19|20)\d\d ?年)"
    rf"(?:{_DIGITS} ?(?:{_UNITS})? ?[-~～—–至到] ?)?{_DIGITS} ?(?:{_UNITS})"
)
_NUMERALS = "零〇一二两三四五六七八九十百千万亿"
# Not 千万元, some millions, nor 十分好.
_NUMERAL = rf"[一二两三四五六七八九十][{_NUMERALS}]* ?(?!分(?!钟))(?:{_UNITS})"
_IN_WORDS = re.compile(rf"第 ?[{_NUMERALS}]+|百分之[{_NUMERALS}]+|{_NUMERAL}")
# From so many on a number in words is a standard, and no turn of speech as 上一次 or 两样 are.
_MANY = 10
_SEVERAL = 3


def typed_numbers(text: str) -> Iterator[str]:
    """The quantities that are written into a text: 1000 元, 10～30 元, 一千元."""
    for found in _NUMBER.finditer(text):
        yield found.group()
    for found in _IN_WORDS.finditer(text):
        quantity = read_quantity(meant(found.group()))
        if quantity.unit and _is_standard(quantity.value, unit(quantity.unit)):
            yield found.group()


def holding(piece: str, policy: Policy) -> str | None:
    """The figure that holds, at one time or another, what is written into a text."""
    typed = read_quantity(meant(piece) or piece)
    for figure in policy.figures.values():
        if figure.unit == typed.unit and any(value == typed.value for _, value in figure.dated):
            return figure.id
    return None


def _is_standard(value: Decimal, its: Unit) -> bool:
    if its.kind in ("money", "rate", "share"):
        return value > 1
    return value >= (_SEVERAL if its.kind == "time" else _MANY)
