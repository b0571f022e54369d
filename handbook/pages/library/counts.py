"""How complete each policy is, counted from the policy itself whenever the handbook is built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import yaml
from tiercalc.dates import Calendars
from tiercalc.policy import Policy

from handbook.checking.examples import example_findings
from handbook.checking.load import KEPT
from handbook.pages.sections import others
from handbook.pages.view import View
from handbook.source.yaml_source import Document

# What is counted of a policy, and how a narrow column calls it.
COLUMNS = {
    "figures": "数字",
    "rules": "规则",
    "duties": "职责",
    "steps": "步骤",
    "deadlines": "时限",
    "penalties": "处罚",
    "rewards": "奖励",
    "services": "服务",
    "provisions": "规定",
    "forms": "表单",
}

# An example is run here to know whether it holds, not where in a file it stands.
_START = yaml.Mark("", 0, 0, 0, None, 0)
_NOWHERE = Document("", "", None, yaml.ScalarNode("", "", _START, _START))


@dataclass(frozen=True)
class Sum:
    """Counts of one policy or of all: facts by column, examples, rulings by ground, what is open.

    `right` counts the examples that come out as expected.
    """

    facts: Mapping[str, int]
    examples: int
    right: int
    grounds: Counter[str | None]
    undecided: int
    lost: int
    unset: int


@dataclass(frozen=True)
class Counts(Sum):
    """The counts of one policy."""

    view: View


def count(view: View, calendars: Calendars) -> Counts:
    """Count a policy; its examples are run with the figures of the view's day."""
    policy = view.policy
    rulings = policy.rulings.values()
    return Counts(
        facts=_facts(policy),
        examples=len(policy.examples),
        right=_right(policy, view.on, calendars),
        grounds=Counter(ruling.ground for ruling in rulings if not ruling.undecided),
        undecided=sum(ruling.undecided and not ruling.lost for ruling in rulings),
        lost=sum(ruling.lost for ruling in rulings),
        unset=sum(figure.unset is not None for figure in policy.figures.values()),
        view=view,
    )


def columns(counted: Iterable[Counts]) -> dict[str, str]:
    """What is counted of these policies, and how a narrow column calls it."""
    found = (others(row.view.policy) for row in counted)
    return COLUMNS | {name: title for each in found for name, title in each.items()}


def total(counted: Iterable[Counts]) -> Sum:
    """The sum over policies."""
    rows = tuple(counted)
    return Sum(
        facts={key: sum(row.facts.get(key, 0) for row in rows) for key in columns(rows)},
        examples=sum(row.examples for row in rows),
        right=sum(row.right for row in rows),
        grounds=Counter(ground for row in rows for ground in row.grounds.elements()),
        undecided=sum(row.undecided for row in rows),
        lost=sum(row.lost for row in rows),
        unset=sum(row.unset for row in rows),
    )


def _facts(policy: Policy) -> dict[str, int]:
    reported = sum(len(item.figures) for item in policy.evidence)
    known = sum(figure.unset is None for figure in policy.figures.values())
    counted = (*COLUMNS, *others(policy))
    lists = {key: len(getattr(policy, key)) for key in counted if hasattr(policy, key)}
    return lists | {
        "figures": known + reported,
        "rules": sum(len(decision.rules) for decision in policy.decisions.values()),
        "duties": sum(len(role.duties) for role in policy.roles.values()),
        "steps": sum(len(process.steps) for process in policy.processes.values()),
    }


@lru_cache(maxsize=KEPT)
def _right(policy: Policy, on: date, calendars: Calendars) -> int:
    if not any(example_findings(policy, _NOWHERE, on, calendars)):
        return len(policy.examples)
    alone = (replace(policy, examples=(example,)) for example in policy.examples)
    return sum(not any(example_findings(each, _NOWHERE, on, calendars)) for each in alone)
