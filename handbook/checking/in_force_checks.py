"""Policies that should have been looked at again, or have ended: still cited, or replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from tiercalc.policy import Policy
from tiercalc.words import meant, overdue_text, quoted, validity_text

from handbook.checking.load import LoadedPolicy, load_file, policy_files
from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.spots import Spot
from handbook.source.yaml_source import Document, Keys

_SUCCESSOR: Keys = ("in_force", "successor")


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


def succession_findings(policies: Sequence[LoadedPolicy]) -> Iterator[Finding]:
    """A successor that is not in the folder, and a row of them that leads back to its beginning."""
    for loaded in policies:
        named = _successor(loaded.policy)
        if named is None:
            continue
        row = _row(named, loaded.path.parent)
        others = _titles(loaded.path.parent, loaded.id)
        if loaded.id in row:
            chain = " → ".join((loaded.id, *row[: row.index(loaded.id) + 1]))
            message = f"接替绕成了一圈：{chain}；请把最后接替的那一部里的“接替”删去。"
        elif named not in others:
            message = f"同一个文件夹里没有制度{quoted(named)}。{meant(named, others)}"
        else:
            continue
        yield loaded.document.finding(_SUCCESSOR, "successor", f"{where(_SUCCESSOR)}：{message}")


def _successor(policy: Policy | None) -> str | None:
    term = policy.in_force if policy else None
    return term.successor.policy if term and term.successor else None


def _titles(folder: Path, own: str) -> dict[str, str]:
    """The titles of the other policies in a folder; a name where a file has errors."""
    loadings = {each.stem: load_file(each).policy for each in policy_files(folder)}
    return {
        name: each.policy.title if each else name for name, each in loadings.items() if name != own
    }


def _row(first: str, folder: Path) -> tuple[str, ...]:
    """The policies that follow one another, up to the first that comes twice."""
    row: dict[str, None] = {}
    named: str | None = first
    while named is not None and named not in row:
        row[named] = None
        path = folder / f"{named}.yaml"
        loaded = load_file(path).policy if path.is_file() else None
        named = _successor(loaded.policy if loaded else None)
    return tuple(row)


def _texts(spot: Spot) -> Iterator[Spot]:
    if spot.text:
        yield spot
    for part in (*(below for _, below in spot.fields()), *spot.items()):
        yield from _texts(part)
