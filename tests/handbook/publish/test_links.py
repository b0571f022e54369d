"""The check of a built site's links, anchors and headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.publish import links

PAGE = '<h1 id="top">甲</h1><p id="clause-art1">第一条</p>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, html in {
        "index.html": '<h1 id="home">首页</h1>',
        "policy/a/index.html": PAGE,
        "policy/a.json": "{}",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(html, encoding="utf-8")
    return tmp_path


def add(site: Path, html: str, page: str = "index.html") -> list[str]:
    path = site / page
    path.write_text((path.read_text("utf-8") if path.exists() else "") + html, encoding="utf-8")
    return links.check(site)


def test_a_sound_site_has_no_fault(site: Path) -> None:
    assert links.check(site) == []


@pytest.mark.parametrize(
    "address",
    [
        "policy/a/",
        "policy/a",
        "policy/a/#clause-art1",
        "policy/a/index.html#top",
        "policy/a.json",
        "./",
        "#home",
        "#home?spend=1000&card=yes",
        "#spend=1000",
        "policy/a/?h=%E7%94%B2#top",
        "policy/a/#clause%2Dart1",
        "https://elsewhere.example/x",
        "mailto:a@b.example",
    ],
)
def test_a_link_that_leads_somewhere_is_no_fault(site: Path, address: str) -> None:
    assert add(site, f'<a href="{address}">x</a>') == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("policy/b/", "不存在"),
        ("policy/a/#clause-art9", "policy/a/index.html 里没有编号“clause-art9”"),
        ("#gone", "没有编号“gone”"),
        ("#gone?spend=1", "没有编号“gone”"),
        ("../outside/", "网站之外"),
        ("/policy/a/", "相对链接"),
    ],
)
def test_a_broken_link_is_named_with_its_page(site: Path, address: str, said: str) -> None:
    (fault,) = add(site, f'<p><a href="{address}">x</a>')
    assert fault.startswith(f"index.html：链接“{address}”")
    assert said in fault


def test_a_missing_picture_or_script_is_a_broken_link(site: Path) -> None:
    faults = add(site, '<img src="gone.svg"><script src="gone.js"></script>')
    assert len(faults) == 2


def test_a_link_is_resolved_from_its_own_page(site: Path) -> None:
    assert add(site, '<a href="../../#home">x</a>', "policy/a/index.html") == []


def test_the_page_for_unknown_addresses_links_from_where_the_site_stands(site: Path) -> None:
    (site / "404.html").write_text('<a href="/handbook/policy/a/">x</a>', encoding="utf-8")
    assert links.check(site, "/handbook/") == []
    assert len(links.check(site, "/elsewhere/")) == 1


@pytest.mark.parametrize("heading", ["<h2>等级</h2>", f'<h2 id="{links.WITHOUT_ID}_1">等级</h2>'])
def test_a_heading_without_an_id_is_a_fault(site: Path, heading: str) -> None:
    (fault,) = add(site, heading)
    assert "标题“等级”没有编号" in fault


def test_an_id_used_twice_is_a_fault(site: Path) -> None:
    (fault,) = add(site, '<p id="home">x</p>')
    assert "“home”出现了 2 次" in fault


def test_a_style_that_the_security_policy_would_drop_is_a_fault(site: Path) -> None:
    (fault,) = add(site, '<td style="text-align: right">1</td>')
    assert "<td>" in fault
