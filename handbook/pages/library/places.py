"""Where the library's pages stand, and the sectors in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Iterable

from tiercalc.policy import Policy

COMPARE = "compare.md"
OPEN_SUMMARY = "open/index.md"
COMPLETE = "complete.md"
CHANGES = "changes.md"
GLOSSARY = "glossary.md"
PRACTICE = "practice.md"

# The part of an address that stands for a sector; the order is that of the navigation.
_SLUGS = {
    "酒店": "hotel",
    "美容会所": "beauty",
    "零售与商场": "retail",
    "鲜花": "flowers",
    "邮政": "post",
    "电信": "telecom",
    "企业客户": "business",
    "会员制": "membership",
    "指引": "guides",
}
# A file's name holds so many characters of a sector that has no slug, written as numbers.
_MOST = 40


def slug(sector: str) -> str:
    """A sector's part of an address: its English name, else its characters' numbers."""
    return _SLUGS.get(sector) or "s-" + "-".join(f"{ord(sign):x}" for sign in sector[:_MOST])


def sector_page(sector: str) -> str:
    """The source path of a sector's page."""
    return f"sector/{slug(sector)}/index.md"


def open_page(sector: str) -> str:
    """The source path of the list of what a sector's policies leave open."""
    return f"open/{slug(sector)}.md"


def by_sector(policies: Iterable[Policy]) -> dict[str, list[Policy]]:
    """The policies by sector: the known ones first, others where they are first met."""
    found: dict[str, list[Policy]] = {}
    for policy in policies:
        found.setdefault(policy.sector, []).append(policy)
    known = [sector for sector in _SLUGS if sector in found]
    return {sector: found[sector] for sector in dict.fromkeys([*known, *found])}
