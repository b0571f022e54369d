"""What keeps an answer open, in words and as plain data."""

from __future__ import annotations

from collections.abc import Iterable

from tiercalc.case import Missing, Situation
from tiercalc.words.rich import say
from tiercalc.words.sentences import fill


def missing_document(missing: Missing, situation: Situation) -> dict[str, str]:
    """What is missing, with its name in the reader's words."""
    return {"kind": missing.kind, "id": missing.id, "label": missing_label(missing, situation)}


def missing_label(missing: Missing, situation: Situation) -> str:
    """An input's or a figure's name, or a ruling's question."""
    if missing.kind == "input":
        return situation.policy.inputs[missing.id].label
    if missing.kind == "figure":
        return situation.policy.figures[missing.id].label
    return fill(situation.policy.rulings[missing.id].question, situation)


def lacking(missing: Iterable[Missing], situation: Situation) -> str:
    """What is missing as the end of a sentence: inputs, unset figures, questions left open."""
    labels: dict[str, list[str]] = {"input": [], "figure": [], "ruling": []}
    for each in missing:
        label = missing_label(each, situation)
        labels[each.kind].append(label if each.kind == "ruling" else f"“{label}”")
    parts: list[str] = []
    if labels["input"]:
        parts.append(say("还要知道", "、".join(labels["input"])))
    if labels["figure"]:
        parts.append(say("制度尚未规定", "、".join(labels["figure"])))
    if labels["ruling"]:
        questions = "；".join(question.rstrip("？?。") for question in labels["ruling"])
        parts.append(f"制度对此没有定论：{questions}")
    return "；".join(parts)
