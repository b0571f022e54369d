"""That nobody is answered by a policy, or a part of one, that does not hold on the day."""

from __future__ import annotations

from datetime import date

from tiercalc.policy import Days, InputError, Policy
from tiercalc.words import days_held_text, standing_text


def require_in_force(policy: Policy, day: date, place: str) -> None:
    """Raise InputError where a policy is not in force on a day; `place` gave the day.

    Its code is the validity: not_yet or ended.
    """
    validity = policy.validity(day)
    if validity != "yes":
        said = standing_text(policy, day)
        message = f"《{policy.title}》{said}，{day.isoformat()} 的事不能按它算。"
        raise InputError(validity, place, message)


def require_held(days: Days, day: date, named: str, place: str) -> None:
    """Raise InputError where a part of a policy does not hold on a day; `named` says which part."""
    if not days.holds(day):
        message = f"{named}{day.isoformat()} 不适用，适用的日子是：{days_held_text(days)}。"
        raise InputError("not-held", place, message)
