"""A change that takes force on a coming day is answered for that day."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command import tierbook, write
from tests.handbook.checking.test_days import HOUSE

DAY = "2099-01-01"


def versions(folder: Path, later: str) -> tuple[str, str, str]:
    """The paths of two versions, of which the new one asks for more from a day on, and a list."""
    paths = []
    for name, gold in (("old", "1000 元"), ("new", f"{{2026-01-01: 1000 元, {DAY}: {later}}}")):
        (folder / name).mkdir()
        path = folder / name / "house.yaml"
        text = HOUSE.partition("例子:")[0]
        path.write_text(
            text.format(gold=gold, silver="0 元", term="", rest="", rule_from=""), encoding="utf-8"
        )
        paths.append(str(path))
    book = write(folder / "book.csv", ["客户", "一年实付"], ["甲", "1200"], ["乙", "3000"])
    return paths[0], paths[1], str(book)


def test_who_moves_is_said_for_the_day_on_which_the_change_takes_force(tmp_path: Path) -> None:
    old, new, book = versions(tmp_path, "1500 元")
    done = tierbook("diff", old, new, "--book", book)
    text = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert f"今天还没有变化；下面按改动生效的 {DAY} 计算：" in text
    assert "金卡 → 银卡：1 位" in text
    document = json.loads(tierbook("diff", old, new, "--book", book, "--json").stdout)
    assert document["on"] == DAY


def test_a_day_that_is_named_is_the_day_that_is_answered_for(tmp_path: Path) -> None:
    old, new, book = versions(tmp_path, "1500 元")
    text = tierbook("diff", old, new, "--book", book, "--on", "2098-12-31").stdout.decode()
    assert "没有一位的会员等级变了" in text
    assert "生效" not in text


def test_where_nobody_ever_moves_today_is_answered_for(tmp_path: Path) -> None:
    old, new, book = versions(tmp_path, "1100 元")
    text = tierbook("diff", old, new, "--book", book).stdout.decode()
    assert "没有一位的会员等级变了" in text
    assert "生效" not in text
