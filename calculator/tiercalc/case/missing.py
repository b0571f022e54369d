"""What keeps an answer open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MissingKind = Literal["input", "figure", "ruling", "question"]


@dataclass(frozen=True)
class Missing:
    """What would have to be known: an input, a figure, a ruling, a question of an input."""

    kind: MissingKind
    id: str
