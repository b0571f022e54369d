"""The way to the next higher value, in words as short as they can be."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, assert_never

from tiercalc.case import Situation
from tiercalc.decide import Change, Next
from tiercalc.explain.tested import plain_value
from tiercalc.policy import (
    Choices,
    Decision,
    Finite,
    Input,
    Money,
    Quantity,
    Sampled,
    unit_of,
)
from tiercalc.words import bound_text, outcome_label, quantity_text, say, value_text

if TYPE_CHECKING:
    from tiercalc.explain.documents import ChangeDocument, NextDocument

Way = tuple[Change, ...]


def next_document(step: Next, decision: Decision, situation: Situation) -> NextDocument:
    """The next higher value with every least way to it, as plain data and in one sentence."""
    name = outcome_label(step.outcome, decision, situation.policy)
    return {
        "outcome": step.outcome,
        "outcome_label": name,
        "ways": [[_change_document(change, situation) for change in way] for way in step.ways],
        "text": say("到", name, _ways_text(step.ways, decision, situation), "。"),
    }


def _change_document(change: Change, situation: Situation) -> ChangeDocument:
    asked = situation.policy.inputs[change.input]
    return {
        "input": change.input,
        "label": asked.label,
        "from": plain_value(change.start, asked),
        "to": plain_value(change.to, asked),
        "by": plain_value(change.by, asked),
    }


def _ways_text(ways: tuple[Way, ...], decision: Decision, situation: Situation) -> str:
    """“还差 150,000 元” where one number alone decides; else each way, the cheapest first."""
    alone = len(decision.inputs) == len(ways) == len(ways[0]) == 1
    if alone and _adds_up(ways[0][0], situation):
        return _more(ways[0][0], situation)
    costs = [cost for way in ways if (cost := _cost(way, situation)) is not None]
    if len(costs) == len(ways):
        ways = tuple(ways[place] for place in sorted(range(len(ways)), key=costs.__getitem__))
    shared = tuple(change for change in ways[0] if len(ways) > 1 and _everywhere(change, ways))
    rests = [tuple(change for change in way if change not in shared) for way in ways]
    texts = ["，并且".join(_change_text(change, situation) for change in way) for way in rests]
    apart = "；或者" if any(len(way) > 1 for way in rests) else "，或"
    first = "，并且".join(_change_text(change, situation) for change in shared)
    return f"：{first}{'；此外，' if first else ''}{apart.join(texts)}"


def _everywhere(change: Change, ways: tuple[Way, ...]) -> bool:
    """Whether each way needs a change; no way consists of such changes alone."""
    return all(change in way for way in ways)


def _cost(way: Way, situation: Situation) -> Decimal | None:
    """What a way costs in money, where it is one amount; an amount that adds up only its rest."""
    if len(way) != 1 or not isinstance(situation.policy.inputs[way[0].input].type, Money):
        return None
    change = way[0]
    needed = change.by if _adds_up(change, situation) else change.to
    return needed if isinstance(needed, Decimal) else None


def _adds_up(change: Change, situation: Situation) -> bool:
    """Whether what was given counts towards what is needed; a single purchase starts anew."""
    window = situation.policy.inputs[change.input].window
    return change.by is not None and (window is None or not window.is_single)


def _change_text(change: Change, situation: Situation) -> str:
    asked = situation.policy.inputs[change.input]
    to = value_text(asked, change.to, situation.policy)
    if _adds_up(change, situation):
        return say(asked.label, _more(change, situation))
    if change.most:
        return say(asked.label, bound_text(asked, "lte", to, situation.policy))
    match asked.type:
        case Quantity(reached=reached):
            return say(asked.label, reached, to)
        case Choices() if isinstance(change.start, tuple) and isinstance(change.to, tuple):
            added = tuple(each for each in change.to if each not in change.start)
            return f"{asked.label}加上“{value_text(asked, added, situation.policy)}”"
        case Sampled(becomes=becomes):
            return say(asked.label, becomes, to)
        case Finite(becomes=becomes) | Choices(becomes=becomes):
            return asked.label + becomes.format(to)
        case _:
            assert_never(asked.type)


def _more(change: Change, situation: Situation) -> str:
    asked = situation.policy.inputs[change.input]
    return say("还差", quantity_text(change.by or Decimal(0), _unit(asked, situation)))


def _unit(asked: Input, situation: Situation) -> str:
    """The unit of a difference: two percentages differ by points."""
    own = asked.type.difference if isinstance(asked.type, Quantity) else None
    return own or unit_of(asked, situation.policy)
