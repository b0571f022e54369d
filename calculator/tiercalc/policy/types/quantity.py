"""The shape of the types whose values are numbers."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self, cast, override

from tiercalc.policy.plain import BOUNDED, Node, is_bounded, parse_number, plain_number
from tiercalc.policy.scales import Scale
from tiercalc.policy.types.base import (
    COMPARE,
    FigureRef,
    NoValueError,
    Operand,
    Single,
    Type,
    Value,
)

# A text that is longer is nobody's number.
LONGEST = 200
# A number that ends in its point is one on the way to its decimals.
_NUMBER = re.compile(r"-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]*)?")


@dataclass(frozen=True)
class Quantity(Type):
    """A number from `least` up to `most`, which is None where it has no end.

    `end` is where every input of the type ends. `step` is that by which somebody is advised to
    change it; every value has at most `decimals`. `reached` says that it has come up to a limit.
    What looks like `usual` is a value as it stands, without being read.
    """

    least: Decimal
    most: Decimal | None = None

    rests_on: ClassVar[str] = "数字"
    control: ClassVar[str] = "text"
    sign: ClassVar[str] = ""
    quoted: ClassVar[bool] = False
    end: ClassVar[Decimal | None] = None
    step: ClassVar[Decimal]
    decimals: ClassVar[int]
    expected: ClassVar[str]
    noun: ClassVar[str] = "数"
    usual: ClassVar[re.Pattern[str]]
    reached: ClassVar[str] = "满"
    # The unit of a difference, where it is another one.
    difference: ClassVar[str | None] = None

    @classmethod
    @override
    def takes_figure(cls, side: str) -> bool:
        return True

    @classmethod
    @override
    def declared(cls, node: Node, scales: Mapping[str, Scale]) -> Self:
        least, most = (node.optional(bound, Node.number) for bound in ("least", "most"))
        return cls(least or Decimal(0), cls.end if most is None else most)

    @property
    def is_whole_range(self) -> bool:
        """Whether an input takes every number of its type."""
        return self.least == 0 and self.most == self.end

    @property
    def grid(self) -> Decimal:
        """Every value that can be given is a multiple of it."""
        return Decimal(1).scaleb(-self.decimals)

    @override
    def read_text(self, text: str) -> Decimal:
        if len(text) > LONGEST:
            raise NoValueError(text, self.expected, f"，共 {len(text)} 个字符，太长了")
        number = typed_number(text)
        if number is None:
            raise NoValueError(text, self.expected)
        return self._fitting(number, text)

    @override
    def read_data(self, data: object) -> Decimal:
        number = parse_number(data)
        if number is None:
            raise NoValueError(str(data), self.expected)
        return self._fitting(number, str(number))

    @override
    def read_limit(self, node: Node) -> Operand:
        number = node.quantity()
        return FigureRef(node.text()) if number is None else number

    @override
    def meets(self, value: Value, side: str, limit: Single, on: date) -> bool:
        return COMPARE[side](value, limit)

    @override
    def text(self, value: Value) -> str:
        return plain_number(cast(Decimal, value))

    @override
    def plain(self, value: Value) -> str:
        return plain_number(cast(Decimal, value))

    @override
    def typed(self, value: Value) -> str:
        return plain_number(cast(Decimal, value))

    @abstractmethod
    def fits(self, number: Decimal) -> bool:
        """Whether a number that is not negative can be a value."""

    def _fitting(self, number: Decimal, text: str) -> Decimal:
        """The number in its shortest form, once it is known to be a value."""
        if not is_bounded(number):
            raise NoValueError(text, BOUNDED)
        if number < 0 or not self.fits(number):
            raise NoValueError(text, self.expected)
        if number < self.least:
            raise NoValueError(text, f"不小于 {plain_number(self.least)} 的{self.noun}")
        if self.most is not None and number > self.most:
            raise NoValueError(text, f"不大于 {plain_number(self.most)} 的{self.noun}")
        return Decimal(plain_number(number))


def typed_number(text: str) -> Decimal | None:
    """Digits, with their thousands in groups of three or in none, as a number."""
    return Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else None
