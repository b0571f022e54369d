"""The built handbook: its frame, its addresses, its promises to a browser."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator

import pytest
import yaml
from playwright.sync_api import Page, expect
from tiercalc.policy.plain import canonical_json

from handbook.pages.address import anchored
from tests.conftest import Site, Watch
from tests.outline import Outline
from tests.paths import ROOT
from tests.phone import wide_on_a_phone
from tests.shop import FILES

SPA = "policy/foot-spa/"
ROLE = "role/foot-spa/consultant/"
KINDS = {
    "welcome": "",
    "policy": SPA,
    "role": ROLE,
    "penalties": "penalties/",
    "services": "services/",
    "deadlines": "deadlines/",
    "manual": "edit/",
}


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_a_page_asks_nothing_of_other_hosts_and_breaks_no_rule_of_its_policy(
    path: str, built_site: Site, page: Page, watch: Watch
) -> None:
    answer = page.goto(built_site.url + path)
    assert answer is not None
    assert answer.ok
    page.wait_for_load_state("networkidle")
    first = page.locator("head > *").first
    assert "script-src 'self'" in (first.get_attribute("content") or "")
    page.get_by_title("改用浅色").click()
    page.get_by_title("改用深色").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert watch == Watch()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(
    path: str, width: int, built_site: Site, open_page: Callable[..., Page]
) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(built_site.url + path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("kind", ["policy", "role"])
def test_no_page_of_any_policy_scrolls_sideways_on_a_phone(
    kind: str, built_site: Site, open_page: Callable[..., Page]
) -> None:
    assert wide_on_a_phone(built_site, kind, open_page) == {}


def test_without_javascript_a_policy_can_be_read_and_the_calculator_says_what_it_lacks(
    built_site: Site, open_page: Callable[..., Page]
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{built_site.url}policy/corner-shop/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("小铺")
    expect(page.locator("#decision-tier")).to_be_visible()
    expect(page.locator("#calculator-corner-shop noscript")).to_be_visible()
    page.goto(built_site.url)
    page.get_by_role("link", name="查制度").first.click()
    page.locator('a[href="policy/corner-shop/"]').first.click()
    expect(page).to_have_url(f"{built_site.url}policy/corner-shop/")


def test_the_welcome_page_opens_its_doors(built_site: Site, page: Page) -> None:
    page.goto(built_site.url)
    doors = page.locator(".tb-doors a")
    assert [door.split("\n")[0] for door in doors.all_inner_texts()] == [
        "查制度",
        "用计算器",
        "练习",
        "改制度",
    ]
    expect(page.locator("form[data-policy]")).to_be_visible()
    doors.nth(2).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("练习")
    page.go_back()
    doors.nth(3).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("怎么改制度")


@pytest.mark.parametrize("loaded", FILES.values(), ids=FILES)
def test_every_policy_has_its_page_its_data_and_its_file(loaded, built_site: Site) -> None:
    folder = built_site.folder / "policy"
    html = (folder / loaded.id / "index.html").read_text("utf-8")
    assert f"<title>{loaded.policy.title} - " in html
    data = (folder / f"{loaded.id}.json").read_text("utf-8")
    assert data == canonical_json(loaded.data)
    assert hashlib.sha256(data.encode()).hexdigest() == loaded.policy.version
    assert (folder / f"{loaded.id}.yaml").read_bytes() == loaded.path.read_bytes()


def test_the_edit_link_of_a_policy_and_of_its_roles_opens_the_policys_file(
    built_site: Site, page: Page
) -> None:
    for path in (SPA, ROLE):
        page.goto(built_site.url + path)
        page.get_by_title("编辑此页").click()
        expect(page).to_have_url(f"{built_site.url}policy/foot-spa.yaml")
        assert "\n制度: 足疗馆贵客办法\n" in page.locator("body").inner_text()


def test_the_runtime_and_the_calendar_are_hosted(built_site: Site) -> None:
    manifest = json.loads((built_site.folder / "runtime/manifest.json").read_text())
    assert all((built_site.folder / "runtime" / name).is_file() for name in manifest["files"])
    calendar = json.loads((built_site.folder / "calendar.json").read_text())
    assert calendar["usual"]["first"] < calendar["usual"]["last"]


def test_an_unknown_address_leads_back_from_anywhere(
    built_site: Site, page: Page, watch: Watch
) -> None:
    page.goto(f"{built_site.url}no/such/page/")
    expect(page.get_by_role("heading", level=1)).to_have_text("没有找到这一页")
    watch.expect("404 (Not Found)")
    page.get_by_role("link", name="首页", exact=True).last.click()
    expect(page).to_have_url(built_site.url)


def test_an_id_in_chinese_ends_in_a_name_that_a_policy_gives(built_site: Site) -> None:
    written = [yaml.safe_load(file.path.read_text("utf-8")) for file in FILES.values()]
    named = {anchored(name) for name in names(written)}
    for path in built_site.folder.rglob("*.html"):
        elements = Outline(path.read_text("utf-8")).elements
        ids = [at["id"] or "" for tag, at in elements if re.match("h[1-6]", tag) and "id" in at]
        assert ids, path
        for id_ in ids:
            kind, _, name = id_.removeprefix("answer-amount-").rpartition("-")
            plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", id_)
            assert plain or (re.fullmatch("[a-z-]*", kind) and name in named), (path, id_)


def names(data: object) -> Iterator[str]:
    """Every key and every listed name of a policy's file."""
    if isinstance(data, dict):
        yield from map(str, data)
    for value in data.values() if isinstance(data, dict) else data:
        if isinstance(value, dict | list):
            yield from names(value)
        elif isinstance(data, list):
            yield str(value)


def test_pages_for_maintainers_are_not_published(built_site: Site) -> None:
    assert list((ROOT / "docs/maintainer").glob("*.md"))
    assert not (built_site.folder / "maintainer").exists()


def test_no_page_names_the_program_that_built_it_to_its_reader(built_site: Site) -> None:
    assert "Made with" not in (built_site.folder / "index.html").read_text("utf-8")


def test_printing_leaves_the_frame_out(built_site: Site, page: Page) -> None:
    page.goto(built_site.url + ROLE)
    page.emulate_media(media="print")
    for part in (".md-header", ".md-sidebar--primary", ".md-search", ".md-footer"):
        expect(page.locator(part)).not_to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
