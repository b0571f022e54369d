"""Numbers with which nobody can reckon exactly are refused where they stand, however written."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from handbook.checking.check import Report, check
from tests.command import tierbook

DAY = date(2026, 7, 1)
POLICY = """\
# yaml-language-server: $schema=policy.schema.json
制度: 茶馆会员办法
行业: 餐饮
来源: {{题名: 茶馆会员办法, 完整: 完整}}
负责: [掌柜]
条款: [第一条]
取值表:
  会员: {{会员: , 散客: }}
数字:
  门槛: {{数值: {figure}, 条款: 第一条}}
填写项:
  年消费: {{类型: 金额}}
  年里程: {{类型: 数量}}
判定:
  等级:
    取值: 会员
    规则:
      - {{结果: 会员, 条款: 第一条, 条件: {{年消费: {{不低于: 门槛}}}}}}
      - {{结果: 会员, 条款: 第一条, 条件: {{年里程: {{不低于: {limit}}}}}}}
    其余: {{结果: 散客, 条款: 第一条}}
岗位:
  掌柜: {{职责: [{{内容: 登记会员, 条款: 第一条}}]}}
"""
FIGURE, LIMIT = 10, 19
BOUNDED = "整数最多 15 位、小数最多 10 位的数"


def checked(path: Path, figure: str = "1000 元", limit: str = "100") -> Report:
    path.write_text(POLICY.format(figure=figure, limit=limit), encoding="utf-8")
    return check([path], DAY)


def errors(report: Report) -> list[tuple[int, str]]:
    return [(each.line, each.message) for each in report.findings if each.severity == "error"]


def spellings(digits: int) -> list[str]:
    plain = ["9" * digits] if digits <= 30 else []
    return [*plain, f'"{"9" * digits}"', f"{'9' * digits} 元", f'"{"9" * digits}.5元"']


@pytest.mark.parametrize("digits", [16, 26, 27, 30, 33, 5000])
def test_a_figure_that_is_too_long_is_refused_in_every_spelling(
    digits: int, tmp_path: Path
) -> None:
    for figure in spellings(digits):
        ((line, message),) = errors(checked(tmp_path / "tea.yaml", figure=figure))
        assert line == FIGURE
        assert message.endswith(f"这个数太长了，应是{BOUNDED}。")


@pytest.mark.parametrize("digits", [16, 27, 30, 33])
def test_so_is_a_limit(digits: int, tmp_path: Path) -> None:
    for limit in spellings(digits)[:-2]:
        ((line, message),) = errors(checked(tmp_path / "tea.yaml", limit=limit))
        assert line == LIMIT
        assert BOUNDED in message


def test_what_has_all_the_digits_that_there_may_be_is_fine(tmp_path: Path) -> None:
    longest = f"{'9' * 15}.{'9' * 10}"
    for figure in (f"{longest} 元", f'"{longest}元"'):
        assert errors(checked(tmp_path / "tea.yaml", figure, "9" * 15)) == []
    (found,) = errors(checked(tmp_path / "tea.yaml", f"0.{'3' * 11} 元"))
    assert BOUNDED in found[1]


def test_the_commands_say_so_too(tmp_path: Path) -> None:
    checked(tmp_path / "tea.yaml", figure="9" * 27)
    for words in (["check"], ["list"], ["decide", "tea"]):
        done = tierbook(*words, "--json", env={"TIERBOOK_POLICIES": str(tmp_path)})
        assert done.stderr == b""
        assert BOUNDED in json.dumps(json.loads(done.stdout), ensure_ascii=False)
