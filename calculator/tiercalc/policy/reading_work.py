"""Roles, processes, deadlines, sanctions and services, read from plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from tiercalc.policy.conditions import Condition
from tiercalc.policy.nameable import Nameable
from tiercalc.policy.plain import Node
from tiercalc.policy.reading_rules import days_of, figure_value, read_condition
from tiercalc.policy.rulings import LeftOpen
from tiercalc.policy.sanctions import Act, Consequence, Fine, Sanction
from tiercalc.policy.services import (
    AtDiscretion,
    Cell,
    Counted,
    CountedByFigure,
    Granted,
    InWords,
    Service,
)
from tiercalc.policy.vocabulary import (
    PERIODS,
    Called,
    Follows,
    Listing,
    Number,
    Period,
    Sense,
)
from tiercalc.policy.work import (
    Deadline,
    Duty,
    EndOf,
    Every,
    Gate,
    Process,
    Role,
    Step,
    Within,
)

# Working hours have a beginning and an end.
_BOTH_ENDS = 2
# “each month”: every month has the event, and its own last day.
_EACH = "each "


def read_role(key: str, node: Node, known: Nameable) -> Role:
    """A role with its duties."""
    duties = (
        Duty(
            duty.get("text").text(),
            duty.words("clause"),
            _follows(duty),
            when_of(duty, known),
            days_of(duty),
        )
        for duty in node.rows("duties")
    )
    return Role(key, node.get("label").text(), tuple(duties))


def read_process(key: str, node: Node, known: Nameable) -> Process:
    """A process with its steps."""
    steps = tuple(
        Step(
            id=step.get("id").text(),
            by=step.words("by"),
            does=step.get("does").text(),
            form=step.words("form"),
            to=step.words("to"),
            handed=step.optional("handed", Node.text),
            tells=step.words("tells"),
            told=step.optional("told", Node.text),
            deadline=step.optional("deadline", Node.text),
            gate=step.optional("gate", lambda n: Gate(n.get("yes").text(), n.get("no").text())),
            event=step.optional("event", Node.text),
            clause=step.words("clause"),
            rulings=step.words("ruling"),
            follows=_follows(step),
            when=when_of(step, known),
            days=days_of(step),
        )
        for step in node.get("steps").items()
    )
    return Process(
        id=key,
        label=node.get("label").text(),
        on=node.optional("on", Node.text),
        ordered=not node.flag("unordered"),
        steps=steps,
        follows=_follows(node),
        when=when_of(node, known),
    )


def _follows(node: Node) -> Follows:
    decisions = node.get("follows").fields() if node.has("follows") else {}
    return tuple(
        Called(decision, outcome)
        for decision, outcomes in decisions.items()
        for outcome in outcomes.texts()
    )


def when_of(node: Node, known: Nameable) -> Condition | None:
    """The case to which something is confined; None where it is always so."""
    return node.optional("when", lambda when: read_condition(when, known))


def read_deadline(key: str, node: Node) -> Deadline:
    """A deadline."""
    return Deadline(
        id=key,
        label=node.get("label").text(),
        clause=node.words("clause"),
        rulings=node.words("ruling"),
        roll=node.has("roll"),
        sense=cast(Sense, node.optional("sense", Node.text) or "by"),
        term=_term(node),
    )


def _term(node: Node) -> Within | EndOf | Every:
    if node.has("every"):
        every = node.get("every").text()
        event = node.optional("after", Node.text)
        if every in PERIODS:
            return Every(cast(Period, every), None, event)
        return Every(None, every, event)
    before = node.has("before")
    event = node.get("before" if before else "after").text()
    if node.has("end_of"):
        period = node.get("end_of").text()
        return EndOf(event, cast(Period, period.removeprefix(_EACH)), period.startswith(_EACH))
    hours = node.words("hours")
    if node.has("hours") and len(hours) != _BOTH_ENDS:
        node.get("hours").refuse("上班和下班两个时刻")
    return Within(
        event,
        before,
        node.get("within").text(),
        (hours[0], hours[1]) if len(hours) == _BOTH_ENDS else None,
        node.optional("otherwise", Node.text),
    )


def read_sanction(key: str, node: Node, known: Nameable) -> Sanction:
    """A penalty or a reward."""
    return Sanction(
        id=key,
        number=int(node.get("number").number()),
        clause=node.words("clause"),
        brings=_brings(node),
        per=node.get("per").text(),
        acts=tuple(Act(act.words("by"), act.get("for").text()) for act in node.rows("acts")),
        rulings=node.words("ruling"),
        when=when_of(node, known),
        days=days_of(node),
    )


def _brings(node: Node) -> Fine | Consequence | LeftOpen:
    if node.has("fine"):
        return Fine(node.get("fine").number())
    if node.has("consequence"):
        return Consequence(node.get("consequence").text(), node.optional("unset", Node.text))
    return LeftOpen(node.get("unset").text())


def _cell(node: Node) -> Cell:
    if node.value is True:
        return Granted()
    if node.value == "may":
        return AtDiscretion()
    if isinstance(node.value, Mapping):
        if node.has("unset"):
            return LeftOpen(node.get("unset").text())
        if not node.has("n"):
            return InWords(node.get("text").text())
        return _quantity(figure_value(node.get("n")), node.optional("text", Node.text))
    number = node.quantity()
    return _quantity(node.text() if number is None else number)


def _quantity(value: Number | str, text: str | None = None) -> Cell:
    return CountedByFigure(value, text) if isinstance(value, str) else Counted(value, text)


def read_service(key: str, node: Node, known: Nameable) -> Service:
    """An entitlement with a cell for each value."""
    clause = node.get("clause")
    by_value = isinstance(clause.value, Mapping)
    return Service(
        id=key,
        label=node.get("label").text(),
        unit=node.optional("unit", Node.text),
        clause_for_all=() if by_value else clause.texts(),
        clause_by={v: own.texts() for v, own in clause.fields().items()} if by_value else {},
        scope=node.get("for").text(),
        when=when_of(node, known),
        by={value: _cell(cell) for value, cell in node.part("by").items()},
        one_of=tuple(_cell(cell) for cell in node.rows("one_of")),
        listing=cast(Listing | None, node.optional("listing", Node.text)),
        rulings=node.words("ruling"),
        days=days_of(node),
    )
