"""The engine as a wheel: packed, locked by its hash, compiled for the Python inside Pyodide."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

LOCK = "pyodide-lock.json"

# The same sources give the same bytes: every date in an archive is 1 January 1980, the earliest
# that a zip can hold.
_SOURCE_DATE_EPOCH = "315532800"


class RuntimeBuildError(Exception):
    """What went wrong in a Chinese sentence, the failing tool's own words below it."""


def make_wheel(engine: Path, folder: Path) -> Path:
    """Pack the distribution at `engine` into `folder`; the wheel's path."""
    with tempfile.TemporaryDirectory() as scratch:
        # setuptools packs whatever an earlier build left in the source folder, modules deleted
        # since then too, so it is given a copy.
        sources = Path(scratch) / "engine"
        leftovers = shutil.ignore_patterns("__pycache__", "build", "*.egg-info")
        shutil.copytree(engine, sources, ignore=leftovers)
        _run(
            "打包计算引擎",
            *(sys.executable, "-m", "pip", "wheel", "--quiet"),
            *("--no-index", "--no-deps", "--no-build-isolation"),
            *("--wheel-dir", str(folder), str(sources)),
        )
    (wheel,) = folder.glob("*.whl")
    return wheel


def lock_wheel(wheel: Path, pyodide_lock: Path, output: Path) -> None:
    """Write `output`, a lock for Pyodide that names this wheel and no other package."""
    lock = PyodideLockSpec.from_json(pyodide_lock)
    lock.packages.clear()
    try:
        add_wheels_to_spec(lock, [wheel]).to_json(output)
    except RuntimeError as error:
        raise RuntimeBuildError(
            f"计算引擎只能依赖标准库，请查看 calculator/pyproject.toml 的 dependencies：\n{error}"
        ) from error


def compile_archives(folder: Path, pyodide: Path) -> None:
    """Byte-compile the engine's wheel and the standard library in `folder`.

    The wheel gets a new name, which the lock follows. Pyodide ships its library as sources, some
    200 modules of which it would compile at every start: two thirds of the starting time.
    """
    _run(
        "编译计算引擎和标准库",
        "node",
        str(Path(__file__).with_name("compile.mjs")),
        *(str(pyodide), sysconfig.get_path("purelib"), str(folder)),
    )


def _run(task: str, *command: str) -> None:
    environment = os.environ | {"SOURCE_DATE_EPOCH": _SOURCE_DATE_EPOCH}
    try:
        subprocess.run(  # noqa: S603 - the project's own commands, no outside text in them
            command, check=True, capture_output=True, text=True, env=environment
        )
    except FileNotFoundError as error:
        raise RuntimeBuildError(
            f"{task}时找不到 {command[0]}。请运行 make setup，它会说明缺什么。"
        ) from error
    except subprocess.CalledProcessError as error:
        raise RuntimeBuildError(
            f"{task}没有成功：\n{(error.stderr or error.stdout).strip()}"
        ) from error
