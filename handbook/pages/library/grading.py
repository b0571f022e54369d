"""How each policy grades: its tiers side by side, what decides them and what they bring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape
from tiercalc.policy import Decision, Input, Policy, Quantity, Scale, ScaleValue
from tiercalc.words import naming, open_mark, say

from handbook.pages import calculator_words, ladder, overview, services
from handbook.pages.markup import listed
from handbook.pages.view import View

NOT_SAID = "没有写标准"
NAMES_ONLY = "只有名称"


@dataclass(frozen=True)
class Measure:
    """What is looked at, and over which time or in whose words it is measured."""

    label: str
    period: Markup


@dataclass(frozen=True)
class Tier:
    """One tier: its mark in the scale, its place, what leads to it, what it brings.

    `mark` is empty where the values have no order. `lacks` names what the tier above brings and
    this one does not, where that says it all in fewer words.
    """

    label: str
    mark: str
    href: str
    condition: Markup
    services: tuple[str, ...]
    lacks: tuple[str, ...] | None


@dataclass(frozen=True)
class System:
    """A policy's way of grading.

    `counted` says before their names how many tiers the source says that there are. `groups` are
    its scales of tiers, empty where it has none. `named` is true where nothing
    decides between them; `gaps` are the rulings of the cases that the rules leave open.
    """

    view: View
    kinds: tuple[str, ...]
    measures: tuple[Measure, ...]
    counted: Markup
    groups: tuple[tuple[Tier, ...], ...]
    named: bool
    gaps: tuple[str, ...]


def system(view: View) -> System:
    """A policy's tiers, or the classes that a guide names without deciding them."""
    policy = view.policy
    decision, scale = policy.tier, policy.tiers
    if decision is None or scale is None:
        groups = tuple(tuple(_named(view, scale)) for scale in policy.scales.values())
        return System(view, (NAMES_ONLY,), (), Markup(), groups, True, ())
    measures = overview.measures(policy, decision)
    return System(
        view,
        kinds(decision, measures),
        tuple(Measure(asked.label, _period(view, asked)) for asked in measures),
        overview.levels(view, decision, scale),
        (tuple(_decided(view, decision, scale)),),
        False,
        _gaps(decision),
    )


def kinds(decision: Decision, measures: tuple[Input, ...]) -> tuple[str, ...]:
    """What kinds of answers lead to a tier; that no standard is written where no rule gives one."""
    if not decision.outcomes():
        return (NOT_SAID,)
    return tuple(dict.fromkeys(asked.type.rests_on for asked in measures))


def _period(view: View, asked: Input) -> Markup:
    """Over what an input adds up; where the policy counts no months, what it says to fill in."""
    period = calculator_words.period(view, asked)
    if period or not isinstance(asked.type, Quantity) or asked.help is None:
        return period
    return view.prose(asked.help)


def _decided(view: View, decision: Decision, scale: Scale) -> Iterator[Tier]:
    above: tuple[str, ...] = ()
    for value in scale.values:
        given = _given(view.policy, scale, value)
        yield Tier(
            value.label,
            ladder.mark(scale.rank(value.id), len(scale.values)),
            view.at(f"tier-{value.id}"),
            _condition(view, decision, value),
            given,
            _lacking(given, above),
        )
        above = given


def _named(view: View, scale: Scale) -> Iterator[Tier]:
    for value in scale.values:
        traits = view.prose(value.traits) if value.traits else Markup()
        href = view.at(f"value-{scale.id}-{value.id}")
        yield Tier(value.label, "", href, traits, _given(view.policy, scale, value), None)


def _given(policy: Policy, scale: Scale, value: ScaleValue) -> tuple[str, ...]:
    return tuple(service.label for service in services.given(policy, value, scale.id))


def _gaps(decision: Decision) -> tuple[str, ...]:
    """The rulings of single cases; one that leaves every tier open stands with the tiers."""
    cases = dict.fromkeys(rule.open for rule in decision.rules if rule.open is not None)
    return tuple(cases) if decision.outcomes() else ()


def _lacking(given: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...] | None:
    missing = tuple(service for service in above if service not in given)
    shorter = len(missing) < len(given) and set(given) <= set(above)
    return missing if shorter else None


def _condition(view: View, decision: Decision, value: ScaleValue) -> Markup:
    """Every way to a tier, in one sentence; the mark of a ruling where no rule leads there."""
    ways = [view.condition(rule.when) for rule in decision.rules if rule.outcome == value.id]
    if ways:
        return listed(ways, "；或者")
    ruling = next((rule.open for rule in decision.rules if rule.open is not None), None)
    if ruling is None:
        return escape(NOT_SAID)
    return view.html(say(NOT_SAID, "，", naming("ruling", ruling, open_mark(ruling, view.policy))))
