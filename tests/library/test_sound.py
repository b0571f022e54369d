"""What the check says of each policy: nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tiercalc.policy.examples import DecideExample

from handbook.checking.check import check
from handbook.checking.load import policy_files
from tests.library.test_facts import HELD
from tests.paths import POLICY
from tests.real import POLICIES


@pytest.mark.parametrize("path", policy_files(POLICY), ids=lambda path: path.stem)
def test_a_policy_has_no_finding_and_its_examples_hold(path: Path) -> None:
    report = check([path])
    assert [str(finding) for finding in report.findings] == []


def test_every_example_that_stands_in_a_file_is_run() -> None:
    written = [yaml.safe_load(path.read_text("utf-8")) for path in policy_files(POLICY)]
    assert check([POLICY]).examples_run == sum(len(each.get("例子", ())) for each in written)


@pytest.mark.parametrize("name", HELD)
def test_a_policy_with_a_known_source_that_decides_has_an_example_of_it(name: str) -> None:
    policy = POLICIES[name]
    told = [each for each in policy.examples if isinstance(each, DecideExample)]
    assert not policy.decisions or told
