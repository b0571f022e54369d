"""From a cell to the value of an input, as the command line reads it; and cells made harmless."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from tiercalc.case import Value
from tiercalc.given import check_inputs
from tiercalc.policy import NUMERIC, Input, Policy
from tiercalc.words import half_width

# What most cells look like; the engine's own reader says the same of them, only more slowly.
_USUAL = {
    "money": re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?"),
    "count": re.compile(r"[0-9]{1,12}"),
    "percent": re.compile(r"[0-9]{1,2}(\.[0-9]{1,6})?"),
}
_KEPT = 10_000

# “None of these”, for an input that takes several values; a blank cell means that nobody knows.
_NOTHING = "无"

# Spreadsheets compute what begins so, full-width signs included (OWASP, “CSV injection”).
# A mark that nobody sees may stand before the sign.
_FORMULA = re.compile(r"[\t\r\n]|[\s\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠﹦﹢﹣﹫]")
_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")

CellReader = Callable[[str], Value | None]


def cell_reader(asked: Input, policy: Policy) -> CellReader:
    """A function from a cell to the value it gives; None for a blank one.

    The function raises InputError with the engine's sentence.
    """
    if asked.type in NUMERIC:
        usual = _USUAL[asked.type].fullmatch
        return lambda text: Decimal(text) if usual(text) else _read(text, asked, policy)
    kept: dict[str, Value | None] = {}

    def read(text: str) -> Value | None:
        if text not in kept:
            if len(kept) == _KEPT:
                kept.clear()
            kept[text] = _read(text, asked, policy)
        return kept[text]

    return read


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would compute it."""
    # Most cells begin with a letter or a digit, and a list has millions.
    if cell[:1].isalnum() or not _FORMULA.match(cell) or _NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}"


def _read(text: str, asked: Input, policy: Policy) -> Value | None:
    plain = half_width(text)
    if not plain:
        return None
    reading = check_inputs(policy, {asked.id: plain})
    if reading.errors and asked.type == "choices" and plain == _NOTHING:
        return ()
    return reading.or_raise()[asked.id]
