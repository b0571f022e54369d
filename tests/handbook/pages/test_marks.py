"""A company's own words for what is open stand wherever the usual ones would."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from handbook.checking.check import check
from handbook.checking.glossary import glossary_file
from handbook.checking.load import load_policy
from handbook.pages import pages
from handbook.publish.by_hand import in_own_words
from tests.paths import ROOT, SHOPS

DAY = date(2026, 11, 2)
OWN = "标记: {待定: 未明, 原文缺失: 缺页, 裁定: 口径, 试填: 试算}\n"
USUAL = re.compile("待定|裁定|试填")
MODELINE = "# yaml-language-server: $schema=glossary.schema.json\n"


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shops, and the marks of the company whose policies they are."""
    folder = tmp_path_factory.mktemp("own") / "policy"
    shutil.copytree(SHOPS, folder)
    lost = ROOT / "tests" / "cases" / "good" / "lost.yaml"
    shutil.copy(lost, folder)
    glossary_file(folder).parent.mkdir()
    glossary_file(folder).write_text(MODELINE + OWN, encoding="utf-8")
    return folder


def test_every_page_has_the_companys_words_alone(shops: Path) -> None:
    report = check([shops], DAY)
    assert report.sound
    made = pages(report.policies, DAY, report.terms)
    assert {uri for uri, page in made.items() if USUAL.search(page.markdown)} == set()
    whole = "".join(page.markdown for page in made.values())
    for said in (
        '">缺页</a>',
        "标着“未明”的，公司还没有决定。",
        "试算制度没有定的数",
        ">口径 1</a>",
    ):
        assert said in whole, said


def test_the_words_change_no_version_of_a_policy(shops: Path) -> None:
    own, usual = (load_policy(folder / "teahouse.yaml").policy for folder in (shops, SHOPS))
    assert (own.marks.open, usual.marks.open) == ("未明", "待定")
    assert own.version == usual.version


def test_a_page_by_hand_explains_the_companys_words(shops: Path) -> None:
    marks = load_policy(shops / "teahouse.yaml").policy.marks
    text = "## 待定 {#待定}\n\n试填的数，见[裁定](a/#裁定)，写 `待定`<!-- 裁定 -->。"
    assert in_own_words(text, marks) == (
        "## 未明 {#待定}\n\n试算的数，见[口径](a/#裁定)，写 `待定`<!-- 裁定 -->。"
    )
    plain = load_policy(SHOPS / "corner-shop.yaml").policy.marks
    assert in_own_words(text, plain) == text
