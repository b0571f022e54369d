"""What a page weighs and nobody reads: the indentation and empty lines that templates leave."""

from __future__ import annotations

import re

# Where white space is text.
_KEPT = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL)
_BREAK = re.compile(r"[ \t]*\n\s*")


def trim(html: str) -> str:
    """The page with each line break and the white space around it made one line break.

    A browser shows the same: between words and elements any white space is one space.
    """
    pieces = _KEPT.split(html)
    # The split gives, by threes: text, a part to be kept, that part's tag.
    return "".join(
        _BREAK.sub("\n", piece) if place % 3 == 0 else piece
        for place, piece in enumerate(pieces)
        if place % 3 != 2
    )
