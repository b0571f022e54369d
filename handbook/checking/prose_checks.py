"""Numbers written into texts that ought to be figures, and braces where they mean nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

from tiercalc.index import index_of, place
from tiercalc.policy import Policy

from handbook.checking.prose_numbers import holding, typed_numbers
from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.spots import Spot
from handbook.source.yaml_source import Document

_WIDE_BRACE = re.compile(r"(?:｛([^{}｛｝]*)[}｝]|\{([^{}｛｝]*)｝)")
_LOOSE_BRACE = re.compile(r"\{[^{}]*$|^[^{}]*\}|\{[^}]*\{|\}[^{]*\}")


def prose_findings(document: Document, policy: Policy) -> Iterator[Finding]:
    """Texts whose numbers would not change when the policy's figures do."""
    root = Spot(document.data)
    data = cast(Mapping[str, object], document.data)
    prose = {
        place(policy, data, saying).keys: saying.text
        for saying in index_of(policy).sayings
        if saying.filled and (set("{}｛｝") & set(saying.text) or any(typed_numbers(saying.text)))
    }
    for keys, text in prose.items():
        for piece in typed_numbers(text):
            held = holding(piece, policy)
            mend = f"请写成 {{{held}}}" if held else "请写进“数字”，这里用 {名称}"
            message = f"{where(keys)}：“{piece}”直接写在正文里；{mend}，改数字时才不会漏掉。"
            yield document.finding(keys, "prose-figure", message, severity="warning", inside=piece)
        if wide := _WIDE_BRACE.search(text):
            message = f"{where(keys)}：花括号要用半角的，写成 {{{wide[1] or wide[2]}}}。"
            yield document.finding(keys, "brace", message, inside=wide[0])
        elif _LOOSE_BRACE.search(text):
            message = f"{where(keys)}：花括号没有成对；数字写成 {{名称}}。"
            yield document.finding(keys, "brace", message)
    for spot in _strings(root):
        if "{" in spot.text and spot.keys not in prose:
            message = (
                f"{where(spot.keys)}：{{名称}} 只能写在正文里，这里不会换成数字；请去掉花括号。"
            )
            yield document.finding(spot.keys, "brace", message)


def alias_findings(document: Document, policy: Policy) -> Iterator[Finding]:
    """The source's words for something that the policy does not say."""
    said = [saying.text for saying in index_of(policy).sayings]
    for own in policy.aliases:
        if not any(own in text for text in said):
            message = f"本制度没有写“{own}”，它的别称谁也用不上；请写正文里的说法，或者删去。"
            yield document.finding(("aliases", own), "unused-alias", message)


def _strings(spot: Spot) -> Iterator[Spot]:
    if isinstance(spot.value, str):
        yield spot
    for _, child in spot.fields():
        yield from _strings(child)
    for item in spot.items():
        yield from _strings(item)
