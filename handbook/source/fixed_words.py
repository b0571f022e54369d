"""The fixed words of a policy file that stand where values and names do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tiercalc.policy.types import TYPES as INPUT_TYPES

# The types whose values no list of values says, by the word for each.
TYPES = {kind.title: name for name, kind in INPUT_TYPES.items() if not kind.scaled}
NOTHING = "无"
# What a figure says that is the calendar's time.
OPENING, CLOSING = "日历的上班时间", "日历的下班时间"
NOT_CERTAIN = "不能确定"
LATER_RULES = "看后面的规则"
EVERYBODY = "所有人"
END = "结束"
SINGLE = "单次"
NOBODY_NAMED = "没有指明"
SEVERAL_RULES = "几条规则同时成立"
YES, NO = "是", "否"
PERIODS = {"每天": "day", "每月": "month", "每季": "quarter", "每年": "year"}
CELLS = {"有": True, "可以有": "may"}
# Words that cannot name a thing of a section, since they say something else where its names stand.
RESERVED: Mapping[str, frozenset[str]] = {
    "inputs": frozenset({"全部", "任一", "并非"}),
    "figures": frozenset({*PERIODS, *CELLS, SINGLE}),
    "scales": frozenset({EVERYBODY, *TYPES}),
    "roles": frozenset({NOBODY_NAMED}),
    "decisions": frozenset({"还缺", "享有"}),
    "amounts": frozenset({"还缺", "享有"}),
}
RESERVED_VALUES = frozenset({NOTHING, NOT_CERTAIN, LATER_RULES})


def word(words: Mapping[str, Any], said: Any) -> Any:
    """What the model calls a word of the file; all else as it stands."""
    return words.get(said, said) if isinstance(said, str) else said
