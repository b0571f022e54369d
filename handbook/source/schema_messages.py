"""What the schema finds wrong, said in the reader's words and at the place to mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from tiercalc.words import say

from handbook.source.findings import Finding, nearest
from handbook.source.grammar import POLICY, Grammar, expected
from handbook.source.number_slips import day_meant, meant
from handbook.source.shape_fault import Fault
from handbook.source.spots import Spot
from handbook.source.value_hints import name_hint, parted_number, show, slip_behind, type_hint
from handbook.source.yaml_slips import colon_slip
from handbook.source.yaml_source import Document

_TYPES = {
    "string": "文字",
    "number": "数字",
    "integer": "整数",
    "boolean": "是或否",
    "array": "列表",
    "object": "一组字段",
    "null": "null",
}
# The code of a finding that makes all others of its file senseless.
TOO_FAR_IN = "indent"
_WHY_NOT = {
    "日期": "只有判定的例子（已知）才用得到。",
    "试填": "只有判定（已知）和时限的例子才能试填。",
    "这一天": "每隔多久做一次的，算出来的总是下一次。",
    "数量": "待定时不写数量。",
    "多选": "只有从取值表里选的填写项才能多选。",
    "可以在以后": "只有日期才写。",
    "单位": "写了数值的，单位写在数值里，例如 1000 元；填写项只有数量才写单位。",
    "说明": "待定时不写说明。",
}


def shape_findings(document: Document, grammar: Grammar = POLICY) -> tuple[Finding, ...]:
    """Every place where a document's shape is not the grammar's, each said once."""
    said: dict[Finding, None] = {}
    for error in grammar.validator.iter_errors(document.data):
        fault = Fault(document, grammar, tuple(error.absolute_path), error)
        if _is_too_far_in(fault):
            return (_too_far_in(fault),)
        said.update(dict.fromkeys(_SAY.get(error.validator, _general)(fault)))
    return tuple(said)


def _is_too_far_in(fault: Fault) -> bool:
    """Whether a whole section stands in another one, for its line begins too far to the right."""
    sections, data = fault.grammar.schema.get("properties", {}), fault.document.data
    within = fault.keys[1] if len(fault.keys) > 1 else None
    return within in sections and isinstance(data, dict) and within not in data


def _too_far_in(fault: Fault) -> Finding:
    section = fault.keys[1]
    message = f"“{section}”这一部分缩进多了，写到“{fault.keys[0]}”里面去了；请从行首写起。"
    return fault.document.finding(fault.keys[:2], TOO_FAR_IN, message, on_key=True)


def _type(fault: Fault) -> Iterator[Finding]:
    types = [fault.rule] if isinstance(fault.rule, str) else fault.rule
    slip = slip_behind(fault.document, fault.keys, fault.value, types)
    before, parted = _parted(fault)
    if parted:
        keys, subject = fault.keys[:-1], fault.grammar.where(fault.keys[:-1])
        yield fault.document.finding((*keys, before), "not-a-number", f"{subject}：{parted}")
    elif slip:
        yield slip
    elif not fault.keys and fault.grammar is POLICY:
        yield fault.here("type", "文件应从行首的“制度: 名称”写起，资料写“资料: 名称”。")
    elif fault.value is None:
        noted = "“#”起是备注，不算内容；是内容就加引号。" if fault.is_noted else ""
        yield fault.here("type", f"{fault.subject}没有写内容。{noted}{fault.expected}")
    elif fault.like:
        near = f"是不是“{fault.like}”？"
        yield fault.at_own_key("unknown-key", f"{fault.subject}这里没有这个名称。{near}")
    elif len(types) > 1 and not isinstance(fault.value, list | Mapping):
        yield from _general(fault)
    else:
        wanted = "、".join(_TYPES[name] for name in types)
        day = day_meant(str(fault.value)) if fault.schema.get("format") == "date" else None
        hint = f"，请写成 {day}" if day else type_hint(fault.value, types)
        found = f"{fault.subject}{show(fault.value)}{say('不是', wanted)}{hint}。"
        yield fault.here("type", found + fault.expected)


def _parted(fault: Fault) -> tuple[str, str]:
    """What stands behind the comma of a number and was read as a key, where any key may stand."""
    around = Spot(fault.document.data).at(fault.keys[:-1]).value
    if not fault.keys or fault.value is not None or not isinstance(around, dict):
        return "", ""
    return parted_number(around, str(fault.keys[-1]))


def _unknown_keys(fault: Fault) -> Iterator[Finding]:
    known = fault.schema.get("properties", {})
    for key in fault.value:
        if key in known:
            continue
        before, parted = parted_number(fault.value, key)
        if parted:
            yield fault.document.finding(
                (*fault.keys, before), "not-a-number", f"{fault.subject}{parted}"
            )
            continue
        slip = colon_slip(key)
        if slip:
            yield fault.at_key(key, "colon", slip[1])
            continue
        near = fault.meant(key) or _present(fault, key, known)
        mend = f"是不是“{near}”？" if near else f"这里可以写：{'、'.join(known)}。"
        yield fault.at_key(key, "unknown-key", f"{fault.subject}不认识“{key}”。{mend}")


def _present(fault: Fault, key: str, known: Iterable[str]) -> str | None:
    """The key that a misspelt one is like although it is there: a variant's base has written it."""
    return None if key in fault.grammar.keys else nearest(key, known)


