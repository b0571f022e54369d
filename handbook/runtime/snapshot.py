"""Python's memory with the engine imported, and the part of the standard library that it took."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from deflate import gzip_compress

from handbook.runtime import self_test
from handbook.runtime.tools import run

SNAPSHOT = "snapshot.bin"
# What Pyodide starts with, and all there is: fetched if a module should ever be missing.
LIBRARY = "python_stdlib.zip"
FULL_LIBRARY = "python_stdlib_full.zip"

# Pyodide imports these where it finds them; the engine has no use for them.
_UNUSED = frozenset({"bz2", "compression", "lzma", "ssl"})


def take_snapshot(folder: Path, wheel: Path, stamp: Mapping[str, Any]) -> None:
    """Put a snapshot that bears `stamp` into `folder` and trim the library there.

    `folder` holds Pyodide with the compiled library, which moves to `FULL_LIBRARY`; `wheel` is the
    compiled engine. Raises RuntimeBuildError.
    """
    question = {
        "policy": json.dumps(self_test.POLICY, ensure_ascii=False),
        "request": json.dumps(self_test.REQUEST, ensure_ascii=False),
    }
    (folder / LIBRARY).rename(folder / FULL_LIBRARY)
    # What is unpacked while Python starts would leave holes in its memory.
    _select(folder, lambda module: module.partition(".")[0] not in _UNUSED, zipfile.ZIP_STORED)
    modules = json.loads(
        run(
            "制作计算引擎的内存快照",
            "node",
            str(Path(__file__).with_name("snapshot.mjs")),
            *(str(folder), str(wheel), json.dumps({**stamp, "selfTest": question})),
        )
    )
    _select(folder, set(modules).__contains__, zipfile.ZIP_DEFLATED)
    snapshot = folder / SNAPSHOT
    # Few hosts compress a file of a type they do not know.
    snapshot.write_bytes(gzip_compress(snapshot.read_bytes(), 12))


def _select(folder: Path, wanted: Callable[[str], bool], compression: int) -> None:
    """Make the library anew of the wanted modules."""
    with (
        zipfile.ZipFile(folder / FULL_LIBRARY) as source,
        zipfile.ZipFile(folder / LIBRARY, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            if info.filename.endswith(".pyc") and wanted(_module(info.filename)):
                target.writestr(info, source.read(info), compression)


def _module(file: str) -> str:
    return file.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")
