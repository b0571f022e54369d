"""What pages written by hand say of certain policies, kept only where those are there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

_WHERE = re.compile(r"<!-- tierbook:where -->(.*?)<!-- tierbook:end -->", re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s#]+\.md)(?:#([^)\s]*))?\)")


def of_what_is_there(markdown: str, uri: str, pages: Mapping[str, str]) -> str:
    """A page written by hand without the passages that lead to what this handbook does not have.

    Such a passage stands between `<!-- tierbook:where -->` and `<!-- tierbook:end -->`; it is kept
    where each of its links leads to a page made from policies, and to an id that the page has.
    `uri` is the page's source path, `pages` the Markdown of the others by theirs.
    """

    def passage(found: re.Match[str]) -> str:
        links = _LINK.finditer(found[1])
        kept = all(_is_there(uri, link[1], link[2] or "", pages) for link in links)
        return found[1] if kept else ""

    return _WHERE.sub(passage, markdown)


def _is_there(uri: str, address: str, anchor: str, pages: Mapping[str, str]) -> bool:
    target = posixpath.normpath(posixpath.join(posixpath.dirname(uri), unquote(address)))
    page = pages.get(target)
    if page is None or not anchor:
        return page is not None
    # As Markdown gives a heading its id, and as HTML does.
    return any(mark in page for mark in (f"{{#{anchor}}}", f'id="{anchor}"'))
