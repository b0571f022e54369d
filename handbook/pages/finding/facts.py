"""A fact of a policy as the search knows it, and what all facts are made with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup
from tiercalc.policy import Policy

from handbook.pages.view import View

# The marks that results bear; their order is that of the index.
Mark = Literal[
    "处罚",
    "奖励",
    "待遇",
    "等级",
    "时限",
    "步骤",
    "职责",
    "表单",
    "数字",
    "规定",
    "制度",
    "条款",
    "怎么理解",
    "术语",
    "说明",
]


@dataclass(frozen=True)
class Fact:
    """One thing that somebody may ask for, and where it stands.

    `name` is what it is about, `said` the sentence that answers, `more` what else belongs to it,
    `answer` what is shown large: a number, a term. `whose` are the names of the roles or tiers that
    it concerns. `place` is an address below the site's root. `weak` tells that it answers less than
    others: nobody has decided it, it is an illustration, or it is for whatever is left.
    """

    mark: Mark
    place: str
    name: str
    said: str
    answer: str = ""
    whose: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    more: str = ""
    weak: bool = False


def plain(html: Markup | str) -> str:
    """The words of inert HTML in one line."""
    return Markup(html).striptags()  # noqa: S704


def prose(view: View, text: str | None) -> str:
    """A text of the policy with its figures written out; empty for none."""
    return plain(view.prose(text)) if text else ""


def sentence(*parts: str) -> str:
    """Parts of which each may be empty, as one line."""
    return "；".join(part for part in parts if part)


def labels(policy: Policy, roles: Iterable[str]) -> tuple[str, ...]:
    """Roles by name."""
    return tuple(policy.roles[role].label for role in roles)


def clauses(view: View, ids: Iterable[str]) -> tuple[str, ...]:
    """Clauses by name."""
    return tuple(view.policy.clauses[each] for each in ids)
