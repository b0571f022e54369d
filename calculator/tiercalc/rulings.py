"""Rulings as plain data and in words: what the source left unclear, and how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tiercalc.situation import Situation
from tiercalc.wording import fill

UNDECIDED = "公司还没有决定。"


def ruling_document(name: str, situation: Situation) -> dict[str, Any]:
    """A ruling with its question and its answer, which is null while nobody has decided."""
    ruling = situation.policy.rulings[name]
    return {
        "id": ruling.id,
        "question": fill(ruling.question, situation),
        "ruling": None if ruling.ruling is None else fill(ruling.ruling, situation),
        "undecided": ruling.undecided,
    }


def ruling_text(document: Mapping[str, Any]) -> str:
    """A ruling's question, and its answer where there is one."""
    return f"{document['question']}{document['ruling'] or UNDECIDED}"
