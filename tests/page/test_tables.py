"""The tables over all policies, cards and pictures in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Site


def test_a_table_is_filtered_in_place(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}penalties/")
    rows = page.locator("#all-penalties tbody tr:has(td)")
    count = page.get_by_role("status").filter(has_text="显示")
    everything = rows.count()
    expect(count).to_have_text(f"共 {everything} 行，显示 {everything} 行")
    page.get_by_label("含有").fill("门迎　名单")
    shown = rows.filter(visible=True)
    assert 0 < shown.count() < everything
    assert all("门迎" in text and "名单" in text for text in shown.all_inner_texts())
    expect(count).to_have_text(f"共 {everything} 行，显示 {shown.count()} 行")
    expect(page.locator("#all-penalties th[colspan]").filter(visible=True)).to_have_count(1)
    page.get_by_label("含有").fill("没有这样的字")
    expect(page.get_by_text("没有含这些字的行")).to_be_visible()
    page.get_by_label("含有").fill("")
    page.get_by_label("制度").select_option("corner-shop")
    expect(rows.filter(visible=True)).to_have_count(0)
    page.get_by_label("制度").select_option("foot-spa")
    expect(page.locator("#all-penalties tbody").filter(visible=True)).to_have_count(1)


def test_without_a_script_a_table_is_whole(
    open_page: Callable[..., Page], built_site: Site
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{built_site.url}penalties/")
    expect(page.locator("form.tb-filter")).to_be_hidden()
    assert page.locator("#all-penalties tbody tr").filter(visible=True).count() >= 13


def test_a_roles_card_prints_on_one_sheet(page: Page, built_site: Site) -> None:
    for role in ("beautician", "consultant", "storekeeper", "front-desk"):
        page.goto(f"{built_site.url}role/foot-spa/{role}/")
        sheet = page.pdf(
            format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "12mm")
        )
        assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def test_a_dark_page_prints_on_white(open_page: Callable[..., Page], built_site: Site) -> None:
    page = open_page(color_scheme="dark")
    page.goto(f"{built_site.url}policy/book-shop/")
    dark = _light(page.evaluate("getComputedStyle(document.querySelector('h1')).color"))
    page.emulate_media(media="print")
    printed = _light(page.evaluate("getComputedStyle(document.querySelector('h1')).color"))
    assert printed < 0.2 < dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_on_the_steps_can_be_read(
    scheme: str, open_page: Callable[..., Page], built_site: Site
) -> None:
    page = open_page(color_scheme=scheme)
    page.goto(f"{built_site.url}policy/book-shop/")
    steps = page.evaluate(
        """() => [...document.querySelectorAll(".tb-step")].map(step => [
          getComputedStyle(step.querySelector("rect")).fill,
          getComputedStyle(step.querySelector("text")).fill,
        ])"""
    )
    assert len({ground for ground, _ in steps}) == 4
    assert all(_contrast(ground, ink) >= 4.5 for ground, ink in steps)


def _contrast(first: str, second: str) -> float:
    low, high = sorted((_light(first), _light(second)))
    return (high + 0.05) / (low + 0.05)


def _light(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_comparison_is_filtered_by_sector_and_words(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}compare/")
    rows = page.locator("#all-systems > tbody > tr")
    told = page.locator(".tb-filter output")
    every = rows.count()
    expect(told).to_have_text(f"共 {every} 部，显示 {every} 部")
    page.get_by_label("行业").select_option("苗圃")
    shown = rows.locator("visible=true")
    expect(page.locator("#compare-nursery")).to_be_visible()
    expect(page.locator("#compare-inn")).to_be_hidden()
    some = shown.count()
    assert 0 < some < every
    page.get_by_label("含有").fill("大树")
    expect(shown).to_have_count(1)
    expect(shown).to_have_id("compare-nursery")
    expect(told).to_have_text(f"共 {every} 部，显示 1 部")
    page.get_by_label("行业").select_option("客栈")
    expect(told).to_have_text("没有含这些字的制度，换几个字试试")


def test_open_questions_are_filtered_by_policy(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}open/")
    page.locator(".tb-open__sectors").get_by_role("link", name="苗圃").click()
    page.get_by_label("制度").select_option("nursery")
    shown = page.locator("#all-open > tbody > tr").locator("visible=true")
    expect(shown.first).to_have_text("苗圃买主分等办法")
    policies = shown.evaluate_all("rows => rows.map(row => row.parentElement.dataset.policyRow)")
    assert set(policies) == {"nursery"}
    shown.nth(1).get_by_role("link").first.click()
    expect(page.locator(":target")).to_have_id(re.compile("^ruling-"))


@pytest.mark.parametrize("path", ["compare/", "open/", "services/", "complete/", "glossary/"])
def test_a_phone_shows_the_librarys_pages_without_scrolling_sideways(
    path: str, open_page: Callable[..., Page], built_site: Site
) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(f"{built_site.url}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    narrow = page.locator("main td:visible").evaluate_all(
        "cells => cells.filter(cell => cell.clientWidth < 60).length"
    )
    assert narrow == 0
