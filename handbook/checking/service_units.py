"""Whether what a service gives is counted in one unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tiercalc.policy import unit

from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.spots import Spot
from handbook.source.value_hints import show
from handbook.source.yaml_source import Document


def service_unit_findings(document: Document, root: Spot) -> Iterator[Finding]:
    """What a service gives is counted in one unit, so that it adds up."""
    for _, service in root.get("services").fields():
        given = [*_figures_in(root, (cell for _, cell in service.get("by").fields()))]
        counted = service.get("unit").text
        if counted:
            given += _figures_in(root, service.get("one_of").items())
        laid_ready = (own for _, own in given if unit(own).laid_ready)
        expected = counted or next(laid_ready, "")
        for named, own in given:
            if expected not in ("", own):
                message = (
                    f"{where(named.keys)}：“{named.text}”的单位是{show(own)}，"
                    f"这项服务用的却是{show(expected)}；单位要一致。"
                )
                yield document.finding(named.keys, "unit", message)


def _figures_in(root: Spot, cells: Iterable[Spot]) -> Iterator[tuple[Spot, str]]:
    """The figures that cells name, each with its unit."""
    figures = root.get("figures")
    for cell in cells:
        named = cell if isinstance(cell.value, str) else cell.get("n")
        if figures.has(named.text):
            yield named, figures.get(named.text).get("unit").text
