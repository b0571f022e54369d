"""Where each page of the handbook stands, and the links from one to another."""

from __future__ import annotations

import posixpath

from tiercalc.model import Policy

PENALTIES = "penalties.md"
SERVICES = "services.md"
DEADLINES = "deadlines.md"


def policy_page(policy: Policy) -> str:
    """The source path of a policy's page."""
    return f"policy/{policy.id}.md"


def role_page(policy: Policy, role: str) -> str:
    """The source path of the page of one of the policy's roles."""
    return f"role/{policy.id}/{role}.md"


def link(start: str, target: str, anchor: str = "") -> str:
    """The relative address of a page, seen from another (source paths), and of an anchor on it."""
    fragment = f"#{anchor}" if anchor else ""
    if start == target and fragment:
        return fragment
    return f"{posixpath.relpath(_folder(target), _folder(start))}/{fragment}"


def _folder(uri: str) -> str:
    """The folder in which a page is served: `a/b.md` is read at `a/b/`."""
    path = uri.removesuffix(".md")
    return posixpath.dirname(path) or "." if posixpath.basename(path) == "index" else path
