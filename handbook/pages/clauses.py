"""Where each clause of a source is used: the way back from a clause to what was made of it."""

from __future__ import annotations

from collections.abc import Iterator

from tiercalc.policy import Policy
from tiercalc.words import say

from handbook.pages.uses import Use, Uses, step_use, together


def used(policy: Policy, clause: str) -> tuple[Uses, ...]:
    """What cites a clause, in the order of the policy's pages."""
    return together(dict.fromkeys(use for use, cited in _citing(policy) if clause in cited))


def _citing(policy: Policy) -> Iterator[tuple[Use, tuple[str, ...]]]:
    for decision in policy.decisions.values():
        for rule in decision.rules:
            anchor = f"rule-{decision.id}-{rule.number}"
            yield Use(f"{say(decision.label, '规则')} ", str(rule.number), "", anchor), rule.clause
    for figure in policy.figures.values():
        yield Use("数字：", figure.label, "", f"figure-{figure.id}"), figure.clause
    for service in policy.services.values():
        yield Use("服务：", service.label, "", f"service-{service.id}"), service.clause
    for provision in policy.provisions.values():
        yield Use("规定：", provision.topic, "", f"provision-{provision.id}"), provision.clause
    for role in policy.roles.values():
        for duty in role.duties:
            yield Use("职责：", role.label, "", f"role-{role.id}"), duty.clause
    for process in policy.processes.values():
        for number, step in enumerate(process.steps, 1):
            yield step_use(process, number, step), step.clause
    for deadline in policy.deadlines.values():
        yield Use("时限：", deadline.label, "", f"deadline-{deadline.id}"), deadline.clause
    for penalty in policy.penalties.values():
        yield Use("处罚 ", str(penalty.number), "", f"penalty-{penalty.id}"), penalty.clause
    for reward in policy.rewards.values():
        yield Use("奖励 ", str(reward.number), "", f"reward-{reward.id}"), reward.clause
    for number, ruling in enumerate(policy.rulings.values(), 1):
        yield Use("裁定 ", str(number), "", f"ruling-{ruling.id}"), ruling.clause
