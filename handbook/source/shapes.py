"""The parts of a policy file that are written otherwise than the model has them.

Each reader takes a part whose keys are the model's already, and gives the model's own shape. What
it cannot read it leaves as it stands: the check of the shape has said so before.
"""

from __future__ import annotations

from typing import Any

from handbook.source.around import Around, Readers
from handbook.source.shapes_notes import NOTE_READERS
from handbook.source.shapes_rules import RULE_READERS, named
from handbook.source.shapes_work import WORK_READERS


def _policy(data: Any, _: Around) -> Any:
    if not isinstance(data, dict):
        return data
    kind = "guide" if "guide" in data else "policy"
    rest = {key: value for key, value in data.items() if key not in ("policy", "guide")}
    return {"kind": kind, "title": data.get(kind), **rest}


def _clauses(data: Any, around: Around) -> Any:
    return named(data, around) if isinstance(data, list) else data


READERS: Readers = {
    "clauses": _clauses,
    "policy": _policy,
    **RULE_READERS,
    **WORK_READERS,
    **NOTE_READERS,
}
