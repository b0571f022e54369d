"""What the unknowns of a question are called in its formulas and diagrams."""

from __future__ import annotations

from typing import Literal, cast

from tiercalc.policy import IfRuled

_Owner = Literal["input", "figure", "question", "ruling", "amount"]


def input_name(asked: str) -> str:
    """The unknown that stands for an input."""
    return f"input:{asked}"


def identity_name(asked: str, value: str) -> str:
    """The unknown that stands for one identity of a `choices` input."""
    return f"input:{asked}#{value}"


def figure_name(figure: str) -> str:
    """The unknown that stands for an unset figure."""
    return f"figure:{figure}"


def question_name(asked: str) -> str:
    """The unknown that stands for what a policy leaves open of an input's type."""
    return f"question:{asked}"


def ruling_name(hinge: IfRuled) -> str:
    """The unknown that stands for what a ruling will say of the cases of an open rule."""
    label = "" if hinge.label is None else f"#{hinge.label}"
    return f"ruling:{hinge.ruling}#{hinge.decision}#{hinge.rule}{label}"


def amount_name(amount: str, way: int) -> str:
    """The unknown that stands for an amount, in one way in which its rates may fall."""
    return f"amount:{amount}#{way}"


def owner(unknown: str) -> tuple[_Owner, str]:
    """The kind (input, figure, question, ruling, amount) and id that an unknown belongs to."""
    kind, _, rest = unknown.partition(":")
    return cast(_Owner, kind), rest.partition("#")[0]
