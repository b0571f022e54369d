"""The days on which a policy changes, and how it is on each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from tiercalc.policy.conditions import Condition
from tiercalc.policy.days import ALWAYS, Days
from tiercalc.policy.results import Things, renewed
from tiercalc.policy.rules import Decision, Rule
from tiercalc.policy.rulings import Ruling
from tiercalc.policy.sanctions import Sanction
from tiercalc.policy.services import Service
from tiercalc.policy.vocabulary import END
from tiercalc.policy.work import Duty, Gate, Process, Step

if TYPE_CHECKING:
    from tiercalc.policy.policy import InForce, Policy

_DAY = timedelta(days=1)


class _Held(Protocol):
    """A part of a policy with the days on which it holds."""

    @property
    def days(self) -> Days:
        """Those days."""


def changes(policy: Policy) -> tuple[date, ...]:
    """The days from which on something of a policy is otherwise than the day before, in order.

    Those on which the policy is not in force are left out, but for the first after its end.
    """
    term = policy.in_force
    found = {day for figure in policy.figures.values() for day in figure.changes}
    found |= {day for part in _parts(policy) for day in _ends(part.days)}
    if term is None:
        return tuple(sorted(found))
    begun = {day for day in found if term.validity(day) == "yes"}
    return tuple(sorted(begun | {*_of_term(term)}))


def _of_term(term: InForce) -> Iterator[date]:
    yield from _ends(Days(term.start, term.until))
    yield from _ends(Days(None, term.review_by))


def _ends(days: Days) -> Iterator[date]:
    """The first day and the first one after the last."""
    if days.start is not None:
        yield days.start
    if days.until is not None and days.until < date.max:
        yield days.until + _DAY


def _parts(policy: Policy) -> Iterator[_Held]:
    for decision in policy.decisions.values():
        yield from decision.rules
    for role in policy.roles.values():
        yield from role.duties
    for process in policy.processes.values():
        yield from process.steps
    for section in (
        policy.penalties,
        policy.rewards,
        policy.services,
        policy.provisions,
        policy.rulings,
    ):
        yield from section.values()


def changes_in_parts(policy: Policy) -> bool:
    """Whether any part of a policy holds on some days alone."""
    return any(part.days != ALWAYS for part in _parts(policy))


def on_day(policy: Policy, day: date) -> Policy:
    """A policy without what does not hold on a day: parts of it, and the answers of rulings."""
    penalties = _holding(policy.penalties, day)
    held = replace(
        policy,
        decisions={
            key: replace(each, rules=_among(each.rules, day))
            for key, each in policy.decisions.items()
        },
        roles={
            key: replace(each, duties=_among(each.duties, day))
            for key, each in policy.roles.items()
        },
        processes={key: _process(each, day) for key, each in policy.processes.items()},
        penalties=penalties,
        rewards=_holding(policy.rewards, day),
        services=_holding(policy.services, day),
        provisions=_holding(policy.provisions, day),
        rulings={
            key: replace(
                each,
                penalties=tuple(name for name in each.penalties if name in penalties),
                ruling=each.ruling if each.days.holds(day) else None,
            )
            for key, each in policy.rulings.items()
        },
    )
    return _with_results(held)


def _with_results(policy: Policy) -> Policy:
    """A policy whose tests on results follow the rules that it has on its day."""
    made: dict[str, Decision] = {}

    def decision(name: str) -> Decision:
        if name not in made:
            its = policy.decisions[name]
            made[name] = replace(its, rules=tuple(_with_case(each, case) for each in its.rules))
        return made[name]

    def found(name: str) -> Decision | None:
        return decision(name) if name in policy.decisions else None

    things = Things(policy.inputs.keys(), policy.amounts.get, found)

    def case(condition: Condition) -> Condition:
        return renewed(condition, things, policy.scales)

    return replace(
        policy,
        decisions={name: decision(name) for name in policy.decisions},
        roles={
            name: replace(each, duties=tuple(_with_case(duty, case) for duty in each.duties))
            for name, each in policy.roles.items()
        },
        processes={
            name: replace(
                _with_case(each, case), steps=tuple(_with_case(step, case) for step in each.steps)
            )
            for name, each in policy.processes.items()
        },
        penalties={name: _with_case(each, case) for name, each in policy.penalties.items()},
        services={name: _with_case(each, case) for name, each in policy.services.items()},
        rulings={name: _with_case(each, case) for name, each in policy.rulings.items()},
    )


def _with_case[T: Rule | Duty | Process | Step | Sanction | Service | Ruling](
    thing: T, case: Callable[[Condition], Condition]
) -> T:
    return thing if thing.when is None else replace(thing, when=case(thing.when))


def _among[T: _Held](parts: Iterable[T], day: date) -> tuple[T, ...]:
    return tuple(part for part in parts if part.days.holds(day))


def _holding[T: _Held](parts: Mapping[str, T], day: date) -> dict[str, T]:
    return {key: part for key, part in parts.items() if part.days.holds(day)}


def _process(process: Process, day: date) -> Process:
    """A process as it is on a day: where a question sends to what is not there, to what follows."""
    steps = _among(process.steps, day)
    if len(steps) == len(process.steps):
        return process
    left = {step.id for step in steps}
    order = [step.id for step in process.steps]

    def leads(to: str) -> str:
        if to == END:
            return END
        return next((each for each in order[order.index(to) :] if each in left), END)

    def led(step: Step) -> Step:
        gate = step.gate
        return step if gate is None else replace(step, gate=Gate(leads(gate.yes), leads(gate.no)))

    return replace(process, steps=tuple(led(step) for step in steps))
