"""What every type of input can do, and the plain shapes that its values and limits have.

A type stands before everything that uses it, so that one file says all of it: it reads what was
typed, compares, and gives the cells of what is unknown. Its words are here, too, as far as they
need nothing but its own values; numbers are written with their units by `tiercalc.words`. What
goes wrong is raised as `NoValueError`, which `tiercalc.given` makes a sentence about the input.
"""

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

from tiercalc.policy.ids import ChoiceId, FigureId
from tiercalc.policy.plain import Node, parse_number
from tiercalc.policy.scales import Scale

Verdict = bool | None
Single = Decimal | bool | str | date
Value = Single | tuple[str, ...]

COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "eq": operator.eq,
}
# What is true of a value and a limit where the given comparison is not.
OPPOSITE: Mapping[str, str] = {
    "gt": "lte",
    "gte": "lt",
    "lt": "gte",
    "lte": "gt",
    "eq": "ne",
}


@dataclass(frozen=True)
class FigureRef:
    """A figure named as an operand."""

    figure: FigureId


Operand = Decimal | FigureRef | ChoiceId | bool | date
# An operator with what it compares with, as a file writes it for one input.
Wanted = tuple[str, tuple[Operand, ...]]


class NoValueError(Exception):
    """What was given is no value of a type.

    `expected` says what should stand there, or `among` which values by their labels; `found` says
    more of what was given.
    """

    def __init__(
        self,
        text: str,
        expected: str = "",
        found: str = "",
        among: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(text)
        self.text = text
        self.expected = expected
        self.found = found
        self.among = among


class Type(ABC):
    """A type of input.

    `name` is its word in files and programs, `title` a maintainer's, `asked` what it is called
    where a page says what is filled in, `rests_on` what somebody who applies a rule looks at,
    `control` the kind of control that the page has for it. `unit` is None where the figures that
    an input is compared with say it. `sign` stands between an input's name and its value, the
    words of `sides` before what it is compared with.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    asked: ClassVar[str]
    rests_on: ClassVar[str]
    control: ClassVar[str]
    # What is written for it, where no scale says that.
    written: ClassVar[str] = ""
    unit: ClassVar[str | None] = ""
    sign: ClassVar[str] = "："
    sides: ClassVar[Mapping[str, str]] = {
        "gt": "高于",
        "gte": "不低于",
        "lt": "低于",
        "lte": "不高于",
        "eq": "为",
        "ne": "不是",
    }
    # Whether its values are those of a scale.
    scaled: ClassVar[bool] = False
    # What a condition compares it with, whether by higher and lower as well.
    limits: ClassVar[str] = ""
    ordered: ClassVar[bool] = True
    # How it is said, behind its name, that an input has come to a value.
    becomes: ClassVar[str] = "为“{}”"
    # What a test wants, where that is shorter than its condition.
    demand: ClassVar[str] = ""
    # Whether a value is a name, which a sentence has in quotation marks.
    quoted: ClassVar[bool] = True
    # Whether an empty text says something, too.
    reads_nothing: ClassVar[bool] = False
    # What an empty control means.
    blank: ClassVar[str] = "不知道"

    @classmethod
    @abstractmethod
    def takes_figure(cls, side: str) -> bool:
        """Whether a condition may name a figure behind a key, or where there is none."""

    @classmethod
    @abstractmethod
    def declared(cls, node: Node, scales: Mapping[str, Scale]) -> Self:
        """The type of an input as a file declares it."""

    @property
    def wanted(self) -> str:
        """What is written for it on the command line."""
        return self.written

    @abstractmethod
    def read_text(self, text: str) -> Value:
        """A value from what was typed, in half-width characters. Raises NoValueError."""

    @abstractmethod
    def read_data(self, data: object) -> Value:
        """A value from what YAML or JSON hold. Raises NoValueError."""

    def read_cell(self, text: str) -> Value:
        """A value from a cell of a list that is not blank. Raises NoValueError."""
        return self.read_text(text)

    @classmethod
    def is_limit(cls, data: object) -> bool:
        """Whether a condition may compare it with what a file says."""
        return not isinstance(data, bool) and parse_number(data) is None

    @abstractmethod
    def read_limit(self, node: Node) -> Operand:
        """What a condition compares with."""

    def read_tests(self, node: Node) -> list[Wanted]:
        """What a condition asks of an input: one of some values, or to lie within limits."""
        if isinstance(node.value, Mapping):
            return [(side, (self.read_limit(limit),)) for side, limit in node.fields().items()]
        values = node.items() if isinstance(node.value, list | tuple) else [node]
        return [("eq", tuple(self.read_limit(value) for value in values))]

    @abstractmethod
    def meets(self, value: Value, side: str, limit: Single, on: date) -> Verdict:
        """Whether a value stands on a side of a limit: `gt`, `gte`, `lt`, `lte` or `eq`.

        None where the policy leaves open how that is meant on the day.
        """

    def opposite(self, side: str) -> str:
        """The side on which a value stands where it does not stand on another one."""
        return OPPOSITE[side]

    @abstractmethod
    def text(self, value: Value) -> str:
        """A value in the reader's words, without a unit."""

    def said(self, limits: tuple[Operand, ...], negated: bool) -> tuple[str, tuple[Operand, ...]]:
        """How a sentence says that a value is, or is not, one of some: its word and the values."""
        return self.sides["ne" if negated else "eq"], limits

    @abstractmethod
    def plain(self, value: Value) -> str | bool | list[str]:
        """A value as programs read it."""

    @abstractmethod
    def typed(self, value: Value) -> str:
        """A value as its control and an address carry it."""
