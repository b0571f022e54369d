"""The policies and the glossary keep to the words that the glossary chose."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from handbook.checking.glossary import glossary_file, read
from handbook.checking.load import LoadedPolicy
from tests.paths import POLICY
from tests.real import LOADED

TERMS = read(glossary_file(POLICY)).terms
AVOIDED = {word: term.name for term in TERMS for word in term.avoid}
QUOTED = re.compile("[“《][^”》]*[”》]")


def texts(data: object) -> Iterator[str]:
    """Every text of a policy, but for what its source is called."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from texts(item)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key != "source":
                yield from texts(value)


def names(loaded: LoadedPolicy) -> Iterator[str]:
    """The names that a policy takes from its source: of roles, forms, and values such as tiers."""
    policy = loaded.policy
    for part in (policy.roles, policy.forms):
        yield from (each.label for each in part.values())
    for scale in policy.scales.values():
        yield from (value.label for value in scale.values)


@pytest.mark.parametrize("loaded", LOADED, ids=lambda each: each.id)
def test_policies_use_the_words_of_the_glossary(loaded: LoadedPolicy) -> None:
    """A source's names, and its words in quotation marks, stay as they are."""
    own = [name for name in names(loaded) if any(word in name for word in AVOIDED)]
    for text in texts(loaded.data):
        ours = QUOTED.sub("", text)
        for name in own:
            ours = ours.replace(name, "")
        assert [(word, AVOIDED[word]) for word in AVOIDED if word in ours] == [], text


def test_the_glossary_uses_its_own_words() -> None:
    for term in TERMS:
        ours = QUOTED.sub("", term.name + term.text)
        assert [word for word in AVOIDED if word in ours] == [], term.name
