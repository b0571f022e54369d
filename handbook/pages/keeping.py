"""Memory of what is made from one policy alone: it is not made again while others change."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps

from tiercalc.policy import Policy

# For several hundred policies, and the versions of a day's editing.
_KEPT = 1024


class _Same:
    """A policy as a key: an unchanged file gives the same object again (`handbook.load`)."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.policy is other.policy

    def __hash__(self) -> int:
        return id(self.policy)


def kept[*Rest, R](make: Callable[[Policy, *Rest], R]) -> Callable[[Policy, *Rest], R]:
    """The function, which makes its result once for a policy.

    Its other arguments must be hashable; its result must not be changed.
    """

    @lru_cache(maxsize=_KEPT)
    def made(same: _Same, *rest: *Rest) -> R:
        return make(same.policy, *rest)

    @wraps(make)
    def recall(policy: Policy, *rest: *Rest) -> R:
        return made(_Same(policy), *rest)

    return recall
