"""What keeps an answer open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Missing:
    """What would have to be known: an input, an unset figure, or a ruling."""

    kind: str
    id: str
