"""`tierbook new` on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.command import document, error, tierbook
from tests.paths import SHOPS


def test_a_first_policy_in_a_handbook_without_any(tmp_path: Path) -> None:
    (tmp_path / "policy").mkdir()
    done = tierbook("new", "tea-house", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("写好了 policy/tea-house.yaml。有 ")
    assert tierbook("check", cwd=tmp_path).returncode == 0
    assert "已经有 policy/tea-house.yaml" in error("new", "tea-house", cwd=tmp_path)["message"]


def test_the_shape_is_named_by_its_id_or_its_file(tmp_path: Path) -> None:
    (tmp_path / "policy").mkdir()
    shop = str(SHOPS / "inn.yaml")
    assert document("new", "a", "--from", shop, cwd=tmp_path)["written"] == "policy/a.yaml"
    assert document("new", "b", "--from", "a", cwd=tmp_path)["marks"] > 0
    assert "是不是 a？" in error("new", "c", "--from", "A", cwd=tmp_path)["message"]
