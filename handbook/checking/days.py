"""What is wrong on other days than today: found when it is written, not when the day comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from tiercalc.dates import Calendars
from tiercalc.index import index_of
from tiercalc.policy import COMPARE, DecideExample, Figure, Policy, tests_of

from handbook.checking.examples import findings_of
from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.yaml_source import Document, Keys

_DAY = timedelta(days=1)


def on_every_day(
    find: Callable[[date], Iterable[Finding]], now: date, others: Iterable[date]
) -> Iterator[Finding]:
    """What is found on a day, and what is found on others alone, each with its first day."""
    found = {_about(each): each for each in find(now)}
    for day in sorted(others):
        for each in find(day):
            said = replace(each, message=f"按 {day.isoformat()} 的数字，{each.message}")
            found.setdefault(_about(each), said)
    return iter(found.values())


def _about(finding: Finding) -> tuple[int, int, str]:
    return finding.line, finding.column, finding.code


def breaking_examples(
    policy: Policy,
    document: Document,
    now: date,
    coming: Iterable[date],
    calendars: Calendars,
) -> Iterator[Finding]:
    """The examples without a day that come out now, and not on a day to come."""
    days = sorted(coming)
    passing = {test.input for test in tests_of(policy) if test.side not in COMPARE}
    for number, example in enumerate(policy.examples):
        if isinstance(example, DecideExample) and example.on is None:
            find = partial(_wrong, number, policy, document, calendars)
            keys: Keys = ("examples", number)
            aging = [name for name in example.given if name in passing]
            breaking = [*_breaking(find, document, keys, now, days)]
            yield from breaking or (_undated(document, keys, aging[0]) for _ in aging[:1])


def _wrong(
    number: int, policy: Policy, document: Document, calendars: Calendars, day: date
) -> Finding | None:
    return next(findings_of(number, policy, document, day, calendars), None)


def _breaking(
    find: Callable[[date], Finding | None],
    document: Document,
    keys: Keys,
    now: date,
    coming: Iterable[date],
) -> Iterator[Finding]:
    if find(now) is not None:
        return
    for day in coming:
        wrong = find(day)
        if wrong is not None:
            message = (
                f"{where(keys)}：没有写“日期”，从 {day.isoformat()} 起就验算不过了"
                f"（{wrong.message.rstrip('。')}）；请写上日期，再给那一天以后另写一个例子。"
            )
            yield document.finding(keys, "example-breaks", message, severity="warning")
            return


def _undated(document: Document, keys: Keys, asked: str) -> Finding:
    message = (
        f"{where(keys)}：已知里有“{asked}”，离那天多久天天在变，却没有写“日期”，"
        "过些日子就会验算不过；请写上日期。"
    )
    return document.finding(keys, "example-breaks", message, severity="warning")


def undated_findings(policy: Policy, document: Document, now: date) -> Iterator[Finding]:
    """The figures that have no value on a day on which they may be asked for."""
    first = now if policy.in_force is None else policy.in_force.start
    for figure in policy.figures.values():
        begins = _begins(figure)
        if begins is None:
            continue
        before = [day for day in (first, *policy.changes) if first <= day < begins]
        if any(_is_used(figure, policy.on(day)) for day in before):
            keys: Keys = ("figures", figure.id, "values")
            last = (begins - _DAY).isoformat()
            message = (
                f"{where(keys)}：到 {last} 为止没有数值，用到它的地方都算不出来；"
                "请把以前的数值也写上，写在它开始的日期后面。"
            )
            yield document.finding(keys, "no-value-yet", message)


def _begins(figure: Figure) -> date | None:
    """The first day on which a figure has a value; None where it always has one, or never."""
    return figure.dated[0][0] if figure.dated else None


def _is_used(figure: Figure, policy: Policy) -> bool:
    """Whether anything but an order of figures names it."""
    named = index_of(policy).naming("figures", figure.id)
    return any(reference.path[0] != "ascending" for reference in named)
