"""Where each clause of a source is used: the way back from a clause to what was made of it."""

from __future__ import annotations

from tiercalc.index import index_of
from tiercalc.policy import Policy

from handbook.pages.sections import order, use
from handbook.pages.uses import Uses, together


def used(policy: Policy, clause: str) -> tuple[Uses, ...]:
    """What cites a clause, in the order of the policy's pages."""
    citing = index_of(policy).naming("clauses", clause)
    ordered = sorted(citing, key=lambda each: order(policy, each.section))
    return together(dict.fromkeys(use(policy, each.path) for each in ordered))
