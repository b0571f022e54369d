"""Places that have their own kind of change, and what stands there as one thing, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from tiercalc.decide import cell_text
from tiercalc.explain import rule_name
from tiercalc.policy import Condition, Consequence, Fine, LeftOpen, Sanction, ScaleValue
from tiercalc.words import (
    OPEN_CASE,
    OPEN_MARK,
    UNDECIDED,
    condition_text,
    fill,
    length_text,
    quantity_text,
    say,
    term_text,
)

from handbook.comparing.changes import (
    Altered,
    Change,
    ConditionChanged,
    DeadlineChanged,
    FieldChanged,
    FigureChanged,
    OutcomeChanged,
    RulingDecided,
    RulingReopened,
    SanctionChanged,
    ServiceChanged,
    Value,
)
from handbook.comparing.pairs import Pair, same
from handbook.comparing.side import ABSENT, EVIDENCE_FIGURE, Side, plain
from handbook.source.fixed_words import SINGLE
from handbook.source.yaml_source import Keys

_UNDECIDED = UNDECIDED.removesuffix("。")


@dataclass(frozen=True)
class Group:
    """Fields of one thing that make sense only together, and how they read together."""

    fields: tuple[str, ...]
    kind: Callable[[Pair], type[Altered]]
    words: Callable[[Side, Keys], str]


def grouped(pair: Pair) -> Iterator[tuple[tuple[str, ...], Change]]:
    """The fields that changed and are explained together, with their change.

    Fields whose words are the same on both sides are left to be explained one by one.
    """
    before, after = pair.before, pair.after
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return
    for group in _GROUPS.get(pair.form, ()):
        old, new = (
            {field: data[field] for field in group.fields if field in data}
            for data in (before, after)
        )
        if same(old, new):
            continue
        words = group.words(pair.old, pair.old_keys), group.words(pair.new, pair.new_keys)
        if words[0] != words[1]:
            kind = group.kind(pair)
            figure = kind is FigureChanged
            yield (
                group.fields,
                kind(
                    pair.new_keys,
                    pair.new.key_name(pair.new_keys) if figure else pair.place,
                    pair.cited,
                    Value(plain(old), words[0]),
                    Value(plain(new), words[1]),
                ),
            )


def summary(side: Side, keys: Keys) -> str:
    """What is worth saying of a thing that is new or gone, beside its name."""
    policy, situation = side.policy, side.situation
    match keys:
        case ("figures", _):
            return _figure(side, keys)
        case ("deadlines", str(key)):
            return term_text(policy.deadlines[key], situation)
        case ("penalties" | "rewards" as section, str(key)):
            sanction = getattr(policy, section)[key]
            acts = "；".join(fill(act.text, situation) for act in sanction.acts)
            return f"{acts}，{_sanction(side, keys)}"
        case ("provisions", str(key)):
            return fill(policy.provisions[key].text, situation)
        case ("rulings", _):
            return _ruling(side, keys)
        case ("decisions", str(key), "rules", int(place)):
            return condition_text(policy.decisions[key].rules[place].when, situation)
        case ("services", str(key)):
            by = policy.services[key].by
            return "；".join(
                f"{policy.scales[policy.services[key].scope].label(value)} "
                f"{_cell(side, (*keys, 'by', value))}"
                for value in by
            )
    data = side.at(keys)
    named = isinstance(data, Mapping) and isinstance(keys[-1], str)
    return "" if named or keys[0] in ("clauses", "scales") else side.value(keys, data)


def _figure(side: Side, keys: Keys) -> str:
    figure = side.policy.figures[str(keys[1])]
    values = [
        say(f"{start} 起 " if start else "", quantity_text(value, figure.unit))
        for start, value in figure.dated
    ]
    return "，".join(values) or OPEN_MARK


def _rest(side: Side, keys: Keys) -> str:
    decision = side.policy.decisions[str(keys[1])]
    if decision.none is None:
        return "每种情形都有结果" if decision.complete else "其余情形没有结果"
    asked = side.policy.rulings[decision.none.ruling].question if decision.none.ruling else ""
    doubt = f"（裁定：{fill(asked, side.situation)}）" if asked else ""
    return f"其余情形：{decision.none.label}{doubt}"


def _hit(side: Side, keys: Keys) -> str:
    collects = side.policy.decisions[str(keys[1])].collect
    return "成立的规则都算" if collects else "只算先成立的一条规则"


def _outcome(side: Side, keys: Keys) -> str:
    decision = side.policy.decisions[str(keys[1])]
    rule = decision.rules[int(keys[3])]
    if rule.open is not None:
        return f"{OPEN_CASE}（{fill(side.policy.rulings[rule.open].question, side.situation)}）"
    return rule_name(rule, decision, side.policy)


def _deadline(side: Side, keys: Keys) -> str:
    return term_text(side.policy.deadlines[str(keys[1])], side.situation)


def _sanction(side: Side, keys: Keys) -> str:
    sanction: Sanction = getattr(side.policy, str(keys[0]))[str(keys[1])]
    match sanction.brings:
        case Fine(amount):
            word = "罚款" if keys[0] == "penalties" else "奖励"
            return say(word, quantity_text(amount, "元"))
        case Consequence(text, unset):
            return fill(text, side.situation) + (f"，金额{OPEN_MARK}" if unset else "")
        case LeftOpen():
            return OPEN_MARK
        case never:
            assert_never(never)


def _ruling(side: Side, keys: Keys) -> str:
    ruling = side.policy.rulings[str(keys[1])].ruling
    return _UNDECIDED if ruling is None else fill(ruling, side.situation)


def _decided(pair: Pair) -> type[Altered]:
    before, after = (
        side.policy.rulings[str(pair.new_keys[1])].undecided for side in (pair.old, pair.new)
    )
    if before == after:
        return FieldChanged
    return RulingDecided if before else RulingReopened


def _cell(side: Side, keys: Keys) -> str:
    if side.at(keys) is ABSENT:
        return "没有"
    service = side.policy.services[str(keys[1])]
    return cell_text(service.by[str(keys[3])], service, side.situation) or "有"


def _cells(pair: Pair) -> Iterator[Change]:
    sides = ((pair.old, pair.old_keys), (pair.new, pair.new_keys))
    old, new = (side.policy.services[str(keys[1])].by.get(str(keys[3])) for side, keys in sides)
    if old != new:
        side, keys = sides[0 if new is None else 1]
        subject = f"{side.name('services', str(keys[1]))}（{side.key_name(keys)}）"
        words = _cell(pair.old, pair.old_keys), _cell(pair.new, pair.new_keys)
        yield ServiceChanged(pair.new_keys, subject, pair.cited, *pair.values(words))


def _condition(side: Side, keys: Keys) -> Condition | None:
    """The condition of a thing of a section, or of an item of one of its lists."""
    section, key, *item = keys[:-1]
    found: Any = getattr(side.policy, str(section))[key]
    if item:
        found = getattr(found, str(item[0]))[item[1]]
    when: Condition | None = found.when
    return when


def _conditions(pair: Pair) -> Iterator[Change]:
    found = _condition(pair.old, pair.old_keys), _condition(pair.new, pair.new_keys)
    if found[0] != found[1]:
        old, new = (
            "没有条件" if condition is None else condition_text(condition, side.situation)
            for condition, side in zip(found, (pair.old, pair.new), strict=True)
        )
        yield ConditionChanged(pair.new_keys, pair.place, pair.cited, *pair.values((old, new)))


def _said_by_the_place(_: Pair) -> Iterator[Change]:
    """A number, which no file has: what is added, gone or moved says where the others stand."""
    yield from ()


def _window(side: Side, keys: Keys) -> str:
    window = side.policy.inputs[str(keys[1])].window
    if window is None:
        return "没有写"
    if window.length is not None:
        return length_text(window.length.number, window.length.unit)
    return side.name("figures", window.months) if window.months else SINGLE


def _windows(pair: Pair) -> Iterator[Change]:
    words = _window(pair.old, pair.old_keys), _window(pair.new, pair.new_keys)
    yield FieldChanged(pair.new_keys, pair.place, pair.cited, *pair.values(words))


def _scale_value(side: Side, keys: Keys) -> ScaleValue:
    """A value as the engine reads it: its label alone, or its label and traits."""
    values = side.policy.scales[str(keys[1])].values
    return next(value for value in values if value.id == keys[2])


def _scale_values(pair: Pair) -> Iterator[Change]:
    old, new = _scale_value(pair.old, pair.old_keys), _scale_value(pair.new, pair.new_keys)
    if old != new:
        words = [each.label + (f"，{each.traits}" if each.traits else "") for each in (old, new)]
        subject = pair.old.place(pair.old_keys)
        yield FieldChanged(pair.new_keys, subject, pair.cited, *pair.values((words[0], words[1])))


def _choice(pair: Pair) -> Iterator[Change]:
    if not same(pair.before, pair.after):
        yield ServiceChanged(pair.new_keys, pair.place, pair.cited, *pair.values())


def _reckoned(pair: Pair) -> Iterator[Change]:
    if not same(pair.before, pair.after):
        yield FieldChanged(pair.new_keys, pair.place, pair.cited, *pair.values())


_RECKONED = ("times", "plus", "minus", "at_most", "at_least")
_CELL = ("services", "*", "by", "*")
_CLAUSE_OF_VALUE = ("services", "*", "clause", "*")

# Ids whose absence is an answer of its own: a tier without a cell has no such service, and none of
# its clauses.
MAY_BE_ABSENT = frozenset({_CELL, _CLAUSE_OF_VALUE})

# Places that are one thing, however it is written.
WHOLE: Mapping[tuple[str, ...], Callable[[Pair], Iterator[Change]]] = {
    ("decisions", "*", "rules", "#", "when"): _conditions,
    ("services", "*", "when"): _conditions,
    ("roles", "*", "duties", "#", "when"): _conditions,
    ("processes", "*", "when"): _conditions,
    ("processes", "*", "steps", "#", "when"): _conditions,
    ("penalties", "*", "when"): _conditions,
    _CELL: _cells,
    ("scales", "*", "*"): _scale_values,
    ("services", "*", "one_of"): _choice,
    ("inputs", "*", "window"): _windows,
    **{("amounts", "*", key): _reckoned for key in _RECKONED},
    ("amounts", "*", "rates", "*"): _reckoned,
    ("penalties", "*", "*"): _said_by_the_place,
    ("rewards", "*", "*"): _said_by_the_place,
}

_SANCTION = Group(("fine", "consequence", "unset"), lambda _: SanctionChanged, _sanction)
_TERM = ("after", "before", "within", "hours", "otherwise", "end_of", "every", "roll", "sense")
_GROUPS: Mapping[tuple[str, ...], tuple[Group, ...]] = {
    ("figures", "*"): (
        Group(("value", "values", "unset", "unit"), lambda _: FigureChanged, _figure),
    ),
    ("decisions", "*"): (
        Group(("none", "complete"), lambda _: FieldChanged, _rest),
        Group(("hit",), lambda _: FieldChanged, _hit),
    ),
    ("decisions", "*", "rules", "#"): (
        Group(("outcome", "open", "may"), lambda _: OutcomeChanged, _outcome),
    ),
    ("deadlines", "*"): (Group(_TERM, lambda _: DeadlineChanged, _deadline),),
    ("penalties", "*"): (_SANCTION,),
    ("rewards", "*"): (_SANCTION,),
    ("rulings", "*"): (Group(("ruling", "undecided"), _decided, _ruling),),
    EVIDENCE_FIGURE: (Group(("value", "unit"), lambda _: FieldChanged, Side.evidence_figure),),
}
