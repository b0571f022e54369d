"""Lists of places that use a thing, as short as they can be: “客户等级规则 1、2；裁定 3”."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tiercalc.policy import Process, Step
from tiercalc.words import say


@dataclass(frozen=True)
class Use:
    """One place: it reads `{before}{link}{after}`, and the link leads to its anchor."""

    before: str
    link: str
    after: str
    anchor: str


@dataclass(frozen=True)
class Uses:
    """Places that differ in the link alone: the words around, and (link, anchor) of each."""

    before: str
    links: tuple[tuple[str, str], ...]
    after: str


def step_use(process: Process, number: int, step: Step) -> Use:
    """A step, by its process and number."""
    words = f"{say(process.label, '第')} "
    return Use(words, str(number), f" {process.counted}", f"step-{process.id}-{step.id}")


def together(uses: Iterable[Use]) -> tuple[Uses, ...]:
    """The uses in groups, each where its first member stands."""
    groups: dict[tuple[str, str], dict[str, str]] = {}
    for use in uses:
        links = groups.setdefault((use.before, use.after), {})
        # Of several places by the same name the first leads to the others, which follow it.
        links.setdefault(use.link, use.anchor)
    return tuple(
        Uses(before, tuple(links.items()), after) for (before, after), links in groups.items()
    )
