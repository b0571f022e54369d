"""The shape of the types with few values, one of which holds."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import ClassVar, override

from tiercalc.policy.types.base import Single, Type, Value


class Finite(Type):
    """One of few values."""

    control: ClassVar[str] = "radio"

    @classmethod
    @override
    def takes_figure(cls, side: str) -> bool:
        return False

    @property
    @abstractmethod
    def values(self) -> tuple[Single, ...]:
        """Every value, the highest first where they have an order."""

    @abstractmethod
    def options(self) -> Iterable[tuple[str, str]]:
        """Every value as its control carries it, with its name."""

    @abstractmethod
    def upwards(self, good: tuple[Single, ...], start: Value | None) -> Single | None:
        """The least of some values that somebody can come to from the one that holds."""

    @abstractmethod
    def is_higher(self, value: Value) -> bool:
        """Whether a value is more than the least that there is."""
