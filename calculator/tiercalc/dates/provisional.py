"""What a holiday notice that is not known yet may still change, in words."""

from __future__ import annotations

from collections.abc import Iterable

from tiercalc.words import Sentence, say

# Beside a moment that a notice may still change.
PROVISIONAL = "暂算"


def provisional_text(years: Iterable[int]) -> Sentence:
    """Why an answer is provisional that awaits the notices of some years; empty for none."""
    named = "、".join(str(year) for year in sorted(years))
    if not named:
        return say()
    return say(
        f"这是{PROVISIONAL}：手册还没有 {named} 年的放假安排，先按每周休息日和法定节假日算；"
        "安排公布、录入以后，可能会变。"
    )
