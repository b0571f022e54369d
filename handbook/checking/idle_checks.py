"""Conditions on work that no answer asks about, since it never lists what they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.spots import Spot
from handbook.source.yaml_source import Document

_TASK = (
    "答案本来就不列它：它没有写 follows，不由列出的步骤引起，条款也不与服务相同。"
    "请写上 follows，或者删去 when。"
)
_PENALTY = (
    "答案列出的事没有一件出自它的条款、轮到它的岗位，本来就不提它。请检查条款，或者删去 when。"
)


def idle_findings(document: Document) -> Iterator[Finding]:
    """Each `when` without effect; worth saying only where every id is spelt right."""
    root = Spot(document.data)
    served = _served(root)
    steps = _listed_steps(root, served)
    duties = [
        (role, duty)
        for role, post in root.get("roles").fields()
        for duty in post.get("duties").items()
        if duty.has("follows") or not served.isdisjoint(_words(duty.get("clause")))
    ]
    listed = {spot.keys for spot in (*steps, *(duty for _, duty in duties))}
    listed |= {spot.keys[:2] for spot in steps}
    asked = {(role, clause) for role, duty in duties for clause in _words(duty.get("clause"))} | {
        (role, clause)
        for step in steps
        for role in _words(step.get("by"))
        for clause in _words(step.get("clause"))
    }
    for spot in _work(root):
        if spot.has("when") and spot.keys not in listed:
            yield _idle(document, spot, _TASK)
    for _, penalty in root.get("penalties").fields():
        roles = [role for act in penalty.get("acts").items() for role in _words(act.get("by"))]
        answered = {(role, clause) for role in roles for clause in _words(penalty.get("clause"))}
        if penalty.has("when") and asked.isdisjoint(answered):
            yield _idle(document, penalty, _PENALTY)


def _idle(document: Document, spot: Spot, why: str) -> Finding:
    keys = (*spot.keys, "when")
    message = f"{where(keys)}：{why}"
    return document.finding(keys, "idle-when", message, severity="warning", on_key=True)


def _work(root: Spot) -> Iterator[Spot]:
    for _, post in root.get("roles").fields():
        yield from post.get("duties").items()
    for _, process in root.get("processes").fields():
        yield process
        yield from process.get("steps").items()


def _served(root: Spot) -> set[str]:
    """The clauses of all services: what they ask for is listed without being called for."""
    clauses = [service.get("clause") for _, service in root.get("services").fields()]
    clauses += [own for clause in clauses for _, own in clause.fields()]
    return {word for clause in clauses for word in _words(clause)}


def _listed_steps(root: Spot, served: set[str]) -> list[Spot]:
    """The steps that an answer can list: by an outcome, by an event, or by a service's clause."""
    places = [
        (process, step)
        for _, process in root.get("processes").fields()
        for step in process.get("steps").items()
    ]
    listed: list[Spot] = []
    happening: set[str] = set()
    before = -1
    while before < len(listed):
        before = len(listed)
        listed = [
            step
            for process, step in places
            if process.has("follows")
            or step.has("follows")
            or process.get("on").text in happening
            or not served.isdisjoint(_words(step.get("clause")))
        ]
        happening = {step.get("event").text for step in listed} - {""}
    return listed


def _words(spot: Spot) -> Iterable[str]:
    return (word.text for word in spot.words())
