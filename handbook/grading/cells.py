"""From a cell to the value of an input, as the command line reads it; and cells made harmless."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tiercalc.given import read_cell
from tiercalc.policy import (
    Input,
    Quantity,
    Value,
)

from handbook.source.characters import is_hidden

_KEPT = 10_000

# Spreadsheets compute what begins so, full-width signs included (OWASP, “CSV injection”).
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
# What is passed over on the way to the sign: spaces, and whatever does not show.
_MAYBE = re.compile(rf"[\W\u115f\u1160\u3164\uffa0]*?[{_SIGNS}]")
# What begins so and is harmless as it stands: a number, for telephones too; a word behind a dash;
# and text in quotation marks, as codes are written whose zeros are to stay.
_PLAIN = re.compile(
    r'[+-][0-9][0-9 ().-]*|-[\u3400-\u9fff\U00020000-\U0003ffff][\w·、，。 ]*|="[^"]*"'
)

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
