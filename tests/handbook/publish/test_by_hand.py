"""A page written by hand speaks of a policy where there is one."""

from __future__ import annotations

import pytest

from handbook.publish.by_hand import of_what_is_there

PAGES = {
    "policy/inn/index.md": '# 旅店 {#inn}\n\n<h2 id="figure-房价">房价</h2>\n\n## 规则 {#rules}\n',
    "roles.md": "# 岗位 {#roles}\n",
}


def passage(text: str) -> str:
    return f"数可以点<!-- tierbook:where -->{text}<!-- tierbook:end -->。"


@pytest.mark.parametrize(
    "text",
    [
        "，例如[旅店](policy/inn/index.md)",
        "，例如[房价](policy/inn/index.md#figure-房价)",
        "，例如[规则](policy/inn/index.md#rules)和[岗位](roles.md)",
        "，不提哪一部",
    ],
)
def test_a_passage_stands_where_all_its_links_lead_somewhere(text: str) -> None:
    assert of_what_is_there(passage(text), "read.md", PAGES) == f"数可以点{text}。"


@pytest.mark.parametrize(
    "text",
    [
        "，例如[茶馆](policy/tea-house/index.md)",
        "，例如[房](policy/inn/index.md#figure-房)",
        "，例如[规则](policy/inn/index.md#rules)和[茶馆](policy/tea-house/index.md)",
    ],
)
def test_a_passage_goes_where_one_of_its_links_leads_nowhere(text: str) -> None:
    assert of_what_is_there(passage(text), "read.md", PAGES) == "数可以点。"


def test_passages_are_looked_at_one_by_one_from_the_page_that_they_stand_on() -> None:
    page = passage("，例如[旅店](../policy/inn/index.md)") + passage(
        "，例如[旅店](policy/inn/index.md)"
    )
    assert of_what_is_there(page, "help/read.md", PAGES) == (
        "数可以点，例如[旅店](../policy/inn/index.md)。数可以点。"
    )
