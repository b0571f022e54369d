"""What a slip costs, what several cost together, and who pays."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import combinations

from tiercalc.policy import Act, Sanction
from tiercalc.totals import cost_text, fine
from tiercalc.words import Sentence, cited, quantity_text, say

from tierquiz.book import Book, Choice, Draft, Topic, quoted
from tierquiz.lots import Lots
from tierquiz.question import Case

_MOST_TIMES = 3


def cost_topics(book: Book) -> Iterator[Topic]:
    """Every penalty alone, and those that the same role may have to pay together."""
    penalties = [*book.policy.penalties.values()]
    for each in penalties:
        yield Topic("cost", each.id, each.roles(), partial(_alone, book, each))
        if len(each.roles()) > 1:
            yield Topic("cost", f"{each.id}/who", each.roles(), partial(_who, book, each))
    for one, other in combinations(penalties, 2):
        roles = tuple(role for role in one.roles() if role in other.roles())
        if roles and one.fine is not None and other.fine is not None:
            ask = partial(_together, book, one, other, roles)
            yield Topic("cost", f"{one.id}+{other.id}", roles, ask)


def _alone(book: Book, penalty: Sanction, lots: Lots) -> Draft | None:
    act = lots.one(penalty.acts)
    if penalty.open_amount is not None or not _is_certain_for(book, penalty, act):
        return None
    others = sorted(
        (each for each in book.policy.penalties.values() if _is_apart(book, penalty, each)),
        key=lambda each: abs(each.number - penalty.number),
    )
    wrong = [
        Choice(
            _cost(book, each),
            say(
                "这是第 ",
                str(each.number),
                " 条处罚：",
                _acts(book, each),
                cited(each.clause, book.policy),
                "。",
            ),
        )
        for each in others
        if each.open_amount is None
    ]
    wrong.append(Choice("不处罚", "制度写明了要处罚。"))
    right = _cost(book, penalty)
    return Draft(
        text=say(quoted(_done(book, act)), "，一次怎样处罚？"),
        right=[Choice(right)],
        wrong=wrong,
        why=say(_acts(book, penalty), "：", right, cited(penalty.clause, book.policy), "。"),
        clause=penalty.clause,
        case=_case(penalty, act),
    )


def _who(book: Book, penalty: Sanction, lots: Lots) -> Draft | None:
    """Whom a clause on several roles punishes for what one of them does alone."""
    act = lots.one(penalty.acts)
    if len(act.by) != 1 or not _is_certain_for(book, penalty, act):
        return None
    same = {role for each in penalty.acts if each.text == act.text for role in each.by}
    wrong = [
        Choice(
            book.roles((role,)), say("这一条也写了", book.roles((role,)), "，但写的是另一件事。")
        )
        for role in penalty.roles()
        if role not in same
    ]
    # Who has nothing to do with the clause is seen at a glance, and stands last.
    wrong += [
        Choice(book.roles((role,)), say("这一条没有写", book.roles((role,)), "。"))
        for role in lots.mixed(book.policy.roles)
        if role not in penalty.roles()
    ]
    return Draft(
        text=say(quoted(book.told(act.text)), "，处罚谁？"),
        right=[Choice(book.roles(act.by))],
        wrong=wrong,
        why=say(
            _acts(book, penalty),
            "：",
            _cost(book, penalty),
            cited(penalty.clause, book.policy),
            "。",
        ),
        clause=penalty.clause,
        case=_case(penalty, act),
    )


def _together(
    book: Book, one: Sanction, other: Sanction, roles: tuple[str, ...], lots: Lots
) -> Draft | None:
    """What two slips of the same role come to."""
    role = lots.one(roles)
    times = {each.id: 1 + lots.below(_MOST_TIMES) for each in (one, other)}
    counts = {_counted(each, role): times[each.id] for each in (one, other)}
    if not _is_certain(book, counts):
        return None
    document = fine(counts, book.situation)
    said = (
        say(quoted(book.told(_of(each, role, lots).text)), f" {times[each.id]} 次")
        for each in (one, other)
    )
    first, second = ((each.fine or Decimal(0)) for each in (one, other))
    m, n = times.values()
    slips = [
        (first + second, "每次都罚，没有乘次数。"),
        (max(first * m, second * n), "两件事都罚，不是只罚重的一件。"),
        (first * m + second, "第二件事没有乘次数。"),
        (first + second * n, "第一件事没有乘次数。"),
        (min(first * m, second * n), "两件事都罚，漏了一件。"),
        (Decimal(document["total"] or 0) * 2, "只算一遍，不加倍。"),
    ]
    return Draft(
        text=say(
            book.roles((role,)),
            "这个月",
            *(part for each in said for part in ("，", each)),
            "，一共罚多少？",
        ),
        right=[Choice(quantity_text(Decimal(document["total"] or 0), "元"))],
        wrong=[Choice(quantity_text(number, "元"), why) for number, why in slips],
        why=say(document["text"], *(each["text"] for each in document["items"])),
        clause=tuple(dict.fromkeys((*one.clause, *other.clause))),
        case=Case("fine", "", {key: str(count) for key, count in counts.items()}),
    )


def _of(penalty: Sanction, role: str, lots: Lots) -> Act:
    return lots.one([act for act in penalty.acts if role in act.by])


def _is_certain(book: Book, counts: dict[str, int]) -> bool:
    """Whether no question that nobody has decided bears on what it costs."""
    document = fine(counts, book.situation)
    doubts = any(each["undecided"] for each in (*document["ruling"], *document["open"]))
    return not doubts and not document["undetermined"]


def _is_apart(book: Book, penalty: Sanction, other: Sanction) -> bool:
    """Whether no open question may make another clause's punishment right as well."""
    named = (
        each.penalties for each in book.policy.rulings.values() if each.undecided and each.penalties
    )
    together = any({penalty.id, other.id} <= {*each} for each in named)
    return other.id != penalty.id and not together


def _is_certain_for(book: Book, penalty: Sanction, act: Act) -> bool:
    """The same for what any of those did who may have done it."""
    return all(_is_certain(book, {_counted(penalty, role): 1}) for role in act.by)


def _case(penalty: Sanction, act: Act) -> Case:
    return Case("fine", "", {_counted(penalty, act.by[0]): "1"})


def _counted(penalty: Sanction, role: str) -> str:
    """A penalty and who did it, as the form of fines has it: a clause's only role goes unnamed."""
    return f"{penalty.id}:{role}" if len(penalty.roles()) > 1 else penalty.id


def _cost(book: Book, penalty: Sanction) -> Sentence:
    cost = cost_text(penalty, book.situation)
    return say("罚款 ", cost) if penalty.fine is not None else cost


def _done(book: Book, act: Act) -> Sentence:
    return say(book.roles(act.by), "：", book.told(act.text))


def _acts(book: Book, penalty: Sanction) -> Sentence:
    return say(
        *(
            part
            for place, act in enumerate(penalty.acts)
            for part in ("；" if place else "", _done(book, act))
        )
    )
