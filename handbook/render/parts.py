"""The pages that a policy is read on: always the same, but none that would be empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tiercalc.model import Policy, Sanction

from handbook.render import address


@dataclass(frozen=True)
class Part:
    """One page of a policy: its source path, its short name, the template that it is made by."""

    uri: str
    title: str
    template: str


def parts(policy: Policy) -> tuple[Part, ...]:
    """A policy's pages in the order in which they are read; the main one comes first."""
    main = "等级与计算" if policy.decisions or policy.amounts else "内容"
    found = [Part(address.policy_page(policy), main, "policy.md.j2")]
    if policy.roles or policy.processes or policy.deadlines or policy.forms:
        found.append(Part(address.part_page(policy, "work"), "岗位与流程", "work.md.j2"))
    sanctions = [name for name, rows in _sanctions(policy) if rows]
    if sanctions:
        title = "与".join(sanctions)
        found.append(Part(address.part_page(policy, "penalties"), title, "sanctions.md.j2"))
    found.append(Part(address.part_page(policy, "notes"), "裁定与来源", "notes.md.j2"))
    return tuple(found)


def _sanctions(policy: Policy) -> tuple[tuple[str, Mapping[str, Sanction]], ...]:
    return ("处罚", policy.penalties), ("奖励", policy.rewards)
