"""The page about a handbook of one's own: its samples can be used as they stand."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config import load_config

from handbook.checking.glossary import glossary_file, read
from tests.paths import ROOT

PAGE = (ROOT / "docs" / "own.md").read_text(encoding="utf-8")
SETTINGS, GLOSSARY = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)
# A picture for a page that is read on a phone, too.
MOST = 40_000


def test_the_settings_are_taken(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    assert config.plugins["tierbook"].config["colour"]
    assert config.theme["logo"] == config.theme["favicon"]


def test_the_glossary_is_sound(tmp_path: Path) -> None:
    path = glossary_file(tmp_path)
    path.parent.mkdir()
    path.write_text(GLOSSARY, encoding="utf-8")
    assert (len(read(path).terms), len(read(path).marks)) == (2, 4)


def test_its_pictures_are_there_and_small() -> None:
    pictures = re.findall(r"!\[.+?\]\((.+?)\)", PAGE)
    assert pictures
    assert [name for name in pictures if (ROOT / "docs" / name).stat().st_size > MOST] == []
