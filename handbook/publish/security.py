"""The content security policy of a page: nothing runs or loads but what the site itself holds."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

# Types of `<script>` that hold data, which a policy does not restrict.
_DATA = frozenset({"application/json", "application/ld+json"})


def protect(html: str, *, live: bool = False) -> str:
    """The page with its policy as the first thing in its head.

    Inline scripts are allowed by their hashes, one by one. `live` is for `mkdocs serve`, which
    adds a script of its own to every answer, with a number that no hash can foresee: there every
    inline script is allowed. WebAssembly may be compiled, since the calculator's Python is made
    of it. Styles come from files alone.
    """
    start = html.find("<head>")
    if start < 0:
        raise ValueError("the page has no <head>")
    allowed = ["'unsafe-inline'"] if live else [_hash(script) for script in inline_scripts(html)]
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
    parser = _Scripts()
    parser.feed(html)
    parser.close()
    return parser.found


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
