"""Penalties that happened so many times: read from text, with what they cost and rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tiercalc.given import MOST, Reading, not_whole, read_each, read_whole
from tiercalc.policy import UNNAMED, InputError, Policy, Sanction, plain_number
from tiercalc.totals.sanction_words import acts_text
from tiercalc.words import (
    in_brackets,
    listed,
    meant,
    quoted,
    say,
)


@dataclass(frozen=True)
class Incident:
    """One penalty that happened `count` times, by one role, or by nobody named."""

    penalty: Sanction
    role: str | None
    count: int

    @property
    def happened(self) -> bool:
        """Whether there is anything to answer for."""
        return self.count > 0

    @property
    def fined(self) -> bool:
        """Whether it costs money that is known."""
        return self.penalty.fine is not None and self.happened

    @property
    def left_open(self) -> bool:
        """Whether it costs something that nobody has set."""
        return self.penalty.open_amount is not None and self.happened

    @property
    def amount(self) -> Decimal | None:
        """The fine of all occurrences; None where it is no amount or is left open."""
        return None if self.penalty.fine is None else self.penalty.fine * self.count

    def by(self) -> frozenset[str]:
        """The roles that may have done it."""
        return frozenset(self.penalty.roles() if self.role is None else (self.role,))

    def rulings(self, policy: Policy) -> tuple[str, ...]:
        """The rulings that bear on it: one may concern some roles alone, or only who has to pay."""
        concerned = self.by() | (frozenset({UNNAMED}) if self.role is None else frozenset())
        return tuple(
            each
            for each in self.penalty.rulings
            if not policy.rulings[each].roles or concerned.intersection(policy.rulings[each].roles)
        )


def check_counts(policy: Policy, texts: Mapping[str, str]) -> Reading[int]:
    """How often each penalty happened, from text, and the errors, one for each bad entry."""

    def read(key: str, text: str) -> int:
        return read_whole(text, key, _times_of(*_asked(policy, key), policy))

    return read_each(texts, read)


def read_counts(policy: Policy, texts: Mapping[str, str]) -> dict[str, int]:
    """The same as `check_counts`, but raises the first InputError."""
    return check_counts(policy, texts).or_raise()


def incident(policy: Policy, key: str, count: int) -> Incident:
    """A penalty, or `penalty:role`, that happened so many times. Raises InputError."""
    penalty, role = _asked(policy, key)
    if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= MOST:
        raise not_whole(str(count)[:99], key, _times_of(penalty, role, policy))
    return Incident(penalty, role, count)


def _asked(policy: Policy, key: str) -> tuple[Sanction, str | None]:
    """The penalty that a key means, and the role that it names or that alone is possible."""
    if not policy.penalties:
        raise InputError("unknown-penalty", key, f"《{policy.title}》没有处罚的规定。")
    name, colon, role = key.partition(":")
    if name not in policy.penalties:
        known = {each.id: acts_text(each, None, policy, say) for each in policy.penalties.values()}
        message = f"《{policy.title}》没有叫{quoted(name)}的处罚，{meant(name, known)}"
        raise InputError("unknown-penalty", key, message)
    penalty = policy.penalties[name]
    roles = {each: policy.roles[each].label for each in penalty.roles()}
    if colon and role not in roles:
        message = f"处罚“{name}”不涉及{quoted(role)}这个岗位；可以写：{listed(roles)}。"
        raise InputError("unknown-role", key, message)
    only = next(iter(roles)) if len(roles) == 1 else None
    return penalty, role or only


def _times_of(penalty: Sanction, role: str | None, policy: Policy) -> str:
    """What a count counts: “第 6 条处罚（前台）的次数”."""
    named = in_brackets(policy.roles[role].label if role else "")
    return f"第 {penalty.number} 条处罚{named}的次数"


def sum_of(items: Sequence[Incident]) -> str | None:
    """What incidents cost together, as digits; None where some of it is left open."""
    if any(item.left_open for item in items):
        return None
    return plain_number(sum((item.amount or Decimal(0) for item in items), Decimal(0)))
