"""The services matrix: what each value of a scale is given, one column a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from markupsafe import Markup, escape
from tiercalc.policy import (
    AtDiscretion,
    Cell,
    Clauses,
    Counted,
    CountedByFigure,
    Granted,
    InWords,
    LeftOpen,
    Policy,
    Scale,
    ScaleValue,
    Service,
)
from tiercalc.words import LISTED_AS, naming, number_text, open_mark, quantity_text, say

from handbook.pages.markup import link_open, listed
from handbook.pages.view import View

_MAY = "可以有"
_GAP, _NOT_LISTED = "—", "原文没有写给这一档"


@dataclass(frozen=True)
class Matrix:
    """Services for one scale, or for everybody (`scale` is None)."""

    scale: Scale | None
    services: tuple[Service, ...]


def matrices(policy: Policy) -> tuple[Matrix, ...]:
    """A policy's services by the scale that they go by, in the order of first mention."""
    scopes = dict.fromkeys(service.scope for service in policy.services.values())
    return tuple(
        Matrix(
            policy.scales.get(scope),
            tuple(service for service in policy.services.values() if service.scope == scope),
        )
        for scope in scopes
    )


def title(policy: Policy, matrix: Matrix) -> str:
    """What the columns go by: the decision that gives the scale's values, else the input.

    Where neither uses the scale, or there is one column alone, the values themselves.
    """
    scale = matrix.scale
    if scale is None:
        return "人人都有"
    decided = [d.label for d in policy.decisions.values() if d.scale == scale.id]
    asked = [a.label for a in policy.inputs.values() if a.scale == scale.id]
    names = (decided or asked) if len(scale.values) > 1 else []
    for name in names:
        return name if name.startswith("按") else say("按", name)
    return say("给", "、".join(value.label for value in scale.values))


def gaps(matrix: Matrix) -> bool:
    """True where some value of the scale is not given some service."""
    values = matrix.scale.ids() if matrix.scale else ()
    return any(
        service.by and value not in service.by for service in matrix.services for value in values
    )


def legend(matrix: Matrix) -> str:
    """What the table does not say by itself: its dash, and that the source lists no whole."""
    sentences = [f"“{_GAP}”：{_NOT_LISTED}，不等于不给。"] if gaps(matrix) else []
    more = [each.label for each in matrix.services if each.listing == "more"]
    if len(more) == len(matrix.services):
        sentences.append(f"{LISTED_AS['more']}。")
    elif more:
        sentences.append(f"{'、'.join(more)}：{LISTED_AS['more']}。")
    return "".join(sentences)


def by_scale(policy: Policy, scale: Scale) -> bool:
    """True where services go by a scale's values."""
    return any(service.scope == scale.id for service in policy.services.values())


def given(policy: Policy, value: ScaleValue, scale: str) -> tuple[Service, ...]:
    """The services that a value of a scale is given or may be given, and those for everybody."""
    return tuple(
        service for service in policy.services.values() if policy.is_given(service, scale, value.id)
    )


def parted(
    services: Sequence[Service], value: ScaleValue
) -> tuple[tuple[str, tuple[Service, ...]], ...]:
    """The services that a value is given, and those that it may be given, each behind its word."""
    allowed = tuple(each for each in services if isinstance(each.cell(value.id), AtDiscretion))
    promised = tuple(each for each in services if each not in allowed)
    return tuple((word, some) for word, some in (("得到", promised), (_MAY, allowed)) if some)


def doubt(view: View, service: Service, value: str) -> Markup:
    """That it is open what a service is for a value, where it is."""
    given = service.cell(value)
    if not isinstance(given, LeftOpen):
        return Markup()
    return Markup("（{}）").format(_cell(view, service, given, True))


def cell(view: View, service: Service, value: str | None, units: bool = False) -> Markup:
    """What a service gives a value (None: everybody).

    A number stands without the service's unit, which the row's head names, unless `units`.
    """
    if value is not None and service.by and value not in service.by:
        return Markup('<span title="{}">{}</span>').format(_NOT_LISTED, _GAP)
    main = Granted() if value is None else service.cell(value)
    if not service.one_of:
        return _cell(view, service, main, units)
    choices = listed([_choice(view, service, each) for each in service.one_of])
    choice = Markup("任选一项：{}").format(choices)
    return (
        choice
        if main == Granted()
        else Markup("{}；{}").format(_cell(view, service, main, True), choice)
    )


def _choice(view: View, service: Service, given: Cell) -> Markup:
    """One of several cells to choose from, by its name: “生日蛋糕 1 磅”."""
    match given:
        case Counted() | CountedByFigure() if given.text is not None:
            much = _cell(view, service, replace(given, text=None), True)
            return Markup("{} {}").format(view.prose(given.text), much)
    return _cell(view, service, given, True)


def _cell(view: View, service: Service, given: Cell, units: bool) -> Markup:
    unit = service.unit or ""
    match given:
        case LeftOpen(ruling):
            return link_open(
                open_mark(ruling, view.policy), view.at(f"ruling-{ruling}"), view.policy.marks
            )
        case Granted():
            return escape("有")
        case AtDiscretion():
            return escape(_MAY)
        case InWords(text):
            return view.prose(text)
        case Counted(number):
            much = escape(quantity_text(number, unit) if units else number_text(number))
        case CountedByFigure(figure):
            much = _figure(view, figure, unit, units)
        case never:
            assert_never(never)
    return much if given.text is None else listed([much, view.prose(given.text)], "，")


def _figure(view: View, figure_id: str, unit: str, units: bool) -> Markup:
    figure = view.policy.figures[figure_id]
    value = figure.on(view.on)
    if units or value is None or isinstance(value, str) or figure.unit != unit:
        return view.figure(figure_id)
    return view.html(naming("figure", figure_id, number_text(value)))


def sources(policy: Policy, service: Service) -> tuple[tuple[str, Clauses], ...]:
    """The clauses of a service: those of each value behind its name, or all behind none.

    A line does not end between a name and its first clause.
    """
    if not service.clause_by:
        return (("", service.clause),)
    return tuple(
        (f"{value.label}：\u2060", service.clause_of(value.id))
        for value in policy.scales[service.scope].values
        if value.id in service.clause_by
    )


def own_sources(services: Sequence[Service], value: ScaleValue) -> Clauses:
    """The clauses by which a value is given these services.

    None where each service has the same clauses for all values: they stand with the service.
    """
    if not any(service.clause_by for service in services):
        return ()
    return tuple(dict.fromkeys(c for service in services for c in service.clause_of(value.id)))


def in_words(view: View, service: Service) -> Markup:
    """All that a service gives, in one line: “SVIP 2 条；VIP 1 条”."""
    scale = view.policy.scales.get(service.scope)
    if scale is None or not service.by:
        return cell(view, service, None, units=True)
    return listed(
        [
            Markup("{}：{}").format(scale.label(value), cell(view, service, value, units=True))
            for value in scale.ids()
            if value in service.by
        ],
        "；",
    )
