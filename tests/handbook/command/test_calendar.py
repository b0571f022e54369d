"""The commands count on the calendar of the policies' folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handbook.checking.calendar_file import calendar_file
from tests.command import document, error, tierbook
from tests.handbook.checking.test_calendar_file import HEAD, NOTICE
from tests.paths import SHOPS

SPA = "foot-spa"
LAST_DAY = "2026-12-31"
DUE = ("due", SPA, "spread-information", "--from", LAST_DAY)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A handbook with the spa alone."""
    (tmp_path / "policy").mkdir()
    shutil.copy(SHOPS / f"{SPA}.yaml", tmp_path / "policy")
    return tmp_path


def write(shop: Path, text: str) -> None:
    calendar_file(shop / "policy").write_text(text, encoding="utf-8")


def test_a_deadline_across_the_new_year_is_provisional_until_the_notice_is_typed_in(
    shop: Path,
) -> None:
    before = document(*DUE, cwd=shop)
    assert before["due"] == "2027-01-04"
    assert "2027 年的放假安排" in before["provisional"]
    assert before["provisional"] in tierbook(*DUE, cwd=shop).stdout.decode()
    write(shop, NOTICE)
    after = document(*DUE, cwd=shop)
    assert (after["due"], after["provisional"]) == ("2027-01-04", None)
    assert "暂算" not in tierbook(*DUE, cwd=shop).stdout.decode()


def test_a_notice_that_says_otherwise_changes_the_day(shop: Path) -> None:
    exchanged = NOTICE.replace("调休上班: [", "调休上班: [2027-01-03, ").replace(
        "2027-01-01 至 2027-01-03", "2027-01-01 至 2027-01-02"
    )
    write(shop, exchanged)
    assert document(*DUE, cwd=shop)["due"] == "2027-01-03"


def test_the_line_and_who_are_counted_on_it_too(shop: Path) -> None:
    write(shop, f"{HEAD}公司休息: {{盘点: 2026-03-02 至 2026-03-03}}\n")
    given = ("spread-information", "approval=2026-02-28")
    line = document("timeline", SPA, *given, cwd=shop)
    assert line["provisional"] is None
    assert {step["due"] for step in line["steps"] if step["due"]} == {"2026-03-04"}
    told = document("who", SPA, *given, cwd=shop)
    assert {row["due"] for row in told["notices"] if row["due"]} == {"2026-03-04"}


def test_a_faulty_calendar_is_told_and_nothing_counted(shop: Path) -> None:
    write(shop, NOTICE.replace("2027-06-09", "2027-06-10"))
    found = error(*DUE, cwd=shop)
    assert found["code"] == "policy-file"
    assert "calendar.yaml:8:10" in found["message"]


def test_the_check_reads_it_and_the_list_does_not_take_it_for_a_policy(shop: Path) -> None:
    write(shop, NOTICE)
    assert [each["id"] for each in document("list", cwd=shop)["policies"]] == [SPA]
    done = tierbook("check", "--on", "2026-10-01", cwd=shop)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("检查了 2 份文件")
    made = error("new", "calendar", cwd=shop)
    assert "工作日历的文件名" in made["message"]
