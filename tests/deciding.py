"""Answers of the shops, as a program gets them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from tiercalc import answer_text, decide_document, read_figures, read_inputs
from tiercalc.case import Situation

from tests.shop import SHOPS

DAY = date(2026, 7, 1)
CLUB = SHOPS["card-club"]


def answer(policy: str, on: date = date(2026, 7, 1), sets: Any = None, **inputs: str) -> Any:
    chosen = SHOPS[policy]
    return decide_document(
        Situation(chosen, read_inputs(chosen, inputs, on), on, read_figures(chosen, sets or {}))
    )


def told(**inputs: str) -> Any:
    """The decisions of the card club."""
    return decide_document(Situation(CLUB, read_inputs(CLUB, inputs, DAY), DAY, {}))["decisions"]


def text_of(found: Any) -> list[str]:
    """The tasks that an answer brings, in its order."""
    return [task["text"] for duty in found["duties"] for task in duty["tasks"]]


def reported(**asked: object) -> str:
    """The small policy's answer as text."""
    request = {"on": "2026-07-01", "inputs": {"spend": "2000"}, "report": True, **asked}
    found: str = json.loads(answer_text(CLUB, json.dumps(request)))["report"]
    return found
