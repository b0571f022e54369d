"""Chinese numerals: 十二 is 12, 二〇二六 is 2026."""

from __future__ import annotations

import re
from unicodedata import normalize

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
NUMERALS = "".join([*DIGITS, *_POWERS, *_GROUPS])
_RUN = re.compile(f"[{NUMERALS}]+")


def numeral_value(numeral: str) -> int:
    """The number that a text of nothing but Chinese numerals says."""
    if set(numeral) <= DIGITS.keys():
        return int("".join(str(DIGITS[each]) for each in numeral))
    total, group, digit = 0, 0, 0
    for each in numeral:
        if each in DIGITS:
            digit = DIGITS[each]
        elif each in _POWERS:
            group, digit = group + (digit or 1) * _POWERS[each], 0
        else:
            total, group, digit = (total + group + digit or 1) * _GROUPS[each], 0, 0
    return total + group + digit


def in_digits(text: str) -> str:
    """A text with its numerals, of whatever kind, in plain digits: 第１条 and 第一条 are 第1条."""
    return _RUN.sub(lambda found: str(numeral_value(found[0])), normalize("NFKC", text))
