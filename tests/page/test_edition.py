"""Each page says which version of its policy it shows, and when it was built; on paper too."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.conftest import Site

BUILT = re.compile(r"\d{4}-\d\d-\d\d 生成$")


def test_a_policys_page_says_its_version_and_days(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + "policy/corner-shop/")
    version = page.locator("form[data-policy-version]").get_attribute("data-policy-version") or ""
    head, foot = page.locator(".tb-edition").first, page.locator(".tb-edition").last
    expect(head).to_be_hidden()
    for part in (version[:8], BUILT):
        expect(foot).to_contain_text(part)
    page.emulate_media(media="print")
    expect(head).to_contain_text(BUILT)
    expect(head).to_be_visible()
    expect(foot).to_be_hidden()


def test_a_page_over_all_policies_says_when_it_was_built(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + "penalties/")
    expect(page.locator(".tb-edition").last).to_have_text(BUILT)
