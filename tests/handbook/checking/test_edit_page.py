"""The page that teaches managers to edit: its samples are sound, and its message is the check's."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from handbook.checking.check import check, check_every_day
from tests.case_files import with_change
from tests.paths import ROOT

PAGE = (ROOT / "docs" / "edit.md").read_text(encoding="utf-8")
WHOLE, *OTHERS = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)
VARIANTS = [sample for sample in OTHERS if "沿用:" in sample]
CHANGES = [sample for sample in OTHERS if sample not in VARIANTS]
DAY = date(2026, 12, 1)


def found(policy: str, folder: Path) -> list[str]:
    path = folder / "tea-house.yaml"
    path.write_text(policy, encoding="utf-8")
    return [finding.message for finding in check_every_day([path], DAY).findings]


def test_the_whole_sample_is_sound_as_it_stands(tmp_path: Path) -> None:
    assert found(WHOLE, tmp_path) == []


@pytest.mark.parametrize("change", CHANGES)
def test_a_sample_of_a_change_fits_the_whole_one(change: str, tmp_path: Path) -> None:
    assert found(with_change(WHOLE, change), tmp_path) == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_sample_of_a_variant_is_sound_beside_the_whole_one(variant: str, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("tea-house-north.yaml", "tea-house.yaml")]
    for file, text in zip(files, (variant, WHOLE), strict=True):
        file.write_text(text, encoding="utf-8")
    assert check(files, DAY).findings == ()


def test_the_message_that_the_page_shows_is_what_the_check_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("policy").mkdir()
    path = Path("policy") / "tea-house.yaml"
    path.write_text(
        WHOLE.replace("{不低于: 熟客到店次数}", "{不低于: 熟客到店数}"), encoding="utf-8"
    )
    said = check([path], DAY).as_text()
    (shown,) = re.findall(r"```\n(policy/tea-house.*?)```", PAGE, flags=re.DOTALL)
    assert "".join(shown.split()) in "".join(said.split())
