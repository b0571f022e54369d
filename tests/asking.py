"""Questions beside the decisions, put as a page puts them."""

from __future__ import annotations

import json
from typing import Any

from tiercalc.policy.policy import Policy
from tiercalc.questions import question_text

from handbook.calendar.working_calendar import library_calendars
from tests.shop import SHOPS

DAY = "2026-01-15"


def ask(
    policy: Policy | str,
    question: str,
    about: str = "",
    values: dict[str, str] | None = None,
    sets: dict[str, str] | None = None,
) -> dict[str, Any]:
    known = SHOPS[policy] if isinstance(policy, str) else policy
    request = {
        "question": question,
        "about": about,
        "values": values or {},
        "set": sets or {},
        "on": DAY,
    }
    told: dict[str, Any] = plain(question_text(known, library_calendars(), json.dumps(request)))
    return told


def plain(text: str) -> Any:
    """The page's JSON as the commands have it: sentences as their text, clauses with their ids."""
    return _plain(json.loads(text))


def _plain(node: Any, key: str = "") -> Any:
    match node:
        case {"runs": runs} if key == "clause":
            named = (run for run in runs if not isinstance(run, str))
            return [{"id": name, "label": label} for _, name, label in named]
        case {"runs": runs}:
            return "".join(run if isinstance(run, str) else run[-1] for run in runs)
        case dict():
            return {key: _plain(value, key) for key, value in node.items()}
        case list():
            return [_plain(value) for value in node]
        case _:
            return node
