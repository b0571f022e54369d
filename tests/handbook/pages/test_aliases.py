"""The words of the source for what a policy says in others: on its pages, kept by the check."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.checking.load import FindingsError, load_policy
from handbook.pages import pages
from tests.paths import CASES
from tests.reading import Loaded, Read

FILE = CASES / "good" / "listed.yaml"


def test_the_sources_words_stand_on_the_page_of_the_source() -> None:
    policy = load_policy(FILE).policy
    made = pages([Loaded(policy, FILE)], date(2026, 11, 22))
    told = Read(made[f"policy/{policy.id}/source.md"].markdown)
    assert "送花上门：原文写“送货到家”“派送”" in told.text


def test_an_alias_is_for_something_that_the_policy_says(tmp_path: Path) -> None:
    renamed = tmp_path / "renamed.yaml"
    renamed.write_text(FILE.read_text().replace("  送花上门: [送货", "  上门送花: [送货"))
    with pytest.raises(FindingsError, match="没有写“上门送花”"):
        load_policy(renamed)
