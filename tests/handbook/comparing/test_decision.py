"""The sheet to decide by: what it counts, as a workbook and as a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from python_calamine import load_workbook
from tiercalc import InputError

from tests.lists import command, text_list
from tests.paths import SHOPS

OLD = SHOPS / "book-shop.yaml"
LIST = [
    ["读者", "门店", "年购书额"],
    ["甲", "东店", "5000.01"],
    ["乙", "东店", "4500"],
    ["丙", "西店", "2099"],
    ["丁", "西店", "700"],
    ["戊", "", "<b>"],
    ["己", "西店", ""],
]


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """The shop with a lower limit at the top and a higher one at the bottom."""
    text = OLD.read_text(encoding="utf-8")
    for before, after in (("数值: 5000 元", "数值: 4000 元"), ("数值: 500 元", "数值: 800 元")):
        assert text.count(before) == 1
        text = text.replace(before, after)
    path = tmp_path / "book-shop.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return text_list(tmp_path / "名册.csv", *LIST)


def rows(path: Path, sheet: str) -> list[list[str]]:
    with load_workbook(path) as held:
        found = held.get_sheet_by_name(sheet).to_python()
    shown = (
        [f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in row] for row in found
    )
    return [[cell for cell in row if cell] for row in shown]


def test_the_sheet_counts_who_moves_and_what_they_get(new: Path, book: Path) -> None:
    out = new.with_name("决定.xlsx")
    words = ("--book", book, "--skip", "--per", "门店", "-o", out)
    assert "供决定用的表写进了" in command("diff", OLD, new, *words).text
    found = rows(out, "决定")
    for line in (
        ["珍读级年购书额 5,000 元 → 4,000 元（一 分级）"],
        ["甲级", "1", "1", "0", "0"],
        ["乙级", "0", "0", "1", "0"],
        ["升级", "1"],
        ["降级", "1"],
        ["东店", "1", "0", "1"],
        ["西店", "0", "1", "2"],
        ["甲级", "珍读级", "1", "专人荐书、书价优惠：待定", "书价优惠", "3"],
    ):
        assert line in found
    assert rows(out, "变了的客户")[1][:6] == ["3", "乙", "东店", "甲级", "珍读级", "升级"]
    assert rows(out, "离界限近的客户")[1:] == [
        ["4", "丙", "西店", "甲级", "年购书额 2,099 元，界限 2,000 元，超出 99 元"]
    ]
    assert any("跳过了 1 行" in "".join(each) for each in found)


def test_the_page_stands_alone_and_runs_nothing(new: Path, book: Path) -> None:
    text_list(book, LIST[0], *LIST[1:5], ["<script>x</script>", "南店", "4500"])
    out = new.with_name("决定.html")
    command("diff", OLD, new, "--book", book, "-o", out)
    page = out.read_text(encoding="utf-8")
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=", page)
    assert "甲级 → 珍读级：2 位" in page
    assert out.stat().st_mode & 0o777 == 0o600


def test_what_is_no_sheet_is_said_before_anything_is_done(new: Path, book: Path) -> None:
    for words, message in (
        (["-o", "x.xlsx"], "-o 要和 --book 名册 一起写"),
        (["--book", book, "-o", new.with_name("x.pdf")], "写成 x.xlsx"),
        (
            ["--book", book, "--skip", "-o", new.with_name("x.xlsx"), "--per", "店"],
            "没有叫“店”的列",
        ),
    ):
        with pytest.raises(InputError, match=message):
            command("diff", OLD, new, *words)
    assert {each.name for each in new.parent.iterdir()} == {new.name, book.name}
