"""Numbers as people write them who do not think of programs: １，０００ 元, ￥1000, 五百元."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from unicodedata import normalize

from tiercalc.policy import plain_number, unit

from handbook.source.numerals import DIGITS, NUMERALS, numeral_value
from handbook.source.quantities import read_quantity

_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?)([^0-9]*)")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[,_'’ ](?=[0-9])")
_MONEY_SIGN = re.compile(r"^(?:[¥$]|人民币|RMB)", re.IGNORECASE)
_MONEY_WORD = re.compile(r"^(?:圆|块|块钱|元钱|RMB)$", re.IGNORECASE)
# What somebody adds to a unit who writes a sentence, not a value.
_BEHIND = re.compile(r"(?:以上|以下|以内|左右|整|多)?[。，、；,.;!！]*$")
_QUOTES = str.maketrans("", "", '“”‘’"')
_COMPARED = re.compile(r"^(?:[<>≤≥≦≧=]+|大约|约|不低于|不少于|不高于|不超过|至少|最多|超过|满)")
_NUMERAL = re.compile(f"([{NUMERALS}]+)(.*)")
_PERCENT = "百分之"
_DAY = re.compile(r"([0-9]{4}) ?[-/.年]? ?([0-9]{1,2}) ?[-/.月]? ?([0-9]{1,2}) ?日?")
_RANGE = re.compile(r"([^-~—–−至到]+?) ?(?:[-~—–−]+|至|到) ?([^-~—–−至到]+)")


def is_slip(text: str) -> bool:
    """Whether a text was meant for a number that cannot be read as one."""
    return bool(meant(text)) or is_below_zero(text)


def is_below_zero(text: str) -> bool:
    """Whether a text is a number with a minus before it."""
    return bool(re.match(r"[-−]", normalize("NFKC", text))) and bool(_meant(text[1:]))


def meant(text: str) -> str | None:
    """How a number is to be written; None for what is one already, and for what is none.

    A word, a time of day, a day of the year and a range are none.
    """
    own = read_quantity(text).unit
    if own and (unit(own).kind != "unknown" or _BEHIND.sub("", own) == own):
        return None
    found = _meant(text)
    return None if found in (None, text) else found


def day_meant(text: str) -> str | None:
    """How a day is to be written: 2026-01-01 for 2026/1/1 or 2026年1月1日; None for no day."""
    found = _DAY.fullmatch(normalize("NFKC", text).strip())
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None


def ends_meant(text: str) -> tuple[str, str] | None:
    """The two numbers of a range, 10～30 元, each as it is to be written; None for no range."""
    found = _RANGE.fullmatch(normalize("NFKC", text).strip())
    high = _meant(found[2]) if found else None
    if found is None or high is None:
        return None
    behind = _behind(high)
    lows = [_meant(found[1] + behind), _meant(found[1])]
    low = next((each for each in lows if each and unit(_behind(each)).kind != "unknown"), None)
    return None if low is None or unit(behind).kind == "unknown" else (low, high)


def numeral_alone(name: str) -> str:
    """What to write where a unit is but a numeral, as in 5 万; empty for any other unit."""
    if unit(name).kind != "unknown" or unit(f"{name}元").kind == "unknown":
        return ""
    return f"是不是 {name}元？不是钱就把数写全，不用“{name}”。"


def _behind(number: str) -> str:
    return number.lstrip("0123456789.").strip()


def _meant(text: str) -> str | None:
    plain = normalize("NFKC", text.translate(_QUOTES)).strip()
    money = _MONEY_SIGN.match(plain)
    plain = _BETWEEN_DIGITS.sub("", _COMPARED.sub("", _MONEY_SIGN.sub("", plain)).strip())
    number = _NUMBER.fullmatch(plain)
    if number is None:
        return _in_words(plain)
    if re.fullmatch(r"[12][0-9]{3} ?年", plain):
        return None
    return _written(number[1], _unit_meant(number[2]) or ("元" if money else ""))


def _written(number: str, name: str) -> str:
    space = " " if unit(name).spaced else ""
    return f"{plain_number(Decimal(number))}{space}{name}"


def _unit_meant(tail: str) -> str:
    name = _BEHIND.sub("", re.sub(r"\s", "", tail))
    half = name[: len(name) // 2]
    if half and name == half * 2:
        name = half
    return "元" if _MONEY_WORD.match(name) else name


def _in_words(text: str) -> str | None:
    """A number in Chinese numerals; None unless nothing but a known unit stands behind it."""
    if text.startswith(_PERCENT):
        text = f"{text.removeprefix(_PERCENT)}%"
    found = _NUMERAL.fullmatch(text)
    if found is None:
        return None
    numeral, name = found[1], _unit_meant(found[2])
    if not name or unit(name).kind == "unknown" or (name.startswith("个") and name not in _COUNTED):
        return None
    return _written(str(_value(numeral, name)), name)


# 一个月 is a length of time, 一个人 may be a word of a sentence.
_COUNTED = ("个月", "个季度", "个星期", "个小时", "个工作日")


def _value(numeral: str, name: str) -> Decimal:
    value = Decimal(numeral_value(numeral))
    # 八五折 is 8.5 折.
    in_tenths = set(numeral) <= DIGITS.keys() and unit(name).in_tenths
    return value.scaleb(1 - len(numeral)) if in_tenths else value