def _required(fault: Fault) -> Iterator[Finding]:
    known = fault.fields.get("properties", {})
    meant_keys = set(_meant_keys(fault))
    for key in fault.rule:
        if key in fault.value or key in meant_keys:
            continue
        what = expected(fault.grammar.resolve(known[key])) if key in known else ""
        message = f"{fault.subject}缺少“{key}”。应写：{what}"
        yield fault.here("missing-key", message)


def _meant_keys(fault: Fault) -> Iterator[str | None]:
    """The absent keys that a mapping's unknown ones stand for."""
    known = fault.fields.get("properties", {})
    yield from (fault.meant(key) for key in fault.value if key not in known)


def _one_of(fault: Fault) -> Iterator[Finding]:
    if not isinstance(fault.value, Mapping):
        return
    choices = [branch["required"][0] for branch in fault.rule]
    names = "、".join(f"“{key}”" for key in choices)
    present = [key for key in choices if key in fault.value]
    if present:
        message = f"{fault.subject}{names}只能写一个，现在写了 {' 和 '.join(present)}。"
        yield fault.at_key(present[1], "one-of", message)
    elif not set(choices) & set(_meant_keys(fault)):
        yield fault.here("one-of", f"{fault.subject}{names}要写一个，现在一个也没有写。")


def _depends(fault: Fault) -> Iterator[Finding]:
    for key, others in fault.rule.items():
        for other in others:
            if key in fault.value and other not in fault.value:
                message = f"{fault.subject}写了“{key}”，就还要写“{other}”。"
                yield fault.at_key(key, "missing-key", message)


def _not_here(fault: Fault) -> Iterator[Finding]:
    """The schema says `not: {}` of a key that has no place beside the others."""
    if fault.rule != {}:
        yield from _general(fault)
        return
    key, subject = str(fault.keys[-1]), fault.grammar.where(fault.keys[:-1])
    message = f"{subject}：这里不能写“{key}”。{_WHY_NOT.get(key, '')}"
    yield fault.document.finding(fault.keys, "unknown-key", message, on_key=True)


def _enum(fault: Fault) -> Iterator[Finding]:
    words = {code: word for word, code in fault.schema.get("x-words", {}).items()}
    code = fault.value if isinstance(fault.value, str | bool) else ""
    near = words.get(code) or nearest(str(fault.value), [str(each) for each in fault.rule])
    mend = f"是不是 {near}？" if near else ""
    message = f"{fault.subject}没有{show(fault.value)}这种写法。{mend}{fault.expected}"
    yield fault.here("value", message)


