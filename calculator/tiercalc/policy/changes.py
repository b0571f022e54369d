"""The days on which a policy changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiercalc.policy.policy import InForce, Policy

_DAY = timedelta(days=1)


def changes(policy: Policy) -> tuple[date, ...]:
    """The days from which on something of a policy is otherwise than the day before, in order.

    Those on which the policy is not in force are left out, but for the first after its end.
    """
    term = policy.in_force
    found = {day for figure in policy.figures.values() for day in figure.changes}
    if term is None:
        return tuple(sorted(found))
    begun = {day for day in found if term.validity(day) == "yes"}
    return tuple(sorted(begun | {*_of_term(term)}))


def _of_term(term: InForce) -> Iterator[date]:
    yield term.start
    for last in (term.until, term.review_by):
        if last is not None and last < date.max:
            yield last + _DAY
