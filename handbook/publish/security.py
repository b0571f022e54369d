"""The content security policy of a page: nothing runs or loads but what the site itself holds."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

from tiercalc.words import quoted

# Types of `<script>` that hold data, which a policy does not restrict.
_DATA = frozenset({"application/json", "application/ld+json"})


# The theme's own inline scripts, by their hashes: how it finds the kept colours, and their use.
# Whoever takes another version of the theme looks at them and writes down their hashes.
_THEMES = frozenset(
    {
        "'sha256-frNoT9rNKIH2e5QomDJzop2HdNi8gmIq+bZajsEDKpA='",
        "'sha256-DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4='",
    }
)
# What the first of them says differently on each page: where the site begins.
_SCOPE = re.compile(r'^(__md_scope=new URL\(")[\w./:%~-]*(",location\))')

_BEGINS = re.compile(r"<script", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script", re.IGNORECASE | re.DOTALL)
# Plain attributes, and those by which a script is none of the page's own.
_ATTRIBUTES = re.compile(r"""(?:\s+[\w-]+(?:=(?:"[^"<\s]*"|'[^'<\s]*'|[^\s"'=<>`]+))?)*\s*""")
_NOT_INLINE = re.compile(r"""\s(?:src=|type=["']?application/(?:ld\+)?json["']?(?:\s|$))""")


class StrangeScriptError(Exception):
    """A page holds a script that is none of the theme's."""


def protect(html: str, *, live: bool = False) -> str:
    """The page with its policy as the first thing in its head.

    Inline scripts are allowed by their hashes, one by one, if they are the theme's: whatever else
    stands in a page slipped in, and raises StrangeScriptError. `live` is for `mkdocs serve`, which
    adds a script of its own to every answer, with a number that no hash can foresee: there every
    inline script is allowed. WebAssembly may be compiled, since the calculator's Python is made
    of it. Styles come from files alone.
    """
    start = html.find("<head>")
    if start < 0:
        raise ValueError("the page has no <head>")
    scripts = inline_scripts(html)
    for script in scripts:
        if not _is_themes(script):
            raise StrangeScriptError(
                f"页面里有一段不是主题自带的脚本（{quoted(' '.join(script.split()))}），不能发布；"
                "请从写它的页面或设置里删去。"
            )
    allowed = ["'unsafe-inline'"] if live else [_hash(script) for script in scripts]
    directives = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'", *dict.fromkeys(allowed)],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    content = "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    end = start + len("<head>")
    return f"{html[:end]}\n    {meta}{html[end:]}"


def inline_scripts(html: str) -> list[str]:
    """The text of every script that stands in the page itself, in order."""
    seen = _at_first_look(html)
    if seen is not None:
        return seen
    parser = _Scripts()
    parser.feed(html)
    parser.close()
    return parser.found


def _at_first_look(html: str) -> list[str] | None:
    """The theme's scripts of a page that beyond all doubt holds no others; else None.

    To read a page as a browser does takes as long as to make it. Whatever looks like a script's
    beginning is taken for one here, so that none is missed.
    """
    found: list[str] = []
    for attributes, text in _SCRIPT.findall(html):
        if not _ATTRIBUTES.fullmatch(attributes) or _BEGINS.search(text):
            return None
        if not _NOT_INLINE.search(attributes):
            if not _is_themes(text):
                return None
            found.append(text)
    return found


def _is_themes(script: str) -> bool:
    return _hash(_SCOPE.sub(r"\1\2", script)) in _THEMES


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "script":
            return
        given = dict(attrs)
        self._inside = "src" not in given and given.get("type") not in _DATA
        if self._inside:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._inside = False
