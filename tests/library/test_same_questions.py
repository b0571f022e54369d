"""The page's worker and CPython give the same bytes for the questions beside the decisions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import batched
from random import Random
from typing import cast

import pytest
from playwright.sync_api import Page
from tiercalc.dates.timeline import asked_events
from tiercalc.policy.policy import Policy
from tiercalc.policy.workflow import line_of
from tiercalc.questions import question_text

from handbook.calendar.working_calendar import library_calendars
from tests.conftest import ASK_ENGINE, Site
from tests.real import POLICIES

QUESTIONS = 600
BATCH = 60
SEED = 20260214
KINDS = ("due", "timeline", "fine", "kit", "who")
ODD = ("", "abc", "1.5", "-1", "１２", "1,000", "9" * 9, "2026-02-30", "<b>", "\u0000")


def questions(seed: int, count: int) -> Iterator[tuple[str, str, str]]:
    """Random questions about random policies: (policy's id, kind, JSON)."""
    chance = Random(seed)  # noqa: S311 - the same questions in every run
    for _ in range(count):
        kind = chance.choice([kind for kind in KINDS if able(kind)])
        policy = chance.choice(able(kind))
        about, values = asked(policy, kind, chance)
        unset = [f for f in policy.figures.values() if f.unset and chance.random() < 0.5]
        request = {
            "question": kind,
            "about": about,
            "values": values,
            "set": {figure.id: str(chance.randrange(100)) for figure in unset},
            "on": day(chance),
        }
        yield policy.id, kind, json.dumps(request, ensure_ascii=False)


def able(kind: str) -> list[Policy]:
    """The policies about which a question of a kind can be asked."""
    return [policy for policy in POLICIES.values() if ids(policy, kind)]


def ids(policy: Policy, kind: str) -> list[str]:
    """What can be asked about, or counted."""
    match kind:
        case "due":
            return list(policy.deadlines)
        case "timeline":
            return list(policy.processes)
        case "who":
            return [*policy.events, *policy.processes]
        case "fine":
            several = (
                f"{each.id}:{role}" for each in policy.penalties.values() for role in each.roles()
            )
            return [*policy.penalties, *several]
        case _:
            scopes = {service.scope for service in policy.services.values()}
            return [
                f"{scale.id}:{value}"
                for scale in policy.scales.values()
                if scale.id in scopes
                for value in scale.ids()
            ]


def asked(policy: Policy, kind: str, chance: Random) -> tuple[str, dict[str, str]]:
    known = ids(policy, kind)
    if kind in ("fine", "kit"):
        chosen = chance.sample(known, min(len(known), chance.randint(1, 4)))
        return "", {name: odd_or(str(chance.randrange(20)), chance) for name in chosen}
    about = chance.choice([*known, "nothing"] if chance.random() < 0.1 else known)
    if kind == "due":
        return about, {"from": odd_or(moment(chance), chance)}
    events = asked_events(line_of(policy, about), policy) if about in policy.processes else (about,)
    return about, {each: odd_or(moment(chance), chance) for each in events if chance.random() < 0.9}


def odd_or(text: str, chance: Random) -> str:
    return chance.choice(ODD) if chance.random() < 0.05 else text


def moment(chance: Random) -> str:
    time = f"T{chance.randrange(24):02}:{chance.randrange(60):02}" if chance.random() < 0.8 else ""
    return day(chance) + time


def day(chance: Random) -> str:
    # From 2027 on without a holiday notice.
    return (date(2024, 1, 1) + timedelta(days=chance.randrange(1200))).isoformat()


@pytest.mark.skipif(not any(map(able, KINDS)), reason="没有可问的制度")
def test_browser_and_cpython_give_the_same_bytes(page: Page, library_site: Site) -> None:
    page.goto(library_site.url)
    engine = library_site.url + "assets/tierbook/engine/engine.js"
    seen: set[tuple[str, str]] = set()
    for batch in batched(questions(SEED, QUESTIONS), BATCH):
        found = cast(
            "list[str]",
            page.evaluate(
                ASK_ENGINE, [engine, [(policy, request, kind) for policy, kind, request in batch]]
            ),
        )
        for (policy, kind, request), told in zip(batch, found, strict=True):
            expected = question_text(POLICIES[policy], library_calendars(), request)
            assert told.encode() == expected.encode(), (policy, request)
            document = json.loads(expected)
            seen.add((kind, "error" if "error" in document else "answer"))
            seen |= {(kind, "dated") for row in document.get("steps", ()) if row["due"]}
    # A policy that is not in force on a day answers none.
    refused = {kind for kind in KINDS if any(policy.in_force for policy in able(kind))}
    assert {kind for kind, how in seen if how == "answer"} == {each for each in KINDS if able(each)}
    assert {kind for kind, how in seen if how == "error"} >= refused
    assert ("timeline", "dated") in seen or not any(map(has_deadlines, POLICIES.values()))


def has_deadlines(policy: Policy) -> bool:
    return any(step.deadline for each in policy.processes.values() for step in each.steps)
