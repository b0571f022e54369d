"""Findings: what the check has to say, as data, and their two views (text and JSON)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypedDict

from handbook.source.characters import visible
from handbook.source.numerals import in_digits

Severity = Literal["error", "warning"]
# Most words of the grammar have two characters, of which one is right in a slip.
_SHORT, _ALIKE_SHORT, _ALIKE = 3, 0.5, 0.6
# The number of an article.
_PLACE = re.compile(r"(?<=第)[0-9]+")
_SEVERITY = {"error": "错误", "warning": "提醒"}
# What a message quotes, and the line that is shown below it, are no longer than one can read.
_QUOTED = 60
_TOO_LONG = re.compile(rf"“([^“”]{{{_QUOTED}}})[^“”]+”")
_LINE = 100


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to mend: where it stands (line and column count from 1), and a Chinese sentence."""

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", _TOO_LONG.sub(r"“\1…”", self.message))

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}"
        return f"{place}: {_SEVERITY[self.severity]} {self.code}: {self.message}"

    def document(self) -> FindingDocument:
        """The finding as plain data."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
        }


class FindingDocument(TypedDict):
    """One thing to mend in a policy file."""

    path: str
    line: int
    """From 1, as `column`."""
    column: int
    severity: Severity
    code: str
    message: str


class CheckDocument(TypedDict):
    """`tierbook check`: what is wrong with the policy files."""

    findings: list[FindingDocument]


def as_text(findings: Iterable[Finding], sources: Mapping[str, str]) -> str:
    """The report for a terminal: each finding, then its line of the source with a caret below.

    `sources` holds the files' texts by path; a finding of a file that is not there has no excerpt.
    """
    lines = {path: text.splitlines() for path, text in sources.items()}
    return visible(
        "".join(f"{each}\n{_excerpt(each, lines.get(each.path, []))}" for each in findings)
    )


def as_json(findings: Iterable[Finding]) -> str:
    """The report for programs: one JSON document."""
    document: CheckDocument = {"findings": [each.document() for each in findings]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelt one most likely means.

    第1条 is 第一条 in other numerals; 第3条 is another one than 第二条, no slip for it.
    """
    known = list(known)
    own = in_digits(word)
    same = next((each for each in known if in_digits(each) == own), None)
    if same is not None:
        return same
    place = _PLACE.sub("", own)
    another = [
        each for each in known if _PLACE.search(own) and _PLACE.sub("", in_digits(each)) == place
    ]
    folded = {_fold(candidate): candidate for candidate in known if candidate not in another}
    cutoff = _ALIKE_SHORT if len(word) <= _SHORT else _ALIKE
    close = get_close_matches(_fold(word), list(folded), n=1, cutoff=cutoff)
    return folded[close[0]] if close else None


def _fold(word: str) -> str:
    return word.casefold().replace("-", "_")


def _excerpt(finding: Finding, lines: Sequence[str]) -> str:
    if not 0 < finding.line <= len(lines):
        return ""
    before, rest = parted(lines[finding.line - 1], finding.column)
    indent = sum(map(_width, before))
    return f"    {before}{rest}\n    {' ' * indent}^\n"


def parted(line: str, column: int) -> tuple[str, str]:
    """A line of a file before a column and from there on, as far as one can read it at a glance."""
    before, rest = line[: column - 1], line[column - 1 :]
    if len(before) > _LINE // 2:
        before = f"…{before[-_LINE // 2 :]}"
    if len(rest) > _LINE:
        rest = f"{rest[:_LINE]}…"
    return visible(before.replace("\t", " ")), visible(rest.replace("\t", " "))


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
