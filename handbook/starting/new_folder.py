"""A folder for a handbook of one's own, apart from the code, which comes as installed packages."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from tiercalc import InputError
from tiercalc.words import quoted

from handbook import home
from handbook.starting.constraints import CONSTRAINTS, constraints

_FILES = Path(__file__).with_name("folder")
# Names that begin with a dot, which a package's list of files leaves out.
_DOTTED = ("gitignore", "github", "vscode")
# The engine, which the handbook needs in its very version, and the handbook.
_PACKAGES = ("tiercalc", "tierbook")
_WELCOME = "index.md"


@dataclass(frozen=True)
class NewFolder:
    """A handbook's folder that was written; the wheels of this version that have to be put in."""

    path: Path
    missing: tuple[str, ...]


def write_folder(target: Path) -> NewFolder:
    """Write a handbook's folder, whole or not at all.

    Raises InputError where something stands there already.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        message = f"{quoted(str(target))}已经有内容了，没有动它；请写一个还没有的文件夹。"
        raise InputError("taken", str(target), message)
    if not target.absolute().parent.is_dir():
        message = f"没有{quoted(str(target.parent))}这个文件夹，请先建好。"
        raise InputError("bad-output", str(target), message)
    wheels = [f"{name}-{version(name)}-py3-none-any.whl" for name in _PACKAGES]
    made = [home.HOME / "dist" / name for name in wheels]
    with TemporaryDirectory(dir=target.absolute().parent, prefix=".tierbook-") as scratch:
        fresh = Path(scratch) / "handbook"
        _fill(fresh, wheels)
        for wheel in made:
            if wheel.is_file():
                shutil.copy(wheel, fresh / "wheels")
        if target.exists():
            target.rmdir()
        fresh.rename(target)
    return NewFolder(target, tuple(each.name for each in made if not each.is_file()))


def _fill(folder: Path, wheels: list[str]) -> None:
    for path in sorted(_FILES.rglob("*")):
        if path.is_file():
            _copy(path, folder / _named(path.relative_to(_FILES)))
    _copy(home.PAGES / _WELCOME, folder / "docs" / _WELCOME)
    for schema in home.SCHEMAS:
        _copy(schema, folder / schema.relative_to(home.HOME))
    (folder / "wheels").mkdir()
    versions = constraints(home.LOCK.read_text(encoding="utf-8"))
    (folder / "wheels" / CONSTRAINTS).write_text(versions, encoding="utf-8")
    lines = f"-c wheels/{CONSTRAINTS}\n" + "".join(f"./wheels/{name}\n" for name in wheels)
    (folder / "requirements.txt").write_text(lines, encoding="utf-8")


def _named(path: Path) -> Path:
    first, *rest = path.parts
    return Path(f".{first}" if first in _DOTTED else first, *rest)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
