"""A policy's examples as presets of its form: the address that fills it in, and a name in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from tiercalc import read_figures
from tiercalc.given import read_typed
from tiercalc.policy import (
    UNDETERMINED,
    Amount,
    DecideExample,
    Decision,
    Policy,
    parse_number,
    plain_number,
    possible_units,
)
from tiercalc.words import (
    NONE,
    NOT_CERTAIN,
    given_text,
    outcome_label,
    quantity_text,
    say,
    trial_text,
)


@dataclass(frozen=True)
class Preset:
    """One example: `address` is the part after `#`, `given` and `expected` name it in words.

    `shows` is the first decision or amount that it is about.
    """

    shows: str
    address: str
    given: str
    expected: str


def presets(policy: Policy) -> tuple[Preset, ...]:
    """The examples that the form can be filled with, in the file's order."""
    return tuple(
        Preset(
            shows=_shows(policy, example),
            address=f"calculator-{policy.id}?{urlencode(tuple(_query(policy, example)))}",
            given="，".join(_given(policy, example)),
            expected="，".join(_expected(policy, example.expect)),
        )
        for example in policy.examples
        if isinstance(example, DecideExample)
    )


def _shows(policy: Policy, example: DecideExample) -> str:
    answers = (name for name in example.expect if name in {**policy.decisions, **policy.amounts})
    return next(answers, policy.tier.id if policy.tier else "")


def _query(policy: Policy, example: DecideExample) -> Iterator[tuple[str, str]]:
    for name, value in read_typed(policy, example.given).items():
        yield name, policy.inputs[name].type.typed(value)
    for figure, number in read_figures(policy, example.set).items():
        yield f"set.{figure}", number if isinstance(number, str) else plain_number(number)
    if example.on is not None:
        yield "my.day", example.on.isoformat()


def _given(policy: Policy, example: DecideExample) -> Iterator[str]:
    for name, value in read_typed(policy, example.given).items():
        yield given_text(policy.inputs[name], value, policy)
    yield from trial_texts(policy, example.set)
    if example.on is not None:
        yield say("按", example.on.isoformat())


def trial_texts(policy: Policy, trial: Mapping[str, object]) -> Iterator[str]:
    """The figures that an example sets on trial, each in words. Raises InputError."""
    for figure_id, number in read_figures(policy, trial).items():
        yield trial_text(policy.figures[figure_id], number, policy)


def _expected(policy: Policy, expect: Mapping[str, object]) -> Iterator[str]:
    several = sum(name in policy.decisions for name in expect) > 1
    for name, value in expect.items():
        if name in policy.amounts:
            yield _amount(policy, policy.amounts[name], value)
        elif name in policy.decisions:
            decision = policy.decisions[name]
            outcome = _outcome(policy, decision, value)
            # “None” says nothing without the question, nor does “open” beside another answer.
            vague = not value or (several and value == UNDETERMINED)
            yield f"{decision.label}：{outcome}" if vague else outcome


def _amount(policy: Policy, amount: Amount, value: object) -> str:
    number = parse_number(value)
    units = possible_units(amount, policy)
    if number is None:
        return say(amount.label, NONE if value is None else NOT_CERTAIN)
    unit = next(iter(units)) if len(units) == 1 else ""
    return say(amount.label, quantity_text(number, unit))


def _outcome(policy: Policy, decision: Decision, value: object) -> str:
    """What is expected, in the words in which the answer will say it."""
    if value == UNDETERMINED:
        return NOT_CERTAIN
    if isinstance(value, list | tuple):
        return "、".join(_outcome(policy, decision, item) for item in value) or NONE
    return outcome_label(None if value is None else str(value), decision, policy)
