"""One case: what is given on a day, conditions on it, and what is missing."""

from tiercalc.case.conditions import (
    COMPARE,
    OPPOSITE,
    Verdict,
    accepted,
    limits_of,
    operand_number,
    opposite,
    some,
    verdict,
)
from tiercalc.case.missing import Missing
from tiercalc.case.moments import Moment, day_of, is_earlier
from tiercalc.case.situation import Situation, Value

__all__ = [
    "COMPARE",
    "OPPOSITE",
    "Missing",
    "Moment",
    "Situation",
    "Value",
    "Verdict",
    "accepted",
    "day_of",
    "is_earlier",
    "limits_of",
    "operand_number",
    "opposite",
    "some",
    "verdict",
]
