"""`make mutants PACKAGE=case`: break a package of the engine, place by place, and see who notices.

What survives is shown as a difference. Why it may is said in docs/maintainer/mutants.md.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

import click
from mutmut.mutation.diff_apply import get_diff_for_mutant

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "calculator" / "tiercalc"
WORK = ROOT / "build" / "mutants"
WANTED = 90
# What the tool's children end with when a test has failed, or ran until they were stopped.
_KILLED = {1, 3, 24, 36, 152, 255, -24, -9}
_NOT_COPIED = shutil.ignore_patterns("__pycache__", "assets", "page", "bench", "*.egg-info")
_SETTINGS = """
[tool.mutmut]
source_paths = ["tiercalc"]
only_mutate = ["tiercalc/{package}/*.py"]
also_copy = ["handbook", "policy"]
pytest_add_cli_args = ["-p", "no:cacheprovider", "--hypothesis-profile=mutants"]
pytest_add_cli_args_test_selection = {tests}
"""
# Where the tests of a package do not stand under its own name.
_TESTS = {
    "case": ("decide", "given", "totals"),
    "index": ("policy", "explain"),
    "proofs": ("decide",),
}


class Mutant(NamedTuple):
    """A change of one place, by the tool's name, and whether a test noticed."""

    name: str
    file: str
    killed: bool


@click.command(help=__doc__)
@click.argument(
    "package", type=click.Choice(sorted(p.name for p in ENGINE.iterdir() if p.is_dir()))
)
def main(package: str) -> None:
    """Run the tool on one package; fail below the wanted share."""
    prepare(package)
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1"]
    subprocess.run(command, cwd=WORK, env=environment, check=True)  # noqa: S603 - our own words
    found = list(mutants(package))
    survivors = [each for each in found if not each.killed]
    with chdir(WORK):
        for each in survivors:
            click.echo(f"# {each.name}")
            click.echo(get_diff_for_mutant(each.name, path=each.file))
    killed = len(found) - len(survivors)
    click.echo(f"{package}: {killed} of {len(found)} killed, {len(survivors)} survived")
    if killed * 100 < WANTED * len(found):
        raise SystemExit(1)


def prepare(package: str) -> None:
    """Copy what the tests of the engine need to where the tool may write."""
    shutil.rmtree(WORK, ignore_errors=True)
    for part, there in {"calculator/tiercalc": "tiercalc", "handbook": "handbook",
                        "policy": "policy", "tests": "tests"}.items():  # fmt: skip
        shutil.copytree(ROOT / part, WORK / there, ignore=_NOT_COPIED)
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    tests = [f"tests/engine/{each}" for each in _TESTS.get(package, (package,))]
    chosen = json.dumps([*tests, "-m", "not library"])
    written = settings + _SETTINGS.format(package=package, tests=chosen)
    (WORK / "pyproject.toml").write_text(written, encoding="utf-8")


def mutants(package: str) -> Iterator[Mutant]:
    """What the tool has found out of each mutant of the package."""
    for file in sorted((WORK / "mutants" / "tiercalc" / package).glob("*.meta")):
        data = json.loads(file.read_text(encoding="utf-8"))
        for name, code in data["exit_code_by_key"].items():
            yield Mutant(name, f"tiercalc/{package}/{file.stem}", code in _KILLED)


if __name__ == "__main__":
    main()
