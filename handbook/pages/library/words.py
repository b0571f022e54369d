"""Which terms of the glossary a policy uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tiercalc.policy import Policy

from handbook.checking.glossary import Term


def used(policy: Policy, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that stand in what a policy says, in the glossary's order.

    A term of one character is left out: it stands inside too many other words.
    """
    said = "\n".join(_said(policy))
    return tuple(term for term in terms if len(term.label) > 1 and term.label in said)


def _said(policy: Policy) -> Iterator[str]:
    for provision in policy.provisions.values():
        yield from (provision.topic, provision.text)
    for ruling in policy.rulings.values():
        yield from (ruling.question, ruling.ruling or "")
    for role in policy.roles.values():
        yield from (duty.text for duty in role.duties)
    for process in policy.processes.values():
        yield from (step.does for step in process.steps)
    named = (policy.figures, policy.inputs, policy.decisions, policy.deadlines, policy.services)
    for things in named:
        yield from (thing.label for thing in things.values())
