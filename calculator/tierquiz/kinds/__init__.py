"""The kinds of questions, each with what it can be asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tierquiz.book import Book, Topic
from tierquiz.kinds.deadlines import due_topics
from tierquiz.kinds.decided import open_topics, other_topics, tier_topics
from tierquiz.kinds.fines import cost_topics
from tierquiz.kinds.kits import kit_topics
from tierquiz.kinds.orders import next_topics, order_topics
from tierquiz.kinds.parts import (
    form_topics,
    tell_topics,
    who_topics,
)
from tierquiz.kinds.rulings import undecided_topics
from tierquiz.kinds.services import benefit_topics
from tierquiz.kinds.texts import clause_topics, true_topics


@dataclass(frozen=True)
class Kind:
    """A kind of questions: its name for programs and for readers, and its topics in a policy."""

    id: str
    label: str
    topics: Callable[[Book], Iterable[Topic]]


def _open_topics(book: Book) -> Iterable[Topic]:
    return (*undecided_topics(book), *open_topics(book))


KINDS: Mapping[str, Kind] = {
    each.id: each
    for each in (
        Kind("tier", "定等级", tier_topics),
        Kind("may", "怎么判", other_topics),
        Kind("benefit", "享有什么", benefit_topics),
        Kind("kit", "备多少", kit_topics),
        Kind("cost", "怎样处罚", cost_topics),
        Kind("due", "哪天到期", due_topics),
        Kind("who", "谁来做", who_topics),
        Kind("tell", "告诉谁", tell_topics),
        Kind("form", "用哪张表", form_topics),
        Kind("next", "下一步", next_topics),
        Kind("order", "排先后", order_topics),
        Kind("clause", "写在哪条", clause_topics),
        Kind("true", "对不对", true_topics),
        Kind("open", "还没有定", _open_topics),
    )
}
