"""Versions in git: `tierbook diff` between them, and what changed from one to the next."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.publish.history import history
from tests.command import error, tierbook

HOUSE = """\
# yaml-language-server: $schema=policy.schema.json
制度: 茶馆会员办法
行业: 餐饮
来源: {题名: 茶馆会员办法, 完整: 完整}
负责: [掌柜]
条款: [第一条]
取值表:
  会员: [熟客]
数字:
  熟客到店次数: {数值: 12 次, 条款: 第一条}
填写项:
  到店次数: {类型: 数量, 越多越好: 是}
判定:
  会员等级:
    取值: 会员
    阶梯: 是
    规则:
      - {结果: 熟客, 条款: 第一条, 条件: {到店次数: {不低于: 熟客到店次数}}}
    其余: 无
岗位:
  掌柜:
    职责:
      - {内容: 招呼客人, 条款: 第一条}
"""
RAISED = HOUSE.replace("数值: 12 次", "数值: {2020-01-01: 12 次, 2030-01-01: 15 次}")
ENGLISH = "title: 茶馆会员办法\nsector: 餐饮\n"

# `commit(text, day)`: the policy file as it is from then on; None takes it away.
Commit = Callable[[str, str], None]


@pytest.fixture
def commit(tmp_path: Path) -> Commit:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "policy").mkdir()

    def make(text: str, day: str) -> None:
        (tmp_path / "policy" / "tea.yaml").write_text(text, encoding="utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--quiet", "--message", day, day=day)

    return make


def git(folder: Path, *words: str, day: str = "2026-01-01") -> None:
    moment = f"{day}T12:00:00+08:00"
    who = ["-c", "user.name=tea", "-c", "user.email=tea@example.com"]
    env = {**os.environ, "GIT_COMMITTER_DATE": moment, "GIT_AUTHOR_DATE": moment}
    subprocess.run(["git", *who, *words], cwd=folder, env=env, check=True)


def said(folder: Path, *words: str) -> list[str]:
    done = tierbook("diff", *words, cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().splitlines()


def test_a_version_is_compared_with_a_file_a_folder_and_another(
    tmp_path: Path, commit: Commit
) -> None:
    commit(HOUSE, "2026-01-01")
    commit(HOUSE.replace("招呼客人", "招呼每位客人"), "2026-02-01")
    lines = said(tmp_path, "HEAD~1", "policy/tea.yaml")
    assert lines[0] == "《茶馆会员办法》有 1 处改动："
    assert "“招呼客人” → “招呼每位客人”（第一条）" in lines[1]
    for words in (("HEAD~1", "policy"), ("HEAD~1", "tea"), ("HEAD~1", "HEAD")):
        assert said(tmp_path, *words) == lines


def test_a_name_of_a_version_is_never_an_option(tmp_path: Path, commit: Commit) -> None:
    commit(HOUSE, "2026-01-01")
    told = tierbook("diff", "--", "--output=stolen", "policy", cwd=tmp_path)
    assert told.returncode == 2
    assert "没有“--output=stolen”" in told.stderr.decode()
    assert not (tmp_path / "stolen").exists()
    assert not (tmp_path / "policy" / "stolen").exists()


def test_a_version_in_the_old_language_is_said_plainly(tmp_path: Path, commit: Commit) -> None:
    commit(ENGLISH, "2026-01-01")
    commit(HOUSE, "2026-02-01")
    assert "以前的写法" in error("diff", "HEAD~1", "tea", cwd=tmp_path)["message"]
    (step,) = history(tmp_path / "policy").steps
    assert (step.changed, step.unreadable) == ((), 1)


def test_changes_stand_newest_first_with_the_day_on_which_they_take_force(
    tmp_path: Path, commit: Commit
) -> None:
    commit(HOUSE, "2026-01-01")
    commit(HOUSE.replace("12 次", "11 次"), "2026-02-01")
    commit(RAISED, "2026-02-01")
    commit(RAISED.replace("招呼客人", "招呼每位客人"), "2026-03-01")
    found = history(tmp_path / "policy")
    assert [step.day.isoformat() for step in found.steps] == ["2026-03-01", "2026-02-01"]
    latest, first = (step.changed[0] for step in found.steps)
    assert (latest.title, latest.taking_force) == ("《茶馆会员办法》", "2026-03-01 起生效")
    assert "2030-01-01" in first.taking_force
    assert "15 次" in "".join(first.changes)


def test_versions_with_tags_are_the_steps_where_there_are_any(
    tmp_path: Path, commit: Commit
) -> None:
    for day, visits in (("2026-01-01", 12), ("2026-02-01", 11), ("2026-03-01", 10)):
        commit(HOUSE.replace("12 次", f"{visits} 次"), day)
        if visits != 11:
            git(tmp_path, "tag", f"v{visits}")
    (step,) = history(tmp_path / "policy").steps
    assert step.tags == ("v10",)
    assert "12 次 → 10 次" in "".join(step.changed[0].changes)


def test_where_there_is_no_history_a_sentence_says_so(
    tmp_path: Path,
    commit: Commit,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "没有用 git 管理" in history(tmp_path_factory.mktemp("alone")).note
    assert "还没有提交" in history(tmp_path / "policy").note
    commit(HOUSE, "2026-01-01")
    commit(RAISED, "2026-02-01")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{tmp_path}", "copy")
    assert "更早的看不到" in history(tmp_path / "copy" / "policy").note
    monkeypatch.setenv("PATH", "/nowhere")
    assert "没有装 git" in history(tmp_path / "policy").note
