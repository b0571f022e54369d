"""Text of a policy on its way into a page: everything is inert, whatever it says."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_SPECIAL = re.compile(r"[!-/:-@\[-`{-~]")
_SPACE = re.compile(r"\s+")


def heading(text: str) -> Markup:
    """A text as it may stand in a Markdown heading: each ASCII sign becomes a reference.

    Headings are the only place where Markdown itself reads a policy's text; no extension gives a
    meaning to a character reference.
    """
    line = _SPACE.sub(" ", text).strip()
    return Markup(_SPECIAL.sub(lambda sign: f"&#{ord(sign[0])};", line))  # noqa: S704


def mark_open(word: str, sentence: str, href: str = "") -> Markup:
    """A quiet mark for what is not there, with the sentence behind it; a link where it leads on.

    The sentence is the mark's title, and text for those who hear the page.
    """
    attributes = Markup('class="mark-open" title="{}"').format(sentence)
    told = Markup('{}<span class="tb-sr">：{}</span>').format(word, sentence)
    if href:
        return Markup('<a {} href="{}">{}</a>').format(attributes, href, told)
    return Markup("<span {}>{}</span>").format(attributes, told)


def listed(parts: list[Markup], comma: str = "、") -> Markup:
    """Parts joined with a comma."""
    return escape(comma).join(parts)
