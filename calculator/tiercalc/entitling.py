"""What a decision's outcome brings: the services that are declared for its scale or for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tiercalc.deciding import Answer, holds
from tiercalc.model import Cell, Decision, Policy, Service
from tiercalc.situation import Situation
from tiercalc.wording import OPEN_MARK, fill, quantity_text


@dataclass(frozen=True)
class Entitlement:
    """One service for one outcome.

    It is not `certain` while its own condition hangs on an unknown or its quantity is open;
    `may` says that it is given at discretion.
    """

    service: Service
    quantity: Decimal | None
    text: str
    certain: bool
    may: bool


def entitlements(answer: Answer, situation: Situation) -> tuple[Entitlement, ...]:
    """The services for a determined outcome (for each certain label of a collect decision).

    A decision that only illustrates brings nothing.
    """
    if answer.decision.illustration:
        return ()
    outcomes = answer.outcome if isinstance(answer.outcome, tuple) else (answer.outcome,)
    found = [
        entitlement
        for service in situation.policy.services.values()
        for outcome in outcomes
        if outcome is not None and service.scope in _scopes(answer.decision, situation.policy)
        for entitlement in _entitled(service, outcome, situation)
    ]
    return tuple({(each.service.id, each.text): each for each in found}.values())


def _scopes(decision: Decision, policy: Policy) -> tuple[str, ...]:
    """A decision brings what is declared for its scale; the first also what is for all."""
    own = (decision.scale,) if decision.scale is not None else ()
    return (*own, "all") if next(iter(policy.decisions)) == decision.id else own


def _entitled(service: Service, outcome: str, situation: Situation) -> Iterator[Entitlement]:
    condition = True if service.when is None else holds(service.when, situation)
    if condition is False:
        return
    cell = service.by.get(outcome) if service.scope != "all" and service.by else Cell()
    if cell is None:
        return
    choices = [cell_text(each, service, situation) for each in service.one_of]
    text = cell_text(cell, service, situation)
    if choices:
        text = "；".join(part for part in (text, f"任选一项：{'、'.join(choices)}") if part)
    yield Entitlement(
        service=service,
        quantity=_quantity(cell, situation),
        text=f"{service.label}：{text}" if text else service.label,
        certain=condition is True and not _open(cell, situation),
        may=cell.may,
    )


def _quantity(cell: Cell, situation: Situation) -> Decimal | None:
    return situation.number(cell.figure) if cell.figure is not None else cell.quantity


def _open(cell: Cell, situation: Situation) -> bool:
    unset_figure = cell.figure is not None and situation.figure(cell.figure) is None
    return cell.unset is not None or unset_figure


def cell_text(cell: Cell, service: Service, situation: Situation) -> str:
    """A cell in words: “2 条”, “可提供”, “待定”; empty for a plain yes."""
    if _open(cell, situation):
        return OPEN_MARK
    parts = []
    quantity = _quantity(cell, situation)
    if quantity is not None:
        unit = service.unit or ""
        if cell.figure is not None and not unit:
            unit = situation.policy.figures[cell.figure].unit
        parts.append(quantity_text(quantity, unit))
    elif cell.figure is not None:
        parts.append(str(situation.figure(cell.figure)))
    if cell.may:
        parts.append("可酌情提供")
    if cell.text is not None:
        parts.append(fill(cell.text, situation))
    return "，".join(parts)
