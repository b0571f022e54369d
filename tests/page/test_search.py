"""The search: typed into the real box of the built site."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.conftest import Site
from tests.paths import ROOT
from tests.site_server import serve

HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
SEED = 20261122
PICKED = 30


class Box:
    """The search box of the welcome page."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        page.goto(site.url)
        page.locator(".md-search__input").click()
        expect(self.meta).to_have_text("键入以开始搜索")

    @property
    def meta(self):
        return self.page.locator(".md-search-result__meta")

    @property
    def results(self):
        return self.page.locator(".md-search-result__item")

    def ask(self, words: str) -> list[str]:
        """The addresses of the results for the words (the first ones, where there are many)."""
        self.page.locator(".md-search__input").fill("")
        expect(self.meta).to_have_text("键入以开始搜索")
        self.page.locator(".md-search__input").fill(words)
        expect(self.meta).to_have_text(re.compile("符合条件的结果"))
        hrefs: list[str] = self.page.locator(".md-search-result__item > a").evaluate_all(
            "links => links.map(link => link.href)"
        )
        return hrefs

    def pages(self) -> int:
        """On how many pages the words stand."""
        count = re.search(r"[0-9]+", self.meta.inner_text())
        return int(count[0]) if count else 0


@pytest.fixture
def box(page: Page, built_site: Site) -> Box:
    return Box(page, built_site)


# A page's text but for which version it shows, which stands on each.
TOLD = """article => {
  article.querySelectorAll(".tb-edition").forEach((each) => each.remove());
  return article.innerText;
}"""


def words_of(site: Site, page: Page) -> list[tuple[str, str]]:
    """Two-character words that stand in the pages' own text, each with its page's address."""
    chance = random.Random(SEED)  # noqa: S311
    addresses = sorted(
        path.parent.relative_to(site.folder).as_posix()
        for folder in ("policy", "role", "penalties", "services", "deadlines", "read")
        for path in (site.folder / folder).rglob("index.html")
    )
    picked = []
    for address in chance.choices(addresses, k=PICKED):
        page.goto(f"{site.url}{address}/")
        text = page.locator("article").evaluate(TOLD)
        run = chance.choice(HAN.findall(text))
        at = chance.randrange(len(run) - 1)
        picked.append((run[at : at + 2], f"{site.url}{address}/"))
    return picked


def test_any_two_characters_that_stand_together_on_a_page_are_found(
    built_site: Site, page: Page, open_page
) -> None:
    picked = words_of(built_site, open_page())
    box = Box(page, built_site)
    missed = []
    for word, address in picked:
        box.ask(word)
        if not box.pages():
            missed.append((word, address))
    assert missed == []


def test_a_word_inside_a_longer_one_is_found_and_marked(box: Box) -> None:
    assert box.ask("贵客名")
    expect(box.results.first.locator("mark").first).to_have_text("贵客名")
    expect(box.results.first).to_contain_text("报贵客名单")


@pytest.mark.parametrize("words", ["总管", "大浴巾 领班", "贵客 名单 文员"])
def test_exactly_the_pages_that_hold_every_word_are_found(
    words: str, box: Box, built_site: Site
) -> None:
    index = json.loads((built_site.folder / "search/sections.json").read_text("utf-8"))
    texts: dict[str, str] = {}
    for entry in index["docs"]:
        address = built_site.url + entry["location"].partition("#")[0].removeprefix("./")
        texts[address] = f"{texts.get(address, '')}\n{entry['title']}\n{entry['text']}"
    holding = {page for page, text in texts.items() if all(w in text for w in words.split())}
    found = {re.sub(r"[?#].*", "", address) for address in box.ask(words)}
    assert found
    assert found <= holding
    assert box.pages() == len(holding)


def test_spaces_and_separators_inside_numbers_do_not_matter(box: Box) -> None:
    assert box.ask("2000元")
    expect(box.results.locator("mark").first).to_have_text("2,000 元")


def test_a_result_opens_at_its_section_with_the_word_marked(box: Box, page: Page) -> None:
    box.ask("登记")
    section = page.locator(".md-search-result__item a[href*='#']:visible").first
    anchor = (section.get_attribute("href") or "").partition("#")[2]
    section.click()
    expect(page).to_have_url(re.compile(f"#{anchor}$"))
    expect(page.locator("article mark").first).to_have_text("登记")


