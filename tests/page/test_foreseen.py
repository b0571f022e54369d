"""Answers made before they are asked: the next key finds them, and they are the engine's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from tiercalc import answer_text

from tests.conftest import Site
from tests.shop import SHOPS

BOOKS, SPA = "policy/book-shop/", "policy/foot-spa/"
OpenPage = Callable[..., Page]
SEED = 20261122
NUMBERS = 12
FORESEEN = """
() => new Promise((resolve) => {
  new PerformanceObserver((marks, observer) => {
    if (marks.getEntriesByName("calc:foreseen").length === 0) return;
    observer.disconnect();
    resolve();
  }).observe({ type: "mark", buffered: true });
})
"""
KEEP_WORKER = """() => {
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (...given) {
    window.worker = this;
    return post.apply(this, given);
  };
}"""
LOSE_WORKER = """() => window.worker.dispatchEvent(new MessageEvent("message", {
  data: { kind: "failed", reason: "answer", detail: "lost" },
}))"""
ASK_NOTHING_MORE = "() => { Worker.prototype.postMessage = () => {}; }"

expect.set_options(timeout=30_000)


def focused(page: Page, address: str, name: str) -> Locator:
    """A field that the reader has turned to."""
    page.goto(address)
    field = page.locator(f'form[data-policy] [name="{name}"]')
    field.focus()
    return field


def shown(page: Page, place: str) -> str:
    return page.locator(place).first.inner_text()


def opened(open_page: OpenPage, address: str, place: str) -> str:
    """What a page just opened shows for the case in its address."""
    page = open_page()
    page.goto(address)
    expect(page.locator("[data-answered]").first).to_be_attached()
    text = shown(page, place)
    page.close()
    return text


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("", "7", "7"),
        ("50", "0", "500"),
        ("500000", ".", "500000."),
        ("5000009", "Backspace", "500000"),
    ],
)
def test_the_next_key_finds_its_answer_made(
    page: Page, open_page: OpenPage, built_site: Site, before: str, key: str, after: str
) -> None:
    field = focused(page, built_site.url + BOOKS, "annual_spend")
    field.press_sequentially(before)
    page.evaluate(FORESEEN)
    page.evaluate(ASK_NOTHING_MORE)
    field.press(key)
    expect(page.locator("[data-given]")).to_contain_text("填写：")
    expected = opened(open_page, f"{built_site.url}{BOOKS}#annual_spend={after}", "[data-answers]")
    assert shown(page, "[data-answers]") == expected


def test_a_questions_next_key_finds_its_answer_made(
    page: Page, open_page: OpenPage, built_site: Site
) -> None:
    services = f"{built_site.url}{SPA}services/"
    field = focused(page, services, "level:svip")
    field.press("1")
    page.evaluate(FORESEEN)
    page.evaluate(ASK_NOTHING_MORE)
    field.press("2")
    address = f"{services}#ask-kit?{quote('level:svip')}=12"
    expected = opened(open_page, address, "[data-answer]")
    expect(page.locator("[data-answer]").first).to_have_text(expected, use_inner_text=True)


def test_keys_foreseen_or_not_lead_to_the_engines_answer(
    open_page: OpenPage, built_site: Site
) -> None:
    """Some keys come when their answers are ready, others while they are being made."""
    chance = Random(SEED)  # noqa: S311 - the same keys in every run
    typed_on, filled_on = open_page(), open_page()
    typed = focused(typed_on, built_site.url + BOOKS, "annual_spend")
    filled = focused(filled_on, built_site.url + BOOKS, "annual_spend")
    for _ in range(NUMBERS):
        number = f"{chance.randrange(10 ** chance.randint(1, 7))}{chance.choice(['', '.5'])}"
        typed.fill("")
        for key in number:
            if chance.random() < 0.4:
                typed_on.evaluate(FORESEEN)
            typed.press(key)
        filled.fill(number)
        given = f"填写：{given_in(number)}"
        for page in (typed_on, filled_on):
            expect(page.locator("[data-given]")).to_have_text(given)
        assert shown(typed_on, "[data-answers]") == shown(filled_on, "[data-answers]")


def given_in(number: str) -> str:
    """What the engine here says was filled in."""
    request = {"on": "2026-01-01", "inputs": {"annual_spend": number}}
    document = json.loads(answer_text(SHOPS["book-shop"], json.dumps(request)))
    return "；".join(each["text"] for each in document["given"])


def test_a_new_engine_does_not_give_the_answers_of_the_old_one(
    page: Page, built_site: Site
) -> None:
    """The next engine may read a newer policy."""

    def newer(route: Route) -> None:
        policy = json.loads((built_site.folder / "policy" / "book-shop.json").read_text())
        policy["title"] += "（新）"
        route.fulfill(json=policy)

    field = focused(page, built_site.url + BOOKS, "annual_spend")
    page.evaluate(KEEP_WORKER)
    field.press("5")
    page.evaluate(FORESEEN)
    old = page.locator("[data-version]").inner_text()
    page.route("**/policy/book-shop.json", newer)
    page.evaluate(LOSE_WORKER)
    expect(page.locator("html")).to_have_attribute("data-boot", "plain")
    field.press("0")
    expect(page.locator("[data-given]")).to_have_text("填写：年购书额 50 元")
    expect(page.locator("[data-version]")).not_to_have_text(old)
