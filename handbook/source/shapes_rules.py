"""Scales, figures, inputs, conditions and decisions of a file in the shape that the model has."""

from __future__ import annotations

from decimal import Decimal, Inexact
from typing import Any

from tiercalc.policy import Unit, parse_number, unit
from tiercalc.policy.types import TYPES as INPUT_TYPES

from handbook.source.around import Around, Readers, listed
from handbook.source.fixed_words import LATER_RULES, NO, NOTHING, SINGLE, TYPES, YES, word
from handbook.source.quantities import number_in, read_quantity

_TRUTH = {YES: True, NO: False}
_ANNIVERSARIES = {"当天": "same_day", "当月": "same_month"}
_AGES = {"full": "gte", "more": "gt", "less": "lt", "most": "lte"}
_SINCE = {"年": "years_since", "个月": "months_since", "月": "months_since"}
YUAN = unit("元")
# What nobody counts in pieces.
_NO_COUNT = ("money", "share", "rate", "price", "clock", "unknown")


def named(data: list[Any], around: Around) -> Any:
    """A list of names as a mapping from each to itself."""
    names = {str(each): place for place, each in enumerate(data)}
    for name, place in names.items():
        around.move((name,), (place,))
    return {name: name for name in names}


def _scale(data: Any, around: Around) -> Any:
    if isinstance(data, list):
        return named(data, around)
    if not isinstance(data, dict):
        return data
    return {value: _scale_value(value, said) for value, said in data.items()}


def _scale_value(value: str, said: Any) -> Any:
    if said is None:
        return value
    return {"label": value, **(said if isinstance(said, dict) else {"traits": said})}


def _figure(data: Any, around: Around) -> Any:
    if not isinstance(data, dict):
        return data
    made = {"label": around.name, **data}
    if made.pop("by_house", False):
        made["by"] = "house"
    value = made.pop("value", None)
    if isinstance(value, dict):
        made["unit"] = next((read_quantity(said).unit for said in value.values()), "")
        own = unit(made["unit"])
        made["values"] = {day: _period(said, own) for day, said in value.items()}
        around.move(("values",), ("value",))
    elif value is not None:
        quantity = read_quantity(value)
        made |= {"value": quantity.value, "unit": quantity.unit}
    if value is not None:
        around.move(("unit",), ("value",))
    made.setdefault("unit", "")
    return made


def _period(said: Any, own: Unit) -> Any:
    """A period's number in the unit of the first; in another that does not convert, as written."""
    quantity = read_quantity(said)
    return quantity.value if quantity.unit == own.name else number_in(said, own)


def _input(data: Any, around: Around) -> Any:
    if not isinstance(data, dict):
        return data
    made = {"label": around.name, **data}
    several = made.pop("several", False)
    kind = word(TYPES, made.get("type"))
    if kind == made.get("type"):
        made |= {"type": "choices" if several else "choice", "scale": kind}
        around.move(("scale",), ("type",))
    else:
        made["type"] = kind
    window = made.get("window")
    if isinstance(window, str):
        made["window"] = _window(window)
    for bound in ("least", "most"):
        if bound in made:
            made[bound] = operand(made[bound], made["type"], made.get("unit"))
    return made


def _window(said: str) -> Any:
    """Over what is added up: one purchase, a length that is written out, or a figure's."""
    quantity = read_quantity(said)
    if quantity.unit:
        return {"length": {"number": quantity.value, "unit": quantity.unit}}
    return "single" if said == SINGLE else {"months": said}


def _rest(data: Any, _: Around) -> Any:
    if data == NOTHING:
        return {}
    return {"outcome": data} if isinstance(data, str) else data


def _decision(data: Any, around: Around) -> Any:
    if not isinstance(data, dict) or not isinstance(data.get("rules", []), list):
        return data
    made = {"label": around.name, "rules": [], **data}
    if made.pop("collect", False):
        made["hit"] = "collect"
    rest = made.pop("rest", None)
    rules = [_rule(rule, around) for rule in made["rules"]]
    answers_all = rest is None and "hit" not in made
    if isinstance(rest, dict) and "none" in rest:
        made["none"] = {"label": rest["none"]}
        if "ruling" in rest:
            made["none"]["ruling"] = rest["ruling"]
        around.move(("none",), ("rest",))
    elif isinstance(rest, dict) and rest:
        around.move(("rules", len(rules)), ("rest",))
        rules.append(_rule({"clause": [], **rest, "when": {}}, around))
        answers_all = True
    return {**made, "complete": answers_all, "rules": rules}


