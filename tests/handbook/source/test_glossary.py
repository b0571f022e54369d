"""The glossary: what it takes, what it refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handbook.checking.check import check
from handbook.checking.glossary import Term, glossary_file, read
from handbook.source.findings import Finding
from tests.paths import SHOPS

HEAD = "# yaml-language-server: $schema=glossary.schema.json\n"
FRONT_DESK = "  前台: {解释: 接待客户的岗位。, 不用: [总台]}\n"


def glossary(folder: Path, text: str) -> Path:
    path = glossary_file(folder)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def said(findings: tuple[Finding, ...]) -> list[tuple[int, int, str, str]]:
    return [(each.line, each.column, each.code, each.message) for each in findings]


def test_terms_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = glossary(
        tmp_path,
        f"{HEAD}术语:\n  岗位: {{解释: 位置。, 参见: [前台]}}\n{FRONT_DESK}",
    )
    assert read(path).terms == (
        Term("岗位", "位置。", (), ("前台",)),
        Term("前台", "接待客户的岗位。", ("总台",), ()),
    )
    assert check([tmp_path]).terms == read(path).terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"{HEAD}术语:\n{FRONT_DESK}  大堂: {{解释: 进门处。, 不用: [前台]}}\n",
            (
                4,
                23,
                "two-meanings",
                "“前台”已经写在术语 前台 里；一个词只能归一个术语，请去掉一处。",
            ),
            id="one-word-for-two-terms",
        ),
        pytest.param(
            f"{HEAD}术语:\n{FRONT_DESK}  大堂: {{解释: 门内。, 参见: [前厅台]}}\n",
            (
                4,
                22,
                "unknown-term",
                "术语 大堂 参见的“前厅台”不是别的术语。是不是 前台？",
            ),
            id="unknown-term",
        ),
        pytest.param(
            f"{HEAD}术语:\n  大堂: {{不用: [厅堂]}}\n",
            (
                3,
                3,
                "missing-key",
                "术语 大堂：缺少“解释”。应写：用一两句话写明意思；有法律依据的写明第几条。",
            ),
            id="no-meaning",
        ),
        pytest.param(
            f"{HEAD}标记: {{未定: 待议}}\n",
            (
                2,
                6,
                "unknown-key",
                "标记：不认识“未定”。是不是“裁定”？",
            ),
            id="unknown-mark",
        ),
        pytest.param(
            f'{HEAD}标记: {{待定: ""}}\n',
            (
                2,
                10,
                "name",
                "标记 › 待定：“”不是名称。名称只用中文、字母、数字和 -，中间可以空一格。"
                "应写：没有定的数、没有决定的事怎样叫，最多 8 个字，例如 未定。",
            ),
            id="empty-mark",
        ),
        pytest.param(
            f"{HEAD}标记: {{待定: 等到下次开会再说吧}}\n",
            (2, 10, "value", "标记 › 待定：“等到下次开会再说吧”太长，最多 8 个字。"),
            id="long-mark",
        ),
        pytest.param(
            f"{HEAD}标记: {{裁定: 试填}}\n",
            (2, 10, "two-meanings", "“试填”也是标记“试填”的叫法，分不出是哪一种；请换一个词。"),
            id="two-marks-alike",
        ),
        pytest.param(
            f"{HEAD}术语:\n  大堂: {{解释: 门内\n",
            None,
            id="not-yaml",
        ),
    ],
)
def test_a_faulty_glossary_is_refused_at_the_place_to_mend(
    tmp_path: Path, text: str, expected: tuple[int, int, str, str] | None
) -> None:
    path = glossary(tmp_path, text)
    shutil.copy(SHOPS / "guide.yaml", tmp_path)
    report = check([tmp_path])
    assert not report.sound
    assert not report.readable
    assert {finding.path for finding in report.findings} == {path.as_posix()}
    if expected:
        assert said(report.findings) == [expected]
    assert read(path).terms == ()


def test_a_glossary_without_its_schema_named_is_read_with_a_warning(tmp_path: Path) -> None:
    path = glossary(tmp_path, f"术语:\n{FRONT_DESK}")
    report = check([path])
    assert report.sound
    assert [(each.code, each.severity) for each in report.findings] == [("modeline", "warning")]
    assert len(read(path).terms) == 1


def test_no_glossary_is_a_clear_error_only_where_one_is_asked_for(tmp_path: Path) -> None:
    assert [each.code for each in check([tmp_path]).findings] == ["no-policies"]
    assert "没有这个文件" in read(glossary_file(tmp_path)).findings[0].message
