"""What comes next in a process, and in which order its steps come."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import combinations, pairwise

from tiercalc.policy import Process, Step
from tiercalc.words import cited, joined, say

from tierquiz.book import Book, Choice, Draft, Topic, quoted
from tierquiz.kinds.steps import alike, leads_on, step_text, steps, whole_text
from tierquiz.lots import Lots

_SHORTEST, _LONGEST = 3, 4


def next_topics(book: Book) -> Iterator[Topic]:
    """Every step after which one other comes for sure."""
    for process in book.policy.processes.values():
        for place, (step, following) in enumerate(pairwise(process.steps)):
            undecided = book.is_undecided((*step.rulings, *following.rulings))
            if process.ordered and leads_on(step, following) and not undecided:
                ask = partial(_next, book, process, place)
                yield Topic("next", f"{process.id}/{step.id}", (*step.by, *following.by), ask)


def order_topics(book: Book) -> Iterator[Topic]:
    """Every row of steps of which each leads to the one below it."""
    for process in book.policy.processes.values():
        for length in (_LONGEST, _SHORTEST):
            for place in range(len(process.steps) - length + 1):
                row = process.steps[place : place + length]
                if process.ordered and _is_row(book, row):
                    roles = tuple(dict.fromkeys(role for step in row for role in step.by))
                    name = f"{process.id}/{row[0].id}/{length}"
                    yield Topic("order", name, roles, partial(_order, book, process, row))


def _is_row(book: Book, row: tuple[Step, ...]) -> bool:
    undecided = any(book.is_undecided(step.rulings) for step in row)
    told_apart = not any(alike(*two) for two in combinations(row, 2))
    return told_apart and not undecided and all(leads_on(*two) for two in pairwise(row))


def _next(book: Book, process: Process, place: int, lots: Lots) -> Draft | None:
    row = process.steps
    step, following = row[place], row[place + 1]
    own = [
        *((each, "这一步还在后面，先要做别的。") for each in row[place + 2 :]),
        *((each, "这一步在前面已经做过。") for each in reversed(row[:place])),
    ]
    others = [
        (each, say("这是流程“", other.label, "”里的一步。"))
        for other, each in lots.mixed(steps(book))
        if other.id != process.id
    ]
    wrong = [
        Choice(step_text(book, each), why)
        for each, why in (*own[:2], *others, *own[2:])
        if not alike(each, following) and not alike(each, step)
    ]
    if len(wrong) < 2:
        return None
    done = quoted(step_text(book, step))
    return Draft(
        text=say("流程“", process.label, "”里，做完", done, "，制度写的下一步是什么？"),
        right=[Choice(step_text(book, following))],
        wrong=wrong,
        why=say("接着是：", whole_text(book, following)),
        clause=following.clause,
    )


def _order(book: Book, process: Process, row: tuple[Step, ...], _lots: Lots) -> Draft:
    told = [step_text(book, each) for each in row]
    clause = tuple(dict.fromkeys(each for step in row for each in step.clause))
    numbered = (say(f"{number}. ", each) for number, each in enumerate(told, 1))
    return Draft(
        text=say("流程“", process.label, "”里的这几步，制度写的先后是怎样的？"),
        right=[Choice(each) for each in told],
        wrong=[],
        why=say(joined("；", numbered), cited(clause, book.policy), "。"),
        clause=clause,
        how="order",
    )
