"""From what somebody typed to exact values; every mistake becomes a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from tiercalc.case import Situation
from tiercalc.given.constraints import doubts
from tiercalc.policy import (
    LONGEST,
    Every,
    Figure,
    Input,
    InputError,
    NoValueError,
    Policy,
    Quantity,
    Value,
    Within,
    half_width,
    is_bounded,
    parse_number,
    plain_number,
    tests_of,
    typed_number,
    unit,
)
from tiercalc.words import listed, meant, quantity_text, quoted, say

_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00")
_CENT = Decimal("0.01")
_FIGURES = {
    "words": f"不超过 {LONGEST} 个字的文字",
    "time": "时刻，例如 09:00",
    "tenths": "1 到 10 之间的{unit}数，例如 8.8",
    "whole": "不小于 0 的整数，例如 3",
    "number": "不小于 0 的数，例如 1000",
    "limit": "大于 0 的数，例如 1000",
    "share": "大于 0、不超过 100 的数，例如 20",
}


@dataclass(frozen=True)
class Reading[T]:
    """What could be read, and one error for everything that could not."""

    values: dict[str, T]
    errors: tuple[InputError, ...]

    def or_raise(self) -> dict[str, T]:
        """The values. Raises the first error where there is one."""
        if self.errors:
            raise self.errors[0]
        return self.values


def check_inputs(policy: Policy, texts: Mapping[str, str], on: date) -> Reading[Value]:
    """Read every input from its text and collect the errors, one for each bad input.

    Yes/no is `yes no 是 否`; an identity is given by its id or its label; several stand side by
    side with commas. Empty text is an input that is not given, except that an empty list of
    identities says that there are none. A part that is more than its whole is left out with it, and
    a date that has not come by the day of the case where it has to have come.
    """
    given = {name: half_width(text) for name, text in texts.items()}
    present = {
        name: text
        for name, text in given.items()
        if text or name not in policy.inputs or policy.inputs[name].type.reads_nothing
    }
    return _consistent(policy, read_each(present, partial(_from_text, policy)), on)


def read_inputs(policy: Policy, texts: Mapping[str, str], on: date) -> dict[str, Value]:
    """The same as `check_inputs`, but raises the first InputError."""
    return check_inputs(policy, texts, on).or_raise()


def read_given(policy: Policy, given: Mapping[str, object], on: date) -> dict[str, Value]:
    """Read typed values (YAML, JSON): numbers exact or as digits, true and false, ids, lists.

    Raises InputError, also where they cannot all be right on the day of the case.
    """
    return _consistent(policy, read_each(given, partial(_from_data, policy)), on).or_raise()


def read_typed(policy: Policy, given: Mapping[str, object]) -> dict[str, Value]:
    """Read typed values, each by itself. Raises InputError."""
    return read_each(given, partial(_from_data, policy)).or_raise()


def read_cell(asked: Input, text: str) -> Value | None:
    """The value that a list's cell gives to an input; None for a blank one. Raises InputError."""
    plain = half_width(text)
    return _read(asked, partial(asked.type.read_cell, plain)) if plain else None


def check_figures(policy: Policy, given: Mapping[str, object]) -> Reading[Decimal | str]:
    """Read trial values of figures, typed or as text, and collect the errors."""
    return read_each(given, lambda name, data: _figure(policy, name, data))


def read_figures(policy: Policy, given: Mapping[str, object]) -> dict[str, Decimal | str]:
    """The same as `check_figures`, but raises the first InputError."""
    return check_figures(policy, given).or_raise()


def check_order(situation: Situation) -> None:
    """Raise InputError where a trial value breaks an order that the policy declares.

    Figures of the order that nobody has set yet need room, too: a cent each.
    """
    for chain in situation.policy.ascending:
        below: list[str] = []
        for figure in chain:
            value = situation.measured(figure)
            if value is not None and not _has_room(value, below, situation):
                tried = [each for each in (figure, *below) if each in situation.sets]
                if tried:
                    raise _out_of_order(tried[0], figure, below, situation)
            below = [*below, figure] if value is None else [figure]


def is_time(text: str) -> bool:
    """True for a time of day, `09:00`; `24:00` is the end of the day."""
    return _TIME.fullmatch(text) is not None


def read_each[S, T](given: Mapping[str, S], read: Callable[[str, S], T]) -> Reading[T]:
    """Read each thing by its name, and gather what could not be read."""
    values: dict[str, T] = {}
    errors: list[InputError] = []
    for name, raw in given.items():
        try:
            values[name] = read(name, raw)
        except InputError as error:
            errors.append(error)
    return Reading(values, tuple(errors))


def _consistent(policy: Policy, read: Reading[Value], on: date) -> Reading[Value]:
    """What was read, without what cannot all be right on a day."""
    wrong = [*doubts(policy, read.values, on)]
    doubtful = frozenset[str]().union(*(names for names, _ in wrong))
    return Reading(
        {name: value for name, value in read.values.items() if name not in doubtful},
        (*read.errors, *(error for _, error in wrong)),
    )


