"""Where each page of the handbook stands, and the links from one to another."""

from __future__ import annotations

import posixpath
from dataclasses import asdict

from tiercalc.policy import Policy
from tiercalc.words import Kind

PENALTIES = "penalties.md"
SERVICES = "services.md"
DEADLINES = "deadlines.md"
ROLES = "roles.md"

# The provisions under this topic say whom a policy is for; they stand on its first screen.
SCOPE_TOPIC = "适用范围"

# A policy's parts beside its main page, each with the first words of the anchors that it holds,
# and the forms of its questions.
PARTS = {
    "services": ("services", "service", "provisions", "provision", "ask-kit"),
    "work": ("roles", "role", "processes", "process", "step", "ask-timeline", "ask-who"),
    "deadlines": ("deadlines", "deadline", "forms", "form", "ask-due"),
    "penalties": ("penalties", "penalty", "rewards", "reward", "ask-fine"),
    "notes": ("rulings", "ruling", "examples", "example"),
    "source": ("source", "clauses", "clause", "evidence", "unsaid"),
}

# With more steps than these a page takes long to read, and on a slow line to arrive.
_STEPS_OF_A_PAGE = 30

# What sentences name that has a place of its own (`tiercalc.words.Kind`).
_NAMED: tuple[Kind, ...] = (
    "clause",
    "figure",
    "ruling",
    "role",
    "form",
    "deadline",
    "decision",
    "policy",
)


def policy_page(policy: Policy) -> str:
    """The source path of a policy's main page."""
    return f"policy/{policy.id}/index.md"


def part_page(policy: Policy, part: str) -> str:
    """The source path of one of a policy's other pages, which are named in PARTS."""
    return f"policy/{policy.id}/{part}.md"


def page_with(policy: Policy, anchor: str) -> str:
    """The source path of the policy's page that an anchor stands on."""
    kind, _, own = anchor.partition("-")
    part = next((part for part, held in PARTS.items() if kind in held or anchor in held), None)
    first_screen = kind == "provision" and policy.provisions[own].topic == SCOPE_TOPIC
    if part is None or first_screen or (part == "services" and not calculates(policy)):
        return policy_page(policy)
    if part == "deadlines" and not fills_a_page(policy):
        return part_page(policy, "work")
    return part_page(policy, part)


def calculates(policy: Policy) -> bool:
    """True where a policy has a calculator.

    Beside it there is no room for services and provisions, which then have a page of their own.
    """
    return bool(policy.decisions or policy.amounts)


def fills_a_page(policy: Policy) -> bool:
    """True where a policy's processes, drawn and told, are as much as one page holds.

    Deadlines and forms, which otherwise stand below them, then have a page of their own.
    """
    return sum(len(process.steps) for process in policy.processes.values()) > _STEPS_OF_A_PAGE


def address_of(start: str, policy: Policy, kind: str, name: str) -> str:
    """The relative address of a thing that a sentence names, by the run's kind and id."""
    if kind == "role":
        return link(start, role_page(policy, name))
    if kind == "policy":
        return link(start, f"policy/{name}/index.md")
    anchor = f"{kind}-{name}"
    return link(start, page_with(policy, anchor), anchor)


def places(policy: Policy) -> dict[str, dict[str, str]]:
    """What the page's script needs to show answers.

    `addresses` are those of what sentences name, by its kind and with `{}` for the id, `marks` the
    company's words for what is open. Addresses are seen from the site's root, for a form may stand
    on other pages than its own.
    """
    return {
        "addresses": {str(kind): address_of("index.md", policy, kind, "{}") for kind in _NAMED},
        "marks": asdict(policy.marks),
    }


def role_page(policy: Policy, role: str) -> str:
    """The source path of the page of one of the policy's roles."""
    return f"role/{policy.id}/{anchored(role)}.md"


def anchored(name: str) -> str:
    """A name as it stands in anchors and paths, which hold no spaces."""
    return name.replace(" ", "_")


def link(start: str, target: str, anchor: str = "") -> str:
    """The relative address of a page, seen from another (source paths), and of an anchor on it."""
    fragment = f"#{anchored(anchor)}" if anchor else ""
    if start == target and fragment:
        return fragment
    return f"{posixpath.relpath(_folder(target), _folder(start))}/{fragment}"


def _folder(uri: str) -> str:
    """The folder in which a page is served: `a/b.md` is read at `a/b/`."""
    path = uri.removesuffix(".md")
    return posixpath.dirname(path) or "." if posixpath.basename(path) == "index" else path
