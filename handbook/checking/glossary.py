"""The glossary: one wording for one notion in all policies, and what each word means.

Its file also says how the company calls what policies leave open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from tiercalc.policy import Marks

from handbook.home import GLOSSARY_SCHEMA
from handbook.source.files import file_bytes
from handbook.source.findings import Finding, nearest
from handbook.source.grammar import Grammar
from handbook.source.modeline import modeline_findings
from handbook.source.schema_messages import shape_findings
from handbook.source.translation import in_model
from handbook.source.yaml_source import Document, Keys, read_yaml

_GRAMMAR = Grammar(GLOSSARY_SCHEMA)
_PLACE = Path("glossary") / "terms.yaml"

# The words for what is open that differ from the usual ones, by their names in the model.
OwnMarks = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Term:
    """A word of the handbook: its meaning, the words not to be used for it, related terms."""

    name: str
    text: str
    avoid: tuple[str, ...]
    see: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What came of a glossary file: nothing of it where it has errors; the findings; its text.

    `marks` are the company's own words, by the name that the model has for them.
    """

    terms: tuple[Term, ...]
    marks: OwnMarks
    findings: tuple[Finding, ...]
    text: str

    @property
    def usable(self) -> bool:
        """Whether the file is without errors."""
        return all(finding.severity != "error" for finding in self.findings)


def glossary_file(policies: Path) -> Path:
    """Where the glossary of a folder of policies stands, if it has one."""
    return policies / _PLACE


def is_glossary(path: Path) -> bool:
    """True for a file that stands where a glossary does."""
    return path.absolute().parts[-2:] == _PLACE.parts


def own_marks(policies: Path) -> OwnMarks:
    """The words for what is open that a folder of policies says; none where it has no such file."""
    return read(glossary_file(policies)).marks


def read(path: Path) -> Reading:
    """Read and check a glossary file; an unchanged file is not checked again."""
    raw = file_bytes(path)
    return Reading((), (), (raw,), "") if isinstance(raw, Finding) else _read_bytes(path, raw)


@lru_cache(maxsize=8)
def _read_bytes(path: Path, raw: bytes) -> Reading:
    written, findings = read_yaml(path.as_posix(), raw)
    text = raw.decode("utf-8-sig", errors="replace")
    if written is None:
        return Reading((), (), findings, text)
    document = in_model(written, _GRAMMAR)
    errors = (*findings, *shape_findings(written, _GRAMMAR)) or (
        *_wording_findings(document),
        *_mark_findings(document),
    )
    found = tuple(sorted((*errors, *modeline_findings(document, _GRAMMAR.path.name))))
    if errors:
        return Reading((), (), found, text)
    return Reading(tuple(_terms(document)), tuple(_part(document, "marks").items()), found, text)


def _part(document: Document, section: str) -> Mapping[str, Any]:
    data = cast(Mapping[str, Any], document.data)
    return cast(Mapping[str, Any], data.get(section, {}))


def _terms(document: Document) -> Iterator[Term]:
    for name, entry in _part(document, "terms").items():
        avoid, see = (tuple(entry.get(key, ())) for key in ("avoid", "see"))
        yield Term(name, entry["text"], avoid, see)


def _wording_findings(document: Document) -> Iterator[Finding]:
    """A word that two terms claim, and terms referred to that are not there."""
    terms = _part(document, "terms")
    claimed: dict[str, str] = {}
    for name, entry in terms.items():
        for keys, word in _words(name, entry):
            if word in claimed:
                message = (
                    f"“{word}”已经写在术语 {claimed[word]} 里；一个词只能归一个术语，请去掉一处。"
                )
                yield document.finding(("terms", name, *keys), "two-meanings", message)
            claimed.setdefault(word, name)
        for place, target in enumerate(entry.get("see", ())):
            others = [each for each in terms if each != name]
            if target not in others:
                close = nearest(target, others)
                mend = f"是不是 {close}？" if close else "请写这份文件里别的术语。"
                message = f"术语 {name} 参见的“{target}”不是别的术语。{mend}"
                yield document.finding(("terms", name, "see", place), "unknown-term", message)


def _mark_findings(document: Document) -> Iterator[Finding]:
    """Two marks that nobody can tell apart."""
    said = {**asdict(Marks()), **_part(document, "marks")}
    for name, word in _part(document, "marks").items():
        others = [other for other, theirs in said.items() if other != name and theirs == word]
        if others:
            other = _GRAMMAR.declared(("marks", others[0]))["title"]
            message = f"“{word}”也是标记“{other}”的叫法，分不出是哪一种；请换一个词。"
            yield document.finding(("marks", name), "two-meanings", message)


def _words(name: str, entry: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    yield (), name
    for place, word in enumerate(entry.get("avoid", ())):
        yield ("avoid", place), word
