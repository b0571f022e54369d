"""Pages written by hand: they speak of the policies that are there, in the company's words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import asdict
from urllib.parse import unquote

from tiercalc.policy import Marks

_WHERE = re.compile(r"<!-- tierbook:where -->(.*?)<!-- tierbook:end -->", re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s#]+\.md)(?:#([^)\s]*))?\)")


# What is code, an address, an id or HTML is not said to a reader.
_NOT_SAID = re.compile(r"(`[^`]*`|\]\([^)]*\)|\{#[^}]*\}|<[^>]*>)")


def in_own_words(markdown: str, marks: Marks) -> str:
    """A page that explains the marks, with the company's words in the place of the usual ones."""
    usual = asdict(Marks())
    own = {usual[name]: word for name, word in asdict(marks).items()}
    any_usual = re.compile("|".join(map(re.escape, own)))
    parts = _NOT_SAID.split(markdown)
    parts[::2] = [any_usual.sub(lambda found: own[found[0]], part) for part in parts[::2]]
    return "".join(parts)


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
