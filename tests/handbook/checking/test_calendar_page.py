"""The page about calendars: its samples are sound, and its table says what is counted."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tiercalc.dates import WorkingCalendar

from handbook.calendar.statute import HOLIDAYS, statutory_days
from handbook.calendar.working_calendar import REACH, library_calendars
from handbook.checking.calendar_file import calendar_file, read_calendar_of
from tests.paths import ROOT
from tests.terms import AFTER, answer

PAGE = (ROOT / "docs" / "calendar.md").read_text(encoding="utf-8")
NOTICE, OWN, NAMING = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)
ROWS = [
    [cell.strip() for cell in row.strip("|").split("|")]
    for row in PAGE.splitlines()
    if row.startswith("| 2026-")
]


def calendars(folder: Path, text: str) -> tuple[WorkingCalendar, dict[str, WorkingCalendar]]:
    calendar_file(folder).write_text(text, encoding="utf-8")
    reading = read_calendar_of(folder)
    assert reading.findings == ()
    return reading.calendars.usual, dict(reading.calendars.named)


def test_the_notice_is_the_one_of_its_year(tmp_path: Path) -> None:
    usual, _ = calendars(tmp_path, NOTICE)
    assert usual == library_calendars().usual


def test_a_policy_names_a_calendar_of_the_sample(tmp_path: Path) -> None:
    _, named = calendars(tmp_path, OWN)
    assert [f"日历: {name}\n" for name in named] == [NAMING]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_deadlines_beside_each_other(row: list[str], tmp_path: Path) -> None:
    start, *dues = row
    six_days, named = calendars(tmp_path, OWN)
    each = (library_calendars().usual, six_days, named["门店"])
    found = [answer(start, AFTER, 1, "工作日", calendar).document()["due"] for calendar in each]
    assert found == dues


def test_the_table_has_days_on_which_each_differs_from_the_others() -> None:
    assert any(five != six for _, five, six, _ in ROWS)
    assert any(six != open_ for _, _, six, open_ in ROWS)


def test_the_own_days_off_are_off(tmp_path: Path) -> None:
    usual, named = calendars(tmp_path, OWN)
    for calendar in (usual, named["门店"]):
        assert not calendar.is_working(date(2027, 1, 15))
        assert not calendar.is_working(date(2027, 6, 30))


def test_what_the_page_says_of_the_law_and_of_the_marks() -> None:
    law = statutory_days(2027)
    days = {name: sum(name in names for names in law.values()) for name in HOLIDAYS}
    said = "、".join(f"{name} {count} 天" for name, count in days.items())
    assert f"{len(law)} 天假日（{said}）" in PAGE
    assert f"前后 {REACH.days} 天" in PAGE
