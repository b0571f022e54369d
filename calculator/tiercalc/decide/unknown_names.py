"""What the unknowns of a question are called in its formulas and diagrams."""

from __future__ import annotations

from typing import Literal, cast

_Owner = Literal["input", "figure", "question"]


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


def owner(unknown: str) -> tuple[_Owner, str]:
    """The kind (input, figure, question) and id that an unknown belongs to."""
    kind, _, rest = unknown.partition(":")
    return cast(_Owner, kind), rest.partition("#")[0]
