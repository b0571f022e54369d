"""The company's own words for what is open stand in every answer in the place of the usual ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.command import tierbook
from tests.paths import SHOPS

OWN = {"待定": "未明", "原文缺失": "缺页", "裁定": "口径", "试填": "试算"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("own")
    shutil.copytree(SHOPS, made / "policy")
    terms = made / "policy" / "glossary" / "terms.yaml"
    terms.parent.mkdir()
    words = "".join(f"  {usual}: {own}\n" for usual, own in OWN.items())
    terms.write_text(f"标记:\n{words}", encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("decide teahouse spend=120 visits=1 --set plain_floor=99", {"裁定", "试填"}),
        ("fine teahouse late=1", {"待定"}),
        ("kit teahouse plain=1", {"待定"}),
        ("due pool follow-up --from 2026-03-02 --set follow_up_interval=2", {"裁定", "试填"}),
    ],
)
def test_an_answer_is_the_same_but_for_the_words(
    folder: Path, command: str, said: set[str]
) -> None:
    words = command.split()
    usual, own = (tierbook(*words, cwd=where).stdout.decode() for where in (None, folder))
    assert {word for word in OWN if word in usual} == said
    for word, instead in OWN.items():
        usual = usual.replace(word, instead)
    assert own == usual
