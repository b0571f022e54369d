"""What the check says of each policy: nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.checking.check import check
from handbook.checking.load import policy_files
from tests.paths import POLICY


@pytest.mark.parametrize("path", policy_files(POLICY), ids=lambda path: path.stem)
def test_a_policy_has_no_finding_and_its_examples_hold(path: Path) -> None:
    report = check([path])
    assert [str(finding) for finding in report.findings] == []


def test_the_policies_have_examples() -> None:
    report = check([POLICY])
    assert report.examples_run >= len(report.policies)
