"""The same sources give the same bytes, wherever and whenever they are built."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from handbook import runtime
from tests.conftest import build_site, copy_project
from tests.paths import ROOT

pytestmark = pytest.mark.slow

# For search engines alone; it carries the day of the build.
DATED = {"sitemap.xml", "sitemap.xml.gz"}


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder by its path, and what is in it."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in DATED
    }


def test_a_handbook_hangs_on_no_folder_and_no_order_of_hashes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = []
    for seed in ("1", "2"):
        (tmp_path / f"folder-{seed}").mkdir()
        project = copy_project(tmp_path / f"folder-{seed}")
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        done = build_site(project / "site", project)
        assert done.returncode == 0, done.stdout + done.stderr
        built.append(digests(project / "site"))
    assert len(built[0]) > 100
    assert {*built[0].items()} ^ {*built[1].items()} == set()


def test_pythons_memory_is_the_same_when_it_is_made_again(tmp_path: Path) -> None:
    runtime.build(ROOT)
    for part in ("calculator", "node_modules", "requirements.lock"):
        (tmp_path / part).symlink_to(ROOT / part)
    runtime.build(tmp_path)
    made, again = (digests(root / "build" / "runtime") for root in (ROOT, tmp_path))
    assert "snapshot.bin" in made
    assert made == again
