"""A new policy is sound as it is written, and says what is to be filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tiercalc import InputError

from handbook.checking.check import check
from handbook.checking.load import load_policy, policy_files
from handbook.starting.new_policy import MARK, write_policy
from tests.paths import SHOPS

DAY = date(2026, 12, 1)


def test_a_first_policy_is_sound_and_decides(tmp_path: Path) -> None:
    written = write_policy(tmp_path, "tea-house", None)
    assert written.path == tmp_path / "tea-house.yaml"
    report = check([written.path], DAY)
    assert report.findings == ()
    assert report.examples_run > 0
    assert written.path.read_text("utf-8").count(MARK) == written.marks > 10
    (loaded,) = report.policies
    assert loaded.policy.decisions
    assert "样稿" in loaded.policy.title


@pytest.mark.parametrize("shop", policy_files(SHOPS), ids=lambda path: path.stem)
def test_a_copy_says_what_its_model_says_under_another_title(shop: Path, tmp_path: Path) -> None:
    for file in policy_files(SHOPS):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    written = write_policy(tmp_path, "mine", shop)
    old, new = load_policy(tmp_path / shop.name), load_policy(written.path)
    assert new.policy.title == f"{old.policy.title}（样稿）"
    assert {**new.data, "title": ""} == {**old.data, "title": ""}
    before = {each.code for each in check([tmp_path / shop.name], DAY).findings}
    assert {each.code for each in check([written.path], DAY).findings} <= before
    marked = [line for line in written.path.read_text("utf-8").splitlines() if MARK in line]
    assert len(marked) == written.marks
    figures = [line for line in marked if "数值" in line]
    assert len(figures) == sum(bool(each.dated) for each in new.policy.figures.values())


SEVERAL_LINES = """\
# yaml-language-server: $schema=policy.schema.json
资料: 待客须知
行业: 会员制
来源: {题名: 待客须知, 完整: 完整}
条款: [第一条]
数字:
  茶水: {条款: 第一条, 数值:
    12 杯}
  点心: {条款: 第一条, 数值: 12 份}
规定:
  待客: {主题: 待客, 内容: "客人来了先上 {茶水}、{点心}。", 条款: 第一条}
"""


def test_a_mark_never_becomes_part_of_a_text(tmp_path: Path) -> None:
    shape = tmp_path / "guide.yaml"
    shape.write_text(SEVERAL_LINES, encoding="utf-8")
    written = write_policy(tmp_path, "mine", shape)
    assert load_policy(written.path).data["figures"] == load_policy(shape).data["figures"]


@pytest.mark.parametrize("id_", ["茶馆", "Tea", "1st", "tea house", "a/b", "../a", "", "a--b"])
def test_what_is_no_id_is_told_and_nothing_is_written(id_: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="不能作制度的编号"):
        write_policy(tmp_path, id_, None)
    assert list(tmp_path.iterdir()) == []


def test_the_calendar_is_no_policy(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"calendar\.yaml 是工作日历"):
        write_policy(tmp_path, "calendar", None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["inn.yaml", "inn.yml"])
def test_what_is_there_is_never_overwritten(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("我的", encoding="utf-8")
    with pytest.raises(InputError, match=f"已经有 .*{name} 了"):
        write_policy(tmp_path, "inn", None)
    assert {each.name: each.read_text("utf-8") for each in tmp_path.iterdir()} == {name: "我的"}


def test_a_variant_is_not_copied_to_where_its_base_is_not(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    write_policy(tmp_path, "base", None)
    variant = tmp_path / "north.yaml"
    variant.write_text(
        "# yaml-language-server: $schema=policy.schema.json\n制度: 北店\n沿用: base\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="没有写"):
        write_policy(tmp_path / "here", "mine", variant)
    assert list((tmp_path / "here").iterdir()) == []
