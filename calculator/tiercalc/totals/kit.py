"""What to prepare for so many guests: the quantities of the services, added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tiercalc.case import Missing, Situation
from tiercalc.dates import tried_documents, tried_text
from tiercalc.decide import cell_text, choice_text, note_text, quantity_of, unit_of
from tiercalc.given import require_in_force
from tiercalc.policy import (
    Cell,
    Counted,
    CountedByFigure,
    Granted,
    LeftOpen,
    Policy,
    Scale,
    Service,
    figure_of,
    plain_number,
    unit,
    words_of,
)
from tiercalc.totals.guests import counter
from tiercalc.totals.sums import Guests, Part, Sum
from tiercalc.words import (
    Sentence,
    cited,
    clause_documents,
    condition_text,
    figures_in,
    in_brackets,
    joined,
    lacking,
    missing_document,
    quantity_text,
    ruling_document,
    say,
)

if TYPE_CHECKING:
    from tiercalc.totals.documents import KitDocument, KitItemDocument, SumDocument

# What stands above the list of what is not laid ready by number.
UNCOUNTED = "要做到的"
# What is said where nothing is.
NO_NUMBER = "制度没有写要备多少"

_ONE = Decimal(1)
_PORTION = "份"


def laid_ready(policy: Policy) -> tuple[Scale, ...]:
    """The scales by which things to lay ready are counted, in the order of the services."""
    scopes = dict.fromkeys(
        service.scope
        for service in policy.services.values()
        for cell in (*service.by.values(), *service.one_of)
        if service.scope in policy.scales and _is_thing(cell, service, policy)
    )
    return tuple(policy.scales[scope] for scope in scopes)


def kit(counts: Mapping[str, int], situation: Situation) -> KitDocument:
    """The JSON document of `tierbook kit`.

    `counts` maps `scale:value` to the number of guests (rooms, orders …) of that value. Each
    service for these values is an item, with the clauses by which they have it: one with quantities
    has a `total`, null while a quantity in it is open, and `known`, the sum of those that are not;
    what is not counted stands with the words of the policy. `sums` keep apart what only bears the
    same name (baskets of two sizes), and what one may choose from, of which there is no total.
    `given` are the trial values that the answer hangs on, `ruling` holds how its services are read.

    Raises InputError where the policy is not in force.
    """
    situation = situation.on_its_day()
    policy = situation.policy
    require_in_force(policy, situation.on, "on")
    asked = [
        Guests(scale, value, policy.scales[scale].label(value), count, counter(policy, scale))
        for key, count in counts.items()
        for scale, _, value in [key.partition(":")]
    ]
    needed = [
        (service, parts)
        for service in policy.services.values()
        if (parts := _parts(service, asked, situation))
    ]
    items = [_item(service, parts, situation) for service, parts in needed]
    provided = {part.guests for _, parts in needed for part in parts}
    tried = tuple(dict.fromkeys(each for part in needed for each in _tried(*part, situation)))
    rulings = dict.fromkeys(each for service, _ in needed for each in service.rulings)
    missing = {each["id"]: each for item in items for each in item["missing"]}
    summary = _summary(asked, [each for each in asked if each not in provided], items, policy)
    return {
        "policy": policy.id,
        "version": policy.version,
        "on": situation.on.isoformat(),
        "counts": [
            {"scale": each.scale, "value": each.value, "label": each.label, "count": each.count}
            for each in asked
        ],
        "items": items,
        "uncounted_label": UNCOUNTED,
        "undetermined": bool(missing),
        "missing": list(missing.values()),
        "given": tried_documents(tried, situation),
        "ruling": [ruling_document(each, situation) for each in rulings],
        "text": say(summary, tried_text(tried, situation)),
    }


def _is_thing(cell: Cell, service: Service, policy: Policy) -> bool:
    """Whether a cell counts something that can be laid ready."""
    is_number = isinstance(cell, Counted | CountedByFigure)
    return is_number and unit(unit_of(cell, service, policy)).laid_ready


def _parts(service: Service, asked: Sequence[Guests], situation: Situation) -> tuple[Part, ...]:
    """What each value asked about needs of a service; empty where none has to be prepared."""
    return tuple(
        _part(each, service.cell(each.value), service, situation)
        for each in asked
        if each.count > 0 and situation.policy.is_given(service, each.scale, each.value)
    )


def _part(guests: Guests, cell: Cell, service: Service, situation: Situation) -> Part:
    missing = _missing(cell, situation)
    is_thing = _is_thing(cell, service, situation.policy)
    each = quantity_of(cell, situation) if missing is None and is_thing else None
    name, note = unit_of(cell, service, situation.policy), note_text(cell, situation)
    # Of a thing of some size each guest gets one.
    if each is not None and unit(name).kind == "size":
        size = say("每", _PORTION, " ", quantity_text(each, name))
        each, name, note = _ONE, _PORTION, joined("，", (part for part in (note, size) if part))
    return Part(
        guests,
        cell,
        is_thing or isinstance(cell, LeftOpen),
        each,
        name,
        note,
        missing,
        figure_of(cell) in situation.sets,
        situation.policy.marks,
    )


def _missing(cell: Cell, situation: Situation) -> Missing | None:
    """What has to be known before it can be said how much a cell gives."""
    match cell:
        case LeftOpen(ruling):
            return Missing("ruling", ruling)
        case CountedByFigure(figure) if situation.figure(figure) is None:
            return Missing("figure", figure)
    return None


def _tried(service: Service, parts: Sequence[Part], situation: Situation) -> list[str]:
    """The figures on trial that a service's quantities, words and choices hang on."""
    cells = (*(part.cell for part in parts), *service.one_of)
    named = (
        name for cell in cells for name in (figure_of(cell), *figures_in(words_of(cell) or ""))
    )
    return [name for name in named if name is not None and name in situation.sets]


