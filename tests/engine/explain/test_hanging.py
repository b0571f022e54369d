"""Tasks in some cases only: sure where this is one, left out where not, else said to hang on it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tiercalc import answer_text, decide_document, read_inputs
from tiercalc.case import Situation

from handbook.checking.load import load_policy
from tests.paths import CASES

HOUSE = load_policy(CASES / "good" / "work-in-some-cases.yaml").policy
DAY = date(2026, 7, 1)


def hanging(**inputs: str) -> dict[str, str]:
    """The tasks of a steady guest, each with what it hangs on."""
    given = read_inputs(HOUSE, {"steady": "yes", **inputs}, DAY)
    tier = decide_document(Situation(HOUSE, given, DAY, {}))["decisions"]["tier"]
    tasks = [task for duty in tier["duties"] for task in duty["tasks"]]
    return {str(task["text"]): str(task["condition"]) for task in tasks}


def test_what_nobody_knows_yet_stands_with_the_task() -> None:
    told = hanging()
    assert told["迎客"] == ""
    assert told["念茶单"] == "要看条件：识字：否"
    assert told["送茶点"] == "要看条件：次数不少于 10 次"
    assert told["领座"].startswith("要看条件：") and "识字" in told["领座"]


@pytest.mark.parametrize(
    ("inputs", "sure", "left_out"),
    [
        ({"reading": "no", "visits": "10"}, {"念茶单", "送茶点"}, "领座"),
        ({"reading": "yes", "visits": "3"}, {"领座"}, "念茶单"),
    ],
)
def test_what_is_known_is_sure_or_left_out(
    inputs: dict[str, str], sure: set[str], left_out: str
) -> None:
    told = hanging(**inputs)
    assert {text for text, condition in told.items() if not condition} >= sure
    assert left_out not in told


def test_the_report_says_it_too() -> None:
    asked = {"on": "2026-07-01", "inputs": {"steady": "yes"}, "report": True}
    report = json.loads(answer_text(HOUSE, json.dumps(asked)))["report"]
    assert "念茶单；要看条件：识字：否" in report
