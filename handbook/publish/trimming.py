"""What a page weighs and nobody reads: indentation, empty lines, Chinese written as numbers."""

from __future__ import annotations

import re

# Where white space is text.
_KEPT = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL)
_BREAK = re.compile(r"[ \t]*\n\s*")
# Where white space is never shown: before an item of a list and the parts of a table.
_UNSEEN = re.compile(r"\n(?=<(?:li|tr|th|td|thead|tbody)\b)")
# A Chinese character or sign as JSON may write it; its escape is twice as long.
_ESCAPED = re.compile(r"\\u([4-9][0-9a-f]{3})")


def trim(html: str) -> str:
    """The page with each line break and the white space around it made one line break, or none.

    A browser shows the same: between words and elements any white space is one space. The words
    that the theme hands to its script stand in the page as they are.
    """
    pieces = _KEPT.split(html)
    # The split gives, by threes: text, a part to be kept, that part's tag.
    return "".join(
        _UNSEEN.sub("", _BREAK.sub("\n", piece)) if place % 3 == 0 else _spelt(piece)
        for place, piece in enumerate(pieces)
        if place % 3 != 2
    )


def _spelt(part: str) -> str:
    if "application/json" not in part[: part.find(">")]:
        return part
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), part)
