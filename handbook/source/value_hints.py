"""How a message shows a value, and what the one who typed it probably meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from tiercalc.policy import plain_number, units

from handbook.source.findings import Finding
from handbook.source.yaml_slips import UNQUOTED_BRACE, colon_slip
from handbook.source.yaml_source import Document, Keys

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.", "，, 　_")
# What may stand behind a number; a unit that holds a numeral (万元) makes another number of it.
_BEHIND = sorted(
    (name for name in (*units(), "％") if name and not set(name) & set("百千万亿")),
    key=len,
    reverse=True,
)
# What a comma of 1,000 元 leaves behind it.
_THOUSANDS = re.compile(r"\d{3}(?:\D.*)?")
_WAN = Decimal(10_000)


def show(value: object) -> str:
    """A value as the reader typed it, shortened."""
    if value is None:
        return "空白"
    if isinstance(value, bool):
        return "“true”" if value else "“false”"
    if isinstance(value, Mapping):
        return "一组字段"
    if isinstance(value, list):
        return "一个列表"
    text = str(value)
    return f"“{text}”" if len(text) <= 24 else f"“{text[:24]}…”"


def type_hint(value: object, types: list[str]) -> str:
    """How to turn a value of the wrong type into the right one, where that is plain."""
    if "string" in types and isinstance(value, bool | int | Decimal):
        return f'，请加引号："{show(value).strip("“”")}"'
    if {"number", "integer"} & set(types) and isinstance(value, str):
        number = _number(value)
        if number is not None:
            return f"，请只写数字：{number}"
    if "array" in types and isinstance(value, str):
        return f"，请写成列表：[{value}]"
    return ""


def _number(text: str) -> str | None:
    """The digits that somebody meant by a number with its unit: “１，０００元”, “1 万”."""
    plain = text.translate(_HALF_WIDTH)
    plain = next((plain.removesuffix(each) for each in _BEHIND if plain.endswith(each)), plain)
    digits = plain.removesuffix("万")
    if not (digits.isascii() and digits.replace(".", "", 1).isdigit()):
        return None
    return digits if digits == plain else plain_number(Decimal(digits) * _WAN)


def slip_behind(document: Document, keys: Keys, value: object, types: list[str]) -> Finding | None:
    """The slip of punctuation that made a text of a mapping, or a mapping of a text."""
    line, column = document.place(keys)
    source = document.text.split("\n")[line - 1]
    if _is_braced_text(value) and "string" in types and source[column - 1] == "{":
        return document.finding(keys, "brace-text", UNQUOTED_BRACE)
    slip = colon_slip(value) if isinstance(value, str) and "object" in types else None
    if slip is None:
        return None
    return Finding(document.path, line, column + slip[0] - 1, "error", "colon", slip[1])


def _is_braced_text(value: object) -> bool:
    """True for what YAML makes of {floor}: a mapping whose keys have no values."""
    return isinstance(value, Mapping) and all(each is None for each in value.values())


def name_hint(value: str) -> str:
    """What is to be changed in a text that stands where a name belongs."""
    if "，" in value or "、" in value:
        return "列表的各项之间要用半角逗号“, ”。"
    if "：" in value:
        return "键后面用了全角冒号“：”，请换成“: ”。"
    bracketed = re.fullmatch(r"[［【](.+)[］】]", value)
    if bracketed:
        return f"列表用半角的方括号：[{bracketed[1]}]。"
    unfit = "".join(dict.fromkeys(re.findall(r"[^\w -]", value)))
    found = f"名称里不能有“{unfit}”；" if unfit else ""
    return f"{found}名称只用中文、字母、数字和 -，中间可以空一格。"


def parted_number(entries: Mapping[str, object], key: str) -> tuple[str, str]:
    """What a comma within a number makes of it: of 数值: 1,000 元 the key “000 元” as well.

    Gives the key before which holds the first digits, and the sentence; empty where it is not so.
    """
    keys = [*entries]
    before = keys[max(keys.index(key) - 1, 0)]
    number = entries[before]
    if isinstance(number, int) and entries[key] is None and _THOUSANDS.fullmatch(key):
        return before, f"数字里不要逗号：“{number},{key}”要写成 {number}{key}。"
    return before, ""
