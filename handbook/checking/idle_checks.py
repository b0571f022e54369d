"""Conditions on work that no answer asks about, since it never lists what they stand on."""

from __future__ import annotations

from collections.abc import Iterator, Set

from tiercalc.policy import Place, Policy, places

from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.yaml_source import Document, Keys

_TASK = (
    "答案本来就不列它：它没有写“前提”，不由列出的步骤引起，条款也不与服务相同。"
    "请写上“前提”，或者删去“条件”。"
)
_PENALTY = (
    "答案列出的事没有一件出自它的条款、轮到它的岗位，本来就不提它。请检查条款，或者删去“条件”。"
)


def idle_findings(document: Document, policy: Policy) -> Iterator[Finding]:
    """Each `when` without effect; worth saying only where every id is spelt right."""
    # What the clauses of services ask for is listed without being called for.
    served = {clause for service in policy.services.values() for clause in service.clause}
    steps = _listed_steps(policy, served)
    processes = {place.process.id for place in steps}
    listed_steps = {(place.process.id, place.number) for place in steps}
    asked = {(role, cited) for each in steps for role in each.step.by for cited in each.step.clause}
    for role in policy.roles.values():
        for number, duty in enumerate(role.duties):
            if duty.follows or not served.isdisjoint(duty.clause):
                asked |= {(role.id, clause) for clause in duty.clause}
            elif duty.when is not None:
                yield _idle(document, ("roles", role.id, "duties", number), _TASK)
    for process in policy.processes.values():
        if process.when is not None and process.id not in processes:
            yield _idle(document, ("processes", process.id), _TASK)
        for each in places(process):
            if each.step.when is not None and (process.id, each.number) not in listed_steps:
                keys = ("processes", process.id, "steps", each.number - 1)
                yield _idle(document, keys, _TASK)
    for penalty in policy.penalties.values():
        answered = {(role, clause) for role in penalty.roles() for clause in penalty.clause}
        if penalty.when is not None and asked.isdisjoint(answered):
            yield _idle(document, ("penalties", penalty.id), _PENALTY)


def _idle(document: Document, thing: Keys, why: str) -> Finding:
    keys = (*thing, "when")
    message = f"{where(keys)}：{why}"
    return document.finding(keys, "idle-when", message, severity="warning", on_key=True)


def _listed_steps(policy: Policy, served: Set[str]) -> list[Place]:
    """The steps that an answer can list: by an outcome, by an event, or by a service's clause."""
    steps = [place for process in policy.processes.values() for place in places(process)]
    listed: list[Place] = []
    happening: set[str | None] = set()
    before = -1
    while before < len(listed):
        before = len(listed)
        listed = [
            each
            for each in steps
            if each.process.follows
            or each.step.follows
            or each.process.on in happening
            or not served.isdisjoint(each.step.clause)
        ]
        happening = {each.step.event for each in listed} - {None}
    return listed
