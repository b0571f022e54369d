"""What a source leaves open, and what cannot be worked out until somebody decides it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tiercalc.policy import (
    Amount,
    Cell,
    Deadline,
    Decision,
    Every,
    Figure,
    Place,
    Policy,
    Rule,
    Ruling,
    Sanction,
    Service,
    Within,
    figures_of,
    places,
    tests,
)
from tiercalc.words import figures_in


@dataclass(frozen=True)
class Pending:
    """An undecided question of a policy, and what hangs on the answer.

    `figures` are the numbers that it leaves unset, `steps` those whose doing it is about; the rest
    needs the answer or such a number.
    """

    policy: Policy
    ruling: Ruling
    figures: tuple[Figure, ...]
    rules: tuple[tuple[Decision, Rule], ...]
    amounts: tuple[Amount, ...]
    deadlines: tuple[Deadline, ...]
    steps: tuple[Place, ...]
    penalties: tuple[Sanction, ...]
    rewards: tuple[Sanction, ...]
    services: tuple[Service, ...]

    @cached_property
    def decisions(self) -> dict[str, list[Rule]]:
        """The rules by their decision's id."""
        found: dict[str, list[Rule]] = {}
        for decision, rule in self.rules:
            found.setdefault(decision.id, []).append(rule)
        return found

    @property
    def stops(self) -> bool:
        """True where something cannot be worked out before the question is decided."""
        held = (self.rules, self.amounts, self.deadlines, self.penalties, self.rewards)
        return any(held) or bool(self.services)


@dataclass(frozen=True)
class Total:
    """How much is open: questions, those that stop something, numbers, and what they stop."""

    questions: int
    stopping: int
    figures: int
    rules: int
    deadlines: int
    sanctions: int
    services: int


def pending(policy: Policy) -> tuple[Pending, ...]:
    """A policy's open questions: those on which something hangs first."""
    found = [_pending(policy, ruling) for ruling in policy.rulings.values() if ruling.undecided]
    return tuple(sorted(found, key=lambda row: not row.stops))


def total(rows: Iterable[Pending]) -> Total:
    """The sum over questions; what hangs on two of them counts once."""
    rows = tuple(rows)
    return Total(
        questions=len(rows),
        stopping=sum(row.stops for row in rows),
        figures=_different((row, figure.id) for row in rows for figure in row.figures),
        rules=_different(
            (row, decision.id, str(rule.number)) for row in rows for decision, rule in row.rules
        ),
        deadlines=_different((row, deadline.id) for row in rows for deadline in row.deadlines),
        sanctions=_different(
            (row, sanction.id) for row in rows for sanction in (*row.penalties, *row.rewards)
        ),
        services=_different((row, service.id) for row in rows for service in row.services),
    )


def _different(things: Iterable[tuple[Pending, *tuple[str, ...]]]) -> int:
    return len({(row.policy.id, *name) for row, *name in things})


def _pending(policy: Policy, ruling: Ruling) -> Pending:
    figures = tuple(figure for figure in policy.figures.values() if figure.unset == ruling.id)
    needs = _Needs(policy, ruling.id, frozenset(figure.id for figure in figures))
    return Pending(
        policy,
        ruling,
        figures,
        rules=tuple(
            (decision, rule)
            for decision in policy.decisions.values()
            for rule in decision.rules
            if needs.rule(rule)
        ),
        amounts=tuple(
            amount
            for amount in policy.amounts.values()
            if amount.ruling == ruling.id or amount.times in needs.figures
        ),
        deadlines=tuple(each for each in policy.deadlines.values() if needs.deadline(each)),
        steps=tuple(
            place
            for process in policy.processes.values()
            for place in places(process)
            if ruling.id in place.step.rulings
        ),
        penalties=tuple(
            penalty
            for penalty in policy.penalties.values()
            if needs.sanction(penalty) or penalty.id in ruling.penalties
        ),
        rewards=tuple(reward for reward in policy.rewards.values() if needs.sanction(reward)),
        services=tuple(each for each in policy.services.values() if needs.service(each)),
    )


@dataclass(frozen=True)
class _Needs:
    """Tells what refers to a ruling, or to one of the figures that it leaves unset."""

    policy: Policy
    ruling: str
    figures: frozenset[str]

    def rule(self, rule: Rule) -> bool:
        windows = (self.policy.inputs[test.input].window for test in tests(rule.when))
        named = {rule.figure, *figures_of(rule.when), *(w.months for w in windows if w)}
        return self.ruling in (rule.open, *rule.rulings) or not self.figures.isdisjoint(named)

    def deadline(self, deadline: Deadline) -> bool:
        match deadline.term:
            case Within(within=within, hours=hours):
                named = {within, *(hours or ())}
            case Every(figure=str(figure)):
                named = {figure}
            case _:
                named = set()
        return self.ruling in deadline.rulings or not self.figures.isdisjoint(named)

    def sanction(self, sanction: Sanction) -> bool:
        return self.ruling in (sanction.unset, *sanction.rulings)

    def service(self, service: Service) -> bool:
        cells = tuple(_cells(service))
        figures = (
            *(figures_of(service.when) if service.when is not None else ()),
            *(name for cell in cells for name in (cell.figure, *figures_in(cell.text or ""))),
        )
        rulings = (*service.rulings, *(cell.unset for cell in cells))
        return self.ruling in rulings or not self.figures.isdisjoint(figures)


def _cells(service: Service) -> Iterator[Cell]:
    yield from service.by.values()
    yield from service.one_of
