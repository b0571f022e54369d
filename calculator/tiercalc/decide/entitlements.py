"""What a decision's outcome brings: the services that are declared for its scale or for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, assert_never

from tiercalc.case import Situation
from tiercalc.decide.tables import Answer, holds
from tiercalc.policy import (
    AtDiscretion,
    Cell,
    Clauses,
    Counted,
    CountedByFigure,
    Granted,
    InWords,
    LeftOpen,
    Policy,
    Service,
    figure_of,
    words_of,
)
from tiercalc.words import (
    LISTED_AS,
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


def standings(policy: Policy) -> dict[Standing, str]:
    """The standings in order, each with the words that stand above it.

    What is given for sure (how much may still be open), at discretion, on a condition that hangs on
    an unknown, and what the source leaves open.
    """
    return {
        "given": "可以享受",
        "may": "可酌情提供",
        "conditional": "要看条件",
        "open": f"制度{policy.marks.open}",
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
    order = [*standings(situation.policy)]
    return tuple(sorted(once.values(), key=lambda each: order.index(each.standing)))


def _entitled(service: Service, outcome: str, situation: Situation) -> Iterator[Entitlement]:
    condition = True if service.when is None else holds(service.when, situation)
    if condition is False:
        return
    cell = service.cell(outcome)
    may = isinstance(cell, AtDiscretion)
    choices = [choice_text(each, service, situation) for each in service.one_of]
    # That it is given at discretion stands above it.
    text = say() if may else cell_text(cell, service, situation)
    if choices:
        one_of = say("任选一项：", joined("、", choices))
        text = joined("；", (part for part in (text, one_of) if part))
    example = f"（{LISTED_AS['example']}）" if service.listing == "example" else ""
    yield Entitlement(
        service=service,
        quantity=quantity_of(cell, situation),
        text=say(service.label, example, "：" if text else "", text),
        certain=condition is True and not _open(cell, situation),
        may=may,
        standing=_standing(cell, condition),
        condition=_hanging(service, condition, situation),
        clause=service.clause_of(outcome),
    )


def _standing(cell: Cell, condition: bool | None) -> Standing:
    match cell:
        # It may be left out anyway, whatever its condition turns out to be.
        case AtDiscretion():
            return "may"
        case LeftOpen():
            return "open"
        case Granted() | Counted() | CountedByFigure() | InWords():
            return "given" if condition is True else "conditional"
        case never:
            assert_never(never)


def _hanging(service: Service, condition: bool | None, situation: Situation) -> Sentence:
    """What has to be known before a service is sure; empty where nothing has to."""
    if condition is not None or service.when is None:
        return say()
    return say("条件：", condition_text(service.when, situation))


def quantity_of(cell: Cell, situation: Situation) -> Decimal | None:
    """How much a cell gives, where that is known."""
    match cell:
        case Counted(number):
            return number
        case CountedByFigure(figure):
            return situation.number(figure)
        case Granted() | AtDiscretion() | InWords() | LeftOpen():
            return None
        case never:
            assert_never(never)


def _open(cell: Cell, situation: Situation) -> bool:
    match cell:
        case LeftOpen():
            return True
        case CountedByFigure(figure):
            return situation.figure(figure) is None
        case Granted() | AtDiscretion() | Counted() | InWords():
            return False
        case never:
            assert_never(never)


def cell_text(cell: Cell, service: Service, situation: Situation) -> Sentence:
    """A cell in words: “2 条”, “可酌情提供”, “待定”; empty for a plain yes."""
    if isinstance(cell, LeftOpen):
        return amount_text(cell, service, situation)
    amount, note = amount_text(cell, service, situation), note_text(cell, situation)
    parts = (note, say("多少", amount)) if _open(cell, situation) else (amount, note)
    return joined("，", (part for part in parts if part))


def choice_text(cell: Cell, service: Service, situation: Situation) -> Sentence:
    """One of the cells to choose from, by its name: “生日蛋糕 1 磅”."""
    return say(note_text(cell, situation), amount_text(cell, service, situation))


def amount_text(cell: Cell, service: Service, situation: Situation) -> Sentence:
    """How much a cell gives: “2 条”, “待定”; empty where it does not say."""
    unit = unit_of(cell, service, situation.policy)
    match cell:
        case LeftOpen(ruling):
            return naming("ruling", ruling, open_mark(ruling, situation.policy))
        case Counted(number):
            return say(quantity_text(number, unit))
        case CountedByFigure(figure):
            return _figure_text(figure, unit, situation)
        case Granted() | AtDiscretion() | InWords():
            return say()
        case never:
            assert_never(never)


def _figure_text(figure: str, unit: str, situation: Situation) -> Sentence:
    value = situation.figure(figure)
    policy = situation.policy
    mark = open_mark(policy.figures[figure].unset, policy)
    text = mark if value is None else quantity_text(value, unit)
    tried = policy.marks.tried if figure in situation.sets else ""
    return naming("figure", figure, say(tried, text))


def note_text(cell: Cell, situation: Situation) -> Sentence:
    """What a cell says beside how much: “大份”, “可酌情提供”."""
    if isinstance(cell, AtDiscretion):
        return say("可酌情提供")
    return fill(words_of(cell) or "", situation)


def unit_of(cell: Cell, service: Service, policy: Policy) -> str:
    """What a cell's number counts: the service's unit, else its figure's."""
    figure = figure_of(cell)
    if service.unit or figure is None:
        return service.unit or ""
    return policy.figures[figure].unit
