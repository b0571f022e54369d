"""The conditions of a policy file, and what is compared in them."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.source.spots import Spot


def conditions(root: Spot) -> Iterator[Spot]:
    """Every condition of a file but those of the cases that cannot be."""
    for _, decision in root.get("decisions").fields():
        yield from (rule.get("when") for rule in decision.get("rules").items())
    for section in ("rulings", "services", "processes", "penalties"):
        yield from (spot.get("when") for _, spot in root.get(section).fields())
    for _, process in root.get("processes").fields():
        yield from (step.get("when") for step in process.get("steps").items())
    for _, role in root.get("roles").fields():
        yield from (duty.get("when") for duty in role.get("duties").items())


def tests(condition: Spot) -> Iterator[tuple[str, Spot]]:
    """The inputs that a condition names, each with what is wanted of it."""
    for key, wanted in condition.fields():
        if key in ("all", "any"):
            for part in wanted.items():
                yield from tests(part)
        elif key == "not":
            yield from tests(wanted)
        else:
            yield key, wanted


def limits(wanted: Spot) -> list[Spot]:
    """What a numeric input is compared with: one limit, the ends of an interval, or a list."""
    return [*(spot for _, spot in wanted.fields()), *wanted.items()] or [wanted]
