"""The types of a policy's texts that name things or say something, for the fields of the model.

A field's type tells the index of references (`references`) all that it needs: what kind of thing
is named there. Of what list a name is may hang on a field beside it; `kinds` says of each kind how.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True)
class Names:
    """Marks what names a thing of the policy: a section's, or a kind that `kinds` tells."""

    kind: str


@dataclass(frozen=True)
class Derived:
    """Marks what is made of things that stand elsewhere in the model, and named there."""


@dataclass(frozen=True)
class Said:
    """Marks what is said to a reader; `{…}` in it names a thing of the kind, where there is one."""

    kind: str | None = None


ClauseId = Annotated[str, Names("clauses")]
ScaleId = Annotated[str, Names("scales")]
FigureId = Annotated[str, Names("figures")]
InputId = Annotated[str, Names("inputs")]
DecisionId = Annotated[str, Names("decisions")]
RoleId = Annotated[str, Names("roles")]
FormId = Annotated[str, Names("forms")]
EventId = Annotated[str, Names("events")]
DeadlineId = Annotated[str, Names("deadlines")]
PenaltyId = Annotated[str, Names("penalties")]
RulingId = Annotated[str, Names("rulings")]
# What a condition tests: an input, a decision by what it gives, or an amount.
TestedId = Annotated[str, Names("tested")]
# An input or another amount; a decision or a figure.
BaseId = Annotated[str, Names("base")]
RateId = Annotated[str, Names("rate")]
# What is added to an amount, taken off it or its limit: a figure, an input or another amount.
TermId = Annotated[str, Names("term")]
# An outcome of the decision by which an amount is multiplied, or all others.
RatedId = Annotated[str, Names("rated")]
# An outcome of the decision around it, or named beside it; one of those, or what later rules say.
OutcomeId = Annotated[str, Names("outcome")]
AmongId = Annotated[str, Names("among")]
# A value of the scale of the input that is tested.
ChoiceId = Annotated[str, Names("choice")]
# The scale whose values a service is for, or all; one of these values; a value of any scale.
ScopeId = Annotated[str, Names("scope")]
ServedId = Annotated[str, Names("served")]
ValueId = Annotated[str, Names("value")]
# A step of the same process, or its end.
NextId = Annotated[str, Names("next")]
# A role, or nobody in particular.
BlamedId = Annotated[str, Names("blamed")]
# A penalty, or a penalty and the role that it is counted for: late:clerk.
CountedId = Annotated[str, Names("counted")]

Label = Annotated[str, Said()]
Text = Annotated[str, Said("figures")]
EvidenceText = Annotated[str, Said("reported")]
