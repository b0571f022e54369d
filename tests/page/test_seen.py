"""A reader who comes back sees what changed in the policies that they read."""

from __future__ import annotations

import json

from playwright.sync_api import Page, Route, expect

from tests.conftest import Site

POLICY = "corner-shop"


def test_who_comes_back_sees_what_changed_since(page: Page, built_site: Site) -> None:
    known = json.loads((built_site.folder / "changes.json").read_text("utf-8"))
    told = page.locator("[data-changed]")
    page.goto(f"{built_site.url}policy/{POLICY}/")
    expect(page.locator("[data-built]").last).to_contain_text("生成")
    expect(told).to_have_count(0)

    edition = known[POLICY]["edition"]
    known[POLICY] |= {
        "edition": "next",
        "steps": [
            {"edition": "next", "changes": ["熟客折扣 9 折 → 8 折"]},
            {"edition": edition, "changes": ["早就看过的改动"]},
        ],
    }

    def newer(route: Route) -> None:
        body = route.fetch().text()
        route.fulfill(body=body.replace(f"data-edition={edition}", "data-edition=next"))

    page.route("**/changes.json", lambda route: route.fulfill(json=known))
    page.route(f"**/policy/{POLICY}/", newer)
    page.goto(built_site.url)
    expect(told).to_contain_text(known[POLICY]["title"])
    told.get_by_role("link").first.click()
    expect(told).to_contain_text("9 折 → 8 折")
    expect(told).not_to_contain_text("早就看过的改动")
    page.reload()
    expect(page.locator("[data-built]").last).to_contain_text("生成")
    expect(told).to_have_count(0)
