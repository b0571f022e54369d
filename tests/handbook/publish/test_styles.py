"""The styles: a sheet a component, and one for the browser."""

from __future__ import annotations

from handbook.publish.styles import joined
from tests.paths import ROOT

STYLES = ROOT / "handbook" / "assets" / "styles"


def test_the_joined_sheet_has_each_component_once() -> None:
    sheet = joined(STYLES / "tierbook.css")
    assert "@import" not in sheet
    for component in STYLES.glob("*.css"):
        if component.name != "tierbook.css":
            assert sheet.count(component.read_text(encoding="utf-8")) == 1, component.name
