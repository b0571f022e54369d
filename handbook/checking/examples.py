"""Running a policy's examples: what its authors expect against what the engine answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, assert_never

from tiercalc import Policy, TierError, decide_document, read_figures, read_given
from tiercalc.due import due
from tiercalc.fines import fine
from tiercalc.model import DecideExample, DueExample, FineExample
from tiercalc.moments import read_moment
from tiercalc.plain import parse_number, plain_number

from handbook.checking.citations import UNDETERMINED
from handbook.checking.grammar import where
from handbook.checking.yaml_source import Document, Keys
from handbook.findings import Finding
from handbook.working_calendar import working_calendar

_Differences = Iterator[tuple[Keys, str]]


def example_findings(policy: Policy, document: Document, on: date) -> Iterator[Finding]:
    """Every example that does not come out as expected, at the expectation's place.

    `on` is the day whose figures count for examples that name no day.
    """
    for number, example in enumerate(policy.examples):
        keys: Keys = ("examples", number)
        try:
            match example:
                case DecideExample():
                    differences = _decided(policy, example, example.on or on)
                case DueExample():
                    differences = _due(policy, example, on)
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


def _place_of(error: TierError, example: DecideExample | DueExample | FineExample) -> Keys:
    """The part of an example that an error of the engine is about."""
    match example:
        case DecideExample() if error.place in example.given:
            return ("given", error.place)
        case DecideExample() if error.place in example.set:
            return ("set", error.place)
        case FineExample() if error.place in example.counts:
            return ("fine", error.place)
        case DueExample():
            return ("from",)
    return ()


def _decided(policy: Policy, example: DecideExample, on: date) -> _Differences:
    values = read_given(policy, example.given)
    answer = decide_document(policy, values, on, read_figures(policy, example.set))
    named = [answer["decisions"][key] for key in example.expect if key in answer["decisions"]]
    asked = named or list(answer["decisions"].values())
    for key, expected in example.expect.items():
        path: Keys = ("expect", key)
        if key == "missing":
            found = [missing["id"] for decision in asked for missing in decision["missing"]]
            yield from _same_ids(path, expected, found, "还缺的")
        elif key == "entitled":
            yield from _same_services(path, expected, asked)
        elif key in answer["amounts"]:
            yield from _same_amount(path, expected, answer["amounts"][key])
        else:
            yield from _same_outcome(path, expected, answer["decisions"][key])


def _same_outcome(path: Keys, expected: object, decision: Mapping[str, Any]) -> _Differences:
    found = UNDETERMINED if decision["undetermined"] else decision["outcome"]
    if isinstance(expected, list) and isinstance(found, list):
        yield from _same_ids(path, expected, found, f"{decision['label']}的标签")
    elif expected != found:
        missing = "、".join(missing["id"] for missing in decision["missing"])
        why = f"，还缺 {missing}" if found == UNDETERMINED and missing else ""
        message = f"{decision['label']}应得{_shown(expected)}，算出来是{_shown(found)}{why}。"
        yield path, message


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


def _same_services(
    path: Keys, expected: object, decisions: Iterable[Mapping[str, Any]]
) -> _Differences:
    """A list, or a mapping to quantities, of every service that the case certainly brings."""
    certain = {
        each["service"]: each["quantity"]
        for decision in decisions
        for each in decision["entitlements"]
        if each["certain"]
    }
    wanted = list(expected) if isinstance(expected, list | dict) else []
    yield from _same_ids(path, wanted, certain, "享有的服务")
    for service, quantity in expected.items() if isinstance(expected, dict) else ():
        found = certain.get(service)
        if service in certain and parse_number(quantity) != parse_number(found):
            shown = "不计数" if found is None else f" {found}"
            yield (*path, service), f"{service} 应为{_shown(quantity)}，算出来是{shown}。"


def _due(policy: Policy, example: DueExample, on: date) -> _Differences:
    start = read_moment(example.start, "from")
    answer = due(policy, example.deadline, start, working_calendar(), on, {}).document()
    found = UNDETERMINED if answer["undetermined"] else answer["due"]
    if example.expect != found:
        yield ("expect",), f"应为{_shown(example.expect)}，算出来是{_shown(found)}。"


def _fined(policy: Policy, example: FineExample, on: date) -> _Differences:
    answer = fine(policy, example.counts, on)
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
        return "“无”（null）"
    if value == UNDETERMINED:
        return "“不能确定”（undetermined）"
    if isinstance(value, list):
        return f" [{', '.join(map(str, value))}]"
    number = parse_number(value)
    return f" {value if number is None else plain_number(number)}"
