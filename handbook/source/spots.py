"""Walking plain data that may have any shape: what is not there, or not of the kind, is empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.source.yaml_source import Keys


@dataclass(frozen=True)
class Spot:
    """A value inside a file's plain data, with the path of keys and indexes that leads to it."""

    value: object
    keys: Keys = ()

    def get(self, key: str) -> Spot:
        """A mapping's entry; a spot with None where there is none."""
        found = self.value.get(key) if isinstance(self.value, dict) else None
        return Spot(found, (*self.keys, key))

    def has(self, key: str) -> bool:
        """True where a mapping has the key."""
        return isinstance(self.value, dict) and key in self.value

    def at(self, keys: Keys) -> Spot:
        """What a path of keys and places leads to; a spot with None where there is nothing."""
        found = self
        for key in keys:
            items = dict(enumerate(found.items()))
            found = found.get(key) if isinstance(key, str) else items.get(key, Spot(None, keys))
        return found

    def fields(self) -> Iterator[tuple[str, Spot]]:
        """A mapping's entries, in the order of the file."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield key, Spot(value, (*self.keys, key))

    def items(self) -> Iterator[Spot]:
        """A list's items."""
        if isinstance(self.value, list):
            for place, value in enumerate(self.value):
                yield Spot(value, (*self.keys, place))

    def words(self) -> Iterator[Spot]:
        """The texts of a list, or the one text that stands in its place."""
        if isinstance(self.value, str):
            yield self
        yield from (item for item in self.items() if isinstance(item.value, str))

    @property
    def text(self) -> str:
        """The text; empty where there is none."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def flag(self) -> bool:
        """True where the file says true."""
        return self.value is True
