"""What a repository that others take up has: sound files for the services and editors around it."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from handbook import home
from tests.paths import ROOT
from tools.licences import UNKNOWN, locked

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


@pytest.mark.parametrize("schema", home.SCHEMAS, ids=lambda path: path.name)
def test_a_schemas_patterns_mean_to_editors_what_they_mean_to_the_check(schema: Path) -> None:
    Draft202012Validator.check_schema(json.loads(schema.read_text("utf-8")))
    patterns = re.findall(r'"pattern": (".*")', schema.read_text("utf-8"))
    # Editors have JavaScript's expressions, to which these are ASCII alone.
    assert [each for each in patterns if re.search(r"\\[wWdDbB]", json.loads(each))] == []


def test_the_handbooks_wheel_asks_for_every_package_that_it_imports() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[=<>]", each)[0] for each in project["dependencies"]}
    owners = packages_distributions()
    imported = {
        name.partition(".")[0]
        for path in (ROOT / "handbook").rglob("*.py")
        # What makes the browser's Python is needed where the sources are, and only there.
        if "runtime" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    foreign = imported - set(sys.stdlib_module_names) - {"handbook", ""}
    # MkDocs brings these, and no handbook is without it.
    brought = {"markdown", "watchdog"}
    unasked = {
        name: owners.get(name)
        for name in foreign - brought
        if not asked & {owner.lower().replace("_", "-") for owner in owners.get(name, ())}
    }
    assert unasked == {}


def test_every_package_that_the_locks_hold_is_listed_with_a_licence() -> None:
    found = {each.name: each for each in locked()}
    assert {"mkdocs", "pyyaml", "npm:pyodide"} <= {*found}
    # What is for another system is not installed here, and cannot say.
    silent = [each.name for each in found.values() if each.licence == UNKNOWN]
    assert [name for name in silent if name in installed()] == []


def installed() -> set[str]:
    return {name.lower() for names in packages_distributions().values() for name in names}
