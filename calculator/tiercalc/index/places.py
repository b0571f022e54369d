"""From a place in the model to the place in the file from which it was read.

This is the one table of what the readers (`reading`) make of a file's keys: a field that is called
otherwise there, and what stands deeper in one of the two than in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tiercalc.index.kinds import Path, Reference
from tiercalc.index.references import Saying
from tiercalc.policy import (
    Act,
    AllOf,
    Amount,
    AnyOf,
    Bound,
    Consequence,
    CountedByFigure,
    Deadline,
    DueExample,
    EndOf,
    Every,
    FineExample,
    Input,
    LeftOpen,
    Not,
    OnAmount,
    OneOf,
    OnResult,
    Policy,
    Provision,
    Rule,
    Sanction,
    Scale,
    Service,
    Step,
    Within,
)


class FilePlace(NamedTuple):
    """Keys and indexes that lead through a file; `on_key` where it is the last key itself."""

    keys: Path
    on_key: bool = False


# Fields that the file calls otherwise.
_CALLED: Mapping[tuple[type, str], str] = {
    (Rule, "rulings"): "ruling",
    (Step, "rulings"): "ruling",
    (Deadline, "rulings"): "ruling",
    (Sanction, "rulings"): "ruling",
    (Service, "rulings"): "ruling",
    (Service, "clause_for_all"): "clause",
    (Service, "clause_by"): "clause",
    (Service, "scope"): "for",
    (Provision, "values"): "for",
    (Act, "text"): "for",
    (Consequence, "text"): "consequence",
    (LeftOpen, "ruling"): "unset",
    (EndOf, "event"): "after",
    (Every, "event"): "after",
    (Every, "figure"): "every",
    (DueExample, "deadline"): "due",
    (FineExample, "counts"): "fine",
}
# Fields whose things stand in the file one step higher.
_NOT_THERE = {(Scale, "values"), (Deadline, "term"), (Sanction, "brings")}
_CONDITIONS = (AllOf, AnyOf, Not, OneOf, Bound, OnResult, OnAmount)


def place(policy: Policy, data: Mapping[str, object], found: Reference | Saying) -> FilePlace:
    """Where what the index holds stands in the plain data from which the policy was read."""
    keys, on_key = _descend(policy, data, (), found.path)
    return FilePlace(keys, on_key or (isinstance(found, Reference) and found.on_key))


def _descend(thing: Any, raw: Any, keys: Path, path: Path) -> FilePlace:
    """The place below `thing`, which was read from `raw` at `keys`."""
    if not path:
        return FilePlace(keys)
    step, rest = path[0], path[1:]
    if isinstance(thing, _CONDITIONS):
        return _in_condition(raw, keys, path)
    if (thing.__class__, step) == (Amount, "adjustments"):
        return _in_adjustment(thing.adjustments[int(path[1])].kind, raw, keys, path[2:])
    if step == "follows":
        return _called(thing.follows, raw, keys, rest)
    if (thing.__class__, step) == (Input, "book"):
        return FilePlace((*keys, "book", thing.book[0]))
    if isinstance(thing, Mapping):
        below = thing[step] if rest else None
        return _descend(below, _at(raw, step), (*keys, step), rest)
    if isinstance(thing, tuple | list):
        # One text may stand in the place of a list.
        inside = isinstance(raw, list | tuple)
        below = _at(raw, step) if inside else raw
        return _descend(thing[int(step)], below, (*keys, step) if inside else keys, rest)
    found = getattr(thing, str(step))
    key = _key(thing, str(step), raw)
    if key is None:
        return _descend(_by_id(found), raw, keys, _ids(found, rest))
    return _descend(found, _at(raw, key), (*keys, key), rest)


def _key(thing: object, name: str, raw: Any) -> str | None:
    """What the file calls a field; None where what it holds stands in the thing's own place."""
    match thing:
        case CountedByFigure() if name == "figure":
            return "n" if isinstance(raw, Mapping) else None
        case Within() if name == "event":
            return "before" if thing.before else "after"
        case EndOf() if name == "event" and "before" in raw:
            return "before"
    if (thing.__class__, name) in _NOT_THERE:
        return None
    return _CALLED.get((thing.__class__, name), name)


def _by_id(found: Any) -> Any:
    return {each.id: each for each in found} if isinstance(found, tuple) else found


def _ids(found: Any, path: Path) -> Path:
    return (found[int(path[0])].id, *path[1:]) if isinstance(found, tuple) else path


def _called(follows: Any, raw: Any, keys: Path, path: Path) -> FilePlace:
    """Where one of the outcomes that call for something stands, by its decision."""
    number, name = int(path[0]), path[1]
    decision = follows[number].decision
    under = (*keys, "follows", decision)
    if name == "decision":
        return FilePlace(under, on_key=True)
    outcomes = raw["follows"][decision]
    first = next(i for i, each in enumerate(follows) if each.decision == decision)
    return FilePlace((*under, number - first) if isinstance(outcomes, list) else under)


def _in_adjustment(kind: str, raw: Any, keys: Path, path: Path) -> FilePlace:
    """Where a term of a change to an amount stands, which is written by the kind of change."""
    _, number, *rest = path
    under = (*keys, kind, number) if isinstance(raw[kind], list | tuple) else (*keys, kind)
    return FilePlace((*under, rest[0]) if rest and rest[0] in ("full", "by") else under)


def _in_condition(raw: Any, keys: Path, path: Path) -> FilePlace:
    """The place in a condition, of which a mapping's only entry stands for the mapping."""
    entries = tuple(_entries(raw))
    if len(entries) != 1:
        entry, path = entries[int(path[1])], path[2:]
    else:
        (entry,) = entries
    steps, wanted = entry
    path = path[1:] if path[:1] == ("test",) else path
    inside = isinstance(wanted, list | tuple)
    match path:
        case ("parts", int(number), *rest):
            return _in_condition(wanted[number], (*keys, *steps, number), tuple(rest))
        case ("part", *rest):
            return _in_condition(wanted, (*keys, *steps), tuple(rest))
        case ("operands", number, *_) if inside:
            return FilePlace((*keys, *steps, number))
        case ("input",):
            return FilePlace((*keys, steps[0]), on_key=True)
    return FilePlace((*keys, *steps))


def _entries(raw: Any) -> Iterator[tuple[Path, Any]]:
    """What `reading_rules.read_condition` makes one condition of: its keys, and what they hold."""
    for key, wanted in raw.items():
        if key not in ("all", "any", "not") and isinstance(wanted, Mapping):
            for operator, limit in wanted.items():
                if isinstance(limit, Mapping) and limit:
                    yield from (((key, operator, each), value) for each, value in limit.items())
                else:
                    yield (key, operator), limit
        else:
            yield (key,), wanted


def _at(raw: Any, step: str | int) -> Any:
    try:
        return raw[step]
    except (KeyError, IndexError, TypeError):
        return None
