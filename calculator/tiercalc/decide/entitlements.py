"""What a decision's outcome brings: the services that are declared for its scale or for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from tiercalc.case import Situation
from tiercalc.decide.tables import Answer, holds
from tiercalc.policy import Cell, Clauses, Policy, Service
from tiercalc.words import (
    LISTED_AS,
    TRIED,
    Sentence,
    condition_text,
    fill,
    joined,
    naming,
    open_mark,
    quantity_text,
    say,
)

Standing = Literal["given", "may", "conditional", "open"]


@dataclass(frozen=True)
class Entitlement:
    """One service for one outcome.

    It is not `certain` while its own condition hangs on an unknown or its quantity is open;
    `may` says that it is given at discretion. `standing` says whether it is given at all,
    `condition` on what that hangs while it is unknown; `clause` are those by which the outcome has
    it.
    """

    service: Service
    quantity: Decimal | None
    text: Sentence
    certain: bool
    may: bool
    standing: Standing
    condition: Sentence
    clause: Clauses


# What is given for sure (how much may still be open), at discretion, on a condition that hangs on
# an unknown, and what the source leaves open: each with the words that stand above it, in order.
STANDINGS: dict[Standing, str] = {
    "given": "可以享受",
    "may": "可酌情提供",
    "conditional": "要看条件",
    "open": "制度待定",
}


def entitlements(answer: Answer, situation: Situation) -> tuple[Entitlement, ...]:
    """The services for a determined outcome (for each certain label of a collect decision).

    Those of the same standing stand together, the surest first. A decision that only illustrates
    brings nothing.
    """
    if answer.decision.illustration:
        return ()
    decision, tier = answer.decision, situation.policy.tier
    outcomes = answer.outcome if isinstance(answer.outcome, tuple) else (answer.outcome,)
    found = [
        entitlement
        for service in situation.policy.services.values()
        for outcome in outcomes
        if outcome is not None
        and (
            service.serves(decision.scale, outcome) or (service.scope == "all" and decision is tier)
        )
        for entitlement in _entitled(service, outcome, situation)
    ]
    once = {(each.service.id, each.standing, each.text): each for each in found}
    return tuple(sorted(once.values(), key=lambda each: [*STANDINGS].index(each.standing)))


def _entitled(service: Service, outcome: str, situation: Situation) -> Iterator[Entitlement]:
    condition = True if service.when is None else holds(service.when, situation)
    if condition is False:
        return
    cell = service.cell(outcome)
    choices = [choice_text(each, service, situation) for each in service.one_of]
    # That it is given at discretion stands above it.
    text = cell_text(replace(cell, may=False), service, situation)
    if choices:
        one_of = say("任选一项：", joined("、", choices))
        text = joined("；", (part for part in (text, one_of) if part))
    example = f"（{LISTED_AS['example']}）" if service.listing == "example" else ""
    yield Entitlement(
        service=service,
        quantity=_quantity(cell, situation),
        text=say(service.label, example, "：" if text else "", text),
        certain=condition is True and not _open(cell, situation),
        may=cell.may,
        standing=_standing(cell, condition),
        condition=_hanging(service, condition, situation),
        clause=service.clause_of(outcome),
    )


def _standing(cell: Cell, condition: bool | None) -> Standing:
    # What is given at discretion may be left out anyway, whatever its condition turns out to be.
    if cell.may:
        return "may"
    if cell.unset is not None:
        return "open"
    return "given" if condition is True else "conditional"


def _hanging(service: Service, condition: bool | None, situation: Situation) -> Sentence:
    """What has to be known before a service is sure; empty where nothing has to."""
    if condition is not None or service.when is None:
        return say()
    return say("条件：", condition_text(service.when, situation))


def _quantity(cell: Cell, situation: Situation) -> Decimal | None:
    return situation.number(cell.figure) if cell.figure is not None else cell.quantity


def _open(cell: Cell, situation: Situation) -> bool:
    unset_figure = cell.figure is not None and situation.figure(cell.figure) is None
    return cell.unset is not None or unset_figure


def cell_text(cell: Cell, service: Service, situation: Situation) -> Sentence:
    """A cell in words: “2 条”, “可酌情提供”, “待定”; empty for a plain yes."""
    if cell.unset is not None:
        return naming("ruling", cell.unset, open_mark(cell.unset, situation.policy))
    amount, note = amount_text(cell, service, situation), note_text(cell, situation)
    parts = (note, say("多少", amount)) if _open(cell, situation) else (amount, note)
    return joined("，", (part for part in parts if part))


def choice_text(cell: Cell, service: Service, situation: Situation) -> Sentence:
    """One of the cells to choose from, by its name: “生日蛋糕 1 磅”."""
    return say(note_text(cell, situation), amount_text(cell, service, situation))


def amount_text(cell: Cell, service: Service, situation: Situation) -> Sentence:
    """How much a cell gives: “2 条”, “待定”; empty where it does not say."""
    if cell.unset is not None:
        return naming("ruling", cell.unset, open_mark(cell.unset, situation.policy))
    unit = unit_of(cell, service, situation.policy)
    if cell.figure is None:
        return say("" if cell.quantity is None else quantity_text(cell.quantity, unit))
    value = situation.figure(cell.figure)
    unset = situation.policy.figures[cell.figure].unset
    mark = open_mark(unset, situation.policy)
    text = mark if value is None else quantity_text(value, unit)
    tried = TRIED if cell.figure in situation.sets else ""
    return naming("figure", cell.figure, say(tried, text))


def note_text(cell: Cell, situation: Situation) -> Sentence:
    """What a cell says beside how much: “大份”, “可酌情提供”."""
    parts: list[str] = ["可酌情提供"] if cell.may else []
    if cell.text is not None:
        parts.append(fill(cell.text, situation))
    return joined("，", parts)


def unit_of(cell: Cell, service: Service, policy: Policy) -> str:
    """What a cell's number counts: the service's unit, else its figure's."""
    if service.unit or cell.figure is None:
        return service.unit or ""
    return policy.figures[cell.figure].unit
