"""From a file's bytes to its text: UTF-8 without characters that are not what they look like."""

from __future__ import annotations

import re

from handbook.source.characters import first_hidden, hidden_message
from handbook.source.findings import Finding

SIZE_LIMIT = 1024 * 1024
# How .docx, .xlsx and the older .doc and .xls begin.
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# Spaces that YAML takes for letters. The full-width one may stand between Chinese words.
_ODD_SPACE = re.compile(
    r"[\u00a0\u2000-\u200a\u202f\u205f]|(?:^|(?<=[ :,{}\[\]\-0-9A-Za-z]))\u3000|\u3000(?=[ :,}\]])",
    re.MULTILINE,
)


class UnreadableError(Exception):
    """The file cannot be read any further; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def decode(path: str, raw: bytes) -> str:
    """A file's text. Raises UnreadableError with what is to be said where there is none."""
    if len(raw) > SIZE_LIMIT:
        message = f"文件有 {len(raw):,} 字节，超过 {SIZE_LIMIT:,} 字节的上限；请拆成几份制度。"
        raise UnreadableError(Finding(path, 1, 1, "error", "too-large", message))
    if raw.startswith(_OFFICE):
        message = (
            "这是 Word 或 Excel 文件，不是文字文件；请把内容复制到文字编辑器，存为 UTF-8 的 .yaml。"
        )
        raise UnreadableError(Finding(path, 1, 1, "error", "encoding", message))
    if raw.startswith(_UTF_16):
        message = "文件是 UTF-16 编码，这里只读 UTF-8；请用编辑器另存为 UTF-8。"
        raise UnreadableError(Finding(path, 1, 1, "error", "encoding", message))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig")
        guess = "（看起来是 GBK 编码）" if _is_gbk(raw) else ""
        message = f"从这里起不是 UTF-8 文字{guess}；请用编辑器另存为 UTF-8。"
        raise UnreadableError(Finding(path, *_end(before), "error", "encoding", message)) from None
    at = first_hidden(text)
    if at is not None:
        place, message = _end(text[:at]), hidden_message(text)
        raise UnreadableError(Finding(path, *place, "error", "invisible-character", message))
    odd = _ODD_SPACE.search(text)
    if odd:
        name = "全角空格" if odd[0] == "\u3000" else f"特殊空格 U+{ord(odd[0]):04X}"
        message = f"这里是{name}，程序不把它当空格；请换成普通的半角空格。"
        place = _end(text[: odd.start()])
        raise UnreadableError(Finding(path, *place, "error", "odd-space", message))
    return text


def readable(raw: bytes) -> str:
    """A file's text for excerpts, whatever its encoding."""
    for encoding in ("utf-16",) if raw.startswith(_UTF_16) else ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8-sig", errors="replace")


def _is_gbk(raw: bytes) -> bool:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _end(text: str) -> tuple[int, int]:
    return text.count("\n") + 1, len(text) - text.rfind("\n")
