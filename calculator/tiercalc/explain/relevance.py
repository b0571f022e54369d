"""Which decisions a case asks for, where decisions share their inputs.

Whoever gives what one decision needs has often given a part of another one, too. That other one
is left out while all it could say is that it cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tiercalc.case import Situation

if TYPE_CHECKING:
    from tiercalc.explain.documents import ExplainedDocument


@dataclass(frozen=True)
class _Decided:
    """A decision's inputs, those of them that were given, and how it came out."""

    inputs: frozenset[str]
    given: frozenset[str]
    missing: frozenset[str]
    settled: bool


def unasked(answers: Mapping[str, ExplainedDocument], situation: Situation) -> Iterator[str]:
    """The decisions that nobody asked for, by their answers as documents.

    The tier is what the policy is for, and a settled answer costs nobody anything: both stay.
    Another one goes where a decision was given all that it was given and more, or as much
    and has settled on it, unless the rest of what it needs is asked for there anyway.
    """
    found = {key: _decided(key, answer, situation) for key, answer in answers.items()}
    tier = situation.policy.tier
    for key, own in found.items():
        is_tier = situation.policy.decisions[key] is tier
        others = (other for name, other in found.items() if name != key)
        hanging = own.given and not own.settled and not is_tier
        if hanging and any(_outdone(own, other) for other in others):
            yield key


def _decided(key: str, answer: ExplainedDocument, situation: Situation) -> _Decided:
    inputs = situation.policy.decisions[key].inputs
    missing = frozenset(each["id"] for each in answer["missing"] if each["kind"] == "input")
    given = inputs & situation.values.keys()
    return _Decided(inputs, given, missing, not answer["undetermined"])


def _outdone(own: _Decided, other: _Decided) -> bool:
    if own.given == other.given:
        return other.settled and own.given != own.inputs
    return own.given < other.given and not (own.missing and own.missing <= other.inputs)
