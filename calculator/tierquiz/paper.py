"""A paper: questions from several policies, drawn by a seed, none of them twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tiercalc import InputError, Policy
from tiercalc.words import meant

from tierquiz.book import Book, Topic
from tierquiz.kinds import KINDS
from tierquiz.lots import Lots
from tierquiz.question import Question


class Paper:
    """The questions of a paper, made as they are asked for.

    They come from the policies and from the kinds by turns. With a role they are about its work, or
    about what is everybody's; policies that do not have it are left out.

    Raises InputError for a kind or a role that there is not.
    """

    def __init__(
        self, books: Sequence[Book], seed: str, kinds: Sequence[str] = (), role: str | None = None
    ) -> None:
        for kind in kinds:
            if kind not in KINDS:
                labels = {each.id: each.label for each in KINDS.values()}
                message = f"没有“{kind[:40]}”这种题，{meant(kind, labels)}"
                raise InputError("unknown-kind", "kind", message)
        self.books = _with_role(books, role)
        self._made: list[Question] = []
        self._coming = _dealt(self.books, tuple(kinds) or tuple(KINDS), role, Lots(seed))

    def questions(self, start: int, count: int) -> list[Question]:
        """So many questions from a place on; fewer where there are no more."""
        while len(self._made) < start + count:
            coming = next(self._coming, None)
            if coming is None:
                break
            self._made.append(coming)
        return self._made[start : start + count]


def ask_again(book: Book, kind: str, topic: str, seed: str) -> Question | None:
    """Another question on a topic; None where the policy has it no more."""
    lots = Lots(seed).of(book.whole.id)
    topics = KINDS[kind].topics(book) if kind in KINDS else ()
    found = next((each for each in topics if each.name == topic), None)
    return None if found is None else found.question(book.whole.id, _lots_of(found, lots, 1), 1)


def role_of(policy: Policy, role: str) -> str | None:
    """The id of a role that is named by its id or its name; None where the policy has none such."""
    named = (each.id for each in policy.roles.values() if role in (each.id, each.label))
    return next(named, None)


def _with_role(books: Sequence[Book], role: str | None) -> tuple[Book, ...]:
    if role is None:
        return tuple(books)
    found = tuple(each for each in books if role_of(each.whole, role) is not None)
    if not found:
        known = {each.id: each.label for book in books for each in book.whole.roles.values()}
        message = f"这些制度里没有“{role[:40]}”这个岗位，{meant(role, known)}"
        raise InputError("unknown-role", "role", message)
    return found


def _dealt(
    books: Sequence[Book], kinds: Sequence[str], role: str | None, lots: Lots
) -> Iterator[Question]:
    """Questions of the policies by turns, until none has any left."""
    waiting = [
        _of_policy(book, kinds, role, lots.of(book.whole.id))
        for book in lots.mixed(sorted(books, key=lambda each: each.whole.id))
    ]
    while waiting:
        for stream in tuple(waiting):
            question = next(stream, None)
            if question is None:
                waiting.remove(stream)
            else:
                yield question


def _of_policy(
    book: Book, kinds: Sequence[str], role: str | None, lots: Lots
) -> Iterator[Question]:
    """A policy's questions, its kinds by turns; then again with other numbers.

    A topic that has given nothing new is done with.
    """
    own = None if role is None else role_of(book.whole, role)
    left = {kind: _topics(book, kind, own) for kind in kinds}
    asked: set[str] = set()
    turn = 0
    while any(left.values()):
        turn += 1
        round_ = {kind: lots.of(kind, str(turn)).mixed(topics) for kind, topics in left.items()}
        left = {kind: [] for kind in kinds}
        order = lots.of(str(turn)).mixed(kinds)
        while any(round_.values()):
            for kind in order:
                question = None
                while question is None and round_[kind]:
                    topic = round_[kind].pop()
                    found = topic.question(book.whole.id, _lots_of(topic, lots, turn), turn)
                    if found is not None and found.text not in asked:
                        question = found
                        asked.add(found.text)
                        left[kind].append(topic)
                        yield found


def _topics(book: Book, kind: str, role: str | None) -> list[Topic]:
    return [
        topic
        for topic in KINDS[kind].topics(book)
        if role is None or not topic.roles or role in topic.roles
    ]


def _lots_of(topic: Topic, lots: Lots, turn: int) -> Lots:
    return lots.of(topic.kind, topic.name, str(turn))
