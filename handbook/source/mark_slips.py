"""Marks that a Chinese keyboard or another program puts where YAML wants its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple


class Slip(NamedTuple):
    """Line and column from 1, the code of the finding, and the sentence."""

    line: int
    column: int
    code: str
    message: str


_CONFLICT = re.compile(r"<{7} |={7}$|>{7} ")
_IN_CONFLICT = (
    "这是合并冲突的记号；请在上下两种写法里留一种，再删去 <<<<<<<、=======、>>>>>>> 三行。"
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
# What stands between two entries of a mapping in braces, or opens and closes one.
_BETWEEN = re.compile(r"[{\[].*?([，；;、])(?=\s*\w[\w -]*[:：])")
_BRACKET = re.compile(r"([｛｝［］【】])")
_DASH = re.compile(r"^\s*([－—–•·])\s*\w")
_HALF = {"｛": "{", "｝": "}", "［": "[", "］": "]", "【": "[", "】": "]"}
# Keys behind which there is one number, and nothing to compare it with; or a day, as in a figure.
_NUMBER_KEYS = (
    "数值",
    "最小",
    "最大",
    "最少",
    "最多",
    "罚款",
    "到",
    "每满",
    "加",
    "减",
    "乘",
    "时长",
)
_COMPARED = re.compile(r"([\w-]+):\s+([<>]=?|[≥≤])\s*([\w.-]+(?: [\w.-]+)*)\s*(?:[,}\]]|$)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DASH_ALONE = re.compile(r"^\s*(-)[^\W\d_][\w -]*: ")
# A text of a mapping in braces that holds a figure in braces of its own.
_BRACED = re.compile(r":\s+([^\s\"'{\[,][^\"'\[\],]*?)\{[\w -]+\}")

COMPARISONS = {
    ">=": "不低于",
    "≥": "不低于",
    ">": "高于",
    "<=": "不高于",
    "≤": "不高于",
    "<": "低于",
}
QUOTE_IT = '文字里有花括号，要给整段文字加引号，例如 "满 {名称} 的"。'


def conflict(lines: list[str]) -> Slip | None:
    """The first mark of two versions that nobody has joined."""
    for number, line in enumerate(lines, 1):
        if _CONFLICT.match(line):
            return Slip(number, 1, "conflict", _IN_CONFLICT)
    return None


def wrong_mark(lines: list[str], numbers: Iterable[int]) -> Slip | None:
    """A full-width mark, a comparison or an unquoted brace on one of the lines (from 0)."""
    for number in numbers:
        line = _QUOTED.sub(lambda found: "_" * len(found[0]), lines[number])
        for search in (_between, _bracket, _dash, _dash_alone, _compared, _braced):
            found = search(line)
            if found:
                return Slip(number + 1, found[0] + 1, *found[1:])
    return None


def _between(line: str) -> tuple[int, str, str] | None:
    found = _BETWEEN.search(line)
    if found is None:
        return None
    message = f"各项之间要用半角逗号加一个空格“, ”，这里写的是“{found[1]}”。"
    return found.start(1), "comma", message


def _bracket(line: str) -> tuple[int, str, str] | None:
    found = _BRACKET.search(line)
    if found is None:
        return None
    message = f"这里用了全角的“{found[1]}”；请换成半角的“{_HALF[found[1]]}”。"
    return found.start(1), "bracket", message


def _dash(line: str) -> tuple[int, str, str] | None:
    found = _DASH.match(line)
    if found is None:
        return None
    return found.start(1), "dash", f"列表的每一项以半角的“- ”开头，这里写的是“{found[1]}”。"


def _dash_alone(line: str) -> tuple[int, str, str] | None:
    found = _DASH_ALONE.match(line)
    return None if found is None else (found.start(1), "dash", "列表项的“-”后面要空一格：“- ”。")


def _compared(line: str) -> tuple[int, str, str] | None:
    found = _COMPARED.search(line)
    if found is None:
        return None
    is_number = found[1] in _NUMBER_KEYS or _DAY.fullmatch(found[1])
    said = f"这里只写 {found[3]}，不用“{found[2]}”。" if is_number else compared(found[2], found[3])
    return found.start(2), "comparison", said


def compared(sign: str, limit: str) -> str:
    """How to write a comparison that somebody wrote with its sign."""
    return f"比高低写成 {{{COMPARISONS[sign]}: {limit}}}，不用“{sign}”。"


def _braced(line: str) -> tuple[int, str, str] | None:
    found = _BRACED.search(line)
    return None if found is None else (found.start(1), "brace-text", QUOTE_IT)
