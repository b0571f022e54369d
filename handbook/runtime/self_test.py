"""A question with which the page finds out whether a restored snapshot of Python is sound."""

from __future__ import annotations

from typing import Any, Final

POLICY: Final[dict[str, Any]] = {
    "kind": "policy",
    "title": "自检",
    "sector": "自检",
    "source": {"title": "自检", "completeness": "full"},
    "owner": "计算器",
    "clauses": {"first": "第一条"},
    "scales": {"level": {"high": "高", "low": "低"}},
    "figures": {
        "floor": {
            "label": "门槛",
            "values": {"2026-01-01": "999.99", "2027-01-01": "1000"},
            "unit": "元",
            "clause": "first",
        }
    },
    "inputs": {
        "spend": {"label": "实付", "type": "money", "more_is_better": True},
        "known": {"label": "登记过", "type": "bool"},
    },
    "decisions": {
        "tier": {
            "label": "级别",
            "scale": "level",
            "ladder": True,
            "rules": [
                {
                    "outcome": "high",
                    "clause": "first",
                    "when": {"spend": {"gt": "floor"}, "known": True},
                },
                {"outcome": "low", "clause": "first", "when": {"spend": {"gte": 100}}},
            ],
        }
    },
}

# A cent above the floor of that day, and one input not given: every part of the answer speaks.
REQUEST: Final[dict[str, Any]] = {
    "on": "2026-12-31",
    "inputs": {"spend": "1,000.00"},
    "set": {},
}
