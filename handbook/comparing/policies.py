"""What changed between two versions of a policy: a walk through both that leaves nothing out.

The walk follows the plain data. Where a place has its own kind of change (`special.py`) that is
asked first; whatever it does not explain is said field by field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tiercalc.policy import canonical_json

from handbook.checking.load import LoadedPolicy
from handbook.comparing.changes import (
    Added,
    Change,
    Cited,
    FieldChanged,
    Moved,
    Removed,
    Rewritten,
    Value,
)
from handbook.comparing.left_over import left_over
from handbook.comparing.likeness import likeness
from handbook.comparing.matching import Matching, match, match_ids
from handbook.comparing.pairs import Pair, same
from handbook.comparing.place_words import summary
from handbook.comparing.side import ABSENT, Side, is_field, plain
from handbook.comparing.special import MAY_BE_ABSENT, WHOLE, grouped
from handbook.source.yaml_source import Keys

# What a file does not say itself: what differs from a variant's base, a successor's title, and
# how the company calls what is open.
_READ_ELSEWHERE = {("variant",), ("successor_title",), ("marks",)}
# Where, besides the sections themselves, ids are printed in the order of the file.
_ORDERED = (("scales", "*"), ("evidence", "#", "figures"))


def compare(old: LoadedPolicy, new: LoadedPolicy, on: date) -> tuple[Change, ...]:
    """Every change between two versions, in the order of the file; none where they are the same.

    At the end stand names that are gone and are still said.

    `on` is the day whose figures stand in the texts. A version that is only written differently
    (a number's digits, the order of a thing's fields) gives one change that says so.
    """
    if old.policy.version == new.policy.version:
        return ()
    before, after = Side(old, on), Side(new, on)
    changes = (*_changes(Pair(before, after, (), ())), *left_over(before, after))
    return changes or (Rewritten((), f"《{new.policy.title}》", Cited({})),)


def _changes(pair: Pair) -> Iterator[Change]:
    before, after = pair.before, pair.after
    if _identical(before, after):
        return
    if pair.form in WHOLE:
        yield from WHOLE[pair.form](pair)
    elif _both(before, after, lambda data: isinstance(data, Mapping)):
        yield from _entries(pair)
    elif _both(before, after, _has_items):
        yield from _items(pair)
    elif not same(before, after):
        yield FieldChanged(pair.new_keys, pair.place, pair.cited, *pair.values())


def _identical(before: object, after: object) -> bool:
    if before is ABSENT or after is ABSENT:
        return before is after
    return canonical_json(before) == canonical_json(after)


def _both(before: object, after: object, is_kind: Callable[[object], bool]) -> bool:
    """True where either side is of a kind and the other one too, or has nothing."""
    present = [data for data in (before, after) if data is not ABSENT]
    return all(map(is_kind, present))


def _has_items(data: object) -> bool:
    return isinstance(data, list) and any(isinstance(item, Mapping | list) for item in data)


def _entries(pair: Pair) -> Iterator[Change]:
    before, after = _mapping(pair.before), _mapping(pair.after)
    explained: set[str] = set()
    for fields, change in grouped(pair):
        explained.update(fields)
        yield change
    for key in (*after, *(key for key in before if key not in after)):
        child = pair.child(key)
        if key in explained or child.new_keys in _READ_ELSEWHERE:
            continue
        optional = is_field(child.new_keys) or child.form in MAY_BE_ABSENT
        if optional or (key in before and key in after):
            yield from _changes(child)
        elif key in after:
            yield _added(pair.new, child.new_keys)
        else:
            yield _removed(pair.old, child.old_keys)
    if len(pair.form) == 1 or pair.form in _ORDERED:
        matching = match_ids(before, after)
        ids = list(after)
        yield from _moves(pair, matching, lambda place: (*pair.new_keys, ids[place]))


def _items(pair: Pair) -> Iterator[Change]:
    before, after = _list(pair.before), _list(pair.after)
    if all(isinstance(item, Mapping) and "id" in item for item in (*before, *after)):
        matching = match_ids([item["id"] for item in before], [item["id"] for item in after])
    else:
        matching = match(before, after, likeness(pair.form))
    for old, new in matching.pairs:
        yield from _changes(pair.item(old, new))
    for new in matching.new:
        yield _added(pair.new, (*pair.new_keys, new))
    for old in matching.gone:
        yield _removed(pair.old, (*pair.old_keys, old))
    yield from _moves(pair, matching, lambda place: (*pair.new_keys, place))


def _moves(pair: Pair, matching: Matching, keys_of: Callable[[int], Keys]) -> Iterator[Change]:
    for old, new in sorted(matching.moved):
        keys = keys_of(new)
        yield Moved(keys, pair.new.place(keys), pair.new.cited(keys), old + 1, new + 1)


def _added(side: Side, keys: Keys) -> Change:
    value = Value(plain(side.at(keys)), summary(side, keys))
    return Added(keys, side.place(keys), side.cited(keys), value)


def _removed(side: Side, keys: Keys) -> Change:
    value = Value(plain(side.at(keys)), summary(side, keys))
    return Removed(keys, side.place(keys), side.cited(keys), value)


def _mapping(data: object) -> Mapping[str, Any]:
    return data if isinstance(data, Mapping) else {}


def _list(data: object) -> Sequence[Any]:
    return data if isinstance(data, list) else []
