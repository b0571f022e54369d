"""A section that no page knows: courses stand wherever their fields' types say that they should."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.checking.glossary import Term
from handbook.checking.load import LoadedPolicy, Loading, load_bytes
from handbook.comparing.policies import compare
from handbook.pages import pages
from handbook.pages.library import overview_pages
from handbook.pages.library.words import used

DAY = date(2026, 3, 1)
SHOP = """# yaml-language-server: $schema=policy.schema.json
kind: policy
title: 茶馆培训办法
sector: 餐饮
source: {title: 茶馆培训办法, completeness: full}
clauses: {one: 第一条}
figures:
  manners_hours: {label: 礼仪课时, value: 4, unit: 小时, clause: one}
roles:
  waiter: {label: 茶博士}
  cook: {label: 厨师}
courses:
  manners: {label: 礼仪, roles: [waiter], text: 学怎样问候会员, hours: manners_hours, clause: one}
"""


def loading(text: str) -> Loading:
    return load_bytes(Path("teahouse.yaml"), text.encode())


@pytest.fixture
def shop() -> LoadedPolicy:
    found = loading(SHOP)
    assert found.policy is not None, found.findings
    return found.policy


def test_the_check_follows_what_a_course_names() -> None:
    (finding,) = loading(SHOP.replace("[waiter]", "[waitor]")).findings
    assert (finding.line, finding.column, finding.code) == (13, 32, "unknown-role")
    assert "岗位（roles）里没有“waitor”。是不是 waiter？" in finding.message
    (idle,) = loading(SHOP).findings
    assert "cook" in idle.message


def test_a_course_stands_in_the_clause_list_and_on_the_card_of_its_role_alone(
    shop: LoadedPolicy,
) -> None:
    made = pages([shop], DAY)
    assert '<a href="../#courses-manners">礼仪</a>' in made["policy/teahouse/source.md"].markdown
    assert 'id="courses-manners"><b>礼仪</b>' in made["policy/teahouse/index.md"].markdown
    assert "学怎样问候会员" in made["role/teahouse/waiter.md"].markdown
    assert "礼仪" not in made["role/teahouse/cook.md"].markdown


def test_courses_are_counted_and_their_words_are_terms(shop: LoadedPolicy) -> None:
    (counts,) = (p for p in overview_pages([shop.policy], DAY, ()) if p.uri == "complete.md")
    assert '<td data-label="培训课程">1</td>' in counts.markdown
    term = Term("member", "会员", "办了卡的人。", None, ())
    assert used(shop.policy, [term]) == (term,)


def test_a_comparison_says_what_changed_of_a_course(shop: LoadedPolicy) -> None:
    new = loading(SHOP.replace("[waiter]", "[waiter, cook]")).policy
    assert new is not None
    assert [change.text for change in compare(shop, new, DAY)] == [
        "培训课程“礼仪”的上课的岗位：茶博士 → 茶博士、厨师（第一条）"
    ]
