"""What replaces a policy that has ended: checked in its folder, and named where it is missed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handbook.checking.calendar_file import read_calendar_of
from handbook.checking.check import check
from handbook.checking.load import load_policy
from handbook.publish.history import History
from handbook.publish.site import content
from tests.command import tierbook

_FILE = """\
# yaml-language-server: $schema=policy.schema.json
制度: {title}
行业: 餐饮
来源: {{题名: 茶馆办法, 完整: 完整}}
施行: {{自: {start}{rest}}}
条款: [第一条]

处罚:
  迟到: {{行为: [{{谁: 掌柜, 做了什么: 迟到}}], 罚款: 10 元, 条款: 第一条}}
岗位:
  掌柜: {{职责: [{{内容: 开门, 条款: 第一条}}]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "tea-old", "2020-01-01", ", 至: 2025-12-31, 接替: tea-new")
    write(tmp_path, "tea-new", "2026-01-01")
    return tmp_path


def write(folder: Path, name: str, start: str, rest: str = "") -> None:
    text = _FILE.format(title=f"茶馆 {name} 办法", start=start, rest=rest)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def messages(folder: Path) -> list[str]:
    found = check([folder], date(2026, 7, 1)).findings
    return [each.message for each in found if each.code == "successor"]


def test_one_that_is_there_is_no_finding(folder: Path) -> None:
    assert messages(folder) == []
    assert not check([folder / "tea-old.yaml"], date(2026, 7, 1)).findings


def test_one_that_is_not_there_leads_to_the_nearest(folder: Path) -> None:
    write(folder, "tea-old", "2020-01-01", ", 至: 2025-12-31, 接替: tea-nev")
    (said,) = messages(folder)
    assert said == (
        "施行 › 接替：同一个文件夹里没有制度“tea-nev”。是不是 tea-new（茶馆 tea-new 办法）？"
    )


@pytest.mark.parametrize("row", [["tea-new"], ["tea-new", "tea-old"], ["a", "b", "tea-new"]])
def test_a_circle_is_found(folder: Path, row: list[str]) -> None:
    for name, other in zip(row, (*row[1:], row[0]), strict=True):
        write(folder, name, "2026-01-01", f", 至: 2026-12-31, 接替: {other}")
    said = messages(folder)
    assert len(said) == len(row)
    chain = " → ".join((*row, row[0]))
    assert f"施行 › 接替：接替绕成了一圈：{chain}；请把最后接替的那一部里的“接替”删去。" in said


def test_a_last_day_goes_before_it(folder: Path) -> None:
    write(folder, "tea-old", "2020-01-01", ", 接替: tea-new")
    (finding,) = check([folder / "tea-old.yaml"], date(2026, 7, 1)).findings
    assert finding.message == "施行：写了“接替”，就还要写“至”。"


def test_a_question_after_the_end_is_answered_with_what_replaces_it(folder: Path) -> None:
    done = tierbook("fine", "tea-old", "迟到=1", "--on", "2026-07-01", "--policies", str(folder))
    assert done.stderr.decode() == (
        "《茶馆 tea-old 办法》已失效（到 2025-12-31 为止），由《茶馆 tea-new 办法》接替，"
        "2026-07-01 的事不能按它算。\n"
    )


def test_the_search_knows_how_a_policy_stands_on_each_day(folder: Path) -> None:
    old = load_policy(folder / "tea-old.yaml")
    facts: Any = content(
        [old], [], read_calendar_of(folder), History((), ""), date(2025, 12, 1)
    ).facts
    (held,) = [each["standing"] for each in facts["policies"]]
    ended = "已失效（到 2025-12-31 为止），由《茶馆 tea-new 办法》接替"
    assert held == [("2025-12-01", ""), ("2026-01-01", ended)]
