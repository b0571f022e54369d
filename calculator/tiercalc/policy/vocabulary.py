"""The fixed words of a policy file, and the plain shapes of its values."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Number = Decimal
Clauses = tuple[str, ...]
# Decisions, each with an outcome that calls for something: (("tier", "gold"), ("tier", "silver")).
Follows = tuple[tuple[str, str], ...]
InputType = Literal["money", "count", "percent", "bool", "choice", "choices"]
Operator = Literal["gt", "gte", "lt", "lte"]
Period = Literal["day", "month", "quarter", "year"]
Sense = Literal["by", "on", "until"]
# What a count of time can meet that a ruling is about: a closing time before it ends, an event on a
# working day before work begins, days off (or weekend days that are worked), a last day off.
Met = Literal["closing", "before_opening", "days_off", "last_day_off"]
# Among the outcomes of an open rule: what the later rules say.
OTHERWISE = "otherwise"
# Among the roles of a ruling: what happened is put down to nobody in particular.
UNNAMED = "unnamed"
# What an example expects where there is no answer.
UNDETERMINED = "undetermined"
NUMERIC: frozenset[str] = frozenset({"money", "count", "percent"})
