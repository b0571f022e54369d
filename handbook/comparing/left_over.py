"""Names that a change took out of a policy and that its texts still say."""

from __future__ import annotations

from collections.abc import Iterator

from tiercalc.index import index_of, place
from tiercalc.policy import Policy

from handbook.comparing.changes import Cited, LeftOver
from handbook.comparing.side import Side
from handbook.source.yaml_source import Keys

# A single character is a word of many others.
_SHORTEST = 2


def left_over(old: Side, new: Side) -> Iterator[LeftOver]:
    """The names of the old version that are none in the new one, and where they still stand.

    Only what was a name is looked for: nothing in a text alone says that a word was meant as one.
    """
    before, after = _names(old.policy), _names(new.policy)
    for name in before:
        if name in after or len(name) < _SHORTEST:
            continue
        longer = [each for each in after if name in each and each not in before]
        places = tuple(_where(name, longer, new))
        if places:
            said = tuple(dict.fromkeys(new.place(keys) for keys in places))
            yield LeftOver(places[0], f"“{name}”", Cited({}), said)


def _where(name: str, longer: list[str], new: Side) -> Iterator[Keys]:
    """Where a text says a name, but not as part of a longer one that is new."""
    for saying in index_of(new.policy).sayings:
        text = saying.text
        for each in longer:
            text = text.replace(each, "")
        if name in text:
            yield place(new.policy, new.loaded.data, saying).keys


def _names(policy: Policy) -> dict[str, None]:
    """What tiers and other values, figures, inputs, roles and the like are called."""
    values = (value for scale in policy.scales.values() for value in scale.values)
    called = [
        *(each.label for each in values),
        *(each.label for each in policy.figures.values()),
        *(each.label for each in policy.inputs.values()),
        *(each.label for each in policy.decisions.values()),
        *(each.label for each in policy.amounts.values()),
        *(each.label for each in policy.roles.values()),
        *(each.label for each in policy.forms.values()),
        *(each.label for each in policy.events.values()),
        *(each.label for each in policy.services.values()),
    ]
    return dict.fromkeys(called)
