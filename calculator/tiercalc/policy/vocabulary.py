"""The fixed words of a policy file, and the plain shapes of its values."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from tiercalc.policy.ids import ClauseId, DecisionId, OutcomeId

Number = Decimal
Clauses = tuple[ClauseId, ...]
Period = Literal["day", "month", "quarter", "year"]
PERIODS: frozenset[str] = frozenset({"day", "month", "quarter", "year"})
Sense = Literal["by", "on", "until"]
# How a source lists: by way of example only, or with more behind it than it names.
Listing = Literal["example", "more"]
# What a count of time can meet that a ruling is about: a closing time before it ends, an event on a
# working day before work begins, days off (or weekend days that are worked), a last day off.
Met = Literal["closing", "before_opening", "days_off", "last_day_off"]
# Among the outcomes of an open rule: what the later rules say.
OTHERWISE = "otherwise"
# Among the roles of a ruling: what happened is put down to nobody in particular.
UNNAMED = "unnamed"
# Where a step leads after which nothing follows.
END = "end"
# What an example expects where there is no answer.
UNDETERMINED = "undetermined"


class Called(NamedTuple):
    """An outcome of a decision that calls for something."""

    decision: DecisionId
    outcome: OutcomeId


Follows = tuple[Called, ...]
