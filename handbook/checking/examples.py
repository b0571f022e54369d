"""Running a policy's examples: what its authors expect against what the engine answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import assert_never

from tiercalc import Policy, TierError, read_figures, read_given
from tiercalc.case import Situation
from tiercalc.dates import Calendars, due
from tiercalc.decide import Answer, Entitlement, compute, decide, entitlements
from tiercalc.given import check_order
from tiercalc.policy import (
    UNDETERMINED,
    DecideExample,
    DueExample,
    FineExample,
    parse_number,
    plain_number,
)
from tiercalc.totals import fine
from tiercalc.words import read_moment

from handbook.checking.faults import guarded
from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.yaml_source import Document, Keys

_Differences = Iterator[tuple[Keys, str]]


def example_findings(
    policy: Policy, document: Document, on: date, calendars: Calendars
) -> Iterator[Finding]:
    """Every example that does not come out as expected, at the expectation's place.

    `on` is the day whose figures count for examples that name no day; where the policy is not in
    force on it, the nearest day on which it is.
    """
    for number in range(len(policy.examples)):
        findings = findings_of(number, policy, document, on, calendars)
        yield from guarded(findings, document, ("examples", number))


def findings_of(
    number: int, policy: Policy, document: Document, on: date, calendars: Calendars
) -> Iterator[Finding]:
    """What one example, by its place, does not come out as; for `on` see `example_findings`."""
    on = _held(policy, on)
    example = policy.examples[number]
    keys: Keys = ("examples", number)
    try:
        match example:
            case DecideExample():
                differences = _decided(policy, example, example.on or on)
            case DueExample():
                differences = _due(policy, example, on, calendars)
            case FineExample():
                differences = _fined(policy, example, on)
            case never:
                assert_never(never)
        for path, message in differences:
            subject = where((*keys, *path[:1]))
            yield document.finding((*keys, *path), "example", f"{subject}：{message}")
    except TierError as error:
        place = _place_of(error, example)
        message = f"{where(keys)}：算不出来。{error.message}"
        yield document.finding((*keys, *place), "example", message)


def _held(policy: Policy, on: date) -> date:
    """The day on which a policy is in force that is nearest to a day."""
    term = policy.in_force
    if term is None:
        return on
    on = max(on, term.start)
    return on if term.until is None else min(on, term.until)


def _place_of(error: TierError, example: DecideExample | DueExample | FineExample) -> Keys:
    """The part of an example that an error of the engine is about."""
    match example:
        case DecideExample() if error.place in example.given:
            return ("given", error.place)
        case DecideExample() | DueExample() if error.place in example.set:
            return ("set", error.place)
        case FineExample() if error.place in example.counts:
            return ("fine", error.place)
        case DueExample():
            return ("from",)
    return ()


def _decided(policy: Policy, example: DecideExample, on: date) -> _Differences:
    policy = policy.on(on)
    situation = Situation(
        policy, read_given(policy, example.given, on), on, read_figures(policy, example.set)
    )
    check_order(situation)
    named = {key: policy.decisions[key] for key in example.expect if key in policy.decisions}
    answers = {key: decide(each, situation) for key, each in (named or policy.decisions).items()}
    amounts = {} if example.expect.keys().isdisjoint(policy.amounts) else compute(situation)
    for key, expected in example.expect.items():
        path: Keys = ("expect", key)
        if key == "missing":
            found = [missing.id for answer in answers.values() for missing in answer.missing]
            yield from _same_ids(path, expected, found, "还缺的")
        elif key == "entitled":
            certain = [
                each
                for answer in answers.values()
                for each in entitlements(answer, situation)
                if each.certain
            ]
            yield from _same_services(path, expected, certain)
        elif key in amounts:
            yield from _same_amount(path, expected, amounts[key].shown)
        else:
            yield from _same_outcome(path, expected, answers[key])


def _same_outcome(path: Keys, expected: object, answer: Answer) -> _Differences:
    label = answer.decision.label
    if isinstance(expected, list) and isinstance(answer.outcome, tuple):
        yield from _same_ids(path, expected, answer.outcome, f"{label}的标签")
        return
    found = UNDETERMINED if answer.undetermined else answer.outcome
    if expected != found:
        missing = "、".join(missing.id for missing in answer.missing)
        why = f"，还缺 {missing}" if answer.undetermined and missing else ""
        yield path, f"{label}应得{_shown(expected)}，算出来是{_shown(found)}{why}。"


def _same_amount(path: Keys, expected: object, found: str | None) -> _Differences:
    wanted = None if expected == UNDETERMINED else expected
    if parse_number(wanted) != parse_number(found):
        shown = _shown(UNDETERMINED if found is None else found)
        yield path, f"{path[-1]} 应为{_shown(expected)}，算出来是{shown}。"


def _same_ids(path: Keys, expected: object, found: Iterable[str], what: str) -> _Differences:
    wanted = dict.fromkeys(expected if isinstance(expected, list) else ())
    real = dict.fromkeys(found)
    if wanted.keys() != real.keys():
        yield path, f"{what}应为{_shown(list(wanted))}，算出来是{_shown(list(real))}。"


def _same_services(path: Keys, expected: object, certain: Iterable[Entitlement]) -> _Differences:
    """A list, or a mapping to quantities, of every service that the case certainly brings."""
    found = {each.service.id: each.quantity for each in certain}
    wanted = list(expected) if isinstance(expected, list | dict) else []
    yield from _same_ids(path, wanted, found, "享有的服务")
    for service, quantity in expected.items() if isinstance(expected, dict) else ():
        if service in found and parse_number(quantity) != found[service]:
            real = found[service]
            shown = "不计数" if real is None else _shown(real)
            yield (*path, service), f"{service} 应为{_shown(quantity)}，算出来是{shown}。"


def _due(policy: Policy, example: DueExample, on: date, calendars: Calendars) -> _Differences:
    start = read_moment(example.start, "from", "“起算”")
    situation = Situation(policy, {}, on, read_figures(policy, example.set))
    answer = due(example.deadline, start, calendars.of(policy), situation).document()
    found = UNDETERMINED if answer["undetermined"] else answer["due"]
    if example.expect != found:
        yield ("expect",), f"应为{_shown(example.expect)}，算出来是{_shown(found)}。"


def _fined(policy: Policy, example: FineExample, on: date) -> _Differences:
    answer = fine(example.counts, Situation(policy, {}, on, {}))
    wanted, found = example.expect["total"], answer["total"]
    if parse_number(wanted) != parse_number(found):
        yield ("expect", "total"), f"合计应为{_shown(wanted)}，算出来是{_shown(found)}。"
    by_role = example.expect.get("by_role")
    if isinstance(by_role, dict):
        for role in dict.fromkeys([*by_role, *answer["by_role"]]):
            wanted, found = by_role.get(role, 0), answer["by_role"].get(role, "0")
            if parse_number(wanted) != parse_number(found):
                path: Keys = ("expect", "by_role", *([role] if role in by_role else []))
                yield path, f"{role} 应为{_shown(wanted)}，算出来是{_shown(found)}。"


def _shown(value: object) -> str:
    if value is None:
        return "“无”"
    if value == UNDETERMINED:
        return "“不能确定”"
    if isinstance(value, list | tuple):
        return f" [{', '.join(map(str, value))}]"
    number = parse_number(value)
    return f" {value if number is None else plain_number(number)}"
