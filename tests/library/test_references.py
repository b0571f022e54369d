"""The index of who names whom: nothing that names a thing is missing from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from tiercalc import load
from tiercalc.index import index_of, place
from tiercalc.policy import END

from handbook.checking.load import LoadedPolicy, load_policies
from handbook.source.grammar import POLICY, words_of
from handbook.source.yaml_source import Keys
from tests.paths import CASES
from tests.real import LOADED
from tests.shop import FILES

POLICIES = (*LOADED, *FILES.values(), *load_policies(CASES / "good"))
each_policy = pytest.mark.parametrize("loaded", POLICIES, ids=lambda loaded: loaded.id)

# Sections whose things have an id of their own that others name.
NAMED = (
    *("clauses", "scales", "figures", "inputs", "decisions", "amounts", "forms", "events"),
    *("roles", "deadlines", "penalties", "services", "rulings"),
)


@each_policy
def test_what_a_sound_policy_names_is_declared(loaded: LoadedPolicy) -> None:
    assert index_of(loaded.policy).unknown == ()


@each_policy
def test_every_id_that_stands_in_the_file_is_found_where_it_stands(loaded: LoadedPolicy) -> None:
    policy = loaded.policy
    ids = {id_ for section in NAMED for id_ in getattr(policy, section)}
    ids |= {value for scale in policy.scales.values() for value in scale.ids()}
    ids |= {step.id for process in policy.processes.values() for step in process.steps}
    found = {place(policy, loaded.data, each).keys for each in index_of(policy).references}
    # A result that is on no scale is called by its own name, as its decision or figure may be.
    free = {name for name, decision in policy.decisions.items() if decision.scale is None}
    named = {
        keys
        for keys, text in _texts(loaded.data)
        if text in ids and not _own_word(keys, text)
        if not (keys[0] == "decisions" and keys[1] in free and keys[-1] == "outcome")
    }
    assert named <= found


@each_policy
def test_things_that_are_called_otherwise_everywhere_leave_the_policy_sound(
    loaded: LoadedPolicy,
) -> None:
    renamed = load(_renamed(loaded, {section: f"{section}-anew" for section in NAMED}), loaded.id)
    assert index_of(renamed).unknown == ()
    assert len(index_of(renamed).references) == len(index_of(loaded.policy).references)
    for section in NAMED:
        before, after = (list(getattr(each, section)) for each in (loaded.policy, renamed))
        assert after == [f"{section}-anew", *before[1:]][: len(before)]


def _texts(data: object, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    if isinstance(data, str):
        yield keys, data
    for key, part in data.items() if isinstance(data, Mapping) else ():
        yield from _texts(part, (*keys, key))
    for number, part in enumerate(data) if isinstance(data, list) else ():
        yield from _texts(part, (*keys, number))


def _own_word(keys: Keys, text: str) -> bool:
    """True where a text is no id: a word of the grammar, a step's own id, a name or a unit."""
    leads_out = text == END and "gate" in keys
    own = keys[-1] in ("id", "sector", "window", "label", "topic", "title", "type", "does")
    own = own or ("acts" in keys and keys[-1] == "for")
    # What a clause or a value is called, which is its name where nothing else is said.
    said = keys[0] == "clauses" or (keys[0] == "scales" and len(keys) == len(("scales", "", "")))
    return own or said or leads_out or bool(words_of(POLICY.declared(keys)))


def _renamed(loaded: LoadedPolicy, names: Mapping[str, str]) -> Any:
    """The plain data with the first thing of each section called otherwise, where the index tells.

    A text or a key may name several of them.
    """
    policy = loaded.policy
    places: dict[tuple[Keys, bool], list[tuple[str, str]]] = {}
    for section, new in names.items():
        for old in list(getattr(policy, section))[:1]:
            places.setdefault(((section, old), True), []).append((old, new))
            for each in index_of(policy).naming(section, old):
                keys, on_key = place(policy, loaded.data, each)
                form = "{%s}" if each.in_text else "%s"
                places.setdefault((keys, on_key), []).append((form % old, form % new))
    return _rewritten(loaded.data, (), places)


def _rewritten(
    data: object, at: Keys, places: Mapping[tuple[Keys, bool], list[tuple[str, str]]]
) -> Any:
    if isinstance(data, Mapping):
        return {
            _called(key, places.get(((*at, key), True), [])): _rewritten(part, (*at, key), places)
            for key, part in data.items()
        }
    if isinstance(data, list):
        return [_rewritten(part, (*at, i), places) for i, part in enumerate(data)]
    return _called(data, places.get((at, False), [])) if isinstance(data, str) else data


def _called(text: str, names: list[tuple[str, str]]) -> str:
    """A text with the new names; an example counts a penalty for a role as late:clerk."""
    for old, new in names:
        words = text.split(":")
        text = ":".join(new if old == word else word for word in words)
        text = text.replace(old, new) if old.startswith("{") else text
    return text
