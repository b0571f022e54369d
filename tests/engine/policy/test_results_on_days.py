"""A condition on a result follows the rules that hold on its day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tiercalc import Policy, load
from tiercalc.case import Situation
from tiercalc.decide import decide

FILE = {
    "kind": "policy",
    "title": "茶馆",
    "sector": "餐饮",
    "source": {"title": "茶馆", "completeness": "full"},
    "clauses": {"one": "第一条"},
    "scales": {"member": {"guest": "熟客"}, "gift": {"cup": "茶杯"}},
    "inputs": {"visits": {"label": "次数", "type": "count"}},
    "decisions": {
        "tier": {
            "label": "等级",
            "scale": "member",
            "rules": [
                {
                    "outcome": "guest",
                    "clause": "one",
                    "from": "2026-06-01",
                    "until": "2026-06-30",
                    "when": {"visits": {"gte": 5}},
                },
                {"outcome": "guest", "clause": "one", "when": {"visits": {"gte": 10}}},
            ],
        },
        "gift": {
            "label": "礼品",
            "scale": "gift",
            "rules": [{"outcome": "cup", "clause": "one", "when": {"tier": "guest"}}],
        },
    },
}


@pytest.fixture
def shop() -> Policy:
    return load(FILE, "shop")


@pytest.mark.parametrize(
    ("day", "visits", "gift"),
    [
        (date(2026, 5, 31), 5, None),
        (date(2026, 6, 1), 5, "cup"),
        (date(2026, 6, 30), 5, "cup"),
        (date(2026, 7, 1), 5, None),
        (date(2026, 7, 1), 10, "cup"),
    ],
)
def test_a_gift_by_tier_follows_the_tier_of_the_day(
    shop: Policy, day: date, visits: int, gift: str | None
) -> None:
    policy = shop.on(day)
    situation = Situation(policy, {"visits": Decimal(visits)}, day, {})
    assert decide(policy.decisions["gift"], situation).outcome == gift
