"""Places that have their own kind of change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tiercalc.policy import Condition, ScaleValue
from tiercalc.words import (
    UNDECIDED,
    condition_text,
    length_text,
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
from handbook.comparing.place_words import (
    cell_words,
    deadline_words,
    figure_words,
    hit_words,
    outcome_words,
    rest_words,
    ruling_words,
    sanction_words,
)
from handbook.comparing.side import EVIDENCE_FIGURE, Side, plain
from handbook.source.fixed_words import SINGLE
from handbook.source.yaml_source import Keys

_UNDECIDED = UNDECIDED.removesuffix("。")


@dataclass(frozen=True)
class Fields:
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


def _decided(pair: Pair) -> type[Altered]:
    before, after = (
        side.policy.rulings[str(pair.new_keys[1])].undecided for side in (pair.old, pair.new)
    )
    if before == after:
        return FieldChanged
    return RulingDecided if before else RulingReopened


def _cells(pair: Pair) -> Iterator[Change]:
    sides = ((pair.old, pair.old_keys), (pair.new, pair.new_keys))
    old, new = (side.policy.services[str(keys[1])].by.get(str(keys[3])) for side, keys in sides)
    if old != new:
        side, keys = sides[0 if new is None else 1]
        subject = f"{side.name('services', str(keys[1]))}（{side.key_name(keys)}）"
        words = cell_words(pair.old, pair.old_keys), cell_words(pair.new, pair.new_keys)
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

_SANCTION = Fields(("fine", "consequence", "unset"), lambda _: SanctionChanged, sanction_words)
_TERM = ("after", "before", "within", "hours", "otherwise", "end_of", "every", "roll", "sense")
_GROUPS: Mapping[tuple[str, ...], tuple[Fields, ...]] = {
    ("figures", "*"): (
        Fields(("value", "values", "unset", "unit"), lambda _: FigureChanged, figure_words),
    ),
    ("decisions", "*"): (
        Fields(("none", "complete"), lambda _: FieldChanged, rest_words),
        Fields(("hit",), lambda _: FieldChanged, hit_words),
    ),
    ("decisions", "*", "rules", "#"): (
        Fields(("outcome", "open", "may"), lambda _: OutcomeChanged, outcome_words),
    ),
    ("deadlines", "*"): (Fields(_TERM, lambda _: DeadlineChanged, deadline_words),),
    ("penalties", "*"): (_SANCTION,),
    ("rewards", "*"): (_SANCTION,),
    ("rulings", "*"): (Fields(("ruling", "undecided"), _decided, ruling_words),),
    EVIDENCE_FIGURE: (Fields(("value", "unit"), lambda _: FieldChanged, Side.evidence_figure),),
}
