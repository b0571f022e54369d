"""The shape of the types with too many values to list."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import ClassVar, override

from tiercalc.policy.types.base import Single, Type, Value, Verdict


class Reading(ABC):
    """A test as it is on one day, with everything known put in: a value meets it or not."""

    @abstractmethod
    def holds(self, value: Value) -> bool:
        """Whether a value meets it."""


class Sampled(Type):
    """One value out of very many; the type itself gives those that stand for all.

    A test may hang on the day of the case, and on a convention that its policy leaves open: then it
    has a reading for each of `conventions`, and `question` says what is open.
    """

    conventions: ClassVar[tuple[str, ...]]
    question: ClassVar[str]

    @abstractmethod
    def readings(self, side: str, limit: Single, on: date) -> tuple[Reading, ...]:
        """How a test may be read on a day: one way, or one for each convention, in their order."""

    @abstractmethod
    def can_be(self, value: Value, on: date) -> bool:
        """Whether somebody can have a value on a day."""

    @abstractmethod
    def cells(self, readings: Iterable[Reading], on: date) -> tuple[Single, ...]:
        """Values that somebody can have on a day, and that stand for all of these.

        Whatever the readings say of any such value they say of one of them.
        """

    @abstractmethod
    def turns(self, side: str, values: Iterable[Single], on: date) -> set[Decimal]:
        """The limits, not set, at which a test of these values turns."""

    @abstractmethod
    def within(
        self, reading: Reading, wanted: bool
    ) -> tuple[Decimal | None, Decimal | None] | None:
        """Between which numbers a value comes out as wanted; None where nobody can work for it."""

    @abstractmethod
    def numbered(self, number: Decimal) -> Single:
        """The value of a number of `within`."""

    @abstractmethod
    def told(
        self, label: str, side: str, limit: Single | None, written: str, on: date | None
    ) -> tuple[str, ...]:
        """A test of an input in words: the parts of a sentence, with the day's own where given."""

    @override
    def meets(self, value: Value, side: str, limit: Single, on: date) -> Verdict:
        found = {reading.holds(value) for reading in self.readings(side, limit, on)}
        return found.pop() if len(found) == 1 else None
