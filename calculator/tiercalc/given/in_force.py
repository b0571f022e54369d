"""That nobody is answered by a policy that does not hold on the day."""

from __future__ import annotations

from datetime import date

from tiercalc.policy import InputError, Policy
from tiercalc.words import validity_text


def require_in_force(policy: Policy, day: date, place: str) -> None:
    """Raise InputError where a policy is not in force on a day; `place` gave the day.

    Its code is the validity: not_yet or ended.
    """
    validity = policy.validity(day)
    if validity != "yes":
        said = validity_text(policy, day)
        message = f"《{policy.title}》{said}，{day.isoformat()} 的事不能按它算。"
        raise InputError(validity, place, message)
