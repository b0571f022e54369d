"""A handbook's folder of its own, with the packages installed from their wheels alone."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from tiercalc import InputError

from handbook import home
from handbook.starting.new_folder import write_folder
from tools.dist import build


def test_a_folder_has_what_a_handbook_needs_and_nothing_of_the_code(tmp_path: Path) -> None:
    written = write_folder(tmp_path / "mine")
    made = {path.relative_to(written.path).as_posix() for path in written.path.rglob("*.*")}
    assert {
        "mkdocs.yml",
        "requirements.txt",
        "docs/index.md",
        "policy/policy.schema.json",
        ".gitignore",
        ".vscode/settings.json",
        ".github/workflows/handbook.yml",
    } <= made
    assert not [name for name in made if name.endswith((".py", ".mjs"))]
    versions, *wheels = (written.path / "requirements.txt").read_text("utf-8").splitlines()
    assert versions == "-c wheels/constraints.txt"
    assert [wheel.rpartition("/")[2].partition("-")[0] for wheel in wheels] == [
        "tiercalc",
        "tierbook",
    ]


def test_what_is_installed_are_the_versions_that_were_tried(tmp_path: Path) -> None:
    written = write_folder(tmp_path / "mine")
    lines = (written.path / "wheels" / "constraints.txt").read_text("utf-8").splitlines()
    named = [Requirement(line) for line in lines if not line.startswith("#")]
    locked = home.LOCK.read_text("utf-8").splitlines()
    assert len(named) == sum("==" in line for line in locked)
    needed = {
        Requirement(each).name for each in requires("tierbook") or () if "tiercalc" not in each
    }
    tried = {str(each.name): str(each.specifier) for each in named}
    assert {name: tried[name] for name in needed} == {name: f"=={version(name)}" for name in needed}


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("我的", encoding="utf-8")
    with pytest.raises(InputError, match="已经有内容了"):
        write_folder(tmp_path / "mine")
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "a.txt"]


def test_an_empty_folder_is_filled_and_one_in_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    write_folder(tmp_path / "mine")
    with pytest.raises(InputError, match="请先建好"):
        write_folder(tmp_path / "no" / "mine")


def run(folder: Path, *words: str | Path) -> str:
    """What a command says that runs without this repository on its path."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(words, cwd=folder, env=plain, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def site_of(folder: Path, commands: Path) -> str:
    run(folder, commands / "mkdocs", "build", "--strict")
    return (folder / "site/policy/tea-house/index.html").read_text("utf-8")


@pytest.mark.slow
def test_a_handbook_lives_on_the_wheels_alone(tmp_path: Path) -> None:
    wheels = build(tmp_path / "dist")
    python = install(wheels, tmp_path / "venv")
    run(tmp_path, python.with_name("tierbook"), "new", "--handbook", "mine")
    mine = tmp_path / "mine"
    run(mine, python.with_name("tierbook"), "new", "tea-house")
    assert "没有错误" in run(mine, python.with_name("tierbook"), "check")
    assert "5,000 元" in site_of(mine, python.parent)
    assert (mine / "site/runtime/snapshot.bin").is_file()
    assert (mine / "site/edit/index.html").is_file()
    policy = mine / "policy" / "tea-house.yaml"
    policy.write_text(
        policy.read_text("utf-8").replace("5000", "6000").replace("4999", "5999"), "utf-8"
    )
    html = site_of(mine, python.parent)
    assert "6,000 元" in html
    assert "5,000 元" not in html


def install(wheels: Sequence[Path], folder: Path) -> Path:
    """A new environment with these wheels; what they need is lent by the one of the tests."""
    run(folder.parent, sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet")
    run(folder.parent, *pip, "--no-index", "--no-deps", *wheels)
    lent = sysconfig.get_path("purelib")
    (own,) = folder.glob("lib/python*/site-packages")
    (own / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    assert str(own) in run(folder.parent, python, "-c", "import handbook; print(handbook.__file__)")
    # Console scripts of what is lent.
    script = folder / "bin" / "mkdocs"
    script.write_text(f"#!{python}\nfrom mkdocs.__main__ import cli\n\ncli()\n", encoding="utf-8")
    script.chmod(0o755)
    return python
