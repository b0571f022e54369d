"""A policy of any size is checked in some seconds, or what is too much of it is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import process_time

import pytest

from handbook.checking.check import check
from handbook.source.encoding import SIZE_LIMIT
from handbook.source.yaml_source import read_yaml

DAY = date(2026, 7, 1)
HEAD = """\
# yaml-language-server: $schema=policy.schema.json
制度: 茶馆会员办法
行业: 餐饮
来源: {{题名: 茶馆会员办法, 完整: 完整}}
负责: [掌柜]
条款: [第一条]
岗位: {{掌柜: {{职责: [{{内容: {duty}, 条款: 第一条}}]}}}}
取值表: {{会员: {{{values}}}}}
"""
TABLE = "判定: {级: {取值: 会员, 规则: [RULES], 其余: {结果: 散客, 条款: 第一条}}}\n"
RULE = "{{结果: {0}, 条款: 第一条, 条件: {1}}}"


def head(values: str = "会员: , 散客: ", duty: str = "登记会员") -> str:
    return HEAD.format(values=values, duty=duty)


def inputs(count: int, more: str = "") -> str:
    each = (f"  项{n}: {{类型: 金额{more.format(n + 1)}}}\n" for n in range(count - 1))
    return f"填写项:\n{''.join(each)}  项{count - 1}: {{类型: 金额}}\n"


def table(*rules: str) -> str:
    return TABLE.replace("RULES", ", ".join(rules))


def any_of(parts: list[str]) -> str:
    return table(RULE.format("会员", f"{{任一: [{', '.join(parts)}]}}"))


def limit(name: int, least: int) -> str:
    return f"{{项{name}: {{不低于: {least} 元}}}}"


def chain(count: int) -> str:
    """Sums that are contained in each other, each with a limit."""
    limits = [limit(n, n + 1) for n in range(count)]
    return head() + inputs(count, ", 包含在: 项{0}") + any_of(limits)


def interwoven(count: int) -> str:
    """Conditions on three inputs each, of which every one leads to others."""
    parts = [
        ", ".join(limit((n * 7 + m * 13) % count, n + m + 1) for m in range(3))
        for n in range(count)
    ]
    return head() + inputs(count) + any_of([f"{{全部: [{each}]}}" for each in parts])


def conditions(count: int) -> str:
    """As many conditions as inputs, all of which have to hold."""
    limits = ", ".join(limit(n, 1)[1:-1] for n in range(count))
    return head() + inputs(count) + table(RULE.format("会员", f"{{{limits}}}"))


def rules(count: int) -> str:
    values = ", ".join(f"级{n}: " for n in range(count))
    each = (RULE.format(f"级{n}", limit(0, (count - n) * 10)) for n in range(count))
    return head(f"{values}, 散客: ") + inputs(1) + table(*each)


def aliases(times: int, length: int) -> str:
    """One long text that is used many times."""
    more = ", {内容: *a, 条款: 第一条}" * times
    return head(duty=f"&a {'长' * length}").replace("第一条}]", f"第一条}}{more}]") + inputs(1)


def codes(text: str, path: Path) -> list[str]:
    path.write_text(text, encoding="utf-8")
    start = process_time()
    found = check([path], DAY).findings
    assert process_time() - start < 10
    assert len({each for each in found if each.code in ("too-much", "too-large")}) < 2
    assert max((len(line) for line in str(found).split("Finding(")), default=0) < 500
    return [each.code for each in found if each.severity == "error"]


@pytest.mark.parametrize(
    "text", [chain(12), chain(7000), interwoven(60), rules(300), rules(3000), conditions(600)]
)
def test_more_cases_than_anybody_can_compare_are_refused(text: str, tmp_path: Path) -> None:
    assert "too-much" in codes(text, tmp_path / "tea.yaml")


@pytest.mark.parametrize("text", [chain(4), interwoven(8), rules(30), conditions(60)])
def test_what_a_company_writes_is_compared(text: str, tmp_path: Path) -> None:
    assert codes(text, tmp_path / "tea.yaml") == []


def test_a_long_text_that_is_used_many_times_counts_each_time(tmp_path: Path) -> None:
    assert codes(aliases(100, SIZE_LIMIT // 10), tmp_path / "tea.yaml") == ["too-large"]
    document, findings = read_yaml("tea.yaml", aliases(2, 1000).encode())
    assert document is not None
    assert not findings


def test_a_place_in_a_long_line_is_shown_with_what_is_around_it(tmp_path: Path) -> None:
    path = tmp_path / "tea.yaml"
    long = "长" * 10_000
    path.write_text(head(duty=f'"{long}", 无此项: "{long}"') + inputs(1), encoding="utf-8")
    report = check([path], DAY)
    assert any("无此项" in each.message for each in report.findings)
    assert max(map(len, report.as_text().splitlines())) < 300
