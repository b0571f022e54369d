"""What nobody has decided yet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tiercalc.policy import Ruling
from tiercalc.words import cited, ruling_document, say

from tierquiz.book import Book, Choice, Draft, Topic
from tierquiz.lots import Lots


def undecided_topics(book: Book) -> Iterator[Topic]:
    """Every question that is left open, among those that are decided."""
    for ruling in book.policy.rulings.values():
        if ruling.undecided:
            yield Topic("open", f"ruling/{ruling.id}", (), partial(_undecided, book, ruling))


def _undecided(book: Book, ruling: Ruling, lots: Lots) -> Draft | None:
    decided = [each for each in book.policy.rulings.values() if not each.undecided]
    if len(decided) < 2:
        return None
    document = ruling_document(ruling.id, book.situation)
    wrong = [
        Choice(said["question"], say("已经定了：", said["ruling"] or ""))
        for said in (ruling_document(each.id, book.situation) for each in lots.mixed(decided))
    ]
    return Draft(
        text=say("下面哪个问题，制度还没有定论，不能自己替公司定？"),
        right=[Choice(document["question"])],
        wrong=wrong,
        why=say(document["question"], document["answer"], cited(ruling.clause, book.policy)),
        clause=ruling.clause,
    )
