"""One case: what is given on a day, conditions on it, and what is missing."""

from tiercalc.case.conditions import (
    accepted,
    limits_of,
    opposite,
    some,
    verdict,
)
from tiercalc.case.missing import Missing, MissingKind
from tiercalc.case.moments import Moment, day_of, is_earlier
from tiercalc.case.situation import Situation

__all__ = [
    "Missing",
    "MissingKind",
    "Moment",
    "Situation",
    "accepted",
    "day_of",
    "is_earlier",
    "limits_of",
    "opposite",
    "some",
    "verdict",
]
