"""What a policy gives: its tiers, services and provisions, one entry for each tier."""

from __future__ import annotations

from collections.abc import Iterator

from tiercalc.policy import (
    Cell,
    Counted,
    CountedByFigure,
    Granted,
    LeftOpen,
    Scale,
    ScaleValue,
    Service,
    figure_of,
)
from tiercalc.words import say

from handbook.pages import address, overview, services
from handbook.pages.finding.facts import Fact, clauses, plain, prose, sentence
from handbook.pages.view import View


def tiers(view: View) -> Iterator[Fact]:
    """Each value that the policy is about: what it is, and all that it gets."""
    policy = view.policy
    scales = [policy.tiers] if policy.tiers else list(policy.scales.values())
    for scale in scales:
        kind = "tier" if policy.tiers else f"value-{scale.id}"
        shown = policy.tiers or not address.calculates(policy)
        for value in scale.values if shown else ():
            gets = _gets(view, scale, value)
            if value.traits or gets:
                place = view.at(f"{kind}-{value.id}")
                yield Fact("等级", place, value.label, prose(view, value.traits), more=gets)


def _gets(view: View, scale: Scale, value: ScaleValue) -> str:
    given = services.given(view.policy, value, scale.id)
    return "，".join(
        f"{word}{'、'.join(service.label for service in some)}"
        for word, some in services.parted(given, value)
    )


def given(view: View) -> Iterator[Fact]:
    """Each service for each value of its scale that gets it."""
    for service in view.policy.services.values():
        scale = view.policy.scales.get(service.scope)
        place = view.at(f"service-{service.id}")
        only = plain(view.condition(service.when)) if service.when else ""
        rest = sentence(plain(view.held(service.days)), only and f"条件：{only}")
        if scale is None or not service.by:
            much = plain(services.cell(view, service, None, units=True))
            own = clauses(view, service.clause)
            names = () if scale is None else tuple(value.label for value in scale.values)
            yield Fact(
                "待遇",
                place,
                service.label,
                f"{'、'.join(names) or '人人'}：{much}",
                much if _counts(service, Granted()) else "",
                names,
                own,
                rest,
            )
            continue
        alike: dict[tuple[str, Cell, tuple[str, ...]], list[str]] = {}
        for value in scale.values:
            if value.id in service.by:
                much = plain(services.cell(view, service, value.id, units=True))
                own = clauses(view, service.clause_of(value.id))
                alike.setdefault((much, service.cell(value.id), own), []).append(value.label)
        for (much, cell, own), served in alike.items():
            yield Fact(
                "待遇",
                place,
                service.label,
                f"{'、'.join(served)}：{much}",
                much if _counts(service, cell) else "",
                tuple(served),
                own,
                rest,
                _is_open(view, cell),
            )


def _counts(service: Service, cell: Cell) -> bool:
    """Whether what is given is so much of something."""
    choices = (cell, *service.one_of)
    return any(isinstance(each, Counted | CountedByFigure) for each in choices)


def _is_open(view: View, cell: Cell) -> bool:
    """Whether nobody has set what is given, or how much."""
    figure = figure_of(cell)
    unset = figure is not None and view.policy.figures[figure].unset is not None
    return unset or isinstance(cell, LeftOpen)


def provisions(view: View) -> Iterator[Fact]:
    """The rules in words."""
    for provision in view.policy.provisions.values():
        whom = plain(overview.values(view, provision.values)) if provision.values else ""
        yield Fact(
            "规定",
            view.at(f"provision-{provision.id}"),
            provision.topic,
            prose(view, provision.text),
            clauses=clauses(view, provision.clause),
            more=sentence(plain(view.held(provision.days)), whom and say("适用于", whom)),
        )
