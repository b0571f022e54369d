"""A ruling on how inputs are measured stands beside every answer that hangs on them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tiercalc import answer_text, decide_document, read_inputs
from tiercalc.bulk import judge
from tiercalc.case import Situation

from tests.shop import shop

DAY = date(2026, 7, 1)
# Refunds concern all that is spent; no rule names the ruling.
_REFUNDS = {"clause": "one", "question": "退货扣不扣？", "inputs": ["spend", "once"]}
CLUB = shop("card-club", {"rulings": {"refunds": _REFUNDS}})
QUESTION = "退货扣不扣？"


def answered(**given: str) -> Any:
    return decide_document(Situation(CLUB, read_inputs(CLUB, given, DAY), DAY, {}))


def rulings(decision: str, **given: str) -> list[str]:
    return [each["id"] for each in answered(**given)["decisions"][decision]["ruling"]]


@pytest.mark.parametrize("spend", ["0", "1999.99", "2000", "5000.01"])
def test_it_stands_beside_what_hangs_on_one_of_them(spend: str) -> None:
    assert rulings("tier", spend=spend) == ["refunds"]


def test_it_does_not_stand_where_nothing_hangs_on_them() -> None:
    assert rulings("tier") == []
    assert rulings("tier", points="500") == []
    enough = {"points": "1000000", "asked_for": "yes", "share": "100"}
    settled = answered(**enough)["decisions"]["member"]
    assert not settled["undetermined"]
    assert rulings("member", spend="5", once="5", **enough) == []


def test_the_page_is_told_that_nobody_has_decided() -> None:
    request = {"on": DAY.isoformat(), "inputs": {"spend": "2000"}, "report": True}
    found = json.loads(answer_text(CLUB, json.dumps(request)))
    (ruling,) = found["decisions"]["tier"]["ruling"]
    assert ruling["undecided"]
    assert f"{QUESTION}公司还没有决定。" in found["report"]


def test_a_graded_list_tells_it_beside_the_reason() -> None:
    judged = judge([CLUB.decisions["tier"]], Situation(CLUB, {}, DAY, {}), lambda found: found)
    (known,) = judged(read_inputs(CLUB, {"spend": "2000"}, DAY))
    (open_,) = judged({})
    assert known.basis.endswith(f"；没有定论的：{QUESTION}")
    assert QUESTION not in open_.basis


def test_it_stands_beside_an_amount_that_is_made_of_them() -> None:
    refunds = {"clause": "积分", "question": QUESTION, "inputs": ["全年消费"]}
    card = shop("points-card", {"rulings": {"退货": refunds}})
    given = read_inputs(card, {"全年消费": "6000", "标价": "100", "优惠券": "0"}, DAY)
    found = decide_document(Situation(card, given, DAY, {}))["amount_rulings"]
    # The price is paid whatever was spent before; the points go by the tier.
    named = {name: [ruling["id"] for ruling in rulings] for name, rulings in found.items()}
    assert named == {"满减后": [], "应付": [], "等级积分": ["退货"], "积分": ["退货"]}