def test_what_is_typed_before_the_index_came_is_answered_when_it_comes(
    page: Page, built_site: Site
) -> None:
    held: list[Route] = []
    page.route("**/search/search_index.json", lambda route: held.append(route))
    with page.expect_request("**/search/search_index.json"):
        page.goto(built_site.url)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill("登记")
    held[0].continue_()
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("个符合条件的结果"))


def test_a_page_that_nobody_searches_does_not_load_the_index(page: Page, built_site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(built_site.url, wait_until="networkidle")
    assert not any("sections.json" in url for url in asked)
    page.locator(".md-search__input").fill("登记")
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("个符合条件的结果"))
    assert any("sections.json" in url for url in asked)


def test_a_word_that_stands_nowhere_is_said_to_be_nowhere(box: Box) -> None:
    assert box.ask("鼋鼍") == []
    expect(box.meta).to_have_text("没有找到符合条件的结果")


WORKER = ROOT / "handbook/assets/site/search_worker.js"
ASK = """
query => new Promise(resolve => {
  const worker = new Worker("assets/javascripts/workers/search.js");
  worker.onmessage = ({data}) => data.type === 3 && resolve(data.data.items);
  worker.postMessage({type: 0, data: {}});
  worker.postMessage({type: 2, data: query});
})
"""
Ask = Callable[[list[dict[str, str]], str], list[list[dict[str, object]]]]


@pytest.fixture
def ask(page: Page, tmp_path: Path) -> Iterator[Ask]:
    """The worker alone, with an index of its own."""
    workers = tmp_path / "assets/javascripts/workers"
    workers.mkdir(parents=True)
    shutil.copy(WORKER, workers / "search.js")
    (tmp_path / "search").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><p></p>", encoding="utf-8")
    with serve(tmp_path) as url:

        def answer(docs: list[dict[str, str]], query: str) -> list[list[dict[str, object]]]:
            index = json.dumps({"docs": docs, "standings": {}})
            (tmp_path / "search/sections.json").write_text(index, encoding="utf-8")
            page.goto(url)
            items: list[list[dict[str, object]]] = page.evaluate(ASK, query)
            return items

        yield answer


def test_text_that_looks_like_html_stays_text(page: Page, ask: Ask) -> None:
    docs = [{"location": "a/", "title": "甲 &lt;b&gt;", "text": "<p>若 1 &lt; 2 &amp;&amp; 甲</p>"}]
    ((item,),) = ask(docs, "甲")
    page.set_content(f"<p id=title>{item['title']}</p><p id=text>{item['text']}</p>")
    assert page.locator("#title").inner_text() == "甲 <b>"
    assert page.locator("#text").inner_text() == "若 1 < 2 && 甲"
    assert page.locator("mark").all_inner_texts() == ["甲", "甲"]
    ((found,),) = ask(docs, "<b>")
    assert found["location"] == "a/"


@pytest.mark.parametrize("query", ["ＶＩＰ", "vip", '"VIP"', "ViP　会员"])
def test_case_and_width_do_not_matter(ask: Ask, query: str) -> None:
    ((item,),) = ask([{"location": "a/", "title": "等级", "text": "VIP 会员"}], query)
    assert "<mark data-md-highlight>VIP</mark>" in str(item["text"])


@pytest.mark.parametrize(
    ("text", "found"),
    [("<p>客户</p><p>经理</p>", 0), ("<p>客户<code>经理</code></p>", 1), ("客户\n经理", 1)],
)
def test_a_word_does_not_reach_across_two_paragraphs(ask: Ask, text: str, found: int) -> None:
    assert len(ask([{"location": "a/", "title": "等级", "text": text}], "户经")) == found


def test_words_may_stand_in_different_sections_of_a_page(ask: Ask) -> None:
    docs = [
        {"location": "a/", "title": "门店制度", "text": ""},
        {"location": "a/#fines", "title": "处罚", "text": "迟到"},
        {"location": "b/", "title": "会所制度", "text": "迟到"},
    ]
    (items,) = ask(docs, "门店 迟到")
    assert {item["location"] for item in items} == {"a/", "a/#fines"}


def test_a_page_named_by_the_word_stands_first(ask: Ask) -> None:
    docs = [
        {"location": "a/", "title": "其他", "text": "登记登记登记"},
        {"location": "b/", "title": "登记", "text": "无"},
    ]
    assert [items[0]["location"] for items in ask(docs, "登记")] == ["b/", "a/"]