def _name(fault: Fault) -> Iterator[Finding]:
    if "propertyNames" in fault.error.absolute_schema_path:
        message = f"{fault.subject}“{fault.value}”不能当名称。{name_hint(fault.value)}"
        yield fault.at_key(fault.value, "name", message)
    else:
        found = f"{fault.subject}{show(fault.value)}不是名称。"
        yield fault.here("name", found + name_hint(fault.value) + fault.expected)


def _format(fault: Fault) -> Iterator[Finding]:
    if fault.rule == "name":
        yield from _name(fault)
    elif "propertyNames" in fault.error.absolute_schema_path:
        message = f"{fault.subject}“{fault.value}”不是日期，应写成 2026-01-01 这样。"
        yield fault.at_key(fault.value, "date", message)
    elif fault.rule == "hours":
        yield fault.here(
            "hours", f"{fault.subject}{show(fault.value)}不是一段时间。{fault.expected}"
        )
    elif fault.rule == "quantity":
        yield _number_slip(fault)
    else:
        day = day_meant(str(fault.value))
        mend = f"请写成 {day}。" if day else fault.expected
        yield fault.here("date", f"{fault.subject}{show(fault.value)}不是真实的日期。{mend}")


def _number_slip(fault: Fault) -> Finding:
    number = meant(fault.value)
    if number is None:
        return fault.here("range", f"{fault.subject}{show(fault.value)}太小，应不小于 0。")
    message = f"{fault.subject}{show(fault.value)}读不成数；请写成 {number}。"
    return fault.here("not-a-number", message)


def _minimum(fault: Fault) -> Iterator[Finding]:
    bound = "大于" if fault.error.validator == "exclusiveMinimum" else "不小于"
    message = f"{fault.subject}{show(fault.value)}太小，应{bound} {fault.rule}。"
    yield fault.here("range", message)


def _too_few(fault: Fault) -> Iterator[Finding]:
    few = f"至少要有 {fault.rule} 项，现有 {len(fault.value)} 项" if fault.value else "不能空着"
    yield fault.here("empty", f"{fault.subject}{few}。{fault.expected}")


def _too_long(fault: Fault) -> Iterator[Finding]:
    message = f"{fault.subject}{show(fault.value)}太长，最多 {fault.rule} 个字。"
    yield fault.here("value", message)


def _too_many(fault: Fault) -> Iterator[Finding]:
    message = f"{fault.subject}最多 {fault.rule} 项，现有 {len(fault.value)} 项。"
    yield fault.here("value", message + fault.expected)


def _repeated(fault: Fault) -> Iterator[Finding]:
    twice = next(item for place, item in enumerate(fault.value) if item in fault.value[:place])
    yield fault.here("duplicate-item", f"{fault.subject}{show(twice)}写了两次，请只留一个。")


def _general(fault: Fault) -> Iterator[Finding]:
    found = f"{fault.subject}{show(fault.value)}不能用在这里"
    mend = f"；它写成“{'是' if fault.value else '否'}”" if isinstance(fault.value, bool) else ""
    yield fault.here("value", f"{found}{mend}。{fault.expected}")


_SAY: dict[str, Callable[[Fault], Iterator[Finding]]] = {
    "type": _type,
    "additionalProperties": _unknown_keys,
    "required": _required,
    "oneOf": _one_of,
    "anyOf": _one_of,
    "dependentRequired": _depends,
    "not": _not_here,
    "enum": _enum,
    "pattern": _name,
    "format": _format,
    "minimum": _minimum,
    "exclusiveMinimum": _minimum,
    "minItems": _too_few,
    "minLength": _too_few,
    "minProperties": _too_few,
    "maxItems": _too_many,
    "maxLength": _too_long,
    "uniqueItems": _repeated,
}
