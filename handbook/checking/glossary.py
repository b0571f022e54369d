"""The glossary: one wording for one notion in all policies, and what each word means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from handbook.checking.load import FindingsError
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


@dataclass(frozen=True)
class Term:
    """A word of the handbook: its meaning, the words not to be used for it, related terms."""

    name: str
    text: str
    avoid: tuple[str, ...]
    see: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What came of a glossary file: its terms, none where it has errors; findings; its text."""

    terms: tuple[Term, ...]
    findings: tuple[Finding, ...]
    text: str

    @property
    def usable(self) -> bool:
        """Whether there is a glossary to be shown."""
        return bool(self.terms)


def glossary_file(policies: Path) -> Path:
    """Where the glossary of a folder of policies stands, if it has one."""
    return policies / _PLACE


def is_glossary(path: Path) -> bool:
    """True for a file that stands where a glossary does."""
    return path.absolute().parts[-2:] == _PLACE.parts


def load(path: Path) -> tuple[Term, ...]:
    """The terms of a glossary file, in its order. Raises FindingsError."""
    reading = read(path)
    if not reading.terms:
        raise FindingsError(reading.findings, {path.as_posix(): reading.text})
    return reading.terms


def read(path: Path) -> Reading:
    """Read and check a glossary file; an unchanged file is not checked again."""
    raw = file_bytes(path)
    return Reading((), (raw,), "") if isinstance(raw, Finding) else _read_bytes(path, raw)


@lru_cache(maxsize=8)
def _read_bytes(path: Path, raw: bytes) -> Reading:
    written, findings = read_yaml(path.as_posix(), raw)
    text = raw.decode("utf-8-sig", errors="replace")
    if written is None:
        return Reading((), findings, text)
    document = in_model(written, _GRAMMAR)
    errors = (*findings, *shape_findings(written, _GRAMMAR)) or (*_wording_findings(document),)
    found = tuple(sorted((*errors, *modeline_findings(document, _GRAMMAR.path.name))))
    return Reading(() if errors else tuple(_terms(document)), found, text)


def _entries(document: Document) -> Mapping[str, Mapping[str, Any]]:
    data = cast(Mapping[str, Any], document.data)
    return cast(Mapping[str, Mapping[str, Any]], data["terms"])


def _terms(document: Document) -> Iterator[Term]:
    for name, entry in _entries(document).items():
        avoid, see = (tuple(entry.get(key, ())) for key in ("avoid", "see"))
        yield Term(name, entry["text"], avoid, see)


def _wording_findings(document: Document) -> Iterator[Finding]:
    """A word that two terms claim, and terms referred to that are not there."""
    terms = _entries(document)
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


def _words(name: str, entry: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    yield (), name
    for place, word in enumerate(entry.get("avoid", ())):
        yield ("avoid", place), word
