"""Rows of the tables over all policies: penalties, services, deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup
from tiercalc.index import index_of
from tiercalc.policy import Deadline, Role, Sanction, Service

from handbook.pages import overview, role_card, services
from handbook.pages.view import View


@dataclass(frozen=True)
class ServiceRow:
    """A service, and in words what each tier is given of it."""

    service: Service
    given: Markup


@dataclass(frozen=True)
class DeadlineRow:
    """A deadline with the roles whose steps it binds."""

    deadline: Deadline
    term: Markup
    roles: tuple[str, ...]


@dataclass(frozen=True)
class RoleRow:
    """A role, and what it has to carry, counted."""

    role: Role
    load: str


def penalty_rows(view: View) -> Iterator[Sanction]:
    """Every penalty of a policy."""
    yield from view.policy.penalties.values()


def service_rows(view: View) -> Iterator[ServiceRow]:
    """Every service of a policy, with what each tier is given."""
    for service in view.policy.services.values():
        yield ServiceRow(service, services.in_words(view, service))


def deadline_rows(view: View) -> Iterator[DeadlineRow]:
    """Every deadline of a policy."""
    for deadline in view.policy.deadlines.values():
        yield DeadlineRow(deadline, view.term(deadline), bound(view, deadline.id))


def role_rows(view: View) -> Iterator[RoleRow]:
    """Every role of a policy."""
    for role in view.policy.roles.values():
        yield RoleRow(role, overview.workload(role_card.card(view, role.id)))


def bound(view: View, deadline_id: str) -> tuple[str, ...]:
    """The roles whose steps have this deadline."""
    policy = view.policy
    steps = (
        policy.processes[str(each.path[1])].steps[int(each.path[3])]
        for each in index_of(policy).naming("deadlines", deadline_id)
        if each.section == "processes"
    )
    return tuple(dict.fromkeys(role for step in steps for role in step.by))
