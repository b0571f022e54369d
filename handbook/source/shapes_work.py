"""Work, sanctions and services of a file in the shape that the model has them in."""

from __future__ import annotations

from typing import Any

from handbook.source.around import Around, Readers
from handbook.source.fixed_words import CELLS, END, EVERYBODY, PERIODS, word
from handbook.source.quantities import number_in
from handbook.source.shapes_rules import YUAN


def _labelled(data: Any, around: Around) -> Any:
    if data is None:
        return {"label": around.name}
    return {"label": around.name, **data} if isinstance(data, dict) else data


def _event(data: Any, around: Around) -> Any:
    if isinstance(data, str):
        return {"label": around.name, "type": data}
    return _labelled(data, around)


def _gate(data: Any, _: Around) -> Any:
    if not isinstance(data, dict):
        return data
    return {side: "end" if to == END else to for side, to in data.items()}


def _deadline(data: Any, around: Around) -> Any:
    if not isinstance(data, dict):
        return data
    made = {"label": around.name, **data}
    if made.pop("roll", False):
        made["roll"] = "next_working_day"
    if "every" in made:
        made["every"] = word(PERIODS, made["every"])
    return made


def _numbered(data: Any, _: Around) -> Any:
    """Penalties and rewards: the place of each in the file is its number."""
    if not isinstance(data, dict):
        return data
    return {
        name: {"number": number, **said} if isinstance(said, dict) else said
        for number, (name, said) in enumerate(data.items(), 1)
    }


def _sanction(data: Any, _: Around) -> Any:
    if not isinstance(data, dict):
        return data
    made = {"per": "occurrence", **data}
    if "fine" in made:
        made["fine"] = number_in(made["fine"], YUAN)
    return made


def _service(data: Any, around: Around) -> Any:
    if not isinstance(data, dict):
        return data
    made = {"label": around.name, **data}
    if made.get("for") == EVERYBODY:
        made["for"] = "all"
    return made


def _cell(data: Any, _: Around) -> Any:
    return word(CELLS, data)


WORK_READERS: Readers = {
    "cell": _cell,
    "deadline": _deadline,
    "event": _event,
    "gate": _gate,
    "labelled": _labelled,
    "numbered": _numbered,
    "sanction": _sanction,
    "service": _service,
}
