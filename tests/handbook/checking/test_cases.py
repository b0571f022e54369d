"""Every file of `tests/cases` is answered with the findings that it names, at their places."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.checking.check import Report, check
from tests.case_files import Case, case_paths, read_case

DAY = date(2026, 7, 1)


def checked(case: Case, folder: Path) -> Report:
    path = folder / case.name
    path.write_bytes(case.policy)
    return check([path], DAY)


def said(report: Report) -> list[str]:
    """The findings as the cases write them: without the path."""
    return [str(finding).removeprefix(f"{finding.path}:") for finding in report.findings]


@pytest.mark.parametrize("path", case_paths("bad"), ids=lambda path: path.stem)
def test_a_bad_case_is_answered_with_the_findings_at_its_top(path: Path, tmp_path: Path) -> None:
    case = read_case(path)
    assert case.findings, "the first comment lines hold the findings"
    assert said(checked(case, tmp_path)) == list(case.findings)


@pytest.mark.parametrize(
    "path", [*case_paths("good"), *case_paths("base")], ids=lambda path: path.stem
)
def test_a_good_case_and_a_base_have_no_finding(path: Path, tmp_path: Path) -> None:
    report = checked(read_case(path), tmp_path)
    assert said(report) == []
    assert [policy.id for policy in report.policies] == [path.stem]
