"""Text of a policy on its way into a page: everything is inert, whatever it says."""

from __future__ import annotations

import json
import re

from markupsafe import Markup, escape
from tiercalc.policy import Marks

_SPECIAL = re.compile(r"[!-/:-@\[-`{-~]")
_SPACE = re.compile(r"\s+")


def heading(text: str) -> Markup:
    """A text as it may stand in a Markdown heading: each ASCII sign becomes a reference.

    Headings are the only place where Markdown itself reads a policy's text; no extension gives a
    meaning to a character reference.
    """
    line = _SPACE.sub(" ", text).strip()
    return Markup(_SPECIAL.sub(lambda sign: f"&#{ord(sign[0])};", line))  # noqa: S704


def yaml_text(text: str) -> Markup:
    """A text as it may stand in the front matter that gives a page its title: YAML around HTML."""
    return Markup(json.dumps(str(escape(text)), ensure_ascii=False))  # noqa: S704


def mark_open(word: str, sentence: str, marks: Marks) -> Markup:
    """A quiet mark for what is not there, with the sentence behind it.

    The sentence is the mark's title, and text for those who hear the page.
    """
    return Markup(
        '<span class="{2}" title="{1}">{0}<span class="tb-sr">：{1}</span></span>'
    ).format(word, sentence, mark_class(word, marks))


def link_open(word: str, href: str, marks: Marks) -> Markup:
    """The same mark where a link leads to the whole story."""
    return Markup('<a class="{}" href="{}">{}</a>').format(mark_class(word, marks), href, word)


def mark_class(word: str, marks: Marks) -> str:
    """How a mark looks: what the source has lost is not what somebody has yet to decide."""
    return "mark-open mark-lost" if word == marks.lost else "mark-open"


def listed(parts: list[Markup], comma: str = "、") -> Markup:
    """Parts joined with a comma."""
    return escape(comma).join(parts)
