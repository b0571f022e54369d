"""The same place in both versions, and whether the same stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tiercalc.policy import canonical_json, parse_number

from handbook.comparing.changes import Cited, Value
from handbook.comparing.side import ABSENT, Side, form, is_field, plain
from handbook.source.yaml_source import Keys


@dataclass(frozen=True)
class Pair:
    """One place as it is in the old and in the new version; items of lists may have moved."""

    old: Side
    new: Side
    old_keys: Keys
    new_keys: Keys

    @property
    def before(self) -> object:
        """What stood there; ABSENT for nothing."""
        return self.old.at(self.old_keys)

    @property
    def after(self) -> object:
        """What stands there now; ABSENT for nothing."""
        return self.new.at(self.new_keys)

    @property
    def form(self) -> tuple[str, ...]:
        """What kind of place it is: its fields, with `*` for an id and `#` for a list's item."""
        return form(self.new_keys)

    @property
    def place(self) -> str:
        """The place in the reader's words, as the version says that still has it."""
        gone = self.after is ABSENT and not is_field(self.new_keys)
        return self.old.place(self.old_keys) if gone else self.new.place(self.new_keys)

    @property
    def cited(self) -> Cited:
        """The clauses of the thing that the place belongs to."""
        found = self.new.cited(self.new_keys)
        return found if found.clauses else self.old.cited(self.old_keys)

    def child(self, key: str) -> Pair:
        """An entry of the mapping there."""
        return Pair(self.old, self.new, (*self.old_keys, key), (*self.new_keys, key))

    def item(self, old: int, new: int) -> Pair:
        """An item of the list there."""
        return Pair(self.old, self.new, (*self.old_keys, old), (*self.new_keys, new))

    def values(self, words: tuple[str, str] | None = None) -> tuple[Value, Value]:
        """What stands on either side, in `words` or plainly, such that the words differ."""
        plainly = (
            self.old.value(self.old_keys, self.before),
            self.new.value(self.new_keys, self.after),
        )
        raw = (canonical_json(plain(self.before)), canonical_json(plain(self.after)))
        old, new = next((each for each in (words, plainly) if each and each[0] != each[1]), raw)
        return Value(plain(self.before), old), Value(plain(self.after), new)


def same(before: object, after: object) -> bool:
    """True where two pieces of plain data mean the same.

    One thing may stand alone or in a list of one, entries in any order, a number as its digits.
    """
    if isinstance(before, list) != isinstance(after, list):
        before, after = _listed(before), _listed(after)
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(same, before, after))
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return before.keys() == after.keys() and all(same(before[k], after[k]) for k in before)
    if type(before) is type(after):
        return before == after
    number = parse_number(before)
    return number is not None and number == parse_number(after)


def _listed(data: object) -> list[object]:
    return data if isinstance(data, list) else [data]
