"""Characters that do not show are refused however they are written; rare ones are welcome."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from tiercalc.policy import Policy

from handbook.checking.check import check
from handbook.pages.markup import yaml_text
from tests.handbook.checking.test_numbers import POLICY

DAY = date(2026, 7, 1)
HIDDEN = (0x00, 0x07, 0x1B, 0x85, 0xAD, 0x61C, 0x115F, 0x180E, 0x200B, 0x200D, 0x202E, 0x2066)
MORE = (0x2028, 0x2800, 0x3164, 0xE000, 0xFE0F, 0xFEFF, 0xFFF9, 0xFFFE, 0xE0041, 0xE0100, 0x10FFFF)


def read(title: str, path: Path) -> tuple[list[str], list[Policy]]:
    """What the check says of a policy with a title, as it is written in the file."""
    text = POLICY.format(figure="1000 元", limit="100").replace("茶馆会员办法", title, 1)
    path.write_text(text, encoding="utf-8")
    report = check([path], DAY)
    codes = [each.code for each in report.findings if each.severity == "error"]
    return codes, [each.policy for each in report.policies]


@pytest.mark.parametrize("code", [*HIDDEN, *MORE])
def test_what_does_not_show_is_refused_raw_and_escaped(code: int, tmp_path: Path) -> None:
    path = tmp_path / "tea.yaml"
    assert read(f'"茶馆\\U{code:08X}办法"', path)[0] == ["invisible-character"]
    assert read(f'"茶馆{chr(code)}办法"', path)[0] == ["invisible-character"]


@pytest.mark.parametrize("title", ["𠮷祥茶馆办法", "茶馆办法🍵", "龘䶮办法", "茶馆·Café 办法"])
def test_rare_characters_are_a_title_like_any_other(title: str, tmp_path: Path) -> None:
    codes, (policy,) = read(title, tmp_path / "tea.yaml")
    assert (codes, policy.title) == ([], title)
    assert yaml.safe_load(f"title: {yaml_text(title)}") == {"title": title}
