"""The pages that a policy is read on: always the same, but none that would be empty."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tiercalc.policy import Policy

from handbook.pages import address
from handbook.pages.overview import topics

type _Section = tuple[str, Collection[object]]


@dataclass(frozen=True)
class PolicyPage:
    """One page of a policy: its source path, its short name, the template that it is made by."""

    uri: str
    title: str
    template: str


def pages_of(policy: Policy) -> tuple[PolicyPage, ...]:
    """A policy's pages in the order in which they are read; the main one comes first."""
    calculates = address.calculates(policy)
    main = "等级与计算" if calculates else "内容"
    found = [PolicyPage(address.policy_page(policy), main, "policy.md.j2")]
    given = _named(("待遇", policy.services), ("规定", topics(policy)))
    if calculates and given:
        found.append(PolicyPage(address.part_page(policy, "services"), given, "benefits.md.j2"))
    work = _work(policy)
    if work:
        found.append(PolicyPage(address.part_page(policy, "work"), work, "work.md.j2"))
    timed = _named(*_beside_work(policy)) if address.fills_a_page(policy) else ""
    if timed:
        uri = address.part_page(policy, "deadlines")
        found.append(PolicyPage(uri, timed, "deadlines_forms.md.j2"))
    sanctions = _named(("处罚", policy.penalties), ("奖励", policy.rewards))
    if sanctions:
        found.append(
            PolicyPage(address.part_page(policy, "penalties"), sanctions, "sanctions.md.j2")
        )
    noted = _named((policy.marks.ruling, policy.rulings), ("例子", policy.examples))
    if noted:
        found.append(PolicyPage(address.part_page(policy, "notes"), noted, "notes.md.j2"))
    found.append(PolicyPage(address.part_page(policy, "source"), "来源与条款", "source.md.j2"))
    return tuple(found)


def _work(policy: Policy) -> str:
    """What the page about work has first: “岗位与流程”. A bare “岗位” would be the role pages."""
    work: list[_Section] = [("岗位", policy.roles), ("流程", policy.processes)]
    if not address.fills_a_page(policy):
        work += _beside_work(policy)
    name = _named(*[section for section in work if section[1]][:2])
    return "岗位职责" if name == "岗位" else name


def _beside_work(policy: Policy) -> tuple[_Section, ...]:
    return ("时限", policy.deadlines), ("表单", policy.forms)


def _named(*sections: _Section) -> str:
    """The names of those sections that are not empty: “处罚与奖励”."""
    return "与".join(name for name, rows in sections if rows)
