"""The types of inputs: one class each, in a file of its own, of one of these shapes.

Where code has to tell shapes apart it matches `InputType` and ends with `assert_never`.
"""

from __future__ import annotations

from collections.abc import Mapping

from tiercalc.policy.types.choice import Choice
from tiercalc.policy.types.choices import Choices
from tiercalc.policy.types.count import Count
from tiercalc.policy.types.day import Day
from tiercalc.policy.types.finite import Finite
from tiercalc.policy.types.money import Money
from tiercalc.policy.types.percent import Percent
from tiercalc.policy.types.quantity import Quantity
from tiercalc.policy.types.sampled import Sampled
from tiercalc.policy.types.yes_no import YesNo

InputType = Quantity | Finite | Choices | Sampled

TYPES: Mapping[str, type[InputType]] = {
    kind.name: kind for kind in (Money, Count, Percent, YesNo, Choice, Choices, Day)
}

__all__ = [
    "TYPES",
    "Choice",
    "Choices",
    "Count",
    "Day",
    "Finite",
    "InputType",
    "Money",
    "Percent",
    "Quantity",
    "Sampled",
    "YesNo",
]
