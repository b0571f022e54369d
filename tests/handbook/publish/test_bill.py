"""The bill of materials: what the site ships, named with version and licence."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from handbook import home
from handbook.publish.bill import bill


def described(folder: Path) -> Path:
    manifest = folder / "manifest.json"
    manifest.write_text('{"python": "3.14.2"}', encoding="utf-8")
    return manifest


def test_what_the_site_ships_is_listed_with_version_and_licence(tmp_path: Path) -> None:
    text = bill(home.NPM, described(tmp_path))
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    listed = {each["name"]: each for each in json.loads(text)["components"]}
    assert {*listed} == {
        *("ical.js", "mkdocs-material", "pyodide", "python", "tiercalc", "ts-fsrs")
    }
    assert listed["python"]["purl"] == "pkg:generic/python@3.14.2"
    assert listed["mkdocs-material"]["version"] == version("mkdocs-material")
    assert all(each["licenses"] for each in listed.values())


def test_what_is_not_shipped_is_not_listed(tmp_path: Path) -> None:
    data = json.loads(bill(tmp_path, tmp_path / "manifest.json"))
    assert {each["name"] for each in data["components"]} == {"mkdocs-material", "tiercalc"}
