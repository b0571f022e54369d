"""The page of practice: which policies, roles and kinds of questions there are to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tiercalc.policy import Policy
from tierquiz import KINDS, Kind

from handbook.pages import address
from handbook.pages.library import places


@dataclass(frozen=True)
class Practised:
    """A policy to choose: `places` say where what its questions name stands.

    `forms` are where a case is opened: the calculator, where it has one, and the questions beside
    it.
    """

    id: str
    title: str
    version: str
    places: dict[str, dict[str, str]]
    forms: dict[str, str]


@dataclass(frozen=True)
class RoleOfAll:
    """A role by its name, and its id in each policy that has it."""

    label: str
    ids: dict[str, str]


def kinds() -> Iterable[Kind]:
    """The kinds of questions, in their order."""
    return KINDS.values()


def by_sector(policies: Sequence[Policy], on: date) -> dict[str, list[Practised]]:
    """The policies in force on a day, by sector."""
    held = [policy for policy in policies if policy.validity(on) == "yes"]
    return {
        sector: [
            Practised(each.id, each.title, each.version, address.places(each), _forms(each))
            for each in members
        ]
        for sector, members in places.by_sector(held).items()
    }


def roles(policies: Sequence[Policy], on: date) -> tuple[RoleOfAll, ...]:
    """The roles of these policies, each name once."""
    found: dict[str, dict[str, str]] = {}
    for policy in policies:
        if policy.validity(on) == "yes":
            for role in policy.roles.values():
                found.setdefault(role.label, {})[policy.id] = role.id
    return tuple(RoleOfAll(label, ids) for label, ids in found.items())


def _forms(policy: Policy) -> dict[str, str]:
    """The addresses of a policy's forms by what they answer, seen from the site's root."""
    asked = {
        kind: address.link("index.md", address.page_with(policy, f"ask-{kind}"), f"ask-{kind}")
        for kind in ("due", "fine", "kit")
    }
    if not address.calculates(policy):
        return asked
    main = address.policy_page(policy)
    return {"decision": address.link("index.md", main, f"calculator-{policy.id}"), **asked}
