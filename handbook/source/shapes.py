"""The parts of a policy file that are written otherwise than the model has them.

Each reader takes a part whose keys are the model's already, and gives the model's own shape. What
it cannot read it leaves as it stands: the check of the shape has said so before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tiercalc.policy import Unit, unit
from tiercalc.policy.types import TYPES as INPUT_TYPES

from handbook.source.quantities import number_in, read_quantity
from handbook.source.yaml_source import Keys

# The types whose values no list of values says, by the word for each.
TYPES = {kind.title: name for name, kind in INPUT_TYPES.items() if not kind.scaled}
NOTHING = "无"
NOT_CERTAIN = "不能确定"
LATER_RULES = "看后面的规则"
EVERYBODY = "所有人"
END = "结束"
SINGLE = "单次"
NOBODY_NAMED = "没有指明"
SEVERAL_RULES = "几条规则同时成立"
YES, NO = "是", "否"
_PERIODS = {"每天": "day", "每月": "month", "每季": "quarter", "每年": "year"}
_TRUTH = {YES: True, NO: False}
_CELLS = {"有": True, "可以有": "may"}
_ANNIVERSARIES = {"当天": "same_day", "当月": "same_month"}
_AGES = {"full": "gte", "more": "gt", "less": "lt", "most": "lte"}
_SINCE = {"年": "years_since", "个月": "months_since", "月": "months_since"}
# Words that cannot name a thing of a section, since they say something else where its names stand.
RESERVED: Mapping[str, frozenset[str]] = {
    "inputs": frozenset({"全部", "任一", "并非"}),
    "figures": frozenset({*_PERIODS, *_CELLS, SINGLE}),
    "scales": frozenset({EVERYBODY, *TYPES}),
    "roles": frozenset({NOBODY_NAMED}),
    "decisions": frozenset({"还缺", "享有"}),
    "amounts": frozenset({"还缺", "享有"}),
}
RESERVED_VALUES = frozenset({NOTHING, NOT_CERTAIN, LATER_RULES})
YUAN = unit("元")
# What nobody counts in pieces.
_NO_COUNT = ("money", "share", "rate", "price", "clock", "unknown")


@dataclass(frozen=True)
class Around:
    """Where a part stands in the model's data, and the whole file, as it is written."""

    root: Any
    own: Keys
    moved: MutableMapping[Keys, Keys]

    @property
    def name(self) -> str:
        """The key that leads to the part."""
        return str(self.own[-1])

    def move(self, new: Keys, old: Keys) -> None:
        """Remember that a piece of the part stands elsewhere in the file."""
        self.moved[(*self.own, *new)] = (*self.own, *old)

    def section(self, key: str) -> Mapping[str, Any]:
        """A section of the file; empty where it has none."""
        found = self.root.get(key) if isinstance(self.root, dict) else None
        return found if isinstance(found, dict) else {}

    def type_of(self, name: str) -> str:
        """The model's word for the type of an input; empty where the file has no such input."""
        asked = self.section("填写项").get(name)
        return TYPES.get(str(asked.get("类型")), "choice") if isinstance(asked, dict) else ""

    def type_of_amount(self, name: str) -> str:
        """The model's word for the type of the input that an amount is reckoned from."""
        amounts, seen = self.section("金额"), set()
        while isinstance(amounts.get(name), dict) and name not in seen:
            seen.add(name)
            name = str(amounts[name].get("数"))
        return self.type_of(name)

    def unit_of(self, figure: object) -> str:
        """The unit of a figure of the file, by that of its first value; empty without one."""
        told = self.section("数字").get(str(figure))
        if not isinstance(told, dict):
            return ""
        value = told.get("数值")
        value = next(iter(value.values()), None) if isinstance(value, dict) else value
        return read_quantity(value).unit or str(told.get("单位", ""))


def _policy(data: Any, _: Around) -> Any:
    if not isinstance(data, dict):
        return data
    kind = "guide" if "guide" in data else "policy"
    rest = {key: value for key, value in data.items() if key not in ("policy", "guide")}
    return {"kind": kind, "title": data.get(kind), **rest}


def _labelled(data: Any, around: Around) -> Any:
    if data is None:
        return {"label": around.name}
    return {"label": around.name, **data} if isinstance(data, dict) else data


def _clauses(data: Any, around: Around) -> Any:
    return _named(data, around) if isinstance(data, list) else data


def _named(data: list[Any], around: Around) -> Any:
    """A list of names as a mapping from each to itself."""
    names = {str(each): place for place, each in enumerate(data)}
    for name, place in names.items():
        around.move((name,), (place,))
    return {name: name for name in names}


def _scale(data: Any, around: Around) -> Any:
    if isinstance(data, list):
        return _named(data, around)
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
    kind = _word(TYPES, made.get("type"))
    if kind == made.get("type"):
        made |= {"type": "choices" if several else "choice", "scale": kind}
        around.move(("scale",), ("type",))
    else:
        made["type"] = kind
    window = made.get("window")
    if isinstance(window, str):
        made["window"] = "single" if window == SINGLE else {"months": window}
    for bound in ("least", "most"):
        if bound in made:
            made[bound] = _operand(made[bound], made["type"])
    return made


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
        made["between"] = [_word(later, each) for each in _listed(made["between"])]
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
    kind = around.type_of(name)
    if kind == "date":
        return _dated(said, around)
    match said:
        case dict():
            return {operator: _operand(limit, kind) for operator, limit in said.items()}
        case list():
            return [_operand(each, kind) for each in said]
        case _:
            return _operand(said, kind)


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


def _operand(said: Any, kind: str) -> Any:
    """A number in the unit of what it is compared with; what does not convert stays as written."""
    if kind == "bool" and isinstance(said, str):
        return _TRUTH.get(said, said)
    quantity = read_quantity(said)
    if not quantity.unit:
        return said
    own = unit(quantity.unit, "money" if kind == "money" else None)
    typed_in = INPUT_TYPES[kind].unit if kind in INPUT_TYPES else ""
    if typed_in:
        base = unit(typed_in)
        return own.number_in(Decimal(quantity.value), base) if own.converts(base) else said
    return quantity.value if kind == "count" and own.kind not in _NO_COUNT else said


def _round(data: Any, around: Around) -> Any:
    if not isinstance(data, dict) or "to" not in data:
        return data
    return {**data, "to": _operand(data["to"], around.type_of_amount(str(around.own[1])))}


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
        made["every"] = _word(_PERIODS, made["every"])
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
    return _word(_CELLS, data)


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
        made["roles"] = [_word(nobody, each) for each in _listed(made["roles"])]
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
            name: _operand(said, around.type_of(name)) for name, said in made["given"].items()
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


def _word(words: Mapping[str, Any], said: Any) -> Any:
    """What the model calls a word of the file; all else as it stands."""
    return words.get(said, said) if isinstance(said, str) else said


def _listed(said: Any) -> list[Any]:
    return said if isinstance(said, list) else [said]


READERS: Mapping[str, Callable[[Any, Around], Any]] = {
    "cell": _cell,
    "clauses": _clauses,
    "condition": _condition,
    "deadline": _deadline,
    "decision": _decision,
    "event": _event,
    "evidence_figures": _evidence_figures,
    "example": _example,
    "figure": _figure,
    "gate": _gate,
    "input": _input,
    "labelled": _labelled,
    "numbered": _numbered,
    "policy": _policy,
    "rest": _rest,
    "round": _round,
    "ruling": _ruling,
    "sanction": _sanction,
    "scale": _scale,
    "service": _service,
}
