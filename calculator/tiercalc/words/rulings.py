"""A ruling as an answer cites it: the question, and how it is answered or that nobody has yet."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tiercalc.case import Situation, verdict
from tiercalc.policy import Policy, Ruling
from tiercalc.words.rich import Sentence, naming, say
from tiercalc.words.sentences import fill

if TYPE_CHECKING:
    from tiercalc.words.documents import RulingDocument

UNDECIDED = "公司还没有决定。"


def is_about(ruling: Ruling, situation: Situation) -> bool:
    """Whether a case is one that a ruling is about: each, where it is on no special one."""
    return ruling.when is None or verdict(ruling.when, situation) is True


def ruling_document(name: str, situation: Situation) -> RulingDocument:
    """A ruling as plain data; `ruling` is null while nobody has decided, `answer` says so."""
    return _document(name, situation.blank)


@lru_cache(maxsize=1024)
def _document(name: str, situation: Situation) -> RulingDocument:
    ruling = situation.policy.rulings[name]
    decided = None if ruling.ruling is None else fill(ruling.ruling, situation)
    return {
        "id": name,
        "question": ruling_question(name, situation),
        "ruling": decided,
        "answer": decided or _unanswered(ruling, situation.policy),
        "undecided": ruling.undecided,
        "lost": ruling.lost,
    }


def _unanswered(ruling: Ruling, policy: Policy) -> str:
    return f"{policy.marks.lost}，找到全文才知道。" if ruling.lost else UNDECIDED


def ruling_question(name: str, situation: Situation) -> Sentence:
    """A ruling's question, which names it."""
    return naming("ruling", name, fill(situation.policy.rulings[name].question, situation))


def ruling_text(document: RulingDocument) -> Sentence:
    """A ruling's question and answer, from its document."""
    return say(document["question"], document["answer"])


def ruling_line(name: str, situation: Situation) -> str:
    """A ruling as a line of its own."""
    return f"{situation.policy.marks.ruling} {ruling_text(ruling_document(name, situation))}"
