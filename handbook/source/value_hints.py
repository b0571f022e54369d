"""How a message shows a value, and what the one who typed it probably meant."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from handbook.source.findings import Finding
from handbook.source.yaml_slips import UNQUOTED_BRACE, colon_slip
from handbook.source.yaml_source import Document, Keys

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.", "，, 　_")
_UNITS = "个工作日天月年小时分钟元次条%％折"


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
        bare = value.translate(_HALF_WIDTH).rstrip(_UNITS)
        if bare.isascii() and bare.replace(".", "", 1).isdigit():
            return f"，请只写数字：{bare}"
    if "array" in types and isinstance(value, str):
        return f"，请写成列表：[{value}]"
    return ""


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
