"""In which characters a text file is written, where the file itself does not say so."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from pathlib import Path

from tiercalc import InputError
from tiercalc.words import quoted

# Tried in this order: hardly any GB18030 text is UTF-8 by chance, but most UTF-8 text is GB18030.
ENCODINGS = {"utf-8-sig": "UTF-8", "gb18030": "GB18030", "utf-16": "UTF-16"}
SAVE_AS = "请在表格软件里另存为“CSV UTF-8（逗号分隔）”再试"
_BLOCK = 1 << 20
_WIDE = (b"\xff\xfe", b"\xfe\xff")
# Two Chinese characters in GBK may read as two letters of other scripts in UTF-8, never as one of
# the characters above these; a lone accented letter stands inside a word.
_CHANCE = re.compile(r"[\u0080-\u07ff]+")
_IN_A_WORD = re.compile(r"[A-Za-z][\u00c0-\u024f]|[\u00c0-\u024f][A-Za-z]")
_ABOVE = re.compile(r"[\u0800-\U0010ffff]")
_CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")


def encoding_of(path: Path) -> str:
    """The encoding by which a file is read. Raises InputError where it is none of the known."""
    with path.open("rb") as file:
        start = file.read(3)
    if start.startswith(_WIDE):
        names = ["utf-16"]
    elif start == b"\xef\xbb\xbf":
        names = ["utf-8-sig"]
    else:
        names = ["utf-8-sig", "gb18030"]
    found = next((name for name in names if _decodes(path, name)), None)
    if found is None:
        message = f"名册{quoted(path.name)}不是 UTF-8 或 GB18030 编码的文字；{SAVE_AS}。"
        raise InputError("encoding", str(path), message)
    if found == "utf-8-sig" and len(names) > 1 and _is_chance(path):
        return "gb18030"
    return found


def _is_chance(path: Path) -> bool:
    """Whether a text is UTF-8 by chance, and Chinese in GB18030."""
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read(_BLOCK)
    if _ABOVE.search(text) or _IN_A_WORD.search(text) or not _CHANCE.search(text):
        return False
    try:
        parts = [found.encode().decode("gb18030") for found in _CHANCE.findall(text)]
    except UnicodeDecodeError:
        return False
    return all(_CHINESE.fullmatch(part) for part in parts)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                if "\0" in decoder.decode(block):
                    return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
