"""What must be true of a question of each kind, held against the policy itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tiercalc.dates import WorkingCalendar
from tiercalc.policy import EndOf, Fine, LeftOpen, Policy, Step, Within, unit
from tiercalc.words import moment_text, quantity_text
from tierquiz import Question

from tests.quiz.plain import OPEN, judged, label


def right_of(asked: Question) -> list[str]:
    texts = {option.id: str(option.text) for option in asked.options}
    return [texts[each] for each in asked.right]


def wrong_of(asked: Question) -> list[str]:
    return [str(option.text) for option in asked.options if option.id not in asked.right]


def check(asked: Question, policy: Policy, on: date, calendar: WorkingCalendar) -> None:
    """Assert that the key is right, and that nothing else is."""
    assert asked.right, asked
    assert len({str(option.text) for option in asked.options}) == len(asked.options) >= 2
    assert all(bool(each.mistake) is (each.id not in asked.right) for each in asked.options), asked
    assert (len(asked.right) == 1) or asked.how != "one"
    assert asked.text and asked.why
    if asked.case and asked.case.on:
        on = date.fromisoformat(asked.case.on)
    _CHECKS[asked.kind](asked, policy.on(on), on, calendar)


def _decided(asked: Question, policy: Policy, on: date, _: WorkingCalendar) -> None:
    assert asked.case
    decision = policy.decisions[asked.case.about]
    if policy.tests_amounts:
        return  # amounts have laws of their own, and what they are made of is endless
    found = judged(decision, policy, on, asked.case.values)
    right = right_of(asked)
    if decision.collect:
        (held,) = found
        named = {label(each, decision, policy) for each in held}
        assert {*right} == (named or {"一项也没有"})
    elif "还不能确定" in right[0]:
        assert len(found) > 1, (asked, found)
        assert (OPEN in found) <= (not right[0].startswith("还不能确定，还要知道"))
    else:
        assert found == {next(iter(found))}, (asked, found)
        assert right == [label(next(iter(found)), decision, policy)]


def _open(asked: Question, policy: Policy, on: date, calendar: WorkingCalendar) -> None:
    if asked.case:
        _decided(asked, policy, on, calendar)
        return
    undecided = {each.id for each in policy.rulings.values() if each.ruling is None}
    for option in asked.options:
        (named,) = {run.id for run in option.text.runs if run.kind == "ruling"}
        assert (named in undecided) is (option.id in asked.right)


def _benefit(asked: Question, policy: Policy, *_: Any) -> None:
    service_or_scale, value, *other = asked.topic.split("/")
    if other:
        scale = policy.scales[service_or_scale]
        for option in asked.options:
            same = [
                s
                for s in policy.services.values()
                if s.label == option.text and s.scope == scale.id
            ]
            apart = [value in s.by and other[0] not in s.by for s in same]
            assert all(apart) if option.id in asked.right else not any(apart), option
    else:
        service = policy.services[service_or_scale]
        (right,) = right_of(asked)
        assert (value in service.by) is not right.startswith("没有写给")
        if isinstance(service.by.get(value), LeftOpen):
            assert right == "制度没有定论"


def _kit(asked: Question, policy: Policy, on: date, _: WorkingCalendar) -> None:
    assert asked.case
    service = policy.services[asked.topic.split("/")[1]]
    total = Decimal(0)
    for key, count in asked.case.values.items():
        cell: Any = service.by.get(key.partition(":")[2])
        number = getattr(cell, "number", None)
        if number is None and cell is not None:
            number = policy.figures[cell.figure].on(on)
        total += (number or 0) * int(count)
    assert (
        right_of(asked)[0].split(" ")[0].rstrip("条块双本") == f"{total:,}"
        or str(total) in right_of(asked)[0]
    )


def _cost(asked: Question, policy: Policy, *_: Any) -> None:
    assert asked.case
    total = Decimal(0)
    fined = []
    for key, count in asked.case.values.items():
        penalty = policy.penalties[key.partition(":")[0]]
        if isinstance(penalty.brings, Fine):
            total += penalty.brings.amount * int(count)
            fined.append(penalty)
        for ruling in policy.rulings.values():
            assert not (
                ruling.undecided
                and ruling.penalties
                and {*ruling.penalties} <= {k.partition(":")[0] for k in asked.case.values}
            )
    (right,) = right_of(asked)
    if asked.topic.endswith("/who"):
        (penalty,) = (policy.penalties[each.partition(":")[0]] for each in asked.case.values)
        (role,) = (each.partition(":")[2] for each in asked.case.values)
        assert right == policy.roles[role or penalty.roles()[0]].label
    elif fined:
        assert quantity_text(total, "元") in right
        assert not any(each.endswith(f" {quantity_text(total, '元')}") for each in wrong_of(asked))


def _due(asked: Question, policy: Policy, _: date, calendar: WorkingCalendar) -> None:
    assert asked.case
    deadline = policy.deadlines[asked.case.about]
    start = datetime.fromisoformat(asked.case.values["from"])
    day = start.date()
    term = deadline.term
    (right,) = right_of(asked)
    match term:
        case Within():
            length = policy.figures[term.within]
            number = length.on(day)
            assert isinstance(number, Decimal)
            step = timedelta(days=-1 if term.before else 1)
            match unit(length.unit).measure:
                case "working day":
                    left = int(number)
                    while left:
                        day += step
                        left -= calendar.is_working(day)
                    while not calendar.is_working(day):
                        day += step
                    assert right == moment_text(day)
                case "day" if not deadline.roll:
                    assert right == moment_text(day + int(number) * step)
        case EndOf(period="month"):
            assert right == moment_text(
                (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
            )
        case EndOf(period="year"):
            assert right == moment_text(date(day.year, 12, 31))


def _step(asked: Question, policy: Policy) -> tuple[Any, Step]:
    for process in policy.processes.values():
        for step in process.steps:
            if f"{process.id}/{step.id}" == "/".join(asked.topic.split("/")[:2]):
                return process, step
    raise AssertionError(asked.topic)


def _who(asked: Question, policy: Policy, *_: Any) -> None:
    _, step = _step(asked, policy)
    assert right_of(asked) == [policy.roles[each].label for each in step.by]


def _tell(asked: Question, policy: Policy, *_: Any) -> None:
    _, step = _step(asked, policy)
    assert {*right_of(asked)} == {policy.roles[each].label for each in step.tells}
    assert not {*wrong_of(asked)} & {policy.roles[each].label for each in (*step.by, *step.to)}


def _form(asked: Question, policy: Policy, *_: Any) -> None:
    _, step = _step(asked, policy)
    assert right_of(asked) == [f"《{policy.forms[each].label}》" for each in step.form]


def _next(asked: Question, policy: Policy, *_: Any) -> None:
    process, step = _step(asked, policy)
    following = process.steps[process.steps.index(step) + 1]
    assert step.gate is None
    assert asked.clause == following.clause
    assert process.ordered


def _order(asked: Question, policy: Policy, *_: Any) -> None:
    process, step = _step(asked, policy)
    start = process.steps.index(step)
    row = process.steps[start : start + len(asked.options)]
    for text, each in zip(right_of(asked), row, strict=True):
        assert all(policy.roles[role].label in text for role in each.by)
    assert {*asked.right} == {option.id for option in asked.options}


def _clause(asked: Question, policy: Policy, *_: Any) -> None:
    for option in asked.options:
        named = tuple(run.id for run in option.text.runs if run.kind == "clause")
        assert (named == asked.clause) is (option.id in asked.right)
        assert option.id in asked.right or not {*named} & {*asked.clause}
        assert {*named} <= policy.clauses.keys()


def _true(asked: Question, policy: Policy, on: date, _: WorkingCalendar) -> None:
    (right,) = right_of(asked)
    *_, figure, turn = asked.topic.split("/")
    value = policy.figures[figure].on(on)
    assert isinstance(value, Decimal)
    assert right.startswith("不对") is (turn == "changed")
    if turn == "as-written":
        assert quantity_text(value, policy.figures[figure].unit) in asked.text


type _Check = Callable[[Question, Policy, date, WorkingCalendar], None]
_CHECKS: Mapping[str, _Check] = {
    "tier": _decided,
    "may": _decided,
    "open": _open,
    "benefit": _benefit,
    "kit": _kit,
    "cost": _cost,
    "due": _due,
    "who": _who,
    "tell": _tell,
    "form": _form,
    "next": _next,
    "order": _order,
    "clause": _clause,
    "true": _true,
}
