"""What `tierbook` writes on a terminal: the documents of the engine as readable Chinese text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tiercalc import Policy
from tiercalc.case import Situation
from tiercalc.documents import (
    AnswerDocument,
    DueDocument,
    EventDocument,
    FineDocument,
    MissingDocument,
    NamedDocument,
)
from tiercalc.explain import is_answered, report
from tiercalc.policy import TYPES, Amount, Deadline, Event, Process
from tiercalc.words import in_brackets, ruling_line, ruling_text, standing_text

from handbook.checking.check import Report
from handbook.command.documents import ListDocument, PolicyDocument

# A day to show how days are written.
_DAY = "2026-02-13"


def checked(report: Report) -> str:
    """The last line of a check: how much was looked at."""
    errors = sum(finding.severity == "error" for finding in report.findings)
    looked = f"检查了 {len(report.sources)} 份文件，验算了 {report.examples_run} 个例子"
    return f"{looked}，{f'有 {errors} 处错误' if errors else '没有错误'}。\n"


def overview(policy: Policy, on: date) -> PolicyDocument:
    """One policy in the document of `tierbook list`: what can be asked of it, and on which days."""
    return {
        "id": policy.id,
        "title": policy.title,
        "sector": policy.sector,
        "in_force": policy.validity(on),
        "in_force_text": standing_text(policy, on),
        "kind": policy.kind,
        "decisions": [
            {
                "id": decision.id,
                "label": decision.label,
                "collect": decision.collect,
                "outcomes": [
                    {
                        "id": outcome,
                        "label": policy.scales[decision.scale].label(outcome)
                        if decision.scale
                        else outcome,
                    }
                    for outcome in decision.outcomes()
                ],
            }
            for decision in policy.decisions.values()
        ],
        "inputs": [
            {
                "id": asked.id,
                "label": asked.label,
                "type": asked.type.name,
                "values": [] if asked.scale is None else list(policy.scales[asked.scale].ids()),
            }
            for asked in policy.inputs.values()
        ],
        "amounts": _labels(policy.amounts),
        "events": _labels(policy.events),
        "processes": _labels(policy.processes),
        "deadlines": _labels(policy.deadlines),
        "penalties": list(policy.penalties),
    }


def _labels(things: Mapping[str, Amount | Event | Process | Deadline]) -> list[NamedDocument]:
    return [{"id": thing.id, "label": thing.label} for thing in things.values()]


def listed(document: ListDocument) -> str:
    """`tierbook list`."""
    return "\n".join("".join(f"{line}\n" for line in _listing(p)) for p in document["policies"])


def _listing(policy: PolicyDocument) -> Iterator[str]:
    yield f"{policy['id']}  {policy['title']}（{policy['sector']}）{policy['in_force_text']}"
    for decision in policy["decisions"]:
        outcomes = "、".join(_named(each["id"], each["label"]) for each in decision["outcomes"])
        yield f"  判定 {_named(decision['id'], decision['label'])}：{outcomes}"
    for asked in policy["inputs"]:
        values = "、".join(asked["values"]) or TYPES[asked["type"]].written
        yield f"  填写 {_named(asked['id'], asked['label'])}：{values}"
    named = (
        ("金额", policy["amounts"]),
        ("事件", policy["events"]),
        ("流程", policy["processes"]),
        ("时限", policy["deadlines"]),
    )
    for word, things in named:
        for each in things:
            yield f"  {word} {_named(each['id'], each['label'])}"
    for penalty in policy["penalties"]:
        yield f"  处罚 {penalty}"


def _named(name: str, label: str) -> str:
    """A thing by the name that commands take and, where pages call it otherwise, by that too."""
    return name if name == label else f"{name} {label}"


def decided(document: AnswerDocument, situation: Situation) -> Iterator[str]:
    """`tierbook decide`: the answer's lines, or what can be filled in."""
    if is_answered(document, situation):
        yield from report(document, situation).splitlines()
    else:
        yield from _invitation(situation)


def _invitation(situation: Situation) -> Iterator[str]:
    policy = situation.policy
    if not policy.inputs:
        yield "这份文件只供阅读，没有可以判定的内容。"
        return
    alone = "只凭填了的还答不出什么，可以再填："
    yield alone if situation.values else "还没有填写内容，可以填："
    for asked in policy.inputs.values():
        label = "" if asked.label == asked.id else f"  {asked.label}"
        yield f"  {asked.id}={asked.type.wanted}{label}"


def due(document: DueDocument, situation: Situation) -> Iterator[str]:
    """`tierbook due`, in lines."""
    yield document["text"]
    yield from wanted(document["missing"], situation.policy)
    yield from (ruling_line(ruling["id"], situation) for ruling in document["ruling"])


def wanted(
    lacking: Iterable[MissingDocument], policy: Policy, events: Iterable[EventDocument] = ()
) -> Iterator[str]:
    """How to write on the command line what keeps dates open, beside the `events` given."""
    days = {event["id"]: event["at"] for event in events}
    for missing in lacking:
        name, label = missing["id"], missing["label"]
        match missing["kind"]:
            case "event":
                day = f"{_DAY}T10:00" if policy.events[name].timed else _DAY
                yield f"  可以写 {name}={day}{_called(name, label)}"
            case "time":
                yield f"  可以写明几点 {name}={days.get(name) or _DAY}T10:00{_called(name, label)}"
            case "figure":
                unit = policy.figures[name].unit
                measure = (f"单位：{unit}",) if unit else ()
                yield f"  可以{policy.marks.trial} --set {name}=值{_called(name, label, *measure)}"


def _called(name: str, label: str, *more: str) -> str:
    """What something is called, in brackets behind its name, unless that says it."""
    return in_brackets("，".join((*([label] if label != name else []), *more)))


def fined(document: FineDocument, situation: Situation) -> Iterator[str]:
    """`tierbook fine`, in lines."""
    for item in document["items"]:
        yield item["text"]
    yield document["text"]
    for missing in document["missing"]:
        yield f"{situation.policy.marks.open} {missing['label']}"
    for ruling in document["ruling"]:
        yield ruling_line(ruling["id"], situation)
    for ruling in document["open"]:
        yield f"同时发生时 {ruling_text(ruling)}"
