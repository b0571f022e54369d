"""What a policy says, clause by clause, in the words by which the inventory of facts names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from tiercalc.policy.policy import Policy
from tiercalc.policy.rulings import LeftOpen
from tiercalc.policy.services import Cell, Counted, CountedByFigure, Service, words_of
from tiercalc.policy.work import Deadline, EndOf, Every, Within

# A kind, ids of clauses, what they say, and what says it where that has a name.
Saying = tuple[str, tuple[str, ...], str] | tuple[str, tuple[str, ...], str, str]

# What an inventory can list, besides the strength of words.
KINDS = ("figure", "deadline", "tier", "entitlement", "actor", "step", "form", "article")

_PERIODS = {"day": "日", "month": "月", "quarter": "季", "year": "年"}


@dataclass(frozen=True)
class Told:
    """One thing that a policy says under its clauses, by their names; `prose` is running text.

    `name` is what the policy calls a figure or a deadline.
    """

    kind: str
    clauses: frozenset[str]
    words: str
    name: str = ""


def told(policy: Policy) -> tuple[Told, ...]:
    """Everything that a policy says, kind by kind."""
    return tuple(
        Told(kind, frozenset(policy.clauses[each] for each in clauses), words, *name)
        for kind, clauses, words, *name in chain(
            _figures(policy),
            _deadlines(policy),
            _tiers(policy),
            _entitlements(policy),
            _work(policy),
            _prose(policy),
        )
    )


def length(policy: Policy, figure: str) -> str:
    """A figure as the inventory writes it: 30 分钟; where it has no value yet, 待定."""
    found = policy.figures[figure]
    return "、".join(f"{value} {found.unit}".strip() for _, value in found.dated) or "待定"


def _figures(policy: Policy) -> Iterator[Saying]:
    for figure in policy.figures.values():
        yield "figure", figure.clause, length(policy, figure.id), figure.label
    for each in (*policy.penalties.values(), *policy.rewards.values()):
        for by, _ in each.acts_by():
            who = "、".join(policy.roles[role].label for role in by)
            if each.fine is not None:
                yield "figure", each.clause, f"{who} {each.fine} 元"
    for service in policy.services.values():
        for value, cell in service.by.items():
            if quantity := _quantity(policy, service, cell):
                name = policy.scales[service.scope].label(value)
                yield "figure", service.clause_of(value), f"{name} {service.label} {quantity}"


def _entitlements(policy: Policy) -> Iterator[Saying]:
    for service in policy.services.values():
        if service.scope == "all":
            yield "entitlement", service.clause, service.label
            continue
        scale = policy.scales[service.scope]
        for value in scale.values:
            cell = service.by.get(value.id)
            if not service.by or (not (cell is None or isinstance(cell, LeftOpen))):
                words = f"{value.label} {service.label}"
                yield "entitlement", service.clause_of(value.id), words


def _quantity(policy: Policy, service: Service, cell: Cell) -> str:
    match cell:
        case CountedByFigure(figure):
            return length(policy, figure)
        case Counted(number):
            return f"{number} {service.unit or ''}".strip()
    return ""


def _deadlines(policy: Policy) -> Iterator[Saying]:
    for deadline in policy.deadlines.values():
        yield "deadline", deadline.clause, _term(policy, deadline), deadline.label


def _term(policy: Policy, deadline: Deadline) -> str:
    match deadline.term:
        case Within(event, before, within):
            side = "前" if before else "后"
            return f"{policy.events[event].label}{side} {length(policy, within)}"
        case EndOf(period=period, each=True):
            return f"每{_PERIODS[period]}的最后一天"
        case EndOf(event, period):
            return f"{policy.events[event].label}那{_PERIODS[period]}的最后一天"
        case Every(period, figure):
            return f"每{_PERIODS[period]}" if period else f"每 {length(policy, figure or '')}"


def _tiers(policy: Policy) -> Iterator[Saying]:
    for decision in policy.decisions.values():
        for rule in decision.rules:
            if decision.scale and rule.outcome:
                scale = policy.scales[decision.scale]
                yield "tier", rule.clause, scale.label(rule.outcome)
    for decision in policy.decisions.values():
        yield "tier", (), decision.label
    for scale in policy.scales.values():
        yield from (("tier", (), value.label) for value in scale.values)


def _work(policy: Policy) -> Iterator[Saying]:
    for role in policy.roles.values():
        for duty in role.duties:
            yield "actor", duty.clause, role.label
    for process in policy.processes.values():
        for step in process.steps:
            by = [policy.roles[role].label for role in step.by]
            yield from (("actor", step.clause, role) for role in by)
            yield "step", step.clause, f"{process.label}·{step.id}：{'、'.join(by)}"
            yield from (("form", step.clause, policy.forms[form].label) for form in step.form)
    for each in (*policy.penalties.values(), *policy.rewards.values()):
        yield from (("actor", each.clause, policy.roles[role].label) for role in each.roles())
    yield from (("form", (), form.label) for form in policy.forms.values())
    yield from (("article", (clause,), name) for clause, name in policy.clauses.items())


def _prose(policy: Policy) -> Iterator[Saying]:
    for provision in policy.provisions.values():
        yield "prose", provision.clause, f"{provision.topic}：{provision.text}"
    for role in policy.roles.values():
        yield from (("prose", duty.clause, duty.text) for duty in role.duties)
    for process in policy.processes.values():
        yield from (("prose", step.clause, step.does) for step in process.steps)
    for service in policy.services.values():
        cells = (*service.by.values(), *service.one_of)
        texts = [service.label, *filter(None, map(words_of, cells))]
        yield "prose", service.clause, "；".join(texts)
    for each in (*policy.penalties.values(), *policy.rewards.values()):
        yield (
            "prose",
            each.clause,
            "；".join([each.consequence or "", *(a.text for a in each.acts)]),
        )
    for decision in policy.decisions.values():
        yield from (("prose", rule.clause, rule.traits) for rule in decision.rules if rule.traits)
    for scale in policy.scales.values():
        yield from (("prose", (), f"{v.label}：{v.traits or ''}") for v in scale.values)
    for evidence in policy.evidence:
        yield "prose", (), evidence.text
        for figure in evidence.figures:
            yield "figure", (), f"{figure.value} {figure.unit}".strip()