def _has_room(value: Decimal, below: list[str], situation: Situation) -> bool:
    """Whether a figure stands above the one set last and the unset ones between them."""
    if not below:
        return True
    low = situation.measured(below[0])
    if low is None:
        return value >= _CENT * len(below)
    return value > low if len(below) == 1 else value >= low + _CENT * len(below)


def _out_of_order(place: str, figure: str, below: list[str], situation: Situation) -> InputError:
    label = situation.policy.figures[figure].label
    lower = "、".join(f"“{situation.policy.figures[each].label}”" for each in below)
    known = [
        quantity_text(value, situation.policy.figures[each].unit)
        for each in (figure, below[0])
        if (value := situation.number(each)) is not None
    ]
    unset = any(situation.number(each) is None for each in below)
    room = "，还没有规定的也要留出余地" if unset else ""
    now = say("现在是", known[0], *(part for each in known[1:] for part in ("和", each)))
    message = f"“{label}”应高于{lower}{room}；{now}。"
    return InputError("order", place, message)


def _asked(policy: Policy, name: str) -> Input:
    if name in policy.inputs:
        return policy.inputs[name]
    known = {asked.id: asked.label for asked in policy.inputs.values()}
    message = f"《{policy.title}》没有叫{quoted(name)}的填写项，{meant(name, known)}"
    raise InputError("unknown-input", name, message)


def _from_text(policy: Policy, name: str, text: str) -> Value:
    asked = _asked(policy, name)
    return _read(asked, partial(asked.type.read_text, text))


def _from_data(policy: Policy, name: str, data: object) -> Value:
    asked = _asked(policy, name)
    return _read(asked, partial(asked.type.read_data, data))


def _read(asked: Input, read: Callable[[], Value]) -> Value:
    try:
        return read()
    except NoValueError as error:
        raise _wrong(asked, error) from None


def _wrong(asked: Input, error: NoValueError) -> InputError:
    expected, end = error.expected, ""
    if error.among is not None:
        expected = f"下列之一：{listed(error.among)}"
        near = meant(error.text, error.among) if error.text else ""
        end = near if near.startswith("是不是") else ""
    found = f"“{asked.label}”填的是{quoted(error.text)}{error.found}"
    return InputError("bad-value", asked.id, f"{found}；{say('应填', expected)}。{end}")


def _figure(policy: Policy, name: str, data: object) -> Decimal | str:
    if name not in policy.figures:
        known = {figure.id: figure.label for figure in policy.figures.values()}
        message = f"《{policy.title}》没有叫{quoted(name)}的数字，{meant(name, known)}"
        raise InputError("unknown-figure", name, message)
    figure = policy.figures[name]
    kind = _figure_kind(policy, figure)
    text = half_width(data) if isinstance(data, str) else None
    if kind == "words" and text and len(text) <= LONGEST:
        return text
    if kind == "time" and text and is_time(text):
        return text
    if kind in ("words", "time"):
        number = None
    elif text is None:
        number = parse_number(data)
    else:
        number = typed_number(text) if len(text) <= LONGEST else None
    if number is not None and is_bounded(number) and number >= 0:
        fits = {
            "whole": number == number.to_integral_value(),
            "tenths": 1 <= number <= 10,
            "limit": number > 0,
            "share": 0 < number <= _whole(figure),
        }
        if fits.get(kind, True):
            return Decimal(plain_number(number))
    found = text if text is not None else str(data if number is None else number)
    expected = _FIGURES[kind].format(unit=figure.unit)
    message = f"“{figure.label}”填的是{quoted(found)}；{say('应填', expected)}。"
    raise InputError("bad-figure", figure.id, message)


def _whole(figure: Figure) -> Decimal:
    """How much of a share is all of it: 100 %."""
    percent, its = unit("%"), unit(figure.unit)
    return percent.number_in(Decimal(100), its) if its.converts(percent) else Decimal(100)


def _figure_kind(policy: Policy, figure: Figure) -> str:
    """What a figure holds, by its values, its unit, and the deadlines that use it."""
    words = [value for _, value in figure.dated if isinstance(value, str)]
    terms = [deadline.term for deadline in policy.deadlines.values()]
    hours = [term.hours for term in terms if isinstance(term, Within) and term.hours]
    if any(figure.id in pair for pair in hours) or (words and all(map(is_time, words))):
        return "time"
    if words:
        return "words"
    if unit(figure.unit).in_tenths:
        return "tenths"
    compared = [policy.inputs[t.input].type for t in tests_of(policy) if figure.id in t.figures]
    if compared:
        ends = any(isinstance(kind, Quantity) and kind.end is not None for kind in compared)
        return "share" if ends else "limit"
    lengths = [term.within for term in terms if isinstance(term, Within)]
    lengths += [term.figure for term in terms if isinstance(term, Every) and term.figure]
    is_whole = figure.id in lengths and unit(figure.unit).measure != "minute"
    return "whole" if is_whole else "number"
