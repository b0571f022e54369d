"""What keeps an answer open, in words and as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, assert_never

from tiercalc.case import Missing, Situation
from tiercalc.policy import Input, Sampled
from tiercalc.words.rich import Sentence, joined, naming, say
from tiercalc.words.rulings import ruling_question

if TYPE_CHECKING:
    from tiercalc.words.documents import MissingDocument


def missing_document(missing: Missing, situation: Situation) -> MissingDocument:
    """What is missing, with its name in the reader's words."""
    return {"kind": missing.kind, "id": missing.id, "label": missing_label(missing, situation)}


def missing_label(missing: Missing, situation: Situation) -> str:
    """An input's or a figure's name, or a ruling's question."""
    match missing.kind:
        case "input":
            return situation.policy.inputs[missing.id].label
        case "question":
            return question_of(situation.policy.inputs[missing.id])
        case "figure":
            return situation.policy.figures[missing.id].label
        case "ruling":
            return ruling_question(missing.id, situation)
        case never:
            assert_never(never)


def question_of(asked: Input) -> str:
    """What a policy leaves open of all inputs of a type."""
    return asked.type.question if isinstance(asked.type, Sampled) else ""


def lacking(missing: Iterable[Missing], situation: Situation) -> Sentence:
    """What is missing as the end of a sentence: inputs, unset figures, questions left open."""
    found: dict[str, list[str]] = {"input": [], "figure": [], "ruling": []}
    for each in missing:
        label = missing_label(each, situation)
        match each.kind:
            case "input":
                found["input"].append(f"“{label}”")
            case "figure":
                found["figure"].append(say("“", naming("figure", each.id, label), "”"))
            case "question":
                found["ruling"].append(label.rstrip("？"))
            case "ruling":
                # The sentence goes on behind the question.
                found["ruling"].append(naming("ruling", each.id, label.rstrip("？?。")))
            case never:
                assert_never(never)
    parts: list[str] = []
    if found["input"]:
        parts.append(say("还要知道", joined("、", found["input"])))
    if found["figure"]:
        parts.append(say("制度尚未规定", joined("、", found["figure"])))
    if found["ruling"]:
        parts.append(say("制度对此没有定论：", joined("；", found["ruling"])))
    return joined("；", parts)
