"""From the engine's sources and the npm package `pyodide` to the files that the site hosts."""

from __future__ import annotations

import fcntl
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deflate import gzip_compress

from handbook.runtime.manifest import HostedFile, Manifest, fingerprint, read_manifest
from handbook.runtime.snapshot import FULL_LIBRARY, LIBRARY, SNAPSHOT, take_snapshot
from handbook.runtime.tools import RuntimeBuildError, run
from handbook.runtime.wheel import (
    LOCK,
    PRACTICE,
    compile_archives,
    lock_wheel,
    make_wheel,
    pack_practice,
)

_PACKAGES = ("node_modules/pyodide/package.json", "node_modules/binaryen/package.json")
_SCRIPTS = ("pyodide.mjs", "pyodide.asm.mjs")
_WASM = "pyodide.asm.wasm"
# Every server has a type for a script so called, and sends a file so called at all; few compress
# WebAssembly of their own accord, so that it is compressed already.
_HOSTED_SCRIPTS = tuple(name.replace(".mjs", ".js") for name in _SCRIPTS)
_PACKED_WASM = "pyodide.wasm.bin"


def build(root: Path) -> Manifest:
    """Bring `root/build/runtime` up to date and give its manifest.

    Nothing is done when nothing that it is made from has changed. A reader of the folder sees
    the old files or the new ones, never a mixture. Raises RuntimeBuildError.
    """
    for package in _PACKAGES:
        if not (root / package).is_file():
            folder = package.removesuffix("/package.json")
            raise RuntimeBuildError(f"没有找到 {folder}。请运行 make distclean setup。")
    pyodide = root / "node_modules" / "pyodide"
    target = root / "build" / "runtime"
    calculator = root / "calculator"
    engine = fingerprint(calculator)
    inputs = fingerprint(
        calculator,
        Path(__file__).parent,
        root / "requirements.lock",
        *(root / package for package in _PACKAGES),
    )
    with _only_one(root / "build"):
        known = read_manifest(target)
        if known and known.inputs == inputs and known.describes(target):
            return known
        with tempfile.TemporaryDirectory(prefix=".runtime-", dir=target.parent) as scratch:
            fresh = Path(scratch) / "runtime"
            fresh.mkdir(mode=0o755)
            wheel, versions = _fill(fresh, calculator, pyodide)
            take_snapshot(fresh, fresh / wheel, {"engine": engine, "versions": versions})
            _name_for_servers(fresh)
            boots = {
                "snapshot": (*_HOSTED_SCRIPTS, _PACKED_WASM, SNAPSHOT),
                "plain": (*_HOSTED_SCRIPTS, _WASM, LIBRARY, LOCK, wheel),
            }
            manifest = Manifest(
                pyodide=versions["version"],
                python=versions["python"],
                engine=engine,
                inputs=inputs,
                boots=boots,
                files={
                    name: HostedFile.of(fresh / name)
                    for name in dict.fromkeys(
                        (*boots["snapshot"], *boots["plain"], FULL_LIBRARY, PRACTICE)
                    )
                },
            )
            manifest.write(fresh)
            for path in fresh.iterdir():
                path.chmod(0o644)
            if target.exists():
                target.rename(Path(scratch) / "old")
            fresh.rename(target)
    return manifest


def _fill(folder: Path, calculator: Path, pyodide: Path) -> tuple[str, dict[str, str]]:
    """Put what Pyodide starts from into `folder`; the wheel's name and Pyodide's versions."""
    for name in (*_SCRIPTS, _WASM, LIBRARY):
        shutil.copyfile(pyodide / name, folder / name)
    run("精简 Pyodide", "node", str(Path(__file__).with_name("trim.mjs")), str(folder))
    # The lock comes first: it refuses a wheel that is compiled already, and compiling renames the
    # wheel and hashes it anew in the lock.
    lock_wheel(make_wheel(calculator, folder), pyodide / LOCK, folder / LOCK)
    pack_practice(calculator, folder)
    compile_archives(folder, pyodide)
    lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
    (package,) = lock["packages"].values()
    version = json.loads((pyodide / "package.json").read_text(encoding="utf-8"))["version"]
    return package["file_name"], {**lock["info"], "version": version}


def _name_for_servers(folder: Path) -> None:
    """Have every server send the files as what they are, and the largest compressed."""
    for name, hosted in zip(_SCRIPTS, _HOSTED_SCRIPTS, strict=True):
        (folder / name).rename(folder / hosted)
    (folder / _PACKED_WASM).write_bytes(gzip_compress((folder / _WASM).read_bytes(), 12))


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """Let a second build wait for the first, which then leaves it nothing to do."""
    folder.mkdir(exist_ok=True)
    with (folder / ".runtime.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
