"""The shops that tests are proved on: small policies of their own, under tests/shops/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tiercalc.policy.policy import Policy
from tiercalc.policy.reading import load

from handbook.checking.load import LoadedPolicy, load_policies
from tests.paths import SHOPS as FOLDER

FILES: dict[str, LoadedPolicy] = {loaded.id: loaded for loaded in load_policies(FOLDER)}
SHOPS: dict[str, Policy] = {name: loaded.policy for name, loaded in FILES.items()}


def shop(name: str, changes: Mapping[str, object] | None = None) -> Policy:
    """A shop, with other plain data at some places of its file: `figures.floor.value`."""
    data: Any = FILES[name].data
    for place, value in (changes or {}).items():
        data = _changed(data, place.split("."), value)
    return load(data, name)


def _changed(data: Any, way: list[str], value: object) -> Any:
    key, *rest = way
    if isinstance(data, Mapping):
        return {**data, key: _changed(data.get(key), rest, value) if rest else value}
    at = int(key)
    return [*data[:at], _changed(data[at], rest, value) if rest else value, *data[at + 1 :]]
