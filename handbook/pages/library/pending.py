"""What a source leaves open, and what cannot be worked out until somebody decides it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from tiercalc.index import Path, index_of
from tiercalc.policy import (
    Amount,
    Deadline,
    Decision,
    Figure,
    Place,
    Policy,
    Rule,
    Ruling,
    Sanction,
    Service,
    places,
)


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
    """How much is open: questions, those that stop something, numbers, and what they stop.

    `lost` are the questions that only the missing part of a source can answer.
    """

    questions: int
    lost: int
    stopping: int
    figures: int
    rules: int
    deadlines: int
    sanctions: int
    services: int


def pending(policy: Policy) -> tuple[Pending, ...]:
    """A policy's open questions: those on which something hangs first, what is lost last."""
    found = [_pending(policy, ruling) for ruling in policy.rulings.values() if ruling.undecided]
    return tuple(sorted(found, key=lambda row: (row.ruling.lost, not row.stops)))


def total(rows: Iterable[Pending]) -> Total:
    """The sum over questions; what hangs on two of them counts once, what is lost stands apart."""
    both = tuple(rows)
    rows = tuple(row for row in both if not row.ruling.lost)
    return Total(
        questions=len(rows),
        lost=len(both) - len(rows),
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
    held = frozenset(_held(policy, ruling, figures))
    about = {each.path[:4] for each in index_of(policy).naming("rulings", ruling.id)}
    return Pending(
        policy,
        ruling,
        figures,
        rules=tuple(
            (decision, rule)
            for decision in policy.decisions.values()
            for rule in decision.rules
            if ("decisions", decision.id, "rules", rule.number - 1) in held
        ),
        amounts=_things(policy.amounts, "amounts", held),
        deadlines=_things(policy.deadlines, "deadlines", held),
        steps=tuple(
            place
            for process in policy.processes.values()
            for place in places(process)
            if ("processes", process.id, "steps", place.number - 1) in about
        ),
        penalties=_things(policy.penalties, "penalties", held),
        rewards=_things(policy.rewards, "rewards", held),
        services=_things(policy.services, "services", held),
    )


def _things[T](things: Mapping[str, T], section: str, held: Set[Path]) -> tuple[T, ...]:
    return tuple(thing for id_, thing in things.items() if (section, id_) in held)


def _held(policy: Policy, ruling: Ruling, figures: Iterable[Figure]) -> Iterator[Path]:
    """The things, and the rules of decisions, that need a ruling or a figure that it leaves unset.

    A figure that an explanation only mentions holds nothing up; in a service it is what is given.
    """
    index = index_of(policy)
    naming = [*index.naming("rulings", ruling.id)]
    for figure in figures:
        named = index.naming("figures", figure.id)
        naming += (each for each in named if not each.in_text or each.section == "services")
        windows = (each.path[1] for each in named if each.section == "inputs")
        for asked in windows:
            naming += (r for r in index.naming("inputs", str(asked)) if r.section == "decisions")
    for each in naming:
        yield each.path[:2]
        yield each.path[:4]
    yield from (("penalties", penalty) for penalty in ruling.penalties)
