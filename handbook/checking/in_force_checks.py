"""Whether somebody has looked at a policy again by the day on which somebody should have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tiercalc.policy import Policy
from tiercalc.words import overdue_text

from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.yaml_source import Document, Keys


def in_force_findings(policy: Policy, document: Document, on: date) -> Iterator[Finding]:
    """That a policy in force on the day `on` should have been looked at again before."""
    term = policy.in_force
    if term is not None and term.is_overdue(on) and term.validity(on) == "yes":
        keys: Keys = ("in_force", "review_by")
        message = f"{where(keys)}：{overdue_text(term)}；看过以后，把这一天改成下一次复审的日子。"
        yield document.finding(keys, "review-overdue", message, severity="warning")
