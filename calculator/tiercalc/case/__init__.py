"""One case: what is given on a day, conditions on it, and what is missing."""

from tiercalc.case.arithmetic import EXACT, counted_as, every_full, factor, rounded
from tiercalc.case.conditions import (
    accepted,
    limits_of,
    opposite,
    some,
    verdict,
    worth_of,
)
from tiercalc.case.missing import Missing, MissingKind
from tiercalc.case.moments import Moment, day_of, is_earlier
from tiercalc.case.ranges import Worths, winning
from tiercalc.case.situation import Situation
from tiercalc.case.worth import Worth

__all__ = [
    "EXACT",
    "Missing",
    "MissingKind",
    "Moment",
    "Situation",
    "Worth",
    "Worths",
    "accepted",
    "counted_as",
    "day_of",
    "every_full",
    "factor",
    "is_earlier",
    "limits_of",
    "opposite",
    "rounded",
    "some",
    "verdict",
    "winning",
    "worth_of",
]
