"""The page's worker, this Python and a list give the same answers, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import batched, chain
from typing import Any, cast

import pytest
from playwright.sync_api import Page
from tiercalc import answer_text
from tiercalc.bulk import amounts_of, compiled, judge
from tiercalc.bulk.compiled import Undetermined
from tiercalc.case.situation import Situation
from tiercalc.given import check_figures, check_inputs
from tiercalc.policy.policy import Policy
from tiercalc.questions import question_text

from handbook.calendar.working_calendar import library_calendars
from tests.conftest import ASK_ENGINE, Site
from tests.library.random_questions import DECIDING, LIST, QUESTIONS, Asked, askable, lists
from tests.real import POLICIES

SEED = 20261122
# So many lists are put to the worker at a time.
AT_ONCE = 10


def here(asked: Asked) -> str:
    """The answer of this Python."""
    policy = POLICIES[asked.policy]
    if asked.kind is None:
        return answer_text(policy, asked.request)
    return question_text(policy, library_calendars(), asked.request)


@pytest.mark.skipif(not any(map(askable, (None, *QUESTIONS))), reason="没有可问的制度")
def test_worker_list_and_this_python_give_the_same(
    page: Page, library_site: Site, pytestconfig: pytest.Config
) -> None:
    page.goto(library_site.url)
    engine = library_site.url + "assets/tierbook/engine/engine.js"

    def in_the_page(asked: Sequence[Asked]) -> list[str]:
        questions = [(each.policy, each.request, each.kind) for each in asked]
        return cast("list[str]", page.evaluate(ASK_ENGINE, [engine, questions]))

    seen: set[str] = set()
    different: list[Asked] = []
    for some in batched(lists(SEED, pytestconfig.getoption("--questions")), AT_ONCE):
        asked = [*chain.from_iterable(some)]
        told = [here(each) for each in asked]
        by_worker = in_the_page(asked)
        different += [a for a, b, c in zip(asked, told, by_worker, strict=True) if b != c]
        documents = [json.loads(text) for text in told]
        for start in range(0, len(asked), LIST):
            several = slice(start, start + LIST)
            different += in_a_list_otherwise(asked[several], documents[several])
        seen |= {kind for a, b in zip(asked, documents, strict=True) for kind in kinds(a, b)}
    assert not different, smallest(
        different,
        lambda each: (
            here(each) != in_the_page([each])[0]
            or any(True for _ in in_a_list_otherwise([each], [json.loads(here(each))]))
        ),
    )
    # The questions reach most of what the policies can say, and what they refuse: one that is not
    # in force on a day answers nothing.
    asked_of = {kind: askable(kind) for kind in QUESTIONS}
    assert {f"{kind} answer" for kind, policies in asked_of.items() if policies} <= seen
    refusing = {kind for kind, policies in asked_of.items() if any(p.in_force for p in policies)}
    assert {f"{kind} error" for kind in refusing} <= seen
    assert {"undetermined", "None errors"} <= seen or not DECIDING
    assert "dated" in seen or not any(map(has_deadlines, POLICIES.values()))
    assert len(outcomes() - seen) <= len(outcomes()) // 5


def has_deadlines(policy: Policy) -> bool:
    return any(step.deadline for each in policy.processes.values() for step in each.steps)


def in_a_list_otherwise(asked: Sequence[Asked], told: Sequence[Any]) -> Iterator[Asked]:
    """Which customers of a list are answered otherwise than each alone."""
    policy = POLICIES[asked[0].policy]
    if asked[0].kind is not None or told[0].get("in_force") != "yes":
        return
    sets = check_figures(policy, asked[0].sets).values
    situation = Situation(policy, {}, date.fromisoformat(asked[0].on), sets).on_its_day()
    policy = situation.policy
    judged = judge([*policy.decisions.values()], situation, lambda found: found)
    walked = {key: compiled(each, situation) for key, each in policy.decisions.items()}
    computed = amounts_of(situation)
    for one, document in zip(asked, told, strict=True):
        # Alone, figures on trial that break their order are left out.
        if any(error["input"] in policy.figures for error in document["errors"]):
            continue
        values = check_inputs(policy, one.values, situation.on).values
        found = {
            key: (plain(each.outcome), each.undetermined)
            for key, each in zip(policy.decisions, judged(values), strict=True)
        }
        alone = {
            key: (outcome, key in document["undetermined"])
            for key, outcome in document["outcomes"].items()
        }
        walks = {
            key: Undetermined.UNDETERMINED if is_open else outcome
            for key, (outcome, is_open) in alone.items()
        }
        amounts = {key: each.shown for key, each in computed(values).items()}
        same = found == alone and amounts == document["amounts"]
        if not same or {key: plain(each(values)) for key, each in walked.items()} != walks:
            yield one


def plain(outcome: object) -> object:
    return [*outcome] if isinstance(outcome, tuple) else outcome


def smallest(different: Sequence[Asked], differs: Callable[[Asked], bool]) -> Asked:
    """The shortest question that is answered in two ways, with nothing that it does not need."""
    least = min(different, key=lambda each: len(each.request))
    while smaller := next((each for each in least.smaller() if differs(each)), None):
        least = smaller
    return least


def kinds(asked: Asked, document: dict[str, Any]) -> Iterator[str]:
    """What an answer has in it."""
    for decision, outcome in document.get("outcomes", {}).items():
        for one in outcome if isinstance(outcome, list) else [outcome]:
            yield f"{asked.policy}.{decision}={one}"
    how = next((key for key in ("error", "errors") if document.get(key)), "answer")
    yield f"{asked.kind} {how}"
    if document.get("undetermined"):
        yield "undetermined"
    if any(row["due"] for row in document.get("steps", ())):
        yield "dated"


def outcomes() -> set[str]:
    return {
        f"{policy.id}.{decision.id}={outcome}"
        for policy in DECIDING
        for decision in policy.decisions.values()
        for outcome in decision.outcomes()
    }
