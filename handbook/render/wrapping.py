"""Lines of text for pictures, which do not break lines themselves."""

from __future__ import annotations

import re

# How wide a sign is, in em, in the fonts that Chinese readers have.
_WIDE, _NARROW, _SPACE = 1.0, 0.58, 0.3

# A Latin word or a number stays whole; so does a sign with the closing marks that follow it.
_PIECE = re.compile(r"[!-~]+ ?|.[，。；：、？！”’）》」】]*", re.DOTALL)


def width(text: str) -> float:
    """The width of a line in em."""
    return sum(_SPACE if sign == " " else _NARROW if sign.isascii() else _WIDE for sign in text)


def wrap(text: str, room: float) -> tuple[str, ...]:
    """A text in lines of at most `room` em; a longer Latin word keeps its own line."""
    lines = [""]
    for piece in _PIECE.findall(" ".join(text.split())):
        if lines[-1] and width((lines[-1] + piece).rstrip()) > room:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece
    return tuple(line for line in (*lines[:-1], lines[-1].rstrip()) if line)


def clip(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """At most so many lines; the last one says that there is more."""
    return lines if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1][:-1]}…")
