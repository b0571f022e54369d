"""The usual slips of somebody who types YAML, recognised and explained in Chinese."""

from __future__ import annotations

import re

import yaml

from handbook.source.mark_slips import conflict, wrong_mark

# A key followed by a full-width colon, or by a colon without the space that YAML wants.
_COLON = re.compile(r"^[ \t]*(?:- +)*[^\W\d][\w-]*(?: [\w-]+)*(：|:(?=[^\s:/]))")
_TAB = re.compile(r"^ *\t")
# A text whose first word is a figure in braces: YAML reads a mapping and stumbles over the rest.
_BRACE = re.compile(r"(?::|^ *-) +(\{[\w-]*\}) *[^\s,}\]#]")
_BRACKET = re.compile(r"(?::|^ *-) +(\[[^\]]*\]) *[^\s,}\]#]")
_RESERVED = "@`%|>*&!?"

UNQUOTED_BRACE = '以 { 开头的文字要加引号，例如 "{名称} 以内"；不加引号会被当成一组字段。'
_UNQUOTED_BRACKET = "以 [ 开头的文字要加引号；不加引号会被当成一个列表。"
_TWO_DOCUMENTS = "一个文件只写一份制度；请删掉第二个“---”及其后的内容。"
_BROKEN_OFF = "这是文件的最后一行，多半没有写完，或者文件没有存全。"
_OPEN_QUOTE = "found unexpected end of stream"
_NO_CONTENT = "did not find expected node content"
_NO_COMMA = "did not find expected ',' or '}'"
_PROBLEMS = {
    "mapping values are not allowed in this context": (
        "这里不该再有“: ”。检查上一行是否少了冒号、缩进是否多了空格；文字里有冒号加空格时要加引号。"
    ),
    "could not find expected ':'": "这一行少了冒号：应写成“键: 内容”，冒号用半角，后面空一格。",
    "found unexpected end of stream": "引号没有成对：从这里开始的文字缺少结尾的引号。",
    "did not find expected key": (
        "这里读不下去：检查缩进是否与同级的键对齐，以及引号、括号之后是否还有多余的字。"
    ),
    "did not find expected '-' indicator": "列表的每一项都要以“- ”开头，并与上一项对齐。",
    "did not find expected ',' or ']'": "方括号 [ ] 没有成对，或两项之间少了半角逗号。",
    "did not find expected ',' or '}'": "花括号 { } 没有成对，或两项之间少了半角逗号。",
    "did not find expected node content": "这里缺少内容，或多了一个逗号、括号。",
    "found undefined alias": "以 * 开头的别名没有定义；如果是文字，请加引号。",
    "second occurrence": "同一个锚点（&名称）定义了两次；请直接写内容。",
    "block sequence entries are not allowed in this context": (
        "列表项不能接在冒号后面；请换行，缩进后再写“- ”。"
    ),
    "found unknown escape character": "双引号里的反斜杠不能这样用；请改用单引号。",
    "found undefined tag handle": "以 ! 开头的标签不能用；如果是文字，请加引号。",
    "found incompatible YAML document": "不需要以 % 开头的版本声明；请删掉这一行。",
}


def explain_syntax(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str, str]:
    """Line, column (from 1), code and sentence for what the YAML parser stumbled over."""
    mark = error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    if error.problem == "but found another document":
        return line + 1, column + 1, "documents", _TWO_DOCUMENTS
    slip = (
        conflict(lines)
        or _colon_slip(error, lines)
        or _tab_slip(line, lines)
        or _brace_slip(error, lines)
        or wrong_mark(lines, _around(error, lines))
        or _comma_slip(error, lines)
    )
    if slip:
        return slip
    written = text.rstrip().split("\n")
    if error.problem == _NO_CONTENT and line >= len(written):
        return len(written), len(written[-1]), "syntax", f"括号没有成对。{_BROKEN_OFF}"
    if error.context_mark and error.problem in _AT_CONTEXT:
        line, column = error.context_mark.line, error.context_mark.column
    last = line + 1 >= len(written) and error.problem in _UNCLOSED
    sentence = _sentence(error, lines, line, column)
    return line + 1, column + 1, "syntax", sentence + (_BROKEN_OFF if last else "")


