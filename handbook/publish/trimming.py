"""What a page weighs and nobody reads: white space, quotes, closing tags, Chinese in numbers."""

from __future__ import annotations

import re
from urllib.parse import unquote

from minify_html import minify

# A Chinese character or sign as JSON may write it; its escape is twice as long.
_ESCAPED = re.compile(r"\\u([4-9][0-9a-f]{3})")
_JSON = re.compile(r'<script[^>]*"application/json".*?</script>', re.DOTALL)
# An address, and in it what is not ASCII: as bytes in percent it is three times as long.
_ADDRESS = re.compile(r' href="[^"]*"')
_PERCENT = re.compile(r"(?:%[89A-F][0-9A-F])+")
# What a drawing is need not be said inside a page; what the index leaves out is known by now.
_SPENT = re.compile(r' (?:xmlns="http://www.w3.org/2000/svg"|data-search-exclude)(?=[ >])')
# What an option stands for need not be said where it is what it says.
_OPTION = re.compile(r'(<option[^>]*?) value="([^"]+)"([^>]*>)(?=\2</option>)')
# The library writes signs in a title as they read, which only a browser takes for text.
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
# The library leaves an empty value out, which means “on” for a radio button or a box to tick. So
# it gets to see a sign that no policy may hold.
_EMPTY, _HELD = ' value=""', " value=\ue000"


def trim(html: str) -> str:
    """The page in fewer bytes, of which a browser makes the same elements and the same text.

    The words that the theme hands to its script and the addresses stand in the page as they read;
    a browser encodes an address where it follows it.
    """
    html = _JSON.sub(lambda found: _ESCAPED.sub(_character, found[0]), html)
    html = _ADDRESS.sub(lambda found: _PERCENT.sub(_decoded, found[0]), html)
    html = _OPTION.sub(r"\1\3", html)
    html = _SPENT.sub("", html).replace(_EMPTY, _HELD)
    # A style sheet of the theme asks for the type of a text field.
    light = minify(html, keep_html_and_head_opening_tags=True, keep_input_type_text_attr=True)
    title = _TITLE.search(html)
    return _TITLE.sub(lambda found: (title or found)[0], light, count=1).replace(_HELD, " value")


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))


def _decoded(percent: re.Match[str]) -> str:
    """The characters, where the bytes are some of UTF-8 and can be seen."""
    try:
        text = unquote(percent[0], errors="strict")
    except UnicodeDecodeError:
        return percent[0]
    return text if text.isprintable() else percent[0]
