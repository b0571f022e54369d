"""A policy's examples as presets of its form: the address that fills it in, and a name in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from tiercalc.model import DecideExample, Policy
from tiercalc.plain import parse_number, plain_number

_UNITS = {"money": " 元", "percent": "%"}


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
            shows=next(iter(example.expect)),
            address=f"calculator-{policy.id}?{urlencode(tuple(_query(example)))}",
            given="，".join(_given(policy, example)),
            expected="，".join(_expected(policy, example.expect)),
        )
        for example in policy.examples
        if isinstance(example, DecideExample)
    )


def _query(example: DecideExample) -> Iterator[tuple[str, str]]:
    for name, value in example.given.items():
        yield name, _text(value)
    for figure, value in example.set.items():
        yield f"set.{figure}", _text(value)
    if example.on is not None:
        yield "on", example.on.isoformat()


def _text(value: object) -> str:
    """A given value as its control carries it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ",".join(str(item) for item in value)
    number = parse_number(value)
    return str(value) if number is None else plain_number(number)


def _given(policy: Policy, example: DecideExample) -> Iterator[str]:
    for name, value in example.given.items():
        asked = policy.inputs[name]
        if isinstance(value, bool):
            yield f"{asked.label}：{'是' if value else '否'}"
        elif asked.scale is not None:
            chosen = value if isinstance(value, list | tuple) else [value]
            labels = [policy.scales[asked.scale].label(str(item)) for item in chosen]
            yield f"{asked.label}：{'、'.join(labels) or '一个都没有'}"
        else:
            yield f"{asked.label} {_number(value)}{_UNITS.get(asked.type, '')}"
    for figure, value in example.set.items():
        unit = policy.figures[figure].unit
        yield f"试填{policy.figures[figure].label} {_number(value)} {unit}".rstrip()
    if example.on is not None:
        yield f"按 {example.on.isoformat()}"


def _number(value: object) -> str:
    number = parse_number(value)
    return str(value) if number is None else f"{number:,f}"


def _expected(policy: Policy, expect: Mapping[str, object]) -> Iterator[str]:
    for name, value in expect.items():
        if name in policy.amounts:
            yield f"{policy.amounts[name].label} {_outcome(policy, None, value)}"
        elif name in policy.decisions:
            yield _outcome(policy, policy.decisions[name].scale, value)


def _outcome(policy: Policy, scale: str | None, value: object) -> str:
    if value == "undetermined":
        return "定不下来"
    if value is None:
        return "都不符合"
    if isinstance(value, list | tuple):
        return "、".join(_outcome(policy, scale, item) for item in value) or "都不符合"
    return _number(value) if scale is None else policy.scales[scale].label(str(value))
