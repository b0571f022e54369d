"""A page that shows, on any day, what holds on that day, whenever it was built.

A page is made for every day on which it changes. Where one differs from the page of the day of the
build, the smallest element around the difference carries the later content in a `<template>`, which
is inert; `dated.js` puts in place what holds on the reader's day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

# Elements that never have content, and so no end tag.
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
# A template inside one of these would be no template, or would show.
_WHOLE = frozenset({"svg", "select", "textarea", "script", "style", "title", "button"})
_ROOT = "div"

Version = tuple[date, str]


def dated(html: str, later: Sequence[Version]) -> str:
    """The HTML of today with that of later days, in their order, wherever it differs."""
    if all(other == html for _, other in later):
        return html
    versions = [_parsed(html), *(_parsed(other) for _, other in later)]
    days = [day.isoformat() for day, _ in later]
    return "".join(_merged(versions, days)) if _alike(versions) else _whole(versions, days)


@dataclass
class _Node:
    """An element with its start tag as written, or a text (without a tag)."""

    tag: str
    start: str
    parts: list[_Node] = field(default_factory=list)
    closed: bool = False

    def inner(self) -> str:
        return "".join(part.written() for part in self.parts)

    def written(self) -> str:
        return f"{self.start}{self.inner()}{f'</{self.tag}>' if self.closed else ''}"


def _alike(versions: Sequence[_Node]) -> bool:
    """Whether the same stands right below, but for what differs inside of it."""
    shapes = {tuple((part.tag, part.start) for part in version.parts) for version in versions}
    return len(shapes) == 1 and not any(
        parts[0].tag in _WHOLE and _differ(parts)
        for parts in zip(*(version.parts for version in versions), strict=True)
    )


def _differ(versions: Sequence[_Node]) -> bool:
    return len({version.written() for version in versions}) > 1


def _merged(versions: Sequence[_Node], days: Sequence[str]) -> Iterator[str]:
    """The parts of elements that are alike."""
    for parts in zip(*(version.parts for version in versions), strict=True):
        first = parts[0]
        if not _differ(parts):
            yield first.written()
        elif _alike(parts):
            yield first.start
            yield from _merged(parts, days)
            yield f"</{first.tag}>" if first.closed else ""
        else:
            yield first.start.removesuffix(">") + " data-dated>"
            yield _contents(parts, days)
            yield f"</{first.tag}>"


def _whole(versions: Sequence[_Node], days: Sequence[str]) -> str:
    return f"<{_ROOT} data-dated>{_contents(versions, days)}</{_ROOT}>"


def _contents(versions: Sequence[_Node], days: Sequence[str]) -> str:
    """What stands in an element now, and each later content that differs from the one before."""
    inners = [version.inner() for version in versions]
    changed = [
        f'<template data-from="{day}" data-search-exclude>{inner}</template>'
        for before, inner, day in zip(inners, inners[1:], days, strict=False)
        if inner != before
    ]
    return "".join((inners[0], *changed))


def _parsed(html: str) -> _Node:
    parser = _Tree()
    parser.feed(html)
    parser.close()
    return parser.root


class _Tree(HTMLParser):
    """HTML as elements that are written as they were read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.root = _Node(_ROOT, "")
        self._open = [self.root]

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        node = _Node(tag, self.get_starttag_text() or "")
        self._open[-1].parts.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_startendtag(self, _tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._text(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if not any(node.tag == tag for node in self._open[1:]):
            return
        while True:
            node = self._open.pop()
            if node.tag == tag:
                node.closed = True
                return

    def handle_data(self, data: str) -> None:
        self._text(data)

    def handle_entityref(self, name: str) -> None:
        self._text(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._text(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._text(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._text(f"<!{decl}>")

    def _text(self, text: str) -> None:
        self._open[-1].parts.append(_Node("", text))
