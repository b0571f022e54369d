"""Characters that do not show, or would steer a terminal: which they are, and how shown."""

from __future__ import annotations

import re
from unicodedata import category

# Controls, formats (which turn the direction of writing), halves of characters, private and unknown
# ones, and what only some programs take for a line's end.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters and signs that are blank, and marks that choose a letter's variant.
_BLANK = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    r"\U000e0100-\U000e01ef]"
)
_LAYOUT = "\t\n\r"
# Nearly every character of a report is none of these, and they are quickly told.
_UNUSUAL = re.compile(r"[^ -~\n\t\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e“”…]")


def hidden_message(text: str) -> str:
    """What to do about the first character of a text that does not show; empty without one."""
    at = first_hidden(text)
    if at is None:
        return ""
    return f"这里有看不见的字符 U+{ord(text[at]):04X}，多半是粘贴时带进来的；请删掉它。"


def first_hidden(text: str) -> int | None:
    """Where the first character of a text stands that does not show."""
    unusual = _UNUSUAL.finditer(text)
    return next((found.start() for found in unusual if is_hidden(found[0])), None)


def is_hidden(character: str) -> bool:
    """True for a character that a reader cannot see or tell from another."""
    if (character.isascii() and character.isprintable()) or character in _LAYOUT:
        return False
    return category(character) in _INVISIBLE or _BLANK.match(character) is not None


def visible(text: str) -> str:
    r"""A text as a terminal may be given it: what would steer it, or not show, is spelt out.

    It is spelt as JSON does (`\u001b`), so that a JSON document means the same as before.
    """
    return _UNUSUAL.sub(lambda found: _spelt(found[0]), text)


def _spelt(character: str) -> str:
    if character != "\r" and not is_hidden(character):
        return character
    halves = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{halves[at : at + 4]}" for at in range(0, len(halves), 4))
