"""Where a customer stands: the rungs of a decision from the highest down, limits and value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiercalc.case import Situation
from tiercalc.decide import Answer
from tiercalc.explain.ladder_bands import Measure, measure
from tiercalc.explain.ladder_tracks import tracks
from tiercalc.explain.progress import shown_value
from tiercalc.explain.reckoned import with_amounts_given
from tiercalc.policy import Decision
from tiercalc.words import NOT_REACHED, missed, outcome_label, say

if TYPE_CHECKING:
    from tiercalc.explain.documents import PositionDocument, RungDocument, RungState

GROUND = "不评级"

_STATES: dict[RungState, str] = {"here": "就在这里", "lower": "在下面", "possible": "有可能"}


def position(answer: Answer, situation: Situation) -> PositionDocument | None:
    """Where the customer stands, as plain data with the sentence that says the same.

    Only ladders and the policy's tier have it, where there is more than one place to
    stand. `rungs` run from the highest down; a ladder in one number has their limits, and how far
    into its own rung the number reaches; elsewhere `tracks` hold the limits of each number.
    """
    decision = answer.decision
    if not decision.ranks or not answer.asked:
        return None
    if not decision.ladder and decision is not situation.policy.tier:
        return None
    measured = measure(decision.id, situation)
    # In the picture an amount is a number as any other.
    decision, situation = with_amounts_given(decision, situation)
    places = _places(decision, measured, situation)
    if len(places) < 2:
        return None
    rungs = [_rung(outcome, places, answer, measured, situation) for outcome in places]
    value = None if measured is None else shown_value(measured.asked, situation)
    return {
        "rungs": rungs,
        "input": None if measured is None else measured.asked.label,
        "value": value,
        "tracks": [] if measured else list(tracks(decision, situation)),
        "text": _text(rungs, value),
    }


def _places(
    decision: Decision, measured: Measure | None, situation: Situation
) -> tuple[str | None, ...]:
    """Where one can stand, from the highest down; None is the ground."""
    values = situation.policy.scales[decision.scale or ""].ids()
    if measured is not None:
        return (*values, None) if None in measured.bands else values
    return values if decision.for_everybody else (*values, None)


def _rung(
    outcome: str | None,
    places: tuple[str | None, ...],
    answer: Answer,
    measured: Measure | None,
    situation: Situation,
) -> RungDocument:
    unnamed = outcome is None and answer.decision.none is None
    label = GROUND if unnamed else outcome_label(outcome, answer.decision, situation.policy)
    state = _state(outcome, places, answer)
    return {
        "outcome": outcome,
        "label": label,
        "state": state,
        "word": _STATES.get(state) or _missed(outcome, answer, measured, situation),
        "limit": None if measured is None else measured.limit_text(outcome, situation),
        "reach": None if measured is None else measured.reach(outcome, situation),
    }


def _state(outcome: str | None, places: tuple[str | None, ...], answer: Answer) -> RungState:
    if outcome in answer.possible:
        return "possible" if answer.undetermined else "here"
    lowest = max((places.index(each) for each in answer.possible if each in places), default=None)
    return "lower" if lowest is not None and places.index(outcome) > lowest else "higher"


def _missed(
    outcome: str | None, answer: Answer, measured: Measure | None, situation: Situation
) -> str:
    """In which word somebody does not stand on a rung; of one number there is always too little."""
    if measured is not None or outcome is None:
        return NOT_REACHED
    return missed(outcome, answer.decision, situation)


def _text(rungs: list[RungDocument], value: str | None) -> str:
    """The rungs in one sentence; of the ground only where somebody may stand on it."""
    parts = []
    for rung in rungs:
        if rung["outcome"] is None and rung["state"] == "lower":
            continue
        limit = "，" if rung["outcome"] is None else ""
        if rung["limit"]:
            limit = f"（{rung['limit']}）"
        stands = f"，{value}" if value and rung["state"] == "here" else ""
        parts.append(say(rung["label"], limit, rung["word"], stands))
    return f"从高到低：{'；'.join(parts)}。"
