"""`mkdocs build` and `mkdocs serve` while somebody edits: what is shown, what stops, what mends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Watch, build_site, mkdocs_serve

STORE = "policy/corner-shop.yaml"
FIGURE = re.compile(r"(?m)^(  year_floor: \{.*?数值: )2000\b")


def rewrite(path: Path, pattern: str | re.Pattern[str], replacement: str) -> None:
    text, times = re.subn(pattern, replacement, path.read_text("utf-8"), count=1)
    assert times == 1
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def served(project: Path) -> Iterator[str]:
    with mkdocs_serve(project) as url:
        yield url


def test_a_saved_figure_is_shown_everywhere_at_once(project: Path, served: str, page: Page) -> None:
    page.goto(f"{served}policy/corner-shop/")
    expect(page.locator("#figure-year_floor")).to_contain_text("2,000")
    rewrite(project / STORE, FIGURE, r"\g<1>2500")
    expect(page.locator("#figure-year_floor")).to_contain_text("2,500")
    expect(page.locator("article svg[role=img]").first).to_contain_text("2,500")
    assert '"value":2500' in page.request.get(f"{served}policy/corner-shop.json").text()
    # The examples still expect the old figure's answers, and the page says so.
    expect(page.locator("[data-findings]")).to_contain_text(STORE)


def test_findings_stand_at_every_address_until_they_are_mended(
    project: Path, served: str, page: Page
) -> None:
    address = f"{served}role/corner-shop/keeper/"
    page.goto(address)
    sound = (project / STORE).read_text("utf-8")
    rewrite(project / STORE, r"不低于: year_floor", "不低于: year_flor")
    finding = page.locator("[data-finding]").first
    expect(finding).to_contain_text("year_flor")
    expect(finding).to_contain_text("year_floor")
    line = next(n for n, text in enumerate(sound.splitlines(), 1) if "不低于: year_floor" in text)
    expect(finding.get_by_role("heading")).to_contain_text(f"{STORE}:{line}:")
    expect(finding.locator(".wrong")).to_contain_text("year_spend: {不低于: year_flor}")
    other = page.context.new_page()
    for path in ("", "penalties/", "no/such/page"):
        other.goto(served + path)
        expect(other.locator("[data-finding]").first).to_be_visible()
    other.close()
    (project / STORE).write_text(sound, encoding="utf-8")
    expect(page.get_by_role("heading", level=1)).to_contain_text("铺主")
    assert page.url == address


def test_what_is_served_after_an_edit_is_what_a_build_makes(
    project: Path, served: str, page: Page
) -> None:
    page.goto(f"{served}policy/corner-shop/")
    rewrite(project / STORE, "名称: 全年花费门槛", "名称: 一年花费门槛")
    expect(page.locator("#figure-year_floor")).to_contain_text("一年花费门槛")
    done = build_site(project / "site", project)
    assert done.returncode == 0, done.stderr
    for built in (
        "policy/corner-shop/index.html",
        "policy/book-shop/index.html",
        "role/foot-spa/consultant/index.html",
        "services/index.html",
        "search/facts.json",
    ):
        answer = page.request.get(f"{served}{built.removesuffix('index.html')}").text()
        assert _without_head(answer) == _without_head((project / "site" / built).read_text("utf-8"))


def test_whatever_cannot_be_made_a_page_is_shown_and_mended(
    project: Path, page: Page, watch: Watch
) -> None:
    finding = page.locator("[data-finding=fault]")
    about = project / "docs/index.md"
    words = about.read_text("utf-8")
    about.write_text(f"{words}\n<script>strange()</script>\n", encoding="utf-8")
    # Already the first build fails.
    with mkdocs_serve(project) as served:
        page.goto(f"{served}role/corner-shop/keeper/")
        expect(finding).to_contain_text(
            "index.md：页面里有一段不是主题自带的脚本（“strange()”）", timeout=60_000
        )
        about.write_text(words, encoding="utf-8")
        expect(page.get_by_role("heading", level=1)).to_contain_text("铺主", timeout=60_000)
        template = project / "handbook/templates/policy.md.j2"
        sound = template.read_text("utf-8")
        broken = "{% if view.policy.id == 'book-shop' %}{{ 1 // 0 }}{% endif %}"
        template.write_text(broken + sound, encoding="utf-8")
        heading = finding.get_by_role("heading")
        expect(heading).to_have_text("policy/book-shop.yaml:1:1", timeout=60_000)
        expect(finding).to_contain_text("做成页面时，程序自己出了错（ZeroDivisionError")
        template.write_text(sound, encoding="utf-8")
        expect(page.get_by_role("heading", level=1)).to_contain_text("铺主", timeout=60_000)
        page.goto("about:blank")
    # Where nothing has been built there is no icon, either, should the browser ask for it by then.
    watch.troubles = [trouble for trouble in watch.troubles if "favicon" not in trouble]


def test_an_edited_template_is_seen_on_every_policys_page(
    project: Path, served: str, page: Page
) -> None:
    page.goto(f"{served}policy/corner-shop/")
    rewrite(project / "handbook/templates/policy_top.html.j2", "分几级", "几级几档")
    # Every page is made anew, which on a busy machine takes longer than a figure's.
    expect(page.locator("article")).to_contain_text("几级几档", timeout=60_000)
    page.goto(f"{served}policy/book-shop/")
    expect(page.locator("article")).to_contain_text("几级几档")


def _without_head(text: str) -> str:
    """What does not differ: a served page has its own policy and reloads, a built one is kept."""
    body = text[max(text.find("<body"), 0) :]
    body = re.sub(r"<script>\s*var livereload.*?</script>", "", body, flags=re.DOTALL)
    return re.sub(r'\s*<script src="?[^ ">]*/offline.js"?[^>]*></script>', "", body)


def test_a_policys_file_is_shown_as_text(project: Path, served: str, page: Page) -> None:
    page.goto(f"{served}policy/corner-shop/")
    link = page.get_by_title("编辑此页").get_attribute("href")
    answer = page.request.get(f"{served}policy/corner-shop/{link}")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text() == (project / STORE).read_text("utf-8")


def test_an_error_in_a_policy_stops_the_build_with_its_place(project: Path) -> None:
    rewrite(project / STORE, r"不低于: year_floor", "不低于: year_flor")
    done = build_site(project / "site", project)
    assert done.returncode != 0
    assert re.search(rf"{STORE}:\d+:\d+: 错误", done.stderr)
    assert "Traceback" not in done.stderr
    assert not (project / "site/index.html").exists()


def test_an_example_that_no_longer_holds_stops_the_build_too(project: Path) -> None:
    rewrite(project / STORE, FIGURE, r"\g<1>2500")
    done = build_site(project / "site", project)
    assert done.returncode != 0
    assert re.search(rf"{STORE}:\d+:\d+: 错误 example: ", done.stderr)
    assert not (project / "site/index.html").exists()


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ("[x](policy/corner-shop/index.md#clause-gone)", "clause-gone"),
        ('<a href="policy/corner-shop/#clause-gone">x</a>', "没有编号“clause-gone”"),
        ('<a href="policy/gone/">x</a>', "index.html：链接“policy/gone/”"),
        ("## 没有编号的标题", "标题“没有编号的标题”没有编号"),
        ("<script>strange()</script>", "index.md：页面里有一段不是主题自带的脚本"),
    ],
)
def test_a_broken_link_or_a_heading_without_id_stops_the_build(
    project: Path, added: str, said: str
) -> None:
    page = project / "docs/index.md"
    page.write_text(f"{page.read_text('utf-8')}\n\n{added}\n", encoding="utf-8")
    done = build_site(project / "site", project)
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_runtime_the_build_says_how_to_get_it(project: Path) -> None:
    (project / "node_modules").unlink()
    done = build_site(project / "site", project)
    assert done.returncode != 0
    assert "make" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_edit_link_can_lead_to_where_files_are_edited(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDBOOK_EDIT_URL", "https://git.example/handbook/edit/main/{path}")
    done = build_site(project / "site", project)
    assert done.returncode == 0, done.stderr
    for page, source in {
        "policy/corner-shop": STORE,
        "role/corner-shop/keeper": STORE,
        "edit": "docs/edit.md",
    }.items():
        html = (project / "site" / page / "index.html").read_text("utf-8")
        assert f"href=https://git.example/handbook/edit/main/{source}" in html