def _rule(data: Any, around: Around) -> Any:
    if not isinstance(data, dict):
        return data
    made = dict(data)
    if str(made.get("outcome")) in around.section("数字"):
        made.setdefault("figure", made["outcome"])
    if "between" in made:
        later = {LATER_RULES: "otherwise"}
        made["between"] = [word(later, each) for each in listed(made["between"])]
    return made


def _condition(data: Any, around: Around) -> Any:
    """Yes and no, where an input is answered by them, and limits that are written as numbers."""
    if not isinstance(data, dict):
        return data
    return {
        name: each if name in ("all", "any", "not") else _required(name, each, around)
        for name, each in data.items()
    }


def _required(name: str, said: Any, around: Around) -> Any:
    kind, counted_in = around.type_of_tested(name), around.section("填写项").get(name)
    own = counted_in.get("单位") if isinstance(counted_in, dict) else None
    if kind == "date":
        return _dated(said, around)
    match said:
        case dict():
            return {operator: operand(limit, kind, own) for operator, limit in said.items()}
        case list():
            return [operand(each, kind, own) for each in said]
        case _:
            return operand(said, kind, own)


def _dated(said: Any, around: Around) -> Any:
    """What is asked of a date: 当天, 当月, a day on one side of it, or how long ago it is."""
    if isinstance(said, str) and said in _ANNIVERSARIES:
        return {_ANNIVERSARIES[said]: "on"}
    if not isinstance(said, dict):
        return said
    made: dict[str, Any] = {}
    for operator, limit in said.items():
        if operator in _AGES:
            since, number = _since(limit, around)
            made.setdefault(since, {})[_AGES[operator]] = number
        else:
            made[operator] = limit
    return made


def _since(limit: Any, around: Around) -> tuple[str, Any]:
    """In what a length of time is counted, and how many, or the figure that says so."""
    quantity = read_quantity(limit)
    if not quantity.unit:
        return _SINCE.get(around.unit_of(limit), "days_since"), limit
    return _SINCE.get(quantity.unit, "days_since"), quantity.value


def operand(said: Any, kind: str, counted_in: object = None) -> Any:
    """A number in the unit of what it is compared with; what does not convert stays as written.

    `counted_in` is the unit of what is counted, where the file says it.
    """
    if kind == "bool" and isinstance(said, str):
        return _TRUTH.get(said, said)
    quantity = read_quantity(said)
    if not quantity.unit:
        return said
    own = unit(quantity.unit, "money" if kind == "money" else None)
    typed_in = INPUT_TYPES[kind].unit if kind in INPUT_TYPES else ""
    if kind == "count" and isinstance(counted_in, str):
        typed_in = counted_in
    if typed_in:
        base = unit(typed_in, own.kind)
        try:
            return own.number_in(Decimal(quantity.value), base) if own.converts(base) else said
        except Inexact:
            return said
    return quantity.value if kind == "count" and own.kind not in _NO_COUNT else said


def _amount(data: Any, around: Around) -> Any:
    """An amount; what it is multiplied by with its unit, and rates by outcome on their own."""
    if not isinstance(data, dict):
        return data
    made = {"label": around.name, **data}
    times = made.get("times")
    if isinstance(times, dict):
        made["times"] = times.get("by")
        made["rates"] = {key: _term(each, around) for key, each in times.items() if key != "by"}
        around.move(("rates",), ("times",))
        around.move(("times",), ("times", "by"))
    elif times is not None:
        made["times"] = _term(times, around)
    return made


def _round(data: Any, around: Around) -> Any:
    if not isinstance(data, dict) or "to" not in data:
        return data
    return {**data, "to": operand(data["to"], around.type_of_amount(str(around.own[1])))}


def _term(data: Any, _: Around) -> Any:
    """A number that is written out, with its unit; a name, and what holds terms, as it stands."""
    if isinstance(data, list | dict):
        return data
    quantity = read_quantity(data)
    is_number = quantity.unit or parse_number(data) is not None
    return {"number": quantity.value, "unit": quantity.unit} if is_number else data


RULE_READERS: Readers = {
    "amount": _amount,
    "condition": _condition,
    "decision": _decision,
    "figure": _figure,
    "input": _input,
    "rest": _rest,
    "round": _round,
    "scale": _scale,
    "term": _term,
}
