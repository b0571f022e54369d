"""Which terms of the glossary a policy uses."""

from __future__ import annotations

from collections.abc import Sequence

from tiercalc.index import index_of
from tiercalc.policy import Policy

from handbook.checking.glossary import Term


def used(policy: Policy, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that stand in what a policy says, in the glossary's order.

    A term of one character is left out: it stands inside too many other words.
    """
    said = "\n".join(saying.text for saying in index_of(policy).sayings)
    return tuple(term for term in terms if len(term.name) > 1 and term.name in said)
