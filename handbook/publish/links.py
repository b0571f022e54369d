"""The check of the built site: every link leads somewhere, every heading can be linked to.

MkDocs checks the links of Markdown; much of a page here is HTML, which it leaves alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

# What a Markdown heading gets that has no `{#id}`: an id made from its Chinese words would change
# with them, and with it every link to the place.
WITHOUT_ID = "heading-without-id"

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ADDRESSES = frozenset({"href", "src", "action", "data", "poster"})


@dataclass(frozen=True)
class Outline:
    """What of a page matters to links: its ids, the addresses it names, and what it lacks."""

    ids: tuple[str, ...]
    addresses: tuple[str, ...]
    headings_without_id: tuple[str, ...]
    inline_styles: tuple[str, ...]

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The ids, to be looked up."""
        return frozenset(self.ids)


def check(site: Path, base: str = "/") -> list[str]:
    """Every fault of the pages below `site`, a Chinese sentence each, in the order of the pages.

    `base` is the path at which the site will stand; the page for unknown addresses, which may be
    shown anywhere, links from there.
    """
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    outlines = {
        page: outline(files[page].read_text(encoding="utf-8"))
        for page in sorted(files)
        if page.endswith(".html")
    }
    return [
        fault
        for page, found in outlines.items()
        for fault in _faults(page, found, outlines, files.keys(), base)
    ]


@lru_cache(maxsize=4096)
def outline(html: str) -> Outline:
    """The outline of a page. Kept, so that a page that did not change is not read again."""
    parser = _Outliner()
    parser.feed(html)
    parser.close()
    return Outline(
        tuple(parser.ids),
        tuple(dict.fromkeys(parser.addresses)),
        tuple(parser.unnamed),
        tuple(parser.styles),
    )


def _faults(
    page: str, found: Outline, outlines: Mapping[str, Outline], files: Set[str], base: str
) -> Iterator[str]:
    for words in found.headings_without_id:
        yield f"{page}：标题“{words}”没有编号。请在标题后写上英文编号，例如 {{#clauses}}。"
    for id_, times in Counter(found.ids).items():
        if times > 1:
            yield f"{page}：编号“{id_}”出现了 {times} 次，同一页里每个编号只能用一次。"
    for tag in found.inline_styles:
        yield f"{page}：<{tag}> 带有 style 属性，网页的安全策略会忽略它。请改用样式表。"
    for address in found.addresses:
        problem = _problem(page, address, outlines, files, base)
        if problem:
            yield f"{page}：链接“{address}”{problem}"


def _problem(
    page: str, address: str, outlines: Mapping[str, Outline], files: Set[str], base: str
) -> str | None:
    """What is wrong with an address that a page names; None if nothing is, or it leads away."""
    led = _resolve(page, address, base)
    if led.problem is not None or led.target is None:
        return led.problem
    target = led.target if led.target in files else normpath(join(led.target, "index.html"))
    if target not in files:
        return "指向的页面或文件不存在。"
    if led.anchor and target in outlines and led.anchor not in outlines[target].anchors:
        return f"指向的位置不存在：{target} 里没有编号“{led.anchor}”。"
    return None


@dataclass(frozen=True)
class _Led:
    """Where an address leads: a path below the site's root, None where it leads away; an id."""

    target: str | None = None
    anchor: str = ""
    problem: str | None = None


@lru_cache(maxsize=1 << 17)
def _resolve(page: str, address: str, base: str) -> _Led:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return _Led()
    path = unquote(parts.path)
    if path.startswith("/"):
        if page != "404.html":
            return _Led(problem="从网站的根目录算起，网站换了位置就会断开。请改成相对链接。")
        if not path.startswith(base):
            return _Led(problem=f"不在网站所在的 {base} 之下。")
        target = path.removeprefix(base)
    else:
        target = join(page.rpartition("/")[0], path) if path else page
    target = normpath(target or ".")
    if target.startswith(".."):
        return _Led(problem="指到了网站之外。")
    return _Led(target, _anchor(parts.fragment))


def _anchor(fragment: str) -> str:
    """The id in a fragment, which may carry a calculator's inputs after it or instead of it."""
    anchor = unquote(fragment).partition("?")[0]
    return "" if "=" in anchor else anchor


class _Outliner(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.unnamed: list[str] = []
        self.styles: list[str] = []
        self._unnamed_heading: str | None = None
        self._in_permalink = False
        self._templates = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._templates += tag == "template"
        # What a template holds stands in the place of what has the same ids.
        if "id" in given and not self._templates:
            self.ids.append(given["id"])
        self.addresses += [given[name] for name in given if name in _ADDRESSES and given[name]]
        if "style" in given:
            self.styles.append(tag)
        self._in_permalink = given.get("class") == "headerlink"
        if tag in _HEADINGS and given.get("id", WITHOUT_ID).startswith(WITHOUT_ID):
            self._unnamed_heading = tag
            self.unnamed.append("")

    def handle_data(self, data: str) -> None:
        if self._unnamed_heading and not self._in_permalink:
            self.unnamed[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._templates -= tag == "template"
        if tag == self._unnamed_heading:
            self._unnamed_heading = None
