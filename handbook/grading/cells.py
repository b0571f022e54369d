"""From a cell to the value of an input, as the command line reads it; and cells made harmless."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tiercalc import InputError
from tiercalc.given import read_cell
from tiercalc.policy import (
    Input,
    Policy,
    Quantity,
    Value,
)
from tiercalc.words import quoted

from handbook.grading.columns import Column, own_unit
from handbook.grading.refunds import Refunds, refund_hint
from handbook.grading.written import as_typed, hint, signed
from handbook.source.characters import is_hidden

_KEPT = 10_000

# Spreadsheets compute what begins so, full-width signs included (OWASP, “CSV injection”).
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
# What is passed over on the way to the sign: spaces, and whatever does not show.
_MAYBE = re.compile(rf"[\W\u115f\u1160\u3164\uffa0]*?[{_SIGNS}]")
# What begins so and is harmless as it stands: a number, for telephones too; a dash, or a word
# behind it; and text in quotation marks, as codes are written whose zeros are to stay.
_PLAIN = re.compile(
    r'[+-][0-9][0-9 ().-]*|-[\u3400-\u9fff\U00020000-\U0003ffff][\w·、，。 ]*|="[^"]*"|\s*[-－]\s*'
)

CellReader = Callable[[str], Value | None]


def cell_reader(asked: Input, policy: Policy, column: Column, refunds: Refunds) -> CellReader:
    """A function from a column's cell to the value it gives; None for a blank one.

    The function raises InputError with the engine's sentence, and what to do about it. Where
    refunds come off, an amount below nought is none.
    """
    own = own_unit(asked, policy)

    def slowly(text: str) -> Value | None:
        try:
            return read_cell(asked, as_typed(text, asked, own, column.unit))
        except InputError as error:
            amount = signed(text, asked, own, column.unit)
            if amount is None or amount >= 0 or not isinstance(asked.type, Quantity):
                message = f"{error.message}{hint(text, asked)}"
            elif refunds is Refunds.OFF and not asked.type.least:
                return Decimal(0)
            else:
                said = quoted(text.strip())
                message = f"“{asked.label}”填的是{said}。{refund_hint([policy], refunds)}"
            raise InputError(error.code, error.place, message) from None

    kept: dict[str, Value | None] = {}

    def read(text: str) -> Value | None:
        if text not in kept:
            if len(kept) == _KEPT:
                kept.clear()
            kept[text] = slowly(text)
        return kept[text]

    if isinstance(asked.type, Quantity) and asked.type.is_whole_range and column.unit is None:
        # The engine's reader says the same of most cells, only more slowly.
        usual = asked.type.usual.fullmatch
        return lambda text: Decimal(text) if usual(text) else read(text)
    return read


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would compute it."""
    found = _MAYBE.match(cell)
    if found is None or _PLAIN.fullmatch(cell):
        return cell
    skipped = found[0][:-1]
    return f"'{cell}" if all(each.isspace() or is_hidden(each) for each in skipped) else cell


@dataclass
class Guard:
    """Makes the cells of a list harmless, and counts those that it had to change."""

    changed: int = 0

    def __call__(self, cell: str) -> str:
        """The cell, harmless."""
        safe = harmless(cell)
        self.changed += safe is not cell
        return safe


def as_it_is(cell: str) -> str:
    """The cell, whatever a spreadsheet makes of it."""
    return cell
