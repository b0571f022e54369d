"""How many customers a second: a chain written by hand, json-logic-engine, and the engine.

`python -m tests.bench.engine` grades the same customers by each, on a ladder of four rungs and on a
rule with three ways in, round by round, after all have agreed on every grade. Inputs are typed
already; amounts are decimals in Python and numbers in JavaScript.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import tiercalc
from tiercalc.bulk.compiled import compiled
from tiercalc.bulk.judgements import judge
from tiercalc.case.situation import Situation

Customer = dict[str, Decimal]
Grade = str | None
Grader = Callable[[Customer], object]

DAY = date(2026, 7, 1)
_JAVASCRIPT = Path(__file__).with_name("engine.mjs")


@dataclass(frozen=True)
class Task:
    """A table as a policy has it, as json-logic has it, and as a chain written by hand."""

    name: str
    rules: Sequence[tuple[str, dict[str, Any]]]
    logic: dict[str, Any]
    chain: Callable[[Customer], Grade]
    explained: Callable[[Customer], tuple[Grade, str]]
    inputs: tuple[str, ...]


def _ladder(customer: Customer) -> Grade:
    spend = customer["spend"]
    if spend > 500_000:
        return "vip"
    if spend > 200_000:
        return "a"
    if spend >= 50_000:
        return "b"
    return "c"


def _ladder_explained(customer: Customer) -> tuple[Grade, str]:
    spend = customer["spend"]
    if spend > 500_000:
        return "vip", f"实付 {spend:,} 元，高于 500,000 元（第一条）"
    if spend > 200_000:
        return "a", f"实付 {spend:,} 元，高于 200,000 元，不高于 500,000 元（第一条）"
    if spend >= 50_000:
        return "b", f"实付 {spend:,} 元，不低于 50,000 元，不高于 200,000 元（第一条）"
    return "c", f"实付 {spend:,} 元，低于 50,000 元（第一条）"


def _any_of(customer: Customer) -> Grade:
    if customer["single"] >= 1000 or customer["half"] >= 2000 or customer["year"] >= 3000:
        return "vip"
    return None


def _any_of_explained(customer: Customer) -> tuple[Grade, str]:
    met = []
    if customer["single"] >= 1000:
        met.append(f"单笔 {customer['single']:,} 元，不低于 1,000 元（第五条）")
    if customer["half"] >= 2000:
        met.append(f"半年 {customer['half']:,} 元，不低于 2,000 元（第五条）")
    if customer["year"] >= 3000:
        met.append(f"全年 {customer['year']:,} 元，不低于 3,000 元（第五条）")
    return ("vip", "；".join(met)) if met else (None, "三项都没有达到（第五条）")


TASKS = (
    Task(
        "四级阶梯",
        [
            ("vip", {"spend": {"gt": 500_000}}),
            ("a", {"spend": {"gt": 200_000}}),
            ("b", {"spend": {"gte": 50_000}}),
            ("c", {"spend": {"gte": 0}}),
        ],
        {
            "if": [
                *({">": [{"var": "spend"}, 500_000]}, "vip"),
                *({">": [{"var": "spend"}, 200_000]}, "a"),
                *({">=": [{"var": "spend"}, 50_000]}, "b"),
                "c",
            ]
        },
        _ladder,
        _ladder_explained,
        ("spend",),
    ),
    Task(
        "三项任一",
        [
            (
                "vip",
                {
                    "any": [
                        {"single": {"gte": 1000}},
                        {"half": {"gte": 2000}},
                        {"year": {"gte": 3000}},
                    ]
                },
            )
        ],
        {
            "if": [
                {
                    "or": [
                        {">=": [{"var": "single"}, 1000]},
                        {">=": [{"var": "half"}, 2000]},
                        {">=": [{"var": "year"}, 3000]},
                    ]
                },
                "vip",
                None,
            ]
        },
        _any_of,
        _any_of_explained,
        ("single", "half", "year"),
    ),
)


@dataclass
class Candidate:
    """A way to grade, and its customers a second in each round."""

    name: str
    kind: str
    rates: list[float] = field(default_factory=list)


@click.command()
@click.option("--rounds", default=15, show_default=True, type=click.IntRange(1))
@click.option("--customers", default=20_000, show_default=True, type=click.IntRange(1))
def main(rounds: int, customers: int) -> None:
    """Compare how many customers are graded a second."""
    for task in TASKS:
        asked = _customers(task, customers)
        graders = _graders(task)
        expected = [task.chain(customer) for customer in asked]
        for candidate, grade in graders:
            assert [_grade(grade(each)) for each in asked] == expected, candidate.name
        script = Candidate("json-logic-engine，编译（Node）", "结果")
        for _ in range(rounds):
            for candidate, grade in graders:
                candidate.rates.append(_rate(grade, asked))
            script.rates.append(_rate_in_node(task, asked, expected))
        _print(task, [*(candidate for candidate, _ in graders), script])


def _policy(task: Task) -> tiercalc.Policy:
    grades = [grade for grade, _ in task.rules]
    return tiercalc.load(
        {
            "kind": "policy",
            "title": task.name,
            "sector": "测速",
            "source": {"title": task.name, "completeness": "full"},
            "owner": "测速",
            "clauses": {"first": "第一条"},
            "scales": {"grades": {grade: grade for grade in grades}},
            "inputs": {name: {"label": name, "type": "money"} for name in task.inputs},
            "decisions": {
                "tier": {
                    "label": "等级",
                    "scale": "grades",
                    "ladder": True,
                    "rules": [
                        {"outcome": grade, "clause": "first", "when": when}
                        for grade, when in task.rules
                    ],
                }
            },
        },
        "bench",
    )


def _graders(task: Task) -> list[tuple[Candidate, Grader]]:
    policy = _policy(task)
    situation = Situation(policy, {}, DAY, {})
    decision = policy.decisions["tier"]
    return [
        (Candidate("手写的 if 链", "结果"), task.chain),
        (Candidate("tiercalc.compiled", "结果"), compiled(decision, situation)),
        (Candidate("手写的 if 链，带理由", "理由"), task.explained),
        (
            Candidate("tiercalc.judging", "理由"),
            judge([decision], situation, lambda judgements: judgements[0]),
        ),
    ]


def _grade(answer: Any) -> Grade:
    if isinstance(answer, tuple):
        return str(answer[0]) if answer[0] else None
    grade: Grade = getattr(answer, "outcome", answer)
    return grade


def _customers(task: Task, count: int) -> list[Customer]:
    chance = random.Random(1)  # noqa: S311 - the same customers every time
    limits = [operand for _, when in task.rules for operand in _operands(when)]
    cents = int(max(limits) * 130)

    def amount() -> Decimal:
        if chance.random() < 0.9:
            return Decimal(chance.randrange(cents)) / 100
        return abs(chance.choice(limits) + Decimal(chance.choice((-1, 0, 1))) / 100)

    return [{name: amount() for name in task.inputs} for _ in range(count)]


def _operands(when: dict[str, Any]) -> list[Decimal]:
    tests = when.get("any", [when])
    return [Decimal(value) for test in tests for op in test.values() for value in op.values()]


def _rate(grade: Grader, customers: Sequence[Customer]) -> float:
    start = time.perf_counter()
    for customer in customers:
        grade(customer)
    return len(customers) / (time.perf_counter() - start)


def _rate_in_node(task: Task, customers: Sequence[Customer], expected: Sequence[Grade]) -> float:
    given = [{name: float(value) for name, value in each.items()} for each in customers]
    done = subprocess.run(
        ["node", _JAVASCRIPT],
        input=json.dumps({"logic": task.logic, "customers": given, "expected": expected}),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _print(task: Task, candidates: Sequence[Candidate]) -> None:
    click.echo(f"\n{task.name}    百万次／秒：中位 [最小–最大]    对手写链的比")
    by_hand = statistics.median(candidates[0].rates)
    for each in candidates:
        middle = statistics.median(each.rates)
        low, high = min(each.rates) / 1e6, max(each.rates) / 1e6
        click.echo(
            f"  {middle / 1e6:6.2f} [{low:.2f}–{high:.2f}]    {middle / by_hand:5.2f}"
            f"    {each.kind}    {each.name}"
        )


if __name__ == "__main__":
    main()
