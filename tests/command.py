"""The console script that `make setup` installs, run by tests."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.paths import ROOT, SHOPS

TIERBOOK = Path(sys.executable).with_name("tierbook")


def tierbook(
    *words: str, cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """What the command did; without a folder to run in, it knows the shops."""
    plain = {key: value for key, value in os.environ.items() if key != "TIERBOOK_POLICIES"}
    known = {} if cwd else {"TIERBOOK_POLICIES": str(SHOPS)}
    return subprocess.run(
        [TIERBOOK, *words],
        cwd=cwd or ROOT,
        env=plain | known | (env or {}),
        capture_output=True,
        check=False,
    )


def document(
    *words: str, cwd: Path | None = None, env: dict[str, str] | None = None
) -> dict[str, Any]:
    """The answer under `--json`."""
    done = tierbook(*words, "--json", cwd=cwd, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    found: dict[str, Any] = json.loads(done.stdout.decode())
    return found


def error(*words: str, cwd: Path | None = None) -> dict[str, str]:
    """The error under `--json`, after the plain form has said the same on stderr."""
    told = tierbook(*words, cwd=cwd)
    done = tierbook(*words, "--json", cwd=cwd)
    assert (told.returncode, told.stdout, done.returncode, done.stderr) == (2, b"", 2, b"")
    found: dict[str, str] = json.loads(done.stdout.decode())["error"]
    assert list(found) == ["code", "input", "message"]
    assert told.stderr.decode() == f"{found['message']}\n"
    return found


def write(path: Path, *rows: Sequence[str], encoding: str = "utf-8", separator: str = ",") -> Path:
    """A list as a spreadsheet saves it."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path
