"""Questions beside the decisions, put as a page puts them."""

from __future__ import annotations

import json
from typing import Any

from tiercalc.policy.policy import Policy
from tiercalc.questions import question_text

from handbook.calendar.working_calendar import working_calendar
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
    told: dict[str, Any] = json.loads(question_text(known, working_calendar(), json.dumps(request)))
    return told
