"""What a tier gets, and what one has that another has not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import permutations

from tiercalc.decide import cell_text, quantity_of, unit_of
from tiercalc.policy import (
    AtDiscretion,
    Cell,
    Counted,
    CountedByFigure,
    LeftOpen,
    Scale,
    ScaleValue,
    Service,
    figure_of,
    words_of,
)
from tiercalc.totals import laid_ready
from tiercalc.words import LEFT_OPEN, Sentence, cited, figures_in, quantity_text, say

from tierquiz.book import Book, Choice, Draft, Topic
from tierquiz.lots import Lots

_GIVEN = "有"


def benefit_topics(book: Book) -> Iterator[Topic]:
    """Every service of every value of a scale, and the services that tell neighbours apart."""
    for service in book.policy.services.values():
        scale = book.policy.scales.get(service.scope)
        if (
            scale not in _graded(book)
            or scale is None
            or service.when is not None
            or service.one_of
            or not service.by
        ):
            continue
        for value in scale.values:
            ask = partial(_how_much, book, service, scale, value)
            yield Topic("benefit", f"{service.id}/{value.id}", (), ask)
    for scale in _graded(book):
        for one, other in permutations(scale.values, 2):
            ask_which = partial(_which, book, scale, one, other)
            yield Topic("benefit", f"{scale.id}/{one.id}/{other.id}", (), ask_which)


def _graded(book: Book) -> tuple[Scale, ...]:
    """The tiers, and what else things are laid ready for; without a decision, all values."""
    policy = book.policy
    if policy.tier is None:
        return tuple(policy.scales.values())
    tiers = () if policy.tiers is None else (policy.tiers,)
    return tuple(dict.fromkeys((*tiers, *laid_ready(policy))))


def _how_much(
    book: Book, service: Service, scale: Scale, value: ScaleValue, lots: Lots
) -> Draft | None:
    cell = service.by.get(value.id)
    if cell is not None and _is_unset(book, cell):
        return None
    right = _gives(book, service, value)
    others = [each for each in scale.values if each.id != value.id]
    height = scale.rank(value.id)
    near = sorted(lots.mixed(others), key=lambda each: abs(scale.rank(each.id) - height))
    wrong = [
        Choice(_gives(book, service, each), say("这是“", each.label, "”的标准。"))
        for each in near
        if each.id in service.by and _gives(book, service, each) != right
    ]
    if cell is not None:
        wrong.append(Choice(_not_given(value), say("制度把这一项写给了“", value.label, "”。")))
        wrong = [*_one_more(book, service, value), *wrong]
    # What is not written for somebody may be what an open question is about.
    if cell is not None and not isinstance(cell, LeftOpen | AtDiscretion):
        wrong.append(Choice(LEFT_OPEN, "制度写明了。"))
    if len(wrong) < 2:
        return None
    clause = service.clause_of(value.id)
    about = say("“", value.label, "”的“", service.label, "”")
    return Draft(
        text=say(about, "，制度是怎样定的？"),
        right=[Choice(right)],
        wrong=wrong,
        why=say(about, "：", right, cited(clause, book.policy), "。"),
        clause=clause,
    )


def _is_unset(book: Book, cell: Cell) -> bool:
    """Whether how much there is of it hangs on a number that nobody has set."""
    named = (figure_of(cell), *figures_in(words_of(cell) or ""))
    return any(name is not None and book.situation.figure(name) is None for name in named)


def _not_given(value: ScaleValue) -> Sentence:
    return say("没有写给“", value.label, "”")


def _one_more(book: Book, service: Service, value: ScaleValue) -> Iterator[Choice]:
    """One more than there is, where it is counted."""
    cell = service.by.get(value.id)
    if isinstance(cell, Counted | CountedByFigure):
        number = quantity_of(cell, book.situation)
        name = unit_of(cell, service, book.policy)
        if number is not None and not words_of(cell) and number == number.to_integral_value():
            right = quantity_text(number, name)
            yield Choice(quantity_text(number + 1, name), say("多了一份，是 ", right, "。"))


def _gives(book: Book, service: Service, value: ScaleValue) -> Sentence:
    """What a service gives a value, in words."""
    if value.id not in service.by:
        return _not_given(value)
    cell = service.cell(value.id)
    if isinstance(cell, LeftOpen):
        return say(LEFT_OPEN)
    return cell_text(cell, service, book.situation) or say(_GIVEN)


def _which(
    book: Book, scale: Scale, one: ScaleValue, other: ScaleValue, lots: Lots
) -> Draft | None:
    """What one value has for sure, and the other has not."""
    services = [
        each
        for each in book.policy.services.values()
        if each.scope == scale.id and each.when is None and each.by
    ]
    own = [each for each in services if _has(each, one) and other.id not in each.by]
    rest = [each for each in services if other.id in each.by or one.id not in each.by]
    names = {each.label for each in own} & {each.label for each in rest}
    own = [each for each in own if each.label not in names]
    if not own or len(rest) < 2:
        return None
    asked = lots.one(own)
    wrong = [
        Choice(each.label, _not_apart(each, one, other))
        for each in lots.mixed(rest)
        if each.label not in names
    ]
    clause = asked.clause_of(one.id)
    return Draft(
        text=say("下面哪一项，“", one.label, "”有，“", other.label, "”没有？"),
        right=[Choice(asked.label)],
        wrong=wrong,
        why=say(
            "“",
            asked.label,
            "”写给了“",
            one.label,
            "”，没有写给“",
            other.label,
            "”",
            cited(clause, book.policy),
            "。",
        ),
        clause=clause,
    )


def _has(service: Service, value: ScaleValue) -> bool:
    is_open = isinstance(service.cell(value.id), LeftOpen | AtDiscretion)
    return value.id in service.by and not is_open


def _not_apart(service: Service, one: ScaleValue, other: ScaleValue) -> Sentence:
    if other.id not in service.by:
        return say("“", one.label, "”和“", other.label, "”都没有这一项。")
    both = "也" if one.id in service.by else ""
    return say("“", other.label, "”", both, "有这一项。")
