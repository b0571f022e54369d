"""`tierbook timeline`, `kit`, `who`: a process on a date line, what to lay ready, who is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click
from tiercalc import InputError, Policy
from tiercalc.case import Moment, Situation
from tiercalc.dates import start_event
from tiercalc.dates import timeline as timeline_document
from tiercalc.dates import who as who_document
from tiercalc.documents import KitDocument, StepDocument, TimelineDocument, WhoDocument
from tiercalc.policy import half_width
from tiercalc.totals import kit as kit_document
from tiercalc.totals import read_guests
from tiercalc.words import event_name, read_moment, ruling_line

from handbook.command.options import Query, Reply, read_pairs, takes_query
from handbook.command.usage import Command
from handbook.command.views import wanted

_from = click.option("--from", "start", metavar="时刻", help="起点的日期或时刻，例如 2026-02-13。")


@click.command(
    cls=Command,
    short_help="把整个流程排到日期上。",
    help="把一个流程和它引出的流程一步一步排到日期上，例如 approval=2026-02-13 表示那天批准。"
    "只有一个起点时可以写成 --from 2026-02-13。",
)
@click.argument("policy", metavar="制度")
@click.argument("process", metavar="流程")
@click.argument("events", metavar="[事件=时刻]…", nargs=-1)
@_from
@takes_query("on", "set")
def timeline(query: Query, process: str, events: tuple[str, ...], start: str | None) -> Reply:
    """The steps of a process, each with the moment at which it is due."""
    policy, situation = query.policy, query.situation
    moments = _moments(policy, process, events, start, _first_event(policy, process))
    document = timeline_document(process, moments, query.calendar(), situation)
    return query.reply(document, _laid(document, document["steps"], situation))


@click.command(
    cls=Command,
    short_help="算出要备的用品。",
    help="按各等级的人数算出要备的用品，例如 金卡=3 银卡=2；"
    "几张取值表有同一个名称时写全，例如 房间:金卡=2 表示 2 间金卡房间。",
)
@click.argument("policy", metavar="制度")
@click.argument("guests", metavar="等级=数量…", nargs=-1, required=True)
@takes_query("on", "set")
def kit(query: Query, guests: tuple[str, ...]) -> Reply:
    """The quantities of the services, added up for so many of each value."""
    counts = read_guests(query.policy, read_pairs(guests, "等级=数量", "vip=2"))
    document = kit_document(counts, query.situation)
    return query.reply(document, _prepared(document, query.situation))


@click.command(
    cls=Command,
    short_help="查出要让谁知道。",
    help="查出一件事发生后，或一个流程里，要让谁知道：由谁说，用哪张表，什么时候以前。"
    "一步写成 流程:步骤。",
)
@click.argument("policy", metavar="制度")
@click.argument("about", metavar="事件或流程")
@click.argument("events", metavar="[事件=时刻]…", nargs=-1)
@_from
@takes_query("on", "set")
def who(query: Query, about: str, events: tuple[str, ...], start: str | None) -> Reply:
    """Who is told what, by whom, on which form and by when."""
    begins = _event_of(query.policy, about.partition(":")[0])
    moments = _moments(query.policy, about, events, start, begins)
    document = who_document(about, moments, query.calendar(), query.situation)
    return query.reply(document, _laid(document, document["notices"], query.situation))


def _moments(
    policy: Policy, about: str, events: tuple[str, ...], start: str | None, begins: str | None
) -> dict[str, Moment]:
    """The moments of events; `--from` is that of the event with which the question begins."""
    pairs = read_pairs(events, "事件=时刻", "approval=2026-02-13")
    moments = {
        event: read_moment(half_width(text), event, event_name(event, policy))
        for event, text in pairs.items()
    }
    if start is None:
        return moments
    if begins is None:
        label = policy.processes[about.partition(":")[0]].label
        message = f"“{label}”里没有从某件事起算的时限，不用写 --from。"
        raise InputError("usage", "from", message)
    if begins in moments:
        message = f"--from 就是{event_name(begins, policy)}，只写一处。"
        raise InputError("usage", "from", message)
    name = event_name(begins, policy)
    return {begins: read_moment(half_width(start), "from", name), **moments}


def _event_of(policy: Policy, about: str) -> str | None:
    """The event asked about, or that from which a process asked about is dated."""
    return about if about in policy.events else _first_event(policy, about)


def _first_event(policy: Policy, process: str) -> str | None:
    # An unknown name is for the question itself to refuse, with the nearest known ones.
    return start_event(policy, process) if process in policy.processes else process


def _laid(
    document: TimelineDocument | WhoDocument, rows: Sequence[StepDocument], situation: Situation
) -> Iterator[str]:
    """The steps under the names of their processes, then how each deadline was counted."""
    yield document["text"]
    yield from wanted(document["missing"], situation.policy, document["events"])
    process = None
    for row in rows:
        if row["process"] != process:
            process = row["process"]
            yield row["process_label"]
        yield f"  {row['number']}  {row['text']}{row['when']}。"
        yield from (f"     {ruling_line(each['id'], situation)}" for each in row["ruling"])
    for count in document["counts"]:
        yield count["text"]
        yield from (ruling_line(each["id"], situation) for each in count["ruling"])


def _prepared(document: KitDocument, situation: Situation) -> Iterator[str]:
    """The things with their quantities, then whatever else there is to do."""
    yield document["text"]
    yield from wanted(document["missing"], situation.policy)
    yield from (f"  {item['text']}" for item in document["items"] if item["counted"])
    others = [item for item in document["items"] if not item["counted"]]
    if others:
        yield document["uncounted_label"]
    yield from (f"  {item['text']}" for item in others)
    yield from (ruling_line(each["id"], situation) for each in document["ruling"])
