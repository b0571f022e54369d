"""The search: asked in the real box of the built site."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Site
from tests.paths import ROOT
from tests.site_server import serve

HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
SEED = 20261122
PAGES, PICKED = 8, 30


class Box:
    """The search box of the welcome page."""

    def __init__(self, page: Page, site: Site, path: str = "") -> None:
        self.page = page
        page.goto(site.url + path)
        page.locator(".md-search__input").click()
        expect(self.after.get_by_role("link", name="全部处罚")).to_be_visible()

    @property
    def said(self):
        return self.page.locator(".tb-search__said")

    @property
    def after(self):
        return self.page.locator(".tb-search__after")

    @property
    def results(self):
        return self.page.locator(".tb-found > li > a")

    def ask(self, question: str) -> list[str]:
        """The addresses of the results, the best first."""
        self.page.locator(".md-search__input").fill(question)
        expect(self.page.locator(".tb-found")).to_have_attribute("data-asked", question.strip())
        hrefs: list[str] = self.results.evaluate_all("links => links.map(link => link.href)")
        return hrefs


@pytest.fixture
def box(page: Page, built_site: Site) -> Box:
    return Box(page, built_site)


# The rows of a policy's pages that say a fact of it each.
ROWS = ":is(tr, li, dd):is([id^=penalty-], [id^=reward-], [id^=service-], [id^=provision-],"
ROWS += "[id^=deadline-], [id^=step-], [id^=form-], [id^=figure-], [id^=ruling-], [id^=rule-])"


def words_of(site: Site, page: Page) -> list[tuple[str, str]]:
    """Two-character words that stand in rows of policies' pages, each with its row's address."""
    chance = random.Random(SEED)  # noqa: S311
    pages = sorted((site.folder / "policy").rglob("index.html"))
    told: list[tuple[str, str]] = []
    for path in chance.sample(pages, k=PAGES):
        address = f"{site.url}{path.parent.relative_to(site.folder).as_posix()}/"
        page.goto(address)
        rows: list[list[str]] = page.locator(ROWS).evaluate_all(
            "rows => rows.map(row => [row.id, row.firstChild.textContent])"
        )
        told += [(f"{address}#{id_}", run) for id_, text in rows for run in HAN.findall(text)]
    picked = []
    for address, run in chance.sample(told, k=PICKED):
        at = chance.randrange(len(run) - 1)
        picked.append((run[at : at + 2], address))
    return picked


def test_any_two_characters_that_stand_together_in_a_fact_are_found(
    built_site: Site, page: Page, open_page
) -> None:
    picked = words_of(built_site, open_page())
    box = Box(page, built_site)
    missed = []
    for word, address in picked:
        if not box.ask(word) or word not in box.results.first.inner_text().replace(" ", ""):
            missed.append((word, address))
    assert missed == []


ANSWERED = [
    ("补登记最晚几天", "时限", "20 天"),
    ("一次花费要满多少", "数字", "600 元"),
    ("主顾手册送几本", "待遇", "1 本"),
    ("平日货打几折", "待遇", "9 折"),
    ("名册谁保管", "表单", "铺主保管"),
    ("谁来管好名册", "职责", "管好主顾名册"),
]


def test_a_question_is_answered_in_the_first_result(box: Box) -> None:
    best = box.results.first
    for question, mark, shown in ANSWERED:
        assert box.ask(question)
        expect(best.locator(".tb-found__mark")).to_have_text(mark)
        expect(best).to_contain_text(shown)
        expect(best).to_contain_text("街角小铺会员办法")


def test_a_number_is_found_however_it_is_written(box: Box) -> None:
    for written in ("2000元", "2,000 元", "２０００元", "二千元", "两千元", "2千元"):
        found = box.ask(written)
        assert any(each.endswith("/corner-shop/#figure-year_floor") for each in found), written


def test_no_menu_option_or_button_of_a_page_is_found(built_site: Site) -> None:
    index = json.loads((built_site.folder / "search/facts.json").read_text("utf-8"))
    told = json.dumps(index["policies"], ensure_ascii=False)
    assert "补登记" in told
    assert [word for word in ("选一部制度", "打印答案", "本页内容", "请选择") if word in told] == []


def test_a_result_leads_to_its_sentence_and_back_to_the_results(box: Box, page: Page) -> None:
    asked = box.ask("补登记")
    third = box.results.nth(2)
    third.scroll_into_view_if_needed()
    third.click()
    anchor = asked[2].partition("#")[2]
    expect(page).to_have_url(asked[2])
    expect(page.locator(f'[id="{anchor}"]')).to_be_in_viewport()
    expect(page.locator("#__search")).not_to_be_checked()
    page.go_back()
    expect(page.locator(".md-search__input")).to_have_value("补登记")
    expect(box.results.nth(2)).to_be_in_viewport()
    assert box.results.evaluate_all("links => links.map(link => link.href)") == asked


def test_a_word_that_stands_nowhere_leads_to_what_there_is(box: Box, page: Page) -> None:
    assert box.ask("鼋鼍") == []
    expect(box.said).to_have_text("手册里没有找到“鼋鼍”。")
    box.after.get_by_role("link", name="全部处罚").click()
    expect(page).to_have_url(re.compile("/penalties/$"))


def test_a_word_that_the_handbook_does_not_have_is_named(box: Box) -> None:
    assert box.ask("彩票最晚几天补登记")
    expect(box.said).to_contain_text("手册里没有“彩票”")
    expect(box.results.first).to_contain_text("20 天")


def test_a_word_much_like_one_of_the_handbook_leads_to_it(box: Box) -> None:
    box.ask("见面薄礼品券")
    box.after.get_by_role("button", name="见面礼").click()
    expect(box.results.first).to_contain_text("一包茶叶")


def test_the_keys_open_the_box_lead_through_the_results_and_close_it(
    page: Page, built_site: Site
) -> None:
    page.goto(built_site.url)
    page.keyboard.press("/")
    page.keyboard.type("补登记")
    expect(page.locator(".tb-found")).to_have_attribute("data-asked", "补登记")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".tb-found > li > a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


def test_a_page_that_nobody_searches_does_not_load_the_index(page: Page, built_site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(built_site.url, wait_until="networkidle")
    assert not any("/search/" in url or "/finding/worker" in url for url in asked)
    page.locator(".md-search__input").fill("登记")
    expect(page.locator(".tb-found > li").first).to_be_visible()
    assert any("facts.json" in url for url in asked)


def test_it_is_said_that_the_index_did_not_come_and_the_next_question_is_answered(
    page: Page, built_site: Site
) -> None:
    page.route("**/search/facts.json", lambda route: route.fulfill(status=503))
    page.goto(built_site.url)
    page.locator(".md-search__input").fill("登记")
    expect(page.locator(".tb-search__said")).to_contain_text("现在不能搜索")
    page.unroute("**/search/facts.json")
    page.locator(".md-search__input").fill("补登记")
    expect(page.locator(".tb-found > li").first).to_be_visible()


RANK = """
async ([index, questions]) => {
  const { Finder } = await import("./assets/finding/ranking.js");
  const finder = new Finder(index);
  return questions.map((question) => finder.find(question).found.map(({ fact }) => fact.place));
}
"""
MARKS = ["处罚", "待遇", "怎么理解", "说明", "条款"]
# Mark, place, name, sentence, answer, whose it is.
FACTS = [
    *(["待遇", f"other-{n}", f"别的{n}", "与此无关"] for n in range(20)),
    ["待遇", "snack", "茶歇", "VIP 会员都有"],
    ["待遇", "dessert", "茶点", "VIP 会员都有"],
    ["待遇", "hundred", "门槛", "满 100 元"],
    ["待遇", "thousand", "门槛", "满 1,000 元"],
    ["待遇", "ten-thousand", "门槛", "满 1 万元"],
    ["条款", "ninth", "第九条", "说到退换"],
    ["条款", "nineteenth", "第十九条", "说到退换"],
    ["待遇", "days", "登记", "五个工作日内"],
    ["待遇", "more-days", "登记", "十五个工作日内"],
    ["待遇", "share", "折扣", "8.8 折"],
    ["待遇", "tenth", "返还", "返还 10%"],
    ["待遇", "gift", "礼品", "一份"],
    ["待遇", "card", "贺卡", "一张"],
    ["待遇", "svip", "毛巾", "SVIP：2 条"],
    ["待遇", "vip", "毛巾", "VIP：1 条"],
    ["怎么理解", "ruling", "迟到一分钟算不算迟到？", "算迟到。"],
    ["说明", "help", "迟到", "迟到是什么意思"],
    ["待遇", "tall", "早餐", "一级：1 份", "1 份", ["一级"]],
    ["待遇", "small", "早餐", "二级：有一份早餐和二级的别的早餐", "", ["二级"]],
    ["处罚", "fine", "店员", "迟到", "20 元/次", ["店员"]],
]
BEST = {
    # Case, width and signs.
    "ＶＩＰ 茶歇": "snack",
    "vip茶歇": "snack",
    '"VIP" 茶歇': "snack",
    "ViP　茶歇": "snack",
    # Numbers, however they are written; one that nobody says is told by the threshold it reaches.
    "100元": "hundred",
    "一百元": "hundred",
    "1,000元": "thousand",
    "一千元": "thousand",
    "1100 元": "thousand",
    "第9条": "ninth",
    "第九条": "ninth",
    "五个工作日": "days",
    "5 个工作日": "days",
    "八八折": "share",
    "百分之十": "tenth",
    # A word that means the same, and one inside a longer one.
    "伴手礼": "gift",
    "vip毛巾": "vip",
    "svip毛巾": "svip",
    # What another tier gets is no answer.
    "二级有几份早餐": "small",
    # What a question is after.
    "迟到罚多少": "fine",
}

FACTS_BEFORE_HELP = ["fine", "ruling", "help"]


def test_the_fact_that_holds_most_of_a_question_comes_first(page: Page, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "handbook/assets/finding", tmp_path / "assets/finding")
    (tmp_path / "index.html").write_text("<!doctype html><p></p>", encoding="utf-8")
    rows = [[MARKS.index(mark), *rest] for mark, *rest in FACTS]
    policy = {"title": "小店办法", "sector": "零售", "standing": [], "clauses": [], "facts": rows}
    empty: dict[str, list[str]] = {"terms": [], "help": [], "tables": []}
    index = {"marks": MARKS, "policies": [policy], "words": [["礼品", "伴手礼"]], **empty}
    with serve(tmp_path) as url:
        page.goto(url)
        found: list[list[str]] = page.evaluate(RANK, [index, [*BEST]])
    assert {question: places[0] for question, places in zip(BEST, found, strict=True)} == BEST
    late = found[[*BEST].index("迟到罚多少")]
    assert [each for each in late if each in FACTS_BEFORE_HELP] == FACTS_BEFORE_HELP


def test_text_that_looks_like_html_stays_text(page: Page, built_site: Site) -> None:
    index = json.loads((built_site.folder / "search/facts.json").read_text("utf-8"))
    text = "<img src=x onerror=alert(1)>甲"
    index["policies"] = [
        {
            "title": text,
            "sector": "零售",
            "standing": [["2000-01-01", text]],
            "clauses": [[text, "policy/corner-shop/"]],
            "facts": [[0, "policy/corner-shop/", text, text, text, [text], [0], text]],
        }
    ]
    page.route("**/search/facts.json", lambda route: route.fulfill(json=index))
    box = Box(page, built_site)
    box.ask("甲")
    expect(box.results.first).to_contain_text(text)
    assert box.results.locator("img").count() == 0
