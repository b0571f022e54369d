"""What staff, managers and trainees ask, each question with the facts that answer it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml
from playwright.sync_api import Page

from tests.conftest import Site
from tests.page.test_search import Box
from tests.real import LOADED

# By policy: each question, and the anchors of the facts that answer it. `policy:anchor` stands on
# another policy's pages, an address with a slash is that of a page about a role.
QUESTIONS = Path(__file__).with_name("questions.yaml")
FIRST, AMONG_THREE = 0.90, 0.98


def questions() -> list[tuple[str, str, list[str]]]:
    """The questions about the policies that there are: policy, question, answers."""
    written: dict[str, dict[str, list[str]]] = yaml.safe_load(QUESTIONS.read_text("utf-8"))
    there = {loaded.id for loaded in LOADED}
    return [
        (policy, question, answers)
        for policy, asked in written.items()
        if policy in there
        for question, answers in asked.items()
    ]


def answers(address: str, policy: str, expected: str, site: Site) -> bool:
    """Whether a result's address is that of a fact that answers."""
    path, _, anchor = unquote(address.removeprefix(site.url)).partition("#")
    if "/" in expected:
        return f"{path}#{anchor}".rstrip("#") == expected
    other, _, own = expected.rpartition(":")
    return anchor == own and path.startswith(f"policy/{other or policy}/")


def test_what_is_asked_is_answered_first(page: Page, library_site: Site) -> None:
    box = Box(page, library_site)
    asked = questions()
    places: dict[str, int] = {}
    for policy, question, expected in asked:
        found = box.ask(question)
        places[question] = next(
            (
                place
                for place, address in enumerate(found, 1)
                if any(answers(address, policy, each, library_site) for each in expected)
            ),
            99,
        )
    late: dict[str, Any] = {question: place for question, place in places.items() if place > 1}
    assert sum(place == 1 for place in places.values()) >= FIRST * len(asked), late
    assert sum(place <= 3 for place in places.values()) >= AMONG_THREE * len(asked), late
