"""What to lay ready for so many guests."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from tiercalc.policy import Scale
from tiercalc.totals import counter, given_values, kit, laid_ready
from tiercalc.words import quantity_text, say

from tierquiz.book import Book, Choice, Draft, Topic
from tierquiz.lots import Lots
from tierquiz.question import Case

if TYPE_CHECKING:
    from tiercalc.documents import KitItemDocument

_MOST_GUESTS = 4


def kit_topics(book: Book) -> Iterator[Topic]:
    """Every thing that is laid ready by number."""
    for scale in laid_ready(book.policy):
        for service in book.policy.services.values():
            if service.scope == scale.id and service.by and service.when is None:
                ask = partial(_how_many, book, scale, service.id)
                yield Topic("kit", f"{scale.id}/{service.id}", (), ask)


def _how_many(book: Book, scale: Scale, service: str, lots: Lots) -> Draft | None:
    values = lots.mixed(given_values(book.policy, scale))[:2]
    guests = {each.id: 1 + lots.below(_MOST_GUESTS) for each in values}
    order = [each for each in scale.values if each.id in guests]
    counts = {f"{scale.id}:{each.id}": guests[each.id] for each in order}
    document = kit(counts, book.situation)
    item = next((each for each in document["items"] if each["service"] == service), None)
    if item is None or not item["counted"] or item["total"] is None or len(item["sums"]) != 1:
        return None
    if any(each["undecided"] for each in document["ruling"] if each["id"] in item["rulings"]):
        return None
    measure = counter(book.policy, scale.id)
    said = "、".join(say(f"{guests[each.id]} {measure}", each.label) for each in order)
    return Draft(
        text=say("按 ", said, f"算，一共备多少“{item['label']}”？"),
        right=[Choice(quantity_text(Decimal(item["total"]), item["unit"]))],
        wrong=[
            Choice(quantity_text(number, item["unit"]), why)
            for number, why in _slips(item, guests)
            if number > 0
        ],
        why=item["text"],
        clause=tuple(each["id"] for each in item["clause"]),
        case=Case("kit", scale.id, {key: str(count) for key, count in counts.items()}),
    )


def _slips(item: KitItemDocument, guests: dict[str, int]) -> Iterator[tuple[Decimal, str]]:
    """Numbers that somebody comes to who slips, and how."""
    total = Decimal(item["total"] or 0)
    parts = [(each["label"], each["count"], Decimal(each["each"] or 0)) for each in item["parts"]]
    for label, count, each in parts:
        if len(parts) > 1:
            yield total - count * each, f"漏算了“{label}”。"
    yield sum((each for _, _, each in parts), Decimal(0)), "只按每种一份算，没有乘数量。"
    everybody = sum(guests.values())
    for label, _, each in parts:
        yield everybody * each, f"不能都按“{label}”的标准算。"
    yield Decimal(everybody), "这是接待的数量，不是要备的数量。"
    yield total + max(each for _, _, each in parts), "多算了一份。"
