"""The engine as a wheel: packed, locked by its hash, compiled for the Python inside Pyodide.

The questions for practice, which one page alone asks for, come in an archive of their own.
"""

from __future__ import annotations

import shutil
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from handbook.runtime.tools import RuntimeBuildError, run

LOCK = "pyodide-lock.json"
PRACTICE = "tierquiz.zip"

_PRACTICE_PACKAGE = Path(PRACTICE).stem


def make_wheel(engine: Path, folder: Path) -> Path:
    """Pack the distribution at `engine` into `folder`; the wheel's path."""
    with tempfile.TemporaryDirectory() as scratch:
        # setuptools packs whatever an earlier build left in the source folder, modules deleted
        # since then too, so it is given a copy.
        sources = Path(scratch) / "engine"
        leftovers = shutil.ignore_patterns("__pycache__", "build", "*.egg-info", _PRACTICE_PACKAGE)
        shutil.copytree(engine, sources, ignore=leftovers)
        run(
            "打包计算引擎",
            *(sys.executable, "-m", "pip", "wheel", "--quiet"),
            *("--no-index", "--no-deps", "--no-build-isolation"),
            *("--wheel-dir", str(folder), str(sources)),
        )
    (wheel,) = folder.glob("*.whl")
    return wheel


def pack_practice(engine: Path, folder: Path) -> None:
    """Pack the sources of the questions for practice, beside the engine's, into `PRACTICE`."""
    with zipfile.ZipFile(folder / PRACTICE, "w") as archive:
        for path in sorted((engine / _PRACTICE_PACKAGE).rglob("*.py")):
            name = path.relative_to(engine).as_posix()
            # Without a date of its own the archive has the same bytes each time.
            archive.writestr(zipfile.ZipInfo(name), path.read_bytes())


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
    """Byte-compile the engine's wheel, the questions and the standard library in `folder`.

    The wheel gets a new name, which the lock follows. Pyodide ships its library as sources, some
    200 modules of which it would compile at every start: two thirds of the starting time.
    """
    run(
        "编译计算引擎和标准库",
        "node",
        str(Path(__file__).with_name("compile.mjs")),
        *(str(pyodide), sysconfig.get_path("purelib"), str(folder)),
    )
