"""Policies that should have been looked at again, and ended ones that others still cite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tiercalc.policy import Policy
from tiercalc.words import overdue_text, validity_text

from handbook.checking.load import LoadedPolicy
from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.spots import Spot
from handbook.source.yaml_source import Document, Keys


def in_force_findings(policy: Policy, document: Document, on: date) -> Iterator[Finding]:
    """That a policy in force on the day `on` should have been looked at again before."""
    term = policy.in_force
    if term is not None and term.is_overdue(on) and term.validity(on) == "yes":
        keys: Keys = ("in_force", "review_by")
        message = f"{where(keys)}：{overdue_text(term)}；看过以后，把这一天改成下一次复审的日子。"
        yield document.finding(keys, "review-overdue", message, severity="warning")


def cited_ended(policies: Sequence[LoadedPolicy], on: date) -> Iterator[Finding]:
    """The texts that name, as 《…》, another policy that has ended on the day `on`."""
    ended = [each.policy for each in policies if each.policy.validity(on) == "ended"]
    for loaded in policies if ended else ():
        for spot in _texts(Spot(loaded.document.data)):
            for policy in ended:
                if policy is not loaded.policy and f"《{policy.title}》" in spot.text:
                    said = validity_text(policy, on)
                    message = (
                        f"{where(spot.keys)}：提到的《{policy.title}》{said}，请改成现在的制度。"
                    )
                    yield loaded.document.finding(
                        spot.keys, "cites-ended", message, severity="warning"
                    )


def _texts(spot: Spot) -> Iterator[Spot]:
    if spot.text:
        yield spot
    for part in (*(below for _, below in spot.fields()), *spot.items()):
        yield from _texts(part)
