"""What follows what: the steps of a process, and the processes that its events start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tiercalc.policy.policy import Policy
from tiercalc.policy.vocabulary import END
from tiercalc.policy.work import Process, Step, Within


@dataclass(frozen=True)
class Place:
    """A step where it stands: its process, and its number there, counted from 1."""

    process: Process
    number: int
    step: Step


def places(process: Process) -> tuple[Place, ...]:
    """Every step of a process, in order."""
    return tuple(Place(process, number, step) for number, step in enumerate(process.steps, 1))


def line_of(policy: Policy, process_id: str) -> tuple[Place, ...]:
    """A process with the processes that its steps' events start, and so on; each once."""
    return tuple(_with_followers(policy, (places(policy.processes[process_id]),)))


def after_event(policy: Policy, event: str) -> tuple[Place, ...]:
    """The steps that come after an event, each once.

    They are the steps that an event makes due, what is left of every process from there or from
    the step that brings the event about, the processes that it starts, and those that their
    events start in turn.
    """
    left = [_left(policy, each, event) for each in policy.processes.values() if each.on != event]
    started = [places(each) for each in policy.processes.values() if each.on == event]
    return tuple(_with_followers(policy, (*left, *started)))


def before_event(policy: Policy, event: str) -> tuple[Place, ...]:
    """The steps of every process in which something is due before an event."""
    return tuple(
        place
        for process in policy.processes.values()
        if any(_is_before(policy, step, event) for step in process.steps)
        for place in places(process)
    )


def _is_before(policy: Policy, step: Step, event: str) -> bool:
    term = None if step.deadline is None else policy.deadlines[step.deadline].term
    return isinstance(term, Within) and term.before and term.event == event


def _is_due_after(policy: Policy, step: Step, event: str) -> bool:
    if step.deadline is None or _is_before(policy, step, event):
        return False
    return policy.deadlines[step.deadline].term.event == event


def _with_followers(policy: Policy, starts: Iterable[tuple[Place, ...]]) -> Iterator[Place]:
    waiting = list(starts)
    whole = {each.id for start in waiting for each in _started(start)}
    seen: set[tuple[str, str]] = set()
    for line in waiting:
        for place in line:
            key = (place.process.id, place.step.id)
            if key in seen:
                continue
            seen.add(key)
            yield place
            for process in policy.processes.values():
                if process.on and process.on == place.step.event and process.id not in whole:
                    whole.add(process.id)
                    waiting.append(places(process))


def _started(line: tuple[Place, ...]) -> Iterator[Process]:
    """The process that a line begins, if it is there from its first step."""
    if line and line[0].number == 1:
        yield line[0].process


def _left(policy: Policy, process: Process, event: str) -> tuple[Place, ...]:
    """The steps that an event makes due or that can be reached once it has happened, in order."""
    number = {step.id: place for place, step in enumerate(process.steps)}
    reached: set[int] = set()
    waiting: list[int] = []
    for place, step in enumerate(process.steps):
        if step.event == event:
            waiting += _next(process, place, number)
        if _is_due_after(policy, step, event):
            waiting.append(place)
    while waiting:
        place = waiting.pop()
        if place not in reached:
            reached.add(place)
            waiting += _next(process, place, number)
    return tuple(each for each in places(process) if each.number - 1 in reached)


def _next(process: Process, place: int, number: Mapping[str, int]) -> list[int]:
    """Where a step leads: to the one below it, or where its question sends."""
    gate = process.steps[place].gate
    if gate is None:
        return [place + 1] if place + 1 < len(process.steps) else []
    return [number[to] for to in (gate.yes, gate.no) if to != END]
