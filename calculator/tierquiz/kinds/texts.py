"""Where it is written, and whether it is written like that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from tiercalc.policy import Figure
from tiercalc.words import (
    Sentence,
    cited,
    clause_documents,
    figures_in,
    naming,
    quantity_text,
    say,
)
from tiercalc.words import filled as with_figures

from tierquiz.book import Book, Choice, Draft, Topic, quoted
from tierquiz.lots import Lots

_LONGEST = 90
# A shorter one does not say what it is about.
_SHORT = 25
# What the handbook says of its source is no rule to be found again.
_ABOUT_THE_SOURCE = ("原文", "没有写", "没有说", "举例", "例子")
# Of small numbers, twice as many or half is seen to be wrong.
_LARGE = 20
_AS_WRITTEN, _OTHERWISE = "对，制度就是这样写的", "不对，制度不是这样写的"


@dataclass(frozen=True)
class _Said:
    """Something that a policy says, and where."""

    name: str
    text: str
    clause: tuple[str, ...]
    roles: tuple[str, ...] = ()
    topic: str = ""


def clause_topics(book: Book) -> Iterator[Topic]:
    """Everything that is said on clauses that others can be told from."""
    said = [
        each
        for each in _said(book)
        if len(each.text) <= _LONGEST and _is_rule(each.text) and _is_settled(book, each.text)
    ]
    for each in said:
        yield Topic("clause", each.name, each.roles, partial(_where, book, each, said))


def true_topics(book: Book) -> Iterator[Topic]:
    """Everything that is said with a number in it, as it is written and with another number."""
    for each in (each for each in _said(book) if _is_settled(book, each.text)):
        numbers = [book.policy.figures[name] for name in dict.fromkeys(figures_in(each.text))]
        for figure in numbers:
            for turn in ("as-written", "changed"):
                name = f"{each.name}/{figure.id}/{turn}"
                ask = partial(_whether, book, each, figure, turn == "changed")
                yield Topic("true", name, each.roles, ask)


def _is_rule(text: str) -> bool:
    """Whether a text says what holds, and not what the source says of it."""
    return not any(word in text for word in _ABOUT_THE_SOURCE)


def _is_settled(book: Book, text: str) -> bool:
    """Whether all figures of a text are known."""
    return all(book.situation.figure(each) is not None for each in figures_in(text))


def _said(book: Book) -> Iterator[_Said]:
    policy = book.policy
    for provision in policy.provisions.values():
        short = len(provision.text) < _SHORT
        topic = provision.topic if short and provision.topic not in provision.text else ""
        yield _Said(f"provision-{provision.id}", provision.text, provision.clause, topic=topic)
    for role in policy.roles.values():
        for place, duty in enumerate(role.duties):
            yield _Said(f"duty-{role.id}-{place}", duty.text, duty.clause, (role.id,))
    for process in policy.processes.values():
        for step in process.steps:
            yield _Said(f"step-{process.id}-{step.id}", step.does, step.clause, step.by)


def _where(book: Book, asked: _Said, said: list[_Said], lots: Lots) -> Draft | None:
    policy = book.policy
    if not asked.clause or len(asked.clause) > 2:
        return None
    # What the same words stand on, or a part of them, would be right too.
    same = {c for each in said if _alike(each.text, asked.text) for c in each.clause}
    others = [
        each
        for each in lots.mixed(said)
        if each.clause and not {*each.clause} & {*same, *asked.clause}
    ]
    order = [*policy.clauses]
    others.sort(key=lambda each: abs(order.index(each.clause[0]) - order.index(asked.clause[0])))
    wrong = [
        Choice(
            clause_documents(each.clause, policy).said,
            say("那里写的是：", book.told(each.text), "。"),
        )
        for each in others
        if len(each.clause) <= 2
    ]
    if len(wrong) < 2:
        return None
    head = _head(book, asked)
    if asked.topic and any(asked.topic in policy.clauses[each] for each in asked.clause):
        return None
    return Draft(
        text=say(quoted(say(head, book.told(asked.text))), "，写在哪一条？"),
        right=[Choice(clause_documents(asked.clause, policy).said)],
        wrong=wrong,
        why=say("写在“", clause_documents(asked.clause, policy).said, "”。"),
        clause=asked.clause,
    )


def _head(book: Book, asked: _Said) -> Sentence:
    """Whose work something is, or what it is about, where it does not say so itself."""
    if asked.roles:
        return say(book.roles(asked.roles), "：")
    return say(asked.topic, "：") if asked.topic else say()


def _alike(one: str, other: str) -> bool:
    return one in other or other in one


def _whether(book: Book, asked: _Said, figure: Figure, changed: bool, lots: Lots) -> Draft | None:
    value = book.situation.figure(figure.id)
    if not isinstance(value, Decimal):
        return None
    as_written = book.told(asked.text)
    if not changed:
        text, right, wrong = as_written, _AS_WRITTEN, Choice(_OTHERWISE, "数字没有改动。")
    else:
        others = _other_numbers(book, figure, value)
        if not others:
            return None
        written = quantity_text(lots.one(others), figure.unit)

        def write(name: str) -> Sentence:
            if name == figure.id:
                return naming("figure", name, written)
            return book.told(f"{{{name}}}")

        text = with_figures(asked.text, write)
        if text.endswith("。"):
            text = say(text[:-1])
        mistake = say("数字改过：不是 ", written, "，是 ", quantity_text(value, figure.unit), "。")
        right, wrong = _OTHERWISE, Choice(_AS_WRITTEN, mistake)
    head = _head(book, asked)
    return Draft(
        text=say(quoted(say(head, _plain(text), "。")), "制度是这样写的吗？"),
        right=[Choice(right)],
        wrong=[wrong],
        why=say("制度写的是：", head, as_written, cited(asked.clause, book.policy), "。"),
        clause=asked.clause,
    )


def _plain(text: str) -> Sentence:
    """Words alone: a link would lead to the number that is asked about."""
    return say(str(text))


def _other_numbers(book: Book, figure: Figure, value: Decimal) -> list[Decimal]:
    """Numbers that somebody may take for a figure: another one of its unit, one more, one less."""
    found = [
        number
        for each in book.policy.figures.values()
        if each.unit == figure.unit
        and isinstance(number := book.situation.figure(each.id), Decimal)
    ]
    found += [value - 1, value + 1]
    if value >= _LARGE:
        found += [value * 2, value / 2]
    return [
        each
        for each in dict.fromkeys(found)
        if each > 0 and each != value and each == each.to_integral_value()
    ]
