"""What to prepare for so many guests: the quantities of the services, added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tiercalc.deciding import Missing
from tiercalc.entitling import cell_text
from tiercalc.errors import InputError
from tiercalc.model import Cell, Policy, Scale, Service
from tiercalc.naming import cited, clause_documents, meant, named, quoted
from tiercalc.plain import plain_number
from tiercalc.shortfall import lacking, missing_document
from tiercalc.situation import Situation
from tiercalc.whole import read_whole
from tiercalc.wording import OPEN_MARK, condition_text, number_text, quantity_text

Document = dict[str, Any]

# A rate is not multiplied by guests, and occasions and people are nothing that is laid ready.
_NOT_LAID_READY = frozenset({"折", "%", "‰", "倍", "次", "名", "位", "人", "元"})


@dataclass(frozen=True)
class _Guests:
    """So many of one value of a scale."""

    scale: str
    value: str
    count: int


@dataclass(frozen=True)
class _Part:
    """What one value of the scale needs of a service."""

    label: str
    count: int
    cell: Cell
    each: Decimal | None
    words: str
    open: Missing | None

    @property
    def total(self) -> Decimal:
        """The quantity for all of them, as far as it is known."""
        return (self.each or Decimal(0)) * self.count


def read_guests(policy: Policy, texts: Mapping[str, str]) -> dict[str, int]:
    """How many there are of each value, from text; the keys become `scale:value`.

    A value alone means the one that has services to prepare: the tier's own where several scales
    have it. Raises InputError.
    """
    counts: dict[str, int] = {}
    for name, text in texts.items():
        key = _key(policy, name)
        if key in counts:
            raise InputError("usage", name, f"{quoted(name)}写了两次，只能写一次。")
        counts[key] = read_whole(text, name, "数量")
    return counts


def laid_ready(policy: Policy) -> tuple[Scale, ...]:
    """The scales by which things to lay ready are counted, in the order of the services."""
    scopes = dict.fromkeys(
        service.scope
        for service in policy.services.values()
        for cell in service.by.values()
        if service.scope in policy.scales and _is_thing(cell, service, policy)
        # A bare figure that nobody has set says nothing of what it counts.
        if cell.quantity is not None or _unit(cell, service, policy)
    )
    return tuple(policy.scales[scope] for scope in scopes)


def kit(
    policy: Policy,
    counts: Mapping[str, int],
    on: date,
    sets: Mapping[str, Decimal | str],
) -> Document:
    """The JSON document of `tierbook kit`.

    `counts` maps `scale:value` to the number of guests (rooms, orders …) of that value. Each
    service for these values is an item: one with quantities has a `total`, null while a quantity
    in it is open, and `known`, the sum of those that are not; what is not counted stands with the
    words of the policy. `on` is the day whose figures are used, `sets` are trial values.
    """
    situation = Situation(policy, {}, on, sets)
    asked = [
        _Guests(scale, value, count)
        for key, count in counts.items()
        for scale, _, value in [key.partition(":")]
    ]
    items = [
        _item(service, parts, situation)
        for service in policy.services.values()
        if (parts := _parts(service, asked, situation))
    ]
    return {
        "policy": policy.id,
        "version": policy.version,
        "on": on.isoformat(),
        "counts": [
            {
                "scale": each.scale,
                "value": each.value,
                "label": policy.scales[each.scale].label(each.value),
                "count": each.count,
            }
            for each in asked
        ],
        "items": items,
        "undetermined": any(item["undetermined"] for item in items),
        "text": _summary(asked, items, policy),
    }


def _key(policy: Policy, name: str) -> str:
    served = _served(policy)
    scale, colon, value = name.rpartition(":")
    if colon and scale in served and value in served[scale].ids():
        return name
    if not colon:
        having = [each for each in served.values() if value in each.ids()]
        own = [each for each in having if each.id == _tier_scale(policy)]
        if len(own or having) == 1:
            return f"{(own or having)[0].id}:{value}"
    known = {f"{each.id}:{one.id}": one.label for each in served.values() for one in each.values}
    if not known:
        message = f"《{policy.title}》没有按等级写明要备什么，算不出用品。"
        raise InputError("no-kit", name, message)
    same = {key: label for key, label in known.items() if key.endswith(f":{value}")}
    if same and not colon:
        choices = " 或 ".join(named(same, key) for key in same)
        raise InputError("unknown-value", name, f"{quoted(name)}有几种意思，请写 {choices}。")
    raise InputError("unknown-value", name, f"没有叫{quoted(name)}的等级，{meant(name, known)}")


def _served(policy: Policy) -> dict[str, Scale]:
    """The scales for which the policy declares services, in their order."""
    scopes = dict.fromkeys(service.scope for service in policy.services.values())
    return {scope: policy.scales[scope] for scope in scopes if scope in policy.scales}


def _tier_scale(policy: Policy) -> str | None:
    first = next(iter(policy.decisions.values()), None)
    return None if first is None else first.scale


def _is_number(cell: Cell) -> bool:
    return cell.quantity is not None or cell.figure is not None


def _is_thing(cell: Cell, service: Service, policy: Policy) -> bool:
    """Whether a cell counts something that can be laid ready."""
    unit = _unit(cell, service, policy)
    return _is_number(cell) and unit not in _NOT_LAID_READY and "/" not in unit


def _unit(cell: Cell, service: Service, policy: Policy) -> str:
    if service.unit or cell.figure is None:
        return service.unit or ""
    return policy.figures[cell.figure].unit


def _parts(service: Service, asked: Sequence[_Guests], situation: Situation) -> tuple[_Part, ...]:
    """What each value asked about needs of a service; empty where none has to be prepared."""
    policy = situation.policy
    return tuple(
        _part(policy.scales[each.scale].label(each.value), each.count, cell, service, situation)
        for each in asked
        if each.scale == service.scope
        and each.count > 0
        and (each.value in service.by or not service.by)
        for cell in [service.by.get(each.value, Cell())]
        if _is_thing(cell, service, policy) or not _is_number(cell)
    )


def _part(label: str, count: int, cell: Cell, service: Service, situation: Situation) -> _Part:
    missing = None
    if cell.unset is not None:
        missing = Missing("ruling", cell.unset)
    elif cell.figure is not None and situation.figure(cell.figure) is None:
        missing = Missing("figure", cell.figure)
    each = None
    if missing is None and _is_thing(cell, service, situation.policy):
        each = cell.quantity if cell.figure is None else situation.number(cell.figure)
    return _Part(label, count, cell, each, cell_text(cell, service, situation) or "有", missing)


def _item(service: Service, parts: Sequence[_Part], situation: Situation) -> Document:
    policy = situation.policy
    counted = any(_is_thing(part.cell, service, policy) for part in parts)
    missing = dict.fromkeys(part.open for part in parts if part.open is not None)
    known = sum((part.total for part in parts), Decimal(0))
    unit = next((_unit(part.cell, service, policy) for part in parts), "")
    text = _sum_text(parts, known, unit) if counted else _words_text(parts)
    more = []
    if service.one_of:
        choices = "、".join(cell_text(cell, service, situation) for cell in service.one_of)
        more.append(f"任选一项：{choices}")
    if service.when is not None:
        more.append(f"只在这时提供：{condition_text(service.when, situation)}")
    if missing:
        more.append(lacking(missing, situation))
    ends = cited(service.clause, policy)
    return {
        "service": service.id,
        "label": service.label,
        "counted": counted,
        "unit": unit if counted else "",
        "total": plain_number(known) if counted and not missing else None,
        "known": plain_number(known) if counted else None,
        "undetermined": bool(missing),
        "missing": [missing_document(each, situation) for each in missing],
        "parts": [
            {
                "label": part.label,
                "count": part.count,
                "each": None if part.each is None else plain_number(part.each),
                "text": part.words,
            }
            for part in parts
        ],
        "clause": clause_documents(service.clause, policy),
        "text": f"{'；'.join((f'{service.label}：{text}', *more))}{ends}。",
    }


def _sum_text(parts: Sequence[_Part], known: Decimal, unit: str) -> str:
    """The sum: “SVIP 3 × 2 条 + VIP 2 × 1 条 = 8 条”."""
    products = " + ".join(
        f"{part.label} {number_text(Decimal(part.count))} × {part.words}" for part in parts
    )
    total = quantity_text(known, unit)
    if any(part.open for part in parts):
        total = f"{OPEN_MARK}，已定的共 {total}" if known else OPEN_MARK
    return f"{products} = {total}"


def _words_text(parts: Sequence[_Part]) -> str:
    return "、".join(f"{part.label}（{part.words}）" for part in parts)


def _summary(asked: Sequence[_Guests], items: Sequence[Document], policy: Policy) -> str:
    begun = "、".join(
        f"{policy.scales[each.scale].label(each.value)} {number_text(Decimal(each.count))}"
        for each in asked
    )
    if not items:
        return f"{begun}：没有写要备什么。"
    counted = [item for item in items if item["counted"]]
    parts = [f"有数量的 {len(counted)} 种"] if counted else []
    if len(items) > len(counted):
        parts.append(f"不计数的 {len(items) - len(counted)} 种")
    left_open = "、".join(item["label"] for item in items if item["undetermined"])
    doubt = f"；其中待定的有：{left_open}" if left_open else ""
    return f"{begun}：要备{'，'.join(parts)}{doubt}。"
