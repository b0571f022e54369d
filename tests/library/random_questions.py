"""Random questions about the policies of policy/, most of which have an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from urllib.parse import parse_qsl

from tiercalc.dates.timeline import asked_events
from tiercalc.policy import Quantity
from tiercalc.policy.plain import plain_number
from tiercalc.policy.policy import Policy
from tiercalc.policy.rules import Figure, Input
from tiercalc.policy.types import Choice, Sampled, YesNo
from tiercalc.policy.workflow import line_of

from handbook.pages.presets import presets
from tests.real import POLICIES

DECIDING = [policy for policy in POLICIES.values() if policy.decisions]
QUESTIONS = ("due", "timeline", "fine", "kit", "who")
# So many customers are asked about on the same day, with the same figures on trial.
LIST = 10
# What people type that is no value, or not at first sight.
ODD = (
    "",
    " ",
    "abc",
    "-1",
    "1e5",
    "1.005",
    "１，０００．５０",
    "１２",
    "1,00",
    "是",
    "9" * 30,
    "2026-02-30",
    "<b>",
    "\u0000",
)
NO_EXAMPLES = 0.5
SELDOM = 0.03


@dataclass(frozen=True)
class Asked:
    """A question about a policy: of decisions where it has no kind, else one beside them."""

    policy: str
    kind: str | None
    on: str
    sets: Mapping[str, str]
    about: str
    values: Mapping[str, str]

    @property
    def request(self) -> str:
        """It as the page puts it."""
        day = {"on": self.on, "set": self.sets}
        beside = {"question": self.kind, "about": self.about, "values": self.values, **day}
        request = {"inputs": self.values, **day} if self.kind is None else beside
        return json.dumps(request, ensure_ascii=False)

    def smaller(self) -> Iterator[Asked]:
        """The question with one value less."""
        for name in self.values:
            yield replace(self, values={k: v for k, v in self.values.items() if k != name})
        for name in self.sets:
            yield replace(self, sets={k: v for k, v in self.sets.items() if k != name})


def lists(seed: int, count: int) -> Iterator[list[Asked]]:
    """So many questions in lists: on one policy, day and figures on trial."""
    chance = Random(seed)  # noqa: S311 - the same questions in every run
    # Decisions are asked about most.
    kinds = [kind for kind in (None, None, *QUESTIONS) if askable(kind)]
    for _ in range(count // LIST):
        kind = chance.choice(kinds)
        policy = chance.choice(askable(kind))
        unset = [each for each in policy.figures.values() if not each.dated]
        tried = [each.id for each in unset if chance.random() < 0.5]
        shared = Asked(
            policy.id,
            kind,
            day(chance).isoformat(),
            {name: number_near(None, policy, chance) for name in tried},
            "",
            {},
        )
        yield [varied(shared, policy, chance) for _ in range(LIST)]


def varied(shared: Asked, policy: Policy, chance: Random) -> Asked:
    if shared.kind is None:
        return replace(shared, values=customer(policy, chance))
    about, values = matter(policy, shared.kind, chance)
    return replace(shared, about=about, values=values)


def customer(policy: Policy, chance: Random) -> dict[str, str]:
    """Any inputs, or an example's with one or two of them changed.

    Chance alone seldom meets a rule that asks much.
    """
    ready = examples(policy)
    if not ready or chance.random() < NO_EXAMPLES:
        asked = [asked for asked in policy.inputs.values() if chance.random() < 0.7]
        return {one.id: text_for(one, policy, chance) for one in asked}
    changed = chance.choices(list(policy.inputs.values()), k=chance.randint(0, 2))
    return chance.choice(ready) | {one.id: text_for(one, policy, chance) for one in changed}


@cache
def examples(policy: Policy) -> list[dict[str, str]]:
    """The inputs of each example that can be filled in."""
    queries = (
        parse_qsl(ready.address.partition("?")[2], keep_blank_values=True)
        for ready in presets(policy)
    )
    return [{name: text for name, text in each if name in policy.inputs} for each in queries]


def text_for(asked: Input, policy: Policy, chance: Random) -> str:
    if chance.random() < SELDOM:
        return chance.choice(ODD)
    if isinstance(asked.type, Quantity):
        return number_near(asked, policy, chance)
    if isinstance(asked.type, YesNo):
        return chance.choice(["yes", "no"])
    if isinstance(asked.type, Sampled):
        return day(chance).isoformat()
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


@cache
def askable(kind: str | None) -> list[Policy]:
    """The policies of which this can be asked."""
    if kind is None:
        return DECIDING
    return [each for each in POLICIES.values() if subjects(each, kind)]


@cache
def subjects(policy: Policy, kind: str) -> list[str]:
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


def matter(policy: Policy, kind: str, chance: Random) -> tuple[str, dict[str, str]]:
    """What is asked about, and the texts that are filled in."""
    known = subjects(policy, kind)
    if kind in ("fine", "kit"):
        chosen = chance.sample(known, min(len(known), chance.randint(1, 4)))
        return "", {name: odd_or(str(chance.randrange(20)), chance) for name in chosen}
    about = chance.choice([*known, "nothing"] if chance.random() < SELDOM else known)
    if kind == "due":
        return about, {"from": odd_or(moment(chance), chance)}
    events = asked_events(line_of(policy, about), policy) if about in policy.processes else (about,)
    # What follows comes later, mostly.
    reached = day(chance)
    values = {}
    for event in events:
        reached += timedelta(days=chance.randrange(-1, 8))
        if chance.random() < 0.8:
            values[event] = odd_or(reached.isoformat() + time(chance), chance)
    return about, values


def odd_or(text: str, chance: Random) -> str:
    return chance.choice(ODD) if chance.random() < SELDOM else text


def moment(chance: Random) -> str:
    return day(chance).isoformat() + time(chance)


def time(chance: Random) -> str:
    known = chance.random() < 0.8
    return f"T{chance.randrange(24):02}:{chance.randrange(60):02}" if known else ""


def day(chance: Random) -> date:
    """Seldom before a policy is in force; from 2027 on there is no holiday notice."""
    return date(2025, 1, 1) + timedelta(days=chance.randrange(900))
