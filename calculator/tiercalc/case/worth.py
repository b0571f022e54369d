"""A number of which only its ends may be known, and what becomes of it when it is reckoned with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from tiercalc.case.arithmetic import EXACT, every_full
from tiercalc.case.missing import Missing
from tiercalc.case.situation import Situation
from tiercalc.policy import COMPARE, Bound, OneOf, Verdict

_ZERO, ENDLESS = Decimal(0), Decimal("Infinity")


@dataclass(frozen=True)
class Worth:
    """What an amount comes to: a number from `low` up to `high`, which may be without end.

    More of an input in `raising` may raise it, of one in `lowering` may lower it; none that stands
    in neither changes it. `exists` is False where no rate was given for it, None where that is not
    settled.
    """

    low: Decimal
    high: Decimal
    unit: str
    raising: frozenset[str] = frozenset()
    lowering: frozenset[str] = frozenset()
    missing: tuple[Missing, ...] = ()
    exists: Verdict = True

    @property
    def value(self) -> Decimal | None:
        """The number, where it is settled."""
        return self.low if self.exists and self.low == self.high else None

    def meets(self, test: OneOf | Bound, situation: Situation) -> Verdict:
        """Whether a test holds of every number, of none, or of some (None); of no amount none."""
        if self.exists is False:
            return False
        side = test.side
        found = {self._meets(side, situation.limit(each)) for each in test.operands}
        verdict = True if True in found else None if None in found else False
        return None if verdict and self.exists is None else verdict

    def _meets(self, side: str, limit: object) -> Verdict:
        if not isinstance(limit, Decimal):
            return None
        if self.low == self.high:
            return COMPARE[side](self.low, limit)
        if side == "eq":
            return None if self.low <= limit <= self.high else False
        ends = COMPARE[side](self.low, limit), COMPARE[side](self.high, limit)
        return ends[0] if ends[0] is ends[1] else None


def hull(found: list[Worth]) -> Worth:
    """The range of which one of several ranges is the true one."""
    real = [each for each in found if each.exists is not False]
    if not real:
        return found[0]
    first, *rest = real
    return Worth(
        min(each.low for each in real),
        max(each.high for each in real),
        first.unit,
        first.raising.union(*(each.raising for each in rest)),
        first.lowering.union(*(each.lowering for each in rest)),
        each_once((), [each for worth in real for each in worth.missing]),
        True if all(each.exists for each in found) else None,
    )


def each_end(worth: Worth, change: Callable[[Decimal], Decimal]) -> Worth:
    """A range after a change that keeps the order of numbers; there is none without an end."""
    low, high = (change(end) if end.is_finite() else end for end in (worth.low, worth.high))
    return replace(worth, low=low, high=high)


def any_times(base: Worth, lacks: Iterable[Missing]) -> Worth:
    """A number times a rate that nobody has set, which is no less than nothing."""
    low = _ZERO if base.low >= 0 else -ENDLESS
    high = _ZERO if base.high <= 0 else ENDLESS
    return replace(base, low=low, high=high, missing=each_once(base.missing, lacks))


def both_ends(kind: str, value: Worth, other: Worth) -> tuple[Decimal, Decimal]:
    """The ends of what becomes of two ranges whose numbers have nothing to do with each other."""
    match kind:
        case "plus":
            return EXACT.add(value.low, other.low), EXACT.add(value.high, other.high)
        case "minus":
            return EXACT.subtract(value.low, other.high), EXACT.subtract(value.high, other.low)
        case "at_most":
            return min(value.low, other.low), min(value.high, other.high)
    return max(value.low, other.low), max(value.high, other.high)


def for_every_full(value: Worth, full: Worth, by: Worth) -> Worth:
    """What there is for every full so much of a value: the more of it, the less is full."""
    less, more = _ZERO, ENDLESS
    if full.low > 0:
        if value.low.is_finite() and full.high.is_finite():
            less = every_full(value.low, full.high, by.low)
        if value.high.is_finite() and by.high.is_finite():
            more = every_full(value.high, full.low, by.high)
    return Worth(
        less,
        more,
        value.unit,
        value.raising | by.raising | full.lowering,
        value.lowering | by.lowering | full.raising,
        each_once(full.missing, by.missing),
        both_exist(full.exists, by.exists),
    )


def taken_off(value: Worth, full: Worth, by: Worth) -> tuple[Decimal, Decimal] | None:
    """The ends of a value less so much for every full so much; None where these are not settled.

    Between two full ones it rises, and falls at each of them, to no less than at the one before.
    """
    step, off = full.low, by.low
    settled = full.high == step and by.high == off and value.low.is_finite()
    if not settled or step <= 0 or off > step:
        return None

    def left(number: Decimal) -> Decimal:
        return EXACT.subtract(number, every_full(number, step, off))

    first = EXACT.multiply(EXACT.divide_int(max(value.low, _ZERO), step) + 1, step)
    low = min(left(value.low), left(first)) if first <= value.high else left(value.low)
    if not value.high.is_finite():
        return low, ENDLESS
    last = EXACT.multiply(EXACT.divide_int(max(value.high, _ZERO), step), step)
    before = EXACT.subtract(last, every_full(EXACT.subtract(last, step), step, off))
    within = last > max(value.low, _ZERO)
    return low, max(left(value.high), before) if within else left(value.high)


def each_once(one: Iterable[Missing], other: Iterable[Missing]) -> tuple[Missing, ...]:
    """What is missing of either, each once."""
    return tuple(dict.fromkeys((*one, *other)))


def both_exist(one: Verdict, other: Verdict) -> Verdict:
    """Whether there are both of two numbers."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True
