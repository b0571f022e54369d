"""At which numbers of an input something turns that hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from tiercalc.policy import Quantity, Verdict

# No number that is typed in is as great.
GREATEST = Decimal("1E15")
# So often it is looked at what turns again and again before that is left open.
_LOOKS = 300

# From a number up to another one; without end where that is None.
Span = tuple[Decimal, Decimal | None]


def last_before_turning(meets: Callable[[Decimal], bool], kind: Quantity) -> Decimal | None:
    """The greatest number of an input of which the same holds as of its least.

    None where it holds of all. What is asked turns once at most.
    """
    grid, first = kind.grid, kind.least
    start = meets(first)
    most = GREATEST if kind.most is None else kind.most
    steps = 1
    while first + grid * steps < most and meets(first + grid * steps) is start:
        steps *= 2
    end = int((min(first + grid * steps, most) - first) / grid)
    if meets(first + grid * end) is start:
        return None
    same, other = 0, end
    while other - same > 1:
        middle = (same + other) // 2
        same, other = (middle, other) if meets(first + grid * middle) is start else (same, middle)
    return first + grid * same


def where_it_holds(
    meets: Callable[[Decimal, Decimal], Verdict], kind: Quantity
) -> tuple[Span, ...] | None:
    """All numbers of an input of which something holds; None where it turns too often to tell.

    `meets` says of all numbers from one to another whether it holds of each, of none, or, as far as
    can be seen at once, of some (None).
    """
    found = [*_spans(meets, kind, kind.least)]
    spans = tuple(span for span in found if span is not None)
    return spans if len(spans) == len(found) else None


def where_it_holds_first(
    meets: Callable[[Decimal, Decimal], Verdict], kind: Quantity, start: Decimal
) -> Span | None:
    """The least numbers from one on of which something holds; for `meets` see `where_it_holds`."""
    return next(_spans(meets, kind, start), None)


def _spans(
    meets: Callable[[Decimal, Decimal], Verdict], kind: Quantity, start: Decimal
) -> Iterator[Span | None]:
    """The spans one after the other; None where it turns too often to look any further."""
    grid, most = kind.grid, GREATEST if kind.most is None else kind.most
    last = int((most - start) / grid)
    held: tuple[int, int] | None = None
    left, looks = [(0, last)], 0

    def span(low: int, high: int) -> Span:
        is_endless = high == last and kind.most is None
        return start + grid * low, None if is_endless else start + grid * high

    while left:
        low, high = left.pop()
        looks += 1
        verdict = meets(start + grid * low, start + grid * high)
        if looks > _LOOKS or (verdict is None and low == high):
            yield None
            return
        if verdict is None:
            # Numbers that are asked for are small ones, in a range as great as any.
            middle = min((low + high) // 2, 2 * low + 1)
            left += [(middle + 1, high), (low, middle)]
        elif verdict:
            held = (low if held is None else held[0], high)
        elif held is not None:
            yield span(*held)
            held = None
    if held is not None:
        yield span(*held)
