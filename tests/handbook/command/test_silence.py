"""What is empty or misspelt is said, and never passes for success."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import error, tierbook
from tests.conftest import build_site
from tests.paths import SHOPS

COMMANDS = (["list"], ["check"], ["decide", "corner-shop"])


@pytest.mark.parametrize("words", COMMANDS)
def test_a_folder_without_policies_is_told(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "policy").mkdir()
    for folder in (tmp_path / "policy", tmp_path):
        found = error(*words, "--policies", str(folder))
        assert found["code"] == "no-policies"
        assert found["message"].startswith(f"目录“{str(folder)[:20]}")
        assert "里没有制度文件" in found["message"]


def test_a_handbook_without_policies_yet_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "policy").mkdir()
    for words in (["list"], ["decide", "corner-shop"]):
        assert "里没有制度文件" in error(*words, cwd=tmp_path)["message"]
    done = tierbook("check", cwd=tmp_path)
    assert done.returncode == 0
    assert "还没有制度" in done.stdout.decode()


def test_a_policy_that_notepad_called_txt_is_told_to_be_renamed(tmp_path: Path) -> None:
    (tmp_path / "tea-house.yaml.txt").write_text("制度: 茶馆", encoding="utf-8")
    told = error("check", str(tmp_path))["message"]
    assert told.endswith("“tea-house.yaml.txt”要改名，以 .yaml 结尾才会读。")


def test_so_it_is_when_it_is_checked_by_name(tmp_path: Path) -> None:
    assert "里没有制度文件" in error("check", str(tmp_path))["message"]
    assert "里没有制度文件" in error("check", str(SHOPS), str(tmp_path))["message"]


@pytest.mark.parametrize("words", COMMANDS)
def test_no_name_for_a_folder_names_none(words: list[str]) -> None:
    assert "没有“”这个目录" in error(*words, "--policies", "")["message"]


@pytest.mark.parametrize("name", ["TIERBOOK_POLICY", "TIERBOOK_POLICES", "tierbook_policies"])
def test_a_misspelt_variable_is_told(name: str, tmp_path: Path) -> None:
    # A folder that would be found without the variable.
    (tmp_path / "policy").symlink_to(SHOPS)
    done = tierbook("list", cwd=tmp_path, env={name: str(SHOPS)})
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"没有“{name}”这个环境变量，是不是 TIERBOOK_POLICIES？\n"
    named = tierbook("list", "--policies", str(SHOPS), cwd=tmp_path, env={name: "elsewhere"})
    assert named.returncode == 0


def test_a_variable_that_names_no_folder_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "no-such"):
        done = tierbook("list", env={"TIERBOOK_POLICIES": str(folder)})
        assert (done.returncode, done.stdout) == (2, b"")
        assert str(folder)[:20] in done.stderr.decode()


def test_a_handbook_without_policies_is_built_and_says_so(project: Path) -> None:
    for file in (project / "policy").glob("*.yaml"):
        file.unlink()
    done = build_site(project / "site", project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "还没有制度" in (project / "site" / "index.html").read_text("utf-8")
