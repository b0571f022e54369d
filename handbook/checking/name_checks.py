"""The same name for two things, which nobody can tell apart on a page or in an answer."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.spots import Spot
from handbook.source.yaml_source import Document


def same_name_findings(document: Document) -> Iterator[Finding]:
    """Two things of one section, or two values of one list, that are called the same."""
    root = Spot(document.data)
    title = root.get("title")
    if title.text.startswith("《"):
        message = f"{where(title.keys)}：书名号不用写，出现的地方会自己加上。"
        yield document.finding(title.keys, "title-marks", message, severity="warning")
    for name, section in root.fields():
        if name != "scales":
            yield from _called_the_same(document, section)
    for _, scale in root.get("scales").fields():
        yield from _called_the_same(document, scale)


def _called_the_same(document: Document, things: Spot) -> Iterator[Finding]:
    called: dict[str, str] = {}
    for name, thing in things.fields():
        label = thing.get("label")
        other = called.setdefault(label.text, name) if label.text else name
        if other != name:
            message = (
                f"{where(label.keys)}：“{other}”也叫“{label.text}”，读的人分不清；请换一个名称。"
            )
            yield document.finding(label.keys, "same-name", message, severity="warning")
