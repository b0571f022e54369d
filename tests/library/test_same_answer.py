"""The page's Python and this one give the same bytes for the same questions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import batched
from random import Random
from typing import cast
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Page
from tiercalc import answer_text
from tiercalc.policy import Quantity
from tiercalc.policy.plain import plain_number
from tiercalc.policy.policy import Policy
from tiercalc.policy.rules import Figure, Input
from tiercalc.policy.types import Choice, YesNo

from handbook.pages.presets import presets
from tests.conftest import ASK_ENGINE, Site
from tests.real import POLICIES

DECIDING = [policy for policy in POLICIES.values() if policy.decisions]
QUESTIONS = 1_000
BATCH = 50
SEED = 20261122

# What people type that is no value, or not at first sight.
ODD = (
    "",
    " ",
    "abc",
    "-1",
    "1e5",
    "1.005",
    "１，０００．５０",
    "1,00",
    "是",
    "9" * 30,
    "<b>",
    "\u0000",
)


def questions(seed: int, count: int) -> Iterator[tuple[str, str]]:
    """Random requests about random policies: (policy's id, JSON)."""
    chance = Random(seed)  # noqa: S311 - the same questions in every run
    for _ in range(count):
        policy = chance.choice(DECIDING)
        unset = [f for f in policy.figures.values() if f.unset and chance.random() < 0.5]
        request = {
            "on": (date(2025, 1, 1) + timedelta(days=chance.randrange(900))).isoformat(),
            "inputs": inputs_for(policy, chance),
            "set": {figure.id: number_near(None, policy, chance) for figure in unset},
        }
        yield policy.id, json.dumps(request, ensure_ascii=False)


def inputs_for(policy: Policy, chance: Random) -> dict[str, str]:
    """Any inputs, or an example's with one or two of them changed.

    Chance alone seldom meets a rule that asks much.
    """
    ready = presets(policy)
    if not ready or chance.random() < 0.5:
        asked = [asked for asked in policy.inputs.values() if chance.random() < 0.7]
        return {one.id: text_for(one, policy, chance) for one in asked}
    query = parse_qsl(chance.choice(ready).address.partition("?")[2], keep_blank_values=True)
    changed = chance.choices(list(policy.inputs.values()), k=chance.randint(0, 2))
    example = {name: text for name, text in query if name in policy.inputs}
    return example | {one.id: text_for(one, policy, chance) for one in changed}


def text_for(asked: Input, policy: Policy, chance: Random) -> str:
    if chance.random() < 0.05:
        return chance.choice(ODD)
    if isinstance(asked.type, Quantity):
        return number_near(asked, policy, chance)
    if isinstance(asked.type, YesNo):
        return chance.choice(["yes", "no"])
    values = policy.scales[asked.scale or ""].ids()
    if isinstance(asked.type, Choice):
        return chance.choice(values)
    return ",".join(chance.sample(values, chance.randint(0, min(3, len(values)))))


def number_near(asked: Input | None, policy: Policy, chance: Random) -> str:
    """A number on, just beside, or far from a figure of the policy."""
    figures: list[Figure] = list(policy.figures.values())
    known = [n for figure in figures for _, n in figure.dated if isinstance(n, Decimal)]
    step = asked.type.step if asked and isinstance(asked.type, Quantity) else Decimal(1)
    far = Decimal(chance.randrange(10**6)) * step
    near = chance.choice([*known, far]) + chance.choice([-1, 0, 1]) * step
    return plain_number(max(near, Decimal(0)))


@pytest.mark.skipif(not DECIDING, reason="没有要判定的制度")
def test_browser_and_cpython_give_the_same_bytes(page: Page, library_site: Site) -> None:
    page.goto(library_site.url)
    engine = library_site.url + "assets/tierbook/engine/engine.js"
    seen: set[str] = set()
    for batch in batched(questions(SEED, QUESTIONS), BATCH):
        found = cast(
            "list[str]", page.evaluate(ASK_ENGINE, [engine, [(*asked, None) for asked in batch]])
        )
        for (policy, request), told in zip(batch, found, strict=True):
            expected = answer_text(POLICIES[policy], request)
            assert told.encode() == expected.encode(), (policy, request)
            seen |= kinds(policy, json.loads(expected))
    # The questions reach most of what the policies can say, and what they refuse.
    assert {"errors", "undetermined"} <= seen
    assert len(outcomes() - seen) <= len(outcomes()) // 5


def kinds(policy: str, document: dict[str, object]) -> set[str]:
    answered = cast("dict[str, str | list[str] | None]", document.get("outcomes", {}))
    labels = {
        f"{policy}.{decision}={one}"
        for decision, outcome in answered.items()
        for one in (outcome if isinstance(outcome, list) else [outcome])
    }
    return labels | {key for key in ("errors", "undetermined") if document.get(key)}


def outcomes() -> set[str]:
    return {
        f"{policy.id}.{decision.id}={outcome}"
        for policy in DECIDING
        for decision in policy.decisions.values()
        for outcome in decision.outcomes()
    }
