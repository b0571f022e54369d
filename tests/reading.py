"""A page as it is read: its elements and the words in sight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from markdown import Markdown
from tiercalc.policy.policy import Policy

from handbook.publish.settings import MARKDOWN

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7*7 }} {% raw %} {#id}",
    "]]> --> <!-- </style></svg>",
    "*a* _b_ `c` **d** ~~e~~ ![f](g) [h](i) <j> # k",
    "| a | b |\n\n---\n\n```\nc\n```\n\n    d",
    "&lt;b&gt; &amp; \\*",
)


@dataclass(frozen=True)
class Loaded:
    policy: Policy
    path: Path


@dataclass
class Element:
    """One element of a page as a reader's program sees it."""

    tag: str
    given: dict[str, str]
    text: str = ""


class _Reader(HTMLParser):
    """The elements of a page, each with all the text inside it; `words` are those in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.words: list[str] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in {"input", "br", "hr", "img", "link", "meta"}:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data
        hidden = (e.tag == "svg" or e.given.get("class") == "tb-sr" for e in self._open)
        if not any(hidden):
            self.words.append(data)


class Read:
    """A page as it is read: its Markdown converted as the site converts it."""

    def __init__(self, markdown: str) -> None:
        body = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)
        options = {name: dict(given) for name, given in MARKDOWN.items()}
        options["toc"]["slugify"] = lambda *_: "made-up"
        reader = _Reader()
        reader.feed(Markdown(extensions=[*options], extension_configs=options).convert(body))
        reader.close()
        self.elements = reader.elements
        self.text = flat("".join(reader.words))

    def one(self, id_: str) -> Element:
        """The element with an id; there is one."""
        (found,) = (e for e in self.elements if e.given.get("id") == id_)
        return found

    def all(self, tag: str, class_: str = "") -> list[Element]:
        """The elements of a kind."""
        return [
            e
            for e in self.elements
            if e.tag == tag and (not class_ or class_ in e.given.get("class", "").split())
        ]

    @property
    def ids(self) -> list[str]:
        return [e.given["id"] for e in self.elements if "id" in e.given]


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)
