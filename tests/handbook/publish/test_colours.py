"""A company's colours: whatever they are, every text can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from handbook.publish.colours import ENOUGH, coloured, pairs, wrong
from tests.paths import ROOT

TOKENS = (ROOT / "handbook/assets/styles/tokens.css").read_text(encoding="utf-8")
HEX = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def faint(sheet: str) -> list[tuple[str, str, str, str]]:
    return [each for each in pairs(sheet) if Color(each[2]).contrast(each[3]) < ENOUGH]


def test_the_sites_own_colours_can_be_read() -> None:
    assert faint(TOKENS) == []


@given(HEX, st.none() | HEX)
def test_a_companys_colours_can_be_read(first: str, second: str | None) -> None:
    assert faint(coloured(TOKENS, first, second)) == []


def test_the_header_has_the_very_colour_and_links_the_second_ones_hue() -> None:
    sheet = coloured(TOKENS, "#8a1c2b", "#00796b")
    assert "--md-primary-fg-color: #8a1c2b;" in sheet
    (link, *_) = re.findall(r"--md-typeset-a-color: (#\w+);", sheet)
    hues = [Color(each).convert("oklch")["hue"] for each in (link, "#00796b")]
    assert abs(hues[0] - hues[1]) < 10
    assert "--tb-wrong: #b3261e;" in sheet
    assert sheet.count(";") == TOKENS.count(";") + 1


@pytest.mark.parametrize("text", ["", "red", "#12345", "8a1c2b", "#8a1c2b;}", "rgb(1,2,3)"])
def test_what_is_no_colour_is_told(text: str) -> None:
    assert wrong(text).startswith(f"“{text}”不是颜色；")


@pytest.mark.parametrize("text", ["#8a1c2b", "#8A1C2B", "#abc"])
def test_a_colour_is_taken(text: str) -> None:
    assert wrong(text) == ""
    assert faint(coloured(TOKENS, text, None)) == []


@pytest.mark.parametrize(
    ("colour", "said"), [('"red"', "“red”"), ("#8a1c2b", "“”"), ("12", "“12”")]
)
def test_a_setting_that_is_no_colour_stops_the_build_with_a_sentence(
    colour: str, said: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "docs").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        "site_name: 手册\ntheme: tierbook\nplugins:\n  - material/search\n  - tierbook:\n"
        f"      colour: {colour}\n",
        encoding="utf-8",
    )
    with pytest.raises(Abort):
        load_config(str(file))
    assert f"{said}不是颜色；写成 # 和六位十六进制数，加引号" in caplog.text
