"""Rows of the tables over all policies: penalties, services, deadlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from tiercalc.model import Deadline, Sanction, Service

from handbook.render import services, terms
from handbook.render.view import View


@dataclass(frozen=True)
class PenaltyRow:
    """A penalty and the policy that it stands in."""

    view: View
    penalty: Sanction


@dataclass(frozen=True)
class ServiceRow:
    """A service, and in words what each tier is given of it."""

    view: View
    service: Service
    given: Markup


@dataclass(frozen=True)
class DeadlineRow:
    """A deadline with the roles whose steps it binds."""

    view: View
    deadline: Deadline
    term: Markup
    roles: tuple[str, ...]


def penalty_rows(views: Sequence[View]) -> Iterator[PenaltyRow]:
    """Every penalty of every policy."""
    for view in views:
        for penalty in view.policy.penalties.values():
            yield PenaltyRow(view, penalty)


def service_rows(views: Sequence[View]) -> Iterator[ServiceRow]:
    """Every service of every policy, with what each tier is given."""
    for view in views:
        for service in view.policy.services.values():
            yield ServiceRow(view, service, services.in_words(view, service))


def deadline_rows(views: Sequence[View]) -> Iterator[DeadlineRow]:
    """Every deadline of every policy."""
    for view in views:
        for deadline in view.policy.deadlines.values():
            yield DeadlineRow(view, deadline, terms.term(view, deadline), bound(view, deadline.id))


def bound(view: View, deadline_id: str) -> tuple[str, ...]:
    """The roles whose steps have this deadline."""
    steps = (step for process in view.policy.processes.values() for step in process.steps)
    return tuple(
        dict.fromkeys(role for step in steps if step.deadline == deadline_id for role in step.by)
    )
