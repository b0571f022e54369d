"""From a cell to the value of an input, as the command line reads it; and cells made harmless."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from tiercalc.given import read_cell
from tiercalc.policy import (
    Input,
    Quantity,
    Value,
)

_KEPT = 10_000

# Spreadsheets compute what begins so, full-width signs included (OWASP, “CSV injection”).
# A mark that nobody sees may stand before the sign.
_FORMULA = re.compile(r"[\t\r\n]|[\s\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠﹦﹢﹣﹫]")
_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")

CellReader = Callable[[str], Value | None]


def cell_reader(asked: Input) -> CellReader:
    """A function from a cell to the value it gives; None for a blank one.

    The function raises InputError with the engine's sentence.
    """
    if isinstance(asked.type, Quantity) and asked.type.is_whole_range:
        # The engine's reader says the same of most cells, only more slowly.
        usual = asked.type.usual.fullmatch
        return lambda text: Decimal(text) if usual(text) else read_cell(asked, text)
    kept: dict[str, Value | None] = {}

    def read(text: str) -> Value | None:
        if text not in kept:
            if len(kept) == _KEPT:
                kept.clear()
            kept[text] = read_cell(asked, text)
        return kept[text]

    return read


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would compute it."""
    # Most cells begin with a letter or a digit, and a list has millions.
    if cell[:1].isalnum() or not _FORMULA.match(cell) or _NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}"
