"""A section that no page knows stands wherever the types of its fields say that it should."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import pytest
from tiercalc.policy import Policy
from tiercalc.policy.ids import FigureId, Label, RoleId, Text
from tiercalc.policy.vocabulary import Clauses

from handbook.calendar.working_calendar import library_calendars
from handbook.checking.glossary import Term
from handbook.checking.load import load_bytes
from handbook.pages import pages
from handbook.pages.library import overview_pages
from handbook.pages.library.words import used

DAY = date(2026, 3, 1)
SHOP = """# yaml-language-server: $schema=policy.schema.json
制度: 茶馆培训办法
行业: 餐饮
来源: {题名: 茶馆培训办法, 完整: 完整}
条款: [第一条]
数字:
  礼仪课时: {数值: 4 小时, 条款: 第一条}
岗位:
  茶博士:
  厨师:
"""


@dataclass(frozen=True)
class Course:
    """A training course."""

    id: str
    label: Label
    roles: tuple[RoleId, ...]
    text: Text
    hours: FigureId
    clause: Clauses


@dataclass(frozen=True, eq=False)
class Training(Policy):
    """A policy that trains its people."""

    courses: Mapping[str, Course]


@dataclass(frozen=True)
class Shop:
    """A policy as the pages take it."""

    policy: Policy
    path: Path


@pytest.fixture
def shop() -> Shop:
    path = Path("teahouse.yaml")
    found = load_bytes(path, SHOP.encode()).policy
    assert found is not None
    sections = {each.name: getattr(found.policy, each.name) for each in fields(found.policy)}
    course = Course("VIP 礼仪", "礼仪", ("茶博士",), "学怎样问候会员", "礼仪课时", ("第一条",))
    return Shop(Training(**sections, courses={course.id: course}), path)


def test_it_stands_on_the_policys_page_with_what_its_things_name(shop: Shop) -> None:
    page = pages([shop], DAY)["policy/teahouse/index.md"].markdown
    (row,) = (line for line in page.splitlines() if 'id="courses-VIP_礼仪"' in line)
    for said in ("礼仪", "学怎样问候会员", "4 小时", "茶博士", "第一条"):
        assert said in row


def test_its_things_stand_in_the_list_of_clauses(shop: Shop) -> None:
    source = pages([shop], DAY)["policy/teahouse/source.md"].markdown
    assert '<a href="../#courses-VIP_礼仪">礼仪</a>' in source


def test_its_things_stand_on_the_cards_of_the_roles_that_they_name(shop: Shop) -> None:
    made = pages([shop], DAY)
    assert "学怎样问候会员" in made["role/teahouse/茶博士.md"].markdown
    assert "礼仪" not in made["role/teahouse/厨师.md"].markdown


def test_its_things_are_counted(shop: Shop) -> None:
    made = overview_pages([shop.policy], DAY, (), library_calendars())
    (counts,) = (page for page in made if page.uri == "complete.md")
    assert '<td data-label="courses">1</td>' in counts.markdown


def test_its_words_are_terms(shop: Shop) -> None:
    term = Term("会员", "办了卡的人。", (), ())
    assert used(shop.policy, [term]) == (term,)
