"""Lines of text for pictures, which do not break lines themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

# How wide a sign is, in em, in the fonts that Chinese readers have.
_WIDE, _NARROW, _SPACE = 1.0, 0.58, 0.3

# A Latin word or a number stays whole; so does a sign with the marks that open before it and close
# after it.
_PIECE = re.compile(r"[“‘（《「【]*(?:[!-~]+|.)[，。；：、？！”’）》」】]* ?", re.DOTALL)


def width(text: str) -> float:
    """The width of a line in em."""
    return sum(_SPACE if sign == " " else _NARROW if sign.isascii() else _WIDE for sign in text)


def wrap(text: str, room: float) -> tuple[str, ...]:
    """A text in lines of at most `room` em; only a word that is longer than a line is cut."""
    lines = [""]
    for piece in _pieces(" ".join(text.split()), room):
        if lines[-1] and width((lines[-1] + piece).rstrip()) > room:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece
    return tuple(line for line in (*lines[:-1], lines[-1].rstrip()) if line)


def _pieces(text: str, room: float) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        if width(piece.rstrip()) <= room:
            yield piece
        else:
            yield from piece


def clip(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """At most so many lines; the last one says that there is more."""
    return lines if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1][:-1]}…")
