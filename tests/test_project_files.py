"""What a repository that others take up has: sound files for the services and editors around it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tests.paths import ROOT

STARTED = ROOT / "handbook" / "starting" / "folder"
YAML = [
    *sorted((ROOT / ".github").rglob("*.yml")),
    *sorted((STARTED / "github").rglob("*.yml")),
    ROOT / ".pre-commit-hooks.yaml",
]


@pytest.mark.parametrize("path", YAML, ids=lambda path: path.name)
def test_a_file_for_a_service_is_sound_yaml(path: Path) -> None:
    assert yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted((ROOT / ".github/workflows").glob("*.yml")))
def test_a_workflow_runs_make_targets_that_exist(path: Path) -> None:
    targets = {
        line.partition(":")[2].strip()
        for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
        if line.startswith(".PHONY:")
    }
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    runs = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    made = [run.split()[1] for run in runs if run.startswith("make ")]
    assert made
    assert [each for each in made if each not in targets] == []


def test_an_editor_finds_the_schemas_on_opening_the_folder() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"]
    assert [path for path in settings["yaml.schemas"] if not (ROOT / path).is_file()] == []
