"""The glossary: what it takes, what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.checking.check import check
from handbook.checking.glossary import Term, glossary_file, load
from handbook.checking.load import FindingsError
from handbook.source.findings import Finding

HEAD = "# yaml-language-server: $schema=glossary.schema.json\n"
FRONT_DESK = "  front-desk: {label: 前台, text: 接待客户的岗位。, avoid: [总台]}\n"


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
        f"{HEAD}terms:\n  role: {{label: 岗位, text: 位置。, see: [front-desk]}}\n{FRONT_DESK}",
    )
    assert load(path) == (
        Term("role", "岗位", "位置。", (), ("front-desk",)),
        Term("front-desk", "前台", "接待客户的岗位。", ("总台",), ()),
    )
    assert check([tmp_path]).terms == load(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"{HEAD}terms:\n{FRONT_DESK}  hall: {{label: 大堂, text: 进门处。, avoid: [前台]}}\n",
            (
                4,
                41,
                "two-meanings",
                "“前台”已经写在术语 front-desk 里；一个词只能归一个术语，请去掉一处。",
            ),
            id="one-word-for-two-terms",
        ),
        pytest.param(
            f"{HEAD}terms:\n{FRONT_DESK}  hall: {{label: 大堂, text: 门内。, see: [front_desk]}}\n",
            (
                4,
                38,
                "unknown-term",
                "术语 hall 参见的“front_desk”不是别的术语。是不是 front-desk？",
            ),
            id="unknown-term",
        ),
        pytest.param(
            f"{HEAD}terms:\n  hall: {{label: 大堂}}\n",
            (
                3,
                3,
                "missing-key",
                "术语 hall：缺少“解释”（text）。应写：用一两句话写明意思；有法律依据的写明第几条。",
            ),
            id="no-meaning",
        ),
        pytest.param(
            f"{HEAD}terms:\n  hall: {{label: 大堂\n",
            None,
            id="not-yaml",
        ),
    ],
)
def test_a_faulty_glossary_is_refused_at_the_place_to_mend(
    tmp_path: Path, text: str, expected: tuple[int, int, str, str] | None
) -> None:
    path = glossary(tmp_path, text)
    report = check([tmp_path])
    assert not report.sound
    assert not report.readable
    assert {finding.path for finding in report.findings} == {path.as_posix()}
    if expected:
        assert said(report.findings) == [expected]
    with pytest.raises(FindingsError) as raised:
        load(path)
    assert raised.value.findings == report.findings


def test_a_glossary_without_its_schema_named_is_read_with_a_warning(tmp_path: Path) -> None:
    path = glossary(tmp_path, f"terms:\n{FRONT_DESK}")
    report = check([path])
    assert report.sound
    assert [(each.code, each.severity) for each in report.findings] == [("modeline", "warning")]
    assert len(load(path)) == 1


def test_no_glossary_is_a_clear_error_only_where_one_is_asked_for(tmp_path: Path) -> None:
    assert check([tmp_path]).findings == ()
    with pytest.raises(FindingsError, match="没有这个文件"):
        load(glossary_file(tmp_path))
