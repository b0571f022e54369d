"""Who does a step, whom it tells, and on which form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tiercalc.policy import Process, Step
from tiercalc.words import Sentence, form_text, say

from tierquiz.book import MOST_OF_SEVERAL, Book, Choice, Draft, Topic, quoted
from tierquiz.kinds.steps import is_single, steps, whole_text
from tierquiz.lots import Lots


def who_topics(book: Book) -> Iterator[Topic]:
    """Every step that a single role does."""
    for process, step in _settled(book):
        if len(step.by) == 1:
            ask = partial(_who, book, process, step)
            yield Topic("who", f"{process.id}/{step.id}", step.by, ask)


def tell_topics(book: Book) -> Iterator[Topic]:
    """Every step in which somebody gets to know something."""
    for process, step in _settled(book):
        if step.tells and step.told:
            ask = partial(_told, book, process, step, step.told)
            yield Topic("tell", f"{process.id}/{step.id}", (*step.by, *step.tells), ask)


def form_topics(book: Book) -> Iterator[Topic]:
    """Every step that is done on one form."""
    for process, step in _settled(book):
        if len(step.form) == 1:
            ask = partial(_form, book, process, step)
            yield Topic("form", f"{process.id}/{step.id}", step.by, ask)


def _settled(book: Book) -> Iterator[tuple[Process, Step]]:
    """The steps about which no question is open."""
    for process, step in steps(book):
        if not book.is_undecided(step.rulings):
            yield process, step


def _who(book: Book, process: Process, step: Step, lots: Lots) -> Draft | None:
    roles = book.policy.roles
    role = roles[step.by[0]]
    same = {each for _, other in steps(book) if other.does == step.does for each in other.by}
    others = [
        each for each in lots.mixed(roles.values()) if each.id not in same and is_single(each)
    ]
    # Who works in the same process is the likelier slip.
    inside = {each for other in process.steps for each in other.by}
    others.sort(key=lambda each: each.id not in inside)
    if role.label in step.does or not is_single(role) or len(others) < 2:
        return None
    return Draft(
        text=say("流程“", process.label, "”里，", quoted(book.told(step.does)), "由谁做？"),
        right=[Choice(book.roles(step.by))],
        wrong=[Choice(book.roles((each.id,)), _does(book, process, each.id)) for each in others],
        why=whole_text(book, step),
        clause=step.clause,
    )


def _does(book: Book, process: Process, role: str) -> Sentence:
    """What else a role does in a process."""
    for step in process.steps:
        if role in step.by:
            name = book.policy.roles[role].label
            return say(f"“{name}”在这个流程里做的是：", book.told(step.does), "。")
    return say("这个流程没有写由这一方做的事。")


def _told(book: Book, process: Process, step: Step, told: str, lots: Lots) -> Draft | None:
    roles = book.policy.roles
    if not all(is_single(roles[each]) for each in step.tells):
        return None
    # Who hears the same in another step may rightly be thought of here.
    elsewhere = {
        role for _, each in steps(book) if each.told == told for role in (*each.tells, *each.to)
    }
    others = [
        each
        for each in lots.mixed(roles.values())
        if each.id not in {*step.by, *step.tells, *step.to, *elsewhere} and is_single(each)
    ]
    several = len(step.tells) > 1
    if not others or len(step.tells) >= MOST_OF_SEVERAL:
        return None
    by = say(book.roles(step.by), "要") if step.by else say("要")
    whom = "哪几方" if several else "谁"
    return Draft(
        text=say(
            "流程“", process.label, "”里，", by, "把", quoted(book.told(told)), f"告诉{whom}？"
        ),
        right=[Choice(book.roles((each,))) for each in step.tells],
        wrong=[Choice(book.roles((each.id,)), "这一步没有写要告诉这一方。") for each in others],
        why=whole_text(book, step),
        clause=step.clause,
        how="several" if several else "one",
    )


def _form(book: Book, process: Process, step: Step, lots: Lots) -> Draft | None:
    policy = book.policy
    form = policy.forms[step.form[0]]
    others = [each for each in lots.mixed(policy.forms.values()) if each.id != form.id]
    if form.label in step.does or len(others) < 2:
        return None
    by = say("由", book.roles(step.by)) if step.by else say()
    does = quoted(book.told(step.does))
    return Draft(
        text=say("流程“", process.label, "”里，", by, does, "，用哪张表？"),
        right=[Choice(form_text(form.id, policy))],
        wrong=[Choice(form_text(each.id, policy), _used_for(book, each.id)) for each in others],
        why=whole_text(book, step),
        clause=step.clause,
    )


def _used_for(book: Book, form: str) -> Sentence:
    for process, step in steps(book):
        if form in step.form:
            return say("这张表用在流程“", process.label, "”：", book.told(step.does), "。")
    return say("这一步不用这张表。")
