"""The page is told what the commands say, and what is named in it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tiercalc import decide_document
from tiercalc.case import Situation
from tiercalc.policy import Policy
from tiercalc.words import page_json

from tests.asking import plain
from tests.cases_of import partial_cases, trial_figures
from tests.shop import SHOPS

DAY = date(2026, 7, 1)
DECIDING = [shop for shop in SHOPS.values() if shop.decisions]


@given(st.data(), st.sampled_from(DECIDING))
def test_the_page_is_told_the_same_as_the_commands(data: st.DataObject, shop: Policy) -> None:
    values, sets = data.draw(partial_cases(shop)), data.draw(trial_figures(shop))
    document = decide_document(Situation(shop, values, DAY, sets))
    assert plain(page_json(document)) == json.loads(json.dumps(document))


def test_what_a_sentence_names_stands_in_runs() -> None:
    shop = SHOPS["corner-shop"]
    clauses = [*shop.decisions["tier"].rules[0].clause]
    document = decide_document(Situation(shop, {}, DAY, {}))
    (rule, *_) = json.loads(page_json(document))["decisions"]["tier"]["trace"]
    figures = named(rule["text"], "figure")
    assert figures
    assert set(figures) <= shop.figures.keys()
    assert named(rule["text"], "clause") == named(rule["clause"], "clause") == clauses


def named(said: dict[str, Any], kind: str) -> list[str]:
    runs = (run for run in said["runs"] if not isinstance(run, str))
    return [name for each, name, _ in runs if each == kind]
