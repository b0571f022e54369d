"""What a browser keeps of a built site, so that the handbook opens without a network."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

# The list of the build's files, and the script that keeps them (handbook/assets/).
LIST = "offline.json"
WORKER = "service_worker.js"
# What the script is called that keeps nothing, and forgets what was kept.
FORGETTING = "forget_worker.js"

# Where a build writes the digest of its list into the script.
_MARK = "@build@"
# For search engines alone; it carries the day of the build.
_NOT_KEPT = ("sitemap.xml", "sitemap.xml.gz")
# The largest part of a site, and the last that a reader of its pages needs.
_LAST = "runtime/"


def add(site: Path, script: str) -> None:
    """Add to a finished site the list of its files and the script that keeps them.

    The list gives each file's digest by its address (below the site's root, without `index.html`).
    The script carries the list's digest, so that a browser that has it has that build.
    """
    files = {
        address: _digest(path.read_bytes()) for address, path in sorted(_kept(site), key=_order)
    }
    text = json.dumps({"files": files}, separators=(",", ":"))
    (site / LIST).write_text(text, encoding="utf-8")
    (site / WORKER).write_text(script.replace(_MARK, _digest(text.encode())), encoding="utf-8")


def _kept(site: Path) -> Iterator[tuple[str, Path]]:
    for path in site.rglob("*"):
        address = path.relative_to(site).as_posix()
        if path.is_file() and address not in (*_NOT_KEPT, LIST, WORKER):
            yield address.removesuffix("index.html"), path


def _order(kept: tuple[str, Path]) -> tuple[bool, str]:
    return kept[0].startswith(_LAST), kept[0]


def _digest(content: bytes) -> str:
    """As the browser compares it: https://www.w3.org/TR/sri-2/."""
    return f"sha256-{b64encode(sha256(content).digest()).decode()}"
