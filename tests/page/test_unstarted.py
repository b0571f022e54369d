"""What keeps the page's first script from running is said on the page, with what to do."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.conftest import Site, Watch

STORE = "policy/corner-shop/"
SCRIPTS = "**/assets/tierbook/**/*.js"


def lost(route: Route) -> None:
    route.fulfill(status=404, body="")


def mistyped(route: Route) -> None:
    route.fulfill(body=route.fetch().body(), content_type="application/octet-stream")


@pytest.mark.parametrize("fault", [lost, mistyped])
@pytest.mark.parametrize("scripts", ["**/engine/downloads.js", "**/form/form.js"])
def test_modules_that_do_not_come_are_said(
    page: Page, built_site: Site, watch: Watch, scripts: str, fault: Callable[[Route], None]
) -> None:
    page.route(scripts, fault)
    page.goto(built_site.url + STORE)
    expect(page.get_by_role("alert")).to_contain_text("没有取到")
    watch.troubles.clear()


def test_without_any_script_the_page_says_so_after_a_while(
    page: Page, built_site: Site, watch: Watch
) -> None:
    page.route(SCRIPTS, lost)
    page.goto(built_site.url + STORE)
    told = page.locator("[data-silent]").first
    expect(told).to_be_hidden()
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    expect(told).to_be_visible()
    said = told.evaluate("(place) => getComputedStyle(place, '::before').content")
    assert "计算器还没有启动" in said
    watch.troubles.clear()


def test_a_calculator_that_started_says_nothing(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE)
    expect(page.locator("html")).to_have_attribute("data-engine", "ready", timeout=60_000)
    expect(page.locator("[data-silent]")).to_have_count(0)


@pytest.mark.parametrize(
    "lack",
    [
        # An old browser refuses what it does not know, or takes a module for a classic script.
        "window.Worker = class { constructor() { throw new TypeError('no modules'); } }",
        """const known = window.Worker;
        window.Worker = function (script, { name }) { return new known(script, { name }); }""",
    ],
    ids=["refuses", "ignores"],
)
def test_a_browser_without_module_workers_is_named(
    page: Page, built_site: Site, watch: Watch, lack: str
) -> None:
    page.add_init_script(lack)
    page.goto(built_site.url + STORE + "#year_spend=2000")
    expect(page.get_by_role("alert").first).to_contain_text("浏览器太旧")
    watch.troubles.clear()


def test_a_browser_without_modules_is_named(page: Page, built_site: Site, watch: Watch) -> None:
    page.add_init_script("delete HTMLScriptElement.prototype.noModule")
    # It runs none of them.
    page.route(re.compile(r"/assets/tierbook/(engine|form)/"), lost)
    page.goto(built_site.url + STORE)
    expect(page.get_by_role("alert").first).to_contain_text("浏览器太旧")
    watch.troubles.clear()


def test_a_file_opened_from_disk_says_what_to_do(
    page: Page, built_site: Site, watch: Watch
) -> None:
    page.goto((built_site.folder / STORE / "index.html").as_uri())
    expect(page.get_by_role("alert")).to_contain_text("请打开手册的网址")
    watch.troubles.clear()
    watch.foreign.clear()
