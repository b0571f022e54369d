"""Amounts, read from plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tiercalc.policy.amounts import Adjustment, Amount, EveryFull, Named, Round, Term
from tiercalc.policy.plain import Node
from tiercalc.policy.reading_rules import read_number
from tiercalc.policy.rules import Fixed

_ADJUSTMENTS = ("plus", "minus", "at_most", "at_least")


def read_amount(key: str, node: Node) -> Amount:
    """An amount, with what it is multiplied by and what is done to it in the order of the file."""
    return Amount(
        id=key,
        label=node.get("label").text(),
        of=node.get("of").text(),
        times=node.optional("times", _times),
        rates={outcome: _term(rate) for outcome, rate in node.part("rates").items()},
        adjustments=tuple(
            Adjustment(kind, tuple(_terms(part)))
            for kind, part in node.fields().items()
            if kind in _ADJUSTMENTS
        ),
        round=node.optional("round", lambda n: Round(n.get("to").number(), n.get("mode").text())),
        ruling=node.optional("ruling", Node.text),
    )


def _terms(node: Node) -> Iterator[Term | EveryFull]:
    for each in node.items() if isinstance(node.value, list | tuple) else (node,):
        if each.has("full"):
            yield EveryFull(_term(each.get("full")), _term(each.get("by")))
        else:
            yield _term(each)


def _term(node: Node) -> Term:
    return read_number(node) if isinstance(node.value, Mapping) else Named(node.text())


def _times(node: Node) -> str | Fixed:
    return read_number(node) if isinstance(node.value, Mapping) else node.text()
