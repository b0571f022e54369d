"""Rulings, evidence and examples of a file in the shape that the model has them in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tiercalc.policy import unit

from handbook.source.around import Around, Readers, listed
from handbook.source.fixed_words import NOBODY_NAMED, NOT_CERTAIN, NOTHING, SEVERAL_RULES, word
from handbook.source.quantities import number_in, read_quantity
from handbook.source.shapes_rules import YUAN, operand


def _ruling(data: Any, around: Around) -> Any:
    if not isinstance(data, dict):
        return data
    made = dict(data)
    if "ruling" not in made:
        made["undecided"] = True
    bearing = made.pop("bearing", None)
    if bearing == SEVERAL_RULES:
        made["precedence"] = True
    elif isinstance(bearing, dict):
        for key in bearing:
            around.move((key,), ("bearing", key))
        made |= bearing
    if "penalties_of_one_case" in made:
        made |= {"penalties": made.pop("penalties_of_one_case"), "of_one_case": True}
        around.move(("penalties",), ("bearing", "penalties_of_one_case"))
    if "roles" in made:
        nobody = {NOBODY_NAMED: "unnamed"}
        made["roles"] = [word(nobody, each) for each in listed(made["roles"])]
    return made


def _evidence_figures(data: Any, _: Around) -> Any:
    if not isinstance(data, dict):
        return data
    read = {name: read_quantity(said) for name, said in data.items()}
    return {name: {"value": each.value, "unit": each.unit} for name, each in read.items()}


def _trial(figure: str, said: Any, around: Around) -> Any:
    """A trial value in the unit of its figure."""
    own = around.unit_of(figure)
    quantity = read_quantity(said)
    return quantity.value if quantity.unit == own else number_in(said, unit(own))


def _example(data: Any, around: Around) -> Any:
    if not isinstance(data, dict):
        return data
    made = dict(data)
    if isinstance(made.get("given"), dict):
        made["given"] = {
            name: operand(said, around.type_of(name)) for name, said in made["given"].items()
        }
    if isinstance(made.get("set"), dict):
        made["set"] = {name: _trial(name, said, around) for name, said in made["set"].items()}
    if isinstance(made.get("fine"), dict):
        for penalty, count in made["fine"].items():
            for role in count if isinstance(count, dict) else ():
                around.move(("fine", _payer(penalty, role)), ("fine", penalty, role))
        made["fine"] = dict(_counts(made["fine"]))
    made["expect"] = _expected(made.get("expect"))
    return made


def _counts(said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for penalty, count in said.items():
        if isinstance(count, dict):
            for role, each in count.items():
                yield _payer(penalty, role), each
        else:
            yield penalty, count


def _payer(penalty: str, role: str) -> str:
    return penalty if role == NOBODY_NAMED else f"{penalty}:{role}"


def _expected(said: Any) -> Any:
    if isinstance(said, dict):
        return {key: _expected(each) for key, each in said.items()}
    if isinstance(said, list):
        return said
    words = {NOTHING: None, NOT_CERTAIN: "undetermined", "有": True}
    return words[said] if isinstance(said, str) and said in words else _plain(said)


def _plain(said: Any) -> Any:
    """A number without the unit that it is written with, money in 元; all else as it stands."""
    quantity = read_quantity(said)
    return number_in(said, YUAN) if unit(quantity.unit).kind == "money" else quantity.value


NOTE_READERS: Readers = {
    "evidence_figures": _evidence_figures,
    "example": _example,
    "ruling": _ruling,
}
