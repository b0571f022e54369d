"""`make dist`: the two wheels, tiercalc and tierbook, and the versions tried with them, in `dist/`.

The handbook's wheel holds, beside its Python, what a build of the sources makes or needs: schemas,
the pages by hand, the calculator's Python for the browser and the libraries that pages fetch, in
`handbook/shipped/` and in the order of the sources (`handbook/home.py`).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from handbook import home, runtime
from handbook.publish.bill import PACKAGES
from handbook.publish.site import LIBRARIES
from handbook.starting.constraints import CONSTRAINTS, constraints

ROOT = Path(__file__).parents[1]
_LEFTOVERS = shutil.ignore_patterns("__pycache__", "build", "*.egg-info")


def build(target: Path) -> list[Path]:
    """Build both wheels into a folder, with the constraints beside them; the wheels' paths."""
    runtime.build(home.HOME)
    target.mkdir(parents=True, exist_ok=True)
    versions = constraints(home.LOCK.read_text(encoding="utf-8"))
    (target / CONSTRAINTS).write_text(versions, encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        # Nothing that an earlier build left is packed, and nothing is left among the sources.
        engine, handbook = Path(scratch) / "tiercalc", Path(scratch) / "tierbook"
        shutil.copytree(ROOT / "calculator", engine, ignore=_LEFTOVERS)
        shutil.copytree(ROOT / "handbook", handbook / "handbook", ignore=_LEFTOVERS)
        shutil.copy(ROOT / "pyproject.toml", handbook)
        _ship(handbook / "handbook" / "shipped")
        return [_wheel(sources, Path(scratch) / "made", target) for sources in (engine, handbook)]


def _ship(folder: Path) -> None:
    for file in (
        *home.SCHEMAS,
        home.LOCK,
        *sorted(home.PAGES.glob("*.md")),
        *sorted(home.PAGES.glob("images/*")),
        *sorted(each for each in home.RUNTIME.rglob("*") if each.is_file()),
        *(home.NPM / path for path in LIBRARIES.values()),
        *(home.NPM / name / "package.json" for name in PACKAGES),
    ):
        copy = folder / file.relative_to(home.HOME)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)


def _wheel(sources: Path, made: Path, target: Path) -> Path:
    subprocess.run(  # noqa: S603 - no outside text in it
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet"),
            *("--no-index", "--no-deps", "--no-build-isolation"),
            *("--wheel-dir", str(made / sources.name), str(sources)),
        ],
        check=True,
    )
    (wheel,) = (made / sources.name).glob("*.whl")
    return Path(shutil.copy(wheel, target))


if __name__ == "__main__":
    for path in build(ROOT / "dist"):
        click.echo(f"dist/{path.name}  {path.stat().st_size / 1_000_000:.1f} MB")
