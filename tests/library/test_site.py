"""The handbook that is published: each policy in it, and fit for a phone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tiercalc.policy.plain import canonical_json

from handbook.calendar.today import today
from handbook.pages import pages
from handbook.pages.address import anchored
from handbook.publish.by_hand import of_what_is_there
from tests.conftest import Site
from tests.outline import Outline
from tests.page.test_search import Box
from tests.paths import ROOT
from tests.phone import wide_on_a_phone
from tests.real import LOADED, POLICIES


@pytest.mark.parametrize("loaded", LOADED, ids=lambda loaded: loaded.id)
def test_every_policy_has_its_page_its_data_and_its_file(loaded, library_site: Site) -> None:
    folder = library_site.folder / "policy"
    html = (folder / loaded.id / "index.html").read_text("utf-8")
    assert f"<title>{loaded.policy.title} - " in html
    data = (folder / f"{loaded.id}.json").read_text("utf-8")
    assert data == canonical_json(loaded.data)
    assert hashlib.sha256(data.encode()).hexdigest() == loaded.policy.version
    assert (folder / f"{loaded.id}.yaml").read_bytes() == loaded.path.read_bytes()


@pytest.mark.parametrize("kind", ["policy", "role"])
def test_no_page_of_any_policy_scrolls_sideways_on_a_phone(
    kind: str, library_site: Site, open_page: Callable[..., Page]
) -> None:
    assert wide_on_a_phone(library_site, kind, open_page) == {}


def test_the_words_of_the_sources_are_found_where_ours_are_others(
    page: Page, library_site: Site
) -> None:
    box = Box(page, library_site)
    missed = {
        (loaded.id, word)
        for loaded in LOADED
        for words in loaded.policy.aliases.values()
        for word in words
        if not any(f"/policy/{loaded.id}/" in address for address in box.ask(word))
    }
    assert missed == set()


def test_an_id_in_chinese_ends_in_a_name_that_a_policy_gives(library_site: Site) -> None:
    things = ("scales", "decisions", "amounts", "processes", "figures", "roles")
    named = {
        anchored(name)
        for loaded in LOADED
        for section in things
        for name in getattr(loaded.policy, section)
    }
    for path in library_site.folder.rglob("*.html"):
        elements = Outline(path.read_text("utf-8")).elements
        ids = [at["id"] or "" for tag, at in elements if re.match("h[1-6]", tag) and "id" in at]
        assert ids, path
        for id_ in ids:
            ends = {id_[place.end() :] for place in re.finditer("-", id_)}
            plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", id_)
            assert plain or (re.match("[a-z]+-", id_) and ends & named), (path, id_)


PASSAGE = re.compile(r"<!-- tierbook:where -->.*?<!-- tierbook:end -->", re.DOTALL)
BY_HAND = [
    (page.name, passage)
    for page in sorted((ROOT / "docs").glob("*.md"))
    for passage in PASSAGE.findall(page.read_text("utf-8"))
]


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return {uri: page.markdown for uri, page in pages(LOADED, today()).items()}


@pytest.mark.parametrize(("page", "passage"), BY_HAND)
def test_a_passage_by_hand_shows_where_its_policies_are(
    page: str, passage: str, made: dict[str, str]
) -> None:
    named = re.findall(r"\(policy/([^/]+)/", passage)
    assert named
    if not set(named) <= set(POLICIES):
        pytest.skip(f"没有 {'、'.join(sorted(set(named) - set(POLICIES)))}")
    assert of_what_is_there(passage, page, made)