def _around(error: yaml.MarkedYAMLError, lines: list[str]) -> list[int]:
    """The lines (from 0) between where the parser began and where it stumbled, the last first."""
    last = error.problem_mark.line if error.problem_mark else 0
    if error.problem == _OPEN_QUOTE and error.context_mark:
        # Everything up to the end stands in the quotation.
        last = error.context_mark.line
    first = error.context_mark.line if error.context_mark else last - 1
    return [*reversed(range(max(first, 0), min(last + 1, len(lines))))]


_UNCLOSED = frozenset(
    {
        "found unexpected end of stream",
        "could not find expected ':'",
        "did not find expected ',' or ']'",
        "did not find expected ',' or '}'",
    }
)
# Where the parser notices these only at the end, the reader wants their beginning.
_AT_CONTEXT = frozenset(
    {
        *_UNCLOSED,
        "did not find expected comment or line break",
        "did not find expected alphabetic or numeric character",
        "did not find expected whitespace or line break",
    }
)
_NOT_AT_START = (
    "did not find expected comment or line break",
    "mapping keys are not allowed in this context",
    "found character that cannot start any token",
    "did not find expected alphabetic or numeric character",
    "did not find expected whitespace or line break",
)


def colon_slip(line: str) -> tuple[int, str] | None:
    """Column (from 1) and sentence where a key is not followed by a colon and a space."""
    found = _COLON.match(line)
    if found is None:
        return None
    if found.group(1) == "：":
        return found.start(1) + 1, "键后面用了全角冒号“：”；请换成半角冒号加一个空格“: ”。"
    return found.start(1) + 1, "键后面的冒号没有空格；请写成“: ”。"


def _colon_slip(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, int, str, str] | None:
    # The nearest, since a line of prose may hold such a colon by right.
    for number in _around(error, lines):
        slip = colon_slip(lines[number])
        if slip:
            return number + 1, slip[0], "colon", slip[1]
    return None


def _tab_slip(line: int, lines: list[str]) -> tuple[int, int, str, str] | None:
    found = _TAB.match(lines[line]) if line < len(lines) else None
    if found is None:
        return None
    return line + 1, found.end(), "tab", "这一行用制表符（Tab）缩进；YAML 只认空格，请换成空格。"


def _comma_slip(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, int, str, str] | None:
    """A key in braces before which the comma is missing: the parser stumbles over its colon."""
    mark = error.problem_mark
    if error.problem != _NO_COMMA or mark is None or mark.line >= len(lines):
        return None
    found = re.search(r"\S (\w+)$", lines[mark.line][: mark.column])
    if found is None or lines[mark.line][mark.column : mark.column + 1] != ":":
        return None
    return mark.line + 1, found.start(1) + 1, "comma", f"“{found[1]}”前面少了半角逗号“, ”。"


def _brace_slip(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, int, str, str] | None:
    mark = error.problem_mark
    line = mark.line if mark else 0
    for pattern, message in ((_BRACE, UNQUOTED_BRACE), (_BRACKET, _UNQUOTED_BRACKET)):
        found = pattern.search(lines[line]) if line < len(lines) else None
        if found:
            return line + 1, found.start(1) + 1, "brace-text", message
    return None


def _sentence(error: yaml.MarkedYAMLError, lines: list[str], line: int, column: int) -> str:
    problem = error.problem or ""
    if problem in _NOT_AT_START:
        character = lines[line][column : column + 1]
        if character in _RESERVED:
            return f"文字不能以 {character} 开头；请给整段文字加引号。"
        return "这里的字符不能这样开头；是文字就加引号。"
    return _PROBLEMS.get(problem, "这里不合 YAML 的写法；检查缩进、冒号、引号和括号。")
