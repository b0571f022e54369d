"""Papers and questions as plain data, and the page's requests for them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tiercalc import Policy, TierError, error_document
from tiercalc.dates import Calendars
from tiercalc.words import DAY, Sentence, clause_documents, page_json, read_day

from tierquiz.book import Book
from tierquiz.kinds import KINDS
from tierquiz.paper import Paper, ask_again
from tierquiz.question import Question

if TYPE_CHECKING:
    from tierquiz.documents import QuizDocument, QuizOptionDocument, QuizQuestionDocument

_NO_CLAUSE = ()


def quiz_document(
    paper: Paper, questions: Iterable[Question], seed: str, role: str | None, with_key: bool
) -> QuizDocument:
    """Some questions of a paper as plain data, with their key or without."""
    books = {book.whole.id: book for book in paper.books}
    on = next(iter(books.values())).situation.on
    return {
        "seed": seed,
        "on": on.isoformat(),
        "role": role,
        "versions": {name: book.whole.version for name, book in books.items()},
        "questions": [
            question_document(each, books[each.policy].policy, with_key) for each in questions
        ],
    }


def question_document(asked: Question, policy: Policy, with_key: bool) -> QuizQuestionDocument:
    """A question as plain data."""
    document: QuizQuestionDocument = {
        "id": asked.id,
        "policy": asked.policy,
        "title": policy.title,
        "kind": asked.kind,
        "kind_label": KINDS[asked.kind].label,
        "topic": asked.topic,
        "how": asked.how,
        "text": asked.text,
        "options": [_option(asked, place, with_key) for place in range(len(asked.options))],
        "why": asked.why if with_key else Sentence(),
        "clause": clause_documents(asked.clause if with_key else _NO_CLAUSE, policy),
    }
    if with_key:
        case = asked.case
        document["answer"] = [*asked.right]
        document["case"] = (
            None
            if case is None
            else {
                "form": case.form,
                "about": case.about,
                "values": dict(case.values),
                "on": case.on,
            }
        )
    return document


def _option(asked: Question, place: int, with_key: bool) -> QuizOptionDocument:
    option = asked.options[place]
    document: QuizOptionDocument = {"id": option.id, "text": option.text}
    if with_key:
        document["mistake"] = option.mistake
    return document


def quiz_text(policies: Sequence[Policy], calendars: Calendars, request: str) -> str:
    """Questions for the page: JSON in, `page_json` out, no exception for bad input.

    The request holds `on` (ISO day) and `seed`. With `again`, a list of `[policy, kind, topic]`, it
    asks for another question on each of these topics, as far as there still is one; else for
    `count` questions `from` a place on of the paper of these `kinds` (none: all) and this `role`.
    """
    try:
        return page_json(_answered(tuple(policies), calendars, json.loads(request)))
    except TierError as error:
        return page_json({"error": error_document(error)})


def _answered(
    policies: tuple[Policy, ...], calendars: Calendars, asked: dict[str, Any]
) -> QuizDocument:
    seed, role = str(asked["seed"]), asked.get("role")
    paper = _paper(policies, calendars, asked["on"], seed, tuple(asked.get("kinds", ())), role)
    if "again" not in asked:
        questions = paper.questions(int(asked["from"]), int(asked["count"]))
        return quiz_document(paper, questions, seed, role, with_key=True)
    books = {book.whole.id: book for book in paper.books}
    found = (
        ask_again(books[policy], kind, topic, seed)
        for policy, kind, topic in asked["again"]
        if policy in books
    )
    return quiz_document(paper, (each for each in found if each), seed, role, with_key=True)


@lru_cache(maxsize=8)
def _paper(
    policies: tuple[Policy, ...],
    calendars: Calendars,
    on: str,
    seed: str,
    kinds: tuple[str, ...],
    role: str | None,
) -> Paper:
    day = read_day(on, "on", DAY)
    books = [Book.of(each, day, calendars.of(each)) for each in policies]
    return Paper(books, seed, kinds, role)
