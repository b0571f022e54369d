"""The steps of processes, as questions name them."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from tiercalc.policy import Process, Role, Step
from tiercalc.words import Sentence, cited, form_text, joined, roles_text, say

from tierquiz.book import Book

# A role that stands for whoever is concerned, or for all who work here, may be any of the others.
_CONCERNED = ("各", "相关", "有关")
_ALL_OF_US = frozenset({"公司", "企业", "本店", "商店", "商场", "酒店", "饭店", "单位", "官方"})
# What is done again and again, or beside something else, has no place in an order.
_ANY_TIME = ("每次", "每天", "每月", "平时", "随时", "定期", "不定期", "同时", "期间")
_ALIKE = 0.6


def steps(book: Book) -> Iterator[tuple[Process, Step]]:
    """Every step with its process."""
    for process in book.policy.processes.values():
        for step in process.steps:
            yield process, step


def is_single(role: Role) -> bool:
    """Whether a role is no name for all or for any of the others."""
    return not role.label.startswith(_CONCERNED) and role.label not in _ALL_OF_US


def leads_on(step: Step, following: Step) -> bool:
    """Whether a step is followed by the one below it, whatever the case."""
    plain = step.gate is None and step.when is None and following.when is None
    return plain and not any(word in each.does for each in (step, following) for word in _ANY_TIME)


def alike(one: Step, other: Step) -> bool:
    """Whether two steps are told apart by a word or two only."""
    return SequenceMatcher(None, one.does, other.does).ratio() > _ALIKE


def step_text(book: Book, step: Step) -> Sentence:
    """Who does what."""
    return say(book.roles(step.by), "：", book.told(step.does)) if step.by else book.told(step.does)


def whole_text(book: Book, step: Step) -> Sentence:
    """A step with whom it tells, its forms and its clauses."""
    policy = book.policy
    parts = [step_text(book, step)]
    if step.tells:
        parts.append(say("告知", roles_text(step.tells, policy)))
    if step.form:
        forms = joined("、", (form_text(each, policy) for each in step.form))
        parts.append(say("用", forms))
    return say(joined("；", parts), cited(step.clause, policy), "。")
