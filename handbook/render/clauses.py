"""Where each clause of a source is used: the way back from a clause to what was made of it."""

from __future__ import annotations

from collections.abc import Iterator

from tiercalc.model import Policy


def used(policy: Policy, clause: str) -> tuple[tuple[str, str], ...]:
    """What cites a clause, as (name, anchor on the policy's page), in the page's order."""
    return tuple(
        dict.fromkeys((name, anchor) for name, anchor, cited in _citing(policy) if clause in cited)
    )


def _citing(policy: Policy) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for decision in policy.decisions.values():
        for rule in decision.rules:
            name = f"{decision.label}规则 {rule.number}"
            yield name, f"rule-{decision.id}-{rule.number}", rule.clause
    for figure in policy.figures.values():
        yield figure.label, f"figure-{figure.id}", figure.clause
    for role in policy.roles.values():
        for duty in role.duties:
            yield f"{role.label}的职责", f"role-{role.id}", duty.clause
    for process in policy.processes.values():
        for number, step in enumerate(process.steps, 1):
            yield f"{process.label}第 {number} 步", f"step-{process.id}-{step.id}", step.clause
    for deadline in policy.deadlines.values():
        yield f"时限：{deadline.label}", f"deadline-{deadline.id}", deadline.clause
    for penalty in policy.penalties.values():
        yield f"处罚第 {penalty.number} 条", f"penalty-{penalty.id}", penalty.clause
    for reward in policy.rewards.values():
        yield f"奖励第 {reward.number} 条", f"reward-{reward.id}", reward.clause
    for service in policy.services.values():
        yield service.label, f"service-{service.id}", service.clause
    for provision in policy.provisions.values():
        yield f"规定：{provision.topic}", f"provision-{provision.id}", provision.clause
    for number, ruling in enumerate(policy.rulings.values(), 1):
        yield f"裁定 {number}", f"ruling-{ruling.id}", ruling.clause