def _item(service: Service, parts: Sequence[Part], situation: Situation) -> KitItemDocument:
    policy = situation.policy
    choices = _choices(service, parts, situation)
    counted = any(_is_thing(part.cell, service, policy) for part in parts)
    sums = choices or (_sums(part for part in parts if part.numbered) if counted else ())
    asked = {part.open for each in choices for part in each.parts}
    missing = [each for each in dict.fromkeys((*(part.open for part in parts), *asked)) if each]
    known = sum((part.total for part in parts), Decimal(0)) if counted else None
    clause = service.clause_of(*(part.guests.value for part in parts))
    said = [_choice_text(choices)] if choices else _said(service, parts, sums, situation)
    if service.when is not None:
        said.append(say("符合条件", in_brackets(condition_text(service.when, situation)), "才提供"))
    if missing:
        said.append(lacking(missing, situation))
    return {
        "service": service.id,
        "label": service.label,
        "counted": counted or bool(choices),
        "unit": parts[0].unit if counted else "",
        "total": plain_number(known) if known is not None and not missing else None,
        "known": None if known is None else plain_number(known),
        "undetermined": bool(missing),
        "missing": [missing_document(each, situation) for each in missing],
        "rulings": list(service.rulings),
        "sums": _sum_documents(sums, "或" if choices else ""),
        "parts": [
            {
                "label": part.guests.label,
                "count": part.guests.count,
                "each": None if part.each is None else plain_number(part.each),
                "text": _words(part, service, situation),
                "clause": clause_documents(service.clause_of(part.guests.value), policy),
            }
            for part in parts
        ],
        "clause": clause_documents(clause, policy),
        "text": say(service.label, "：", joined("；", said), cited(clause, policy), "。"),
    }


def _choices(service: Service, parts: Sequence[Part], situation: Situation) -> tuple[Sum, ...]:
    """The sums to choose one from, where a service is one of several things with a number."""
    things = all(_is_thing(cell, service, situation.policy) for cell in service.one_of)
    if not things or any(part.cell != Granted() for part in parts):
        return ()
    kinds = (
        tuple(_part(part.guests, cell, service, situation) for part in parts)
        for cell in service.one_of
    )
    return tuple(Sum(same[0].note, same) for same in kinds)


def _sums(parts: Iterable[Part]) -> tuple[Sum, ...]:
    """Parts of which the same is said are the same thing; others are not added up."""
    same: dict[Sentence, list[Part]] = {}
    for part in parts:
        same.setdefault(part.note, []).append(part)
    return tuple(Sum(note, tuple(found)) for note, found in same.items())


def _sum_documents(sums: Sequence[Sum], word: str) -> list[SumDocument]:
    """Each sum; `text` is how much, and what it is where there are others, after a `word`."""
    return [
        {
            "note": each.note,
            "total": None if each.open else plain_number(each.known),
            "known": plain_number(each.known),
            "unit": each.parts[0].unit,
            "text": say(each.amount(), each.marked())
            if len(sums) == 1
            else say(word if place else "", each.amount(), each.named()),
        }
        for place, each in enumerate(sums)
    ]


def _said(
    service: Service, parts: Sequence[Part], sums: Sequence[Sum], situation: Situation
) -> list[Sentence]:
    """What has to be there of a service: the sums, and what has no number in words."""
    said = [each.text() for each in sums]
    rest = [part for part in parts if not (sums and part.numbered)]
    if rest:
        words = (
            say(part.guests.label, in_brackets(_words(part, service, situation))) for part in rest
        )
        said.append(joined("、", words))
    if service.one_of:
        choices = (choice_text(cell, service, situation) for cell in service.one_of)
        said.append(say("任选一项：", joined("、", choices)))
    return said


def _choice_text(choices: Sequence[Sum]) -> Sentence:
    return say("任选一项：", joined("，或", (each.text() for each in choices)))


def _words(part: Part, service: Service, situation: Situation) -> Sentence:
    return cell_text(part.cell, service, situation) or say("有")


def _summary(
    asked: Sequence[Guests],
    without: Sequence[Guests],
    items: Sequence[KitItemDocument],
    policy: Policy,
) -> str:
    """For whom, how much there is to do, and what of it is open."""
    begun = "、".join(each.text() for each in asked)
    if not any(each.count for each in asked):
        return f"{begun}：什么也不用备。"
    nothing = "、".join(each.label for each in without if each.count)
    if not items:
        return f"{begun}：制度没有写要备什么。"
    counted = sum(item["counted"] for item in items)
    others = len(items) - counted
    said = [f"要备 {counted} 项" if counted else NO_NUMBER]
    if others:
        said.append(say("另有" if counted else "有", f"{others} 项要做到"))
    left_open = "、".join(item["label"] for item in items if item["undetermined"])
    if left_open:
        said.append(f"其中{policy.marks.open}的有：{left_open}")
    if nothing:
        said.append(say("制度没有写", nothing, "要备什么"))
    return f"{begun}：{'；'.join(said)}。"
