"""What an answer names leads where the page's own links lead."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Site

ANSWERS = ".tb-answers, .tb-ask__said, .tb-ask__answer"
# The addresses of the links inside the answers, and of the page's own outside of them.
LINKS = """
(answers) => {
  const all = [...document.querySelectorAll("article a[href]")];
  const told = all.filter((link) => link.closest(answers));
  const own = all.filter((link) => !told.includes(link));
  return [told, own].map((links) => links.map(({ href }) => href));
}
"""
KINDS = ("clause-", "figure-", "ruling-", "form-", "deadline-")

ASKED = [
    (
        "policy/corner-shop/",
        "#list_price=0.99&card_active=yes&goods_kind=regular&birthday_today=no",
        {"clause-", "figure-", "ruling-"},
    ),
    (
        "policy/foot-spa/work/",
        "#ask-timeline?process=spread-information&at.approval=2026-02-13",
        {"clause-", "deadline-"},
    ),
    (
        "policy/corner-shop/work/",
        "#ask-due?deadline=registration&from=2026-05-01",
        {"clause-", "figure-", "deadline-"},
    ),
]


@pytest.mark.parametrize(("path", "asked", "named"), ASKED)
def test_a_name_leads_to_the_same_place_from_page_and_answer(
    page: Page, built_site: Site, path: str, asked: str, named: set[str]
) -> None:
    page.goto(built_site.url + path + asked)
    cited = page.locator(ANSWERS).locator("a[href*='#clause-']")
    # Python starts in about two seconds; a busy machine may need many more.
    expect(cited.first).to_be_attached(timeout=30_000)
    told, own = page.evaluate(LINKS, ANSWERS)
    places = {urldefrag(address).fragment: address for address in own}
    found = [address for address in told if urldefrag(address).fragment.startswith(KINDS)]
    assert {address: places.get(urldefrag(address).fragment, address) for address in found} == {
        address: address for address in found
    }
    assert {kind for kind in KINDS for each in found if f"#{kind}" in each} >= named
    assert [each for each in told if not stands(each, built_site)] == []


def stands(address: str, site: Site) -> bool:
    """Whether a page of the site has the place that an address means."""
    page, place = urldefrag(address)
    file = site.folder / page.removeprefix(site.url) / "index.html"
    return not place or place in ids(file.read_text(encoding="utf-8"))


def ids(text: str) -> set[str | None]:
    reader = _Ids()
    reader.feed(text)
    return reader.found


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str | None] = set()

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(dict(attrs).get("id"))
