"""Writes what the documents' types say: the JSON contract's page, and the types of the scripts.

The TypedDicts in the `documents` modules are the one source of both. `make contract` runs this.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from tiercalc.documents import (
    AnswerDocument,
    DueDocument,
    ErrorDocument,
    FailedDocument,
    FineDocument,
    GivenDocument,
    KitDocument,
    MissingDocument,
    NamedDocument,
    PageAnswerDocument,
    RulingDocument,
    TimelineDocument,
    WhoDocument,
)
from tiercalc.words import Citation, Sentence
from tierquiz.documents import QuizDocument

from handbook.command.documents import GradeDocument, ListDocument, NewDocument
from handbook.comparing.documents import DiffDocument
from handbook.source.findings import CheckDocument

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "maintainer" / "contract.md"
TYPES = ROOT / "handbook" / "assets" / "shared" / "documents.d.ts"

# What the commands answer, in the order of the page; the scripts know those that the worker gives.
COMMANDS: Mapping[str, type] = {
    "decide": AnswerDocument,
    "due": DueDocument,
    "timeline": TimelineDocument,
    "who": WhoDocument,
    "fine": FineDocument,
    "kit": KitDocument,
    "quiz": QuizDocument,
    "list": ListDocument,
    "check": CheckDocument,
    "grade": GradeDocument,
    "diff": DiffDocument,
    "new": NewDocument,
}
WORKER = (
    PageAnswerDocument,
    FailedDocument,
    DueDocument,
    TimelineDocument,
    WhoDocument,
    FineDocument,
    KitDocument,
    QuizDocument,
)
COMMON = (
    FailedDocument,
    ErrorDocument,
    NamedDocument,
    RulingDocument,
    MissingDocument,
    GivenDocument,
)

_HEAD = """\
# The JSON contract

Written by `make contract` from the `documents` modules of the code; change it there.

What the commands answer with `--json`, and the worker to the page. Other programs rely on these
keys. Every amount is a text without trailing zeros, so that none is rounded on the way; only counts
and places are numbers. Days are `2026-02-13`, moments `2026-02-13T10:00`. Ids are those of the
policy's file. A key is always there unless that is said; what is not known is null.

The page's JSON differs in two things. A sentence that names things is `{"runs": [...]}`, each run
plain words or `[kind, id, text]`, and clauses are the sentence that names them one after the other.
To the answers of the questions beside the decisions it adds `errors`, a list of [Error](#error):
what could not be read and was left out.
"""
_TYPES_HEAD = """\
// Written by `make contract` from the documents of the engine; change them there.

import type { Said } from "./said.js";
"""


def written() -> dict[Path, str]:
    """The files as they have to be now, by where they stand."""
    return {PAGE: _page(), TYPES: _types()}


def _page() -> str:
    parts = [_HEAD]
    told = {*COMMON}
    for command, document in COMMANDS.items():
        parts.append(f"## `tierbook {command}`\n")
        new = [each for each in _reached([document]) if each not in told]
        told |= {*new}
        parts += (_section(each) for each in new)
    parts.append("## To the page\n")
    parts += (_section(each) for each in _reached(WORKER) if each not in told)
    parts.append("## In many answers\n")
    parts += (_section(each) for each in COMMON)
    return "\n".join(parts)


def _types() -> str:
    return "\n".join([_TYPES_HEAD, *(_interface(each) for each in _reached(WORKER))])


def _reached(documents: Iterable[type]) -> list[type]:
    """Documents with all that they consist of, each once, a whole before its parts."""
    found: dict[type, None] = {}

    def visit(kind: Any) -> None:
        if is_typeddict(kind):
            if kind in found:
                return
            found[kind] = None
            for each in get_type_hints(kind).values():
                visit(each)
        for each in get_args(kind):
            visit(each)

    for document in documents:
        visit(document)
    return list(found)


def _section(document: type) -> str:
    rows = [
        f"| `{key}` | {_words(kind)} | {_sometimes(kind)}{_notes(document).get(key, '')} |"
        for key, kind in _keys(document)
    ]
    head = f"### {_name(document)}\n\n{inspect.cleandoc(document.__doc__ or '')}\n"
    return "\n".join([head, "| key | type | |", "| --- | --- | --- |", *rows, ""])


def _sometimes(kind: Any) -> str:
    return "Not always there. " if get_origin(kind) is NotRequired else ""


def _interface(document: type) -> str:
    lines = [f"/** {inspect.cleandoc(document.__doc__ or '')} */"]
    lines.append(f"export interface {_name(document)} {{")
    for key, kind in _keys(document):
        if key in _notes(document):
            lines.append(f"  /** {_notes(document)[key]} */")
        mark = "?" if get_origin(kind) is NotRequired else ""
        lines.append(f"  {key}{mark}: {_typescript(kind)};")
    return "\n".join([*lines, "}", ""])


def _keys(document: type) -> Iterable[tuple[str, Any]]:
    return get_type_hints(document, include_extras=True).items()


def _name(document: type) -> str:
    return document.__name__.removesuffix("Document")


def _notes(document: type) -> dict[str, str]:
    """What the texts below a document's keys say, by key."""
    found: dict[str, str] = {}
    for base in reversed(_lineage(document)):
        tree = ast.parse(inspect.getsource(base))
        body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
        for key, text in pairwise(body):
            match key, text:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(note))),
                ):
                    found[name] = inspect.cleandoc(note)
    return found


def _lineage(document: type) -> list[type]:
    """A document and those that it extends; a class statement each."""
    bases = [each for each in getattr(document, "__orig_bases__", ()) if is_typeddict(each)]
    own = [] if document.__name__.startswith("_") else [document]
    return [*own, *(each for base in bases for each in _lineage(base))]


def _words(kind: Any) -> str:
    """A type as a reader of the page reads it."""
    if is_typeddict(kind):
        return f"[{_name(kind)}](#{_name(kind).lower()})"
    if kind is Citation:
        return f"list of {_words(NamedDocument)}"
    match get_origin(kind):
        case None:
            return {NoneType: "null", bool: "true or false", int: "number", object: "anything"}.get(
                kind, "text"
            )
        case origin if origin is NotRequired:
            return _words(get_args(kind)[0])
        case origin if origin is Literal:
            return ", ".join(f"`{each}`" for each in get_args(kind))
        case origin if origin is list:
            return f"list of {_words(get_args(kind)[0])}"
        case origin if origin is dict:
            return f"by id: {_words(get_args(kind)[1])}"
        case _:
            return " or ".join(dict.fromkeys(_words(each) for each in get_args(kind)))


def _typescript(kind: Any) -> str:
    if is_typeddict(kind):
        return _name(kind)
    match get_origin(kind):
        case None:
            names: dict[object, str] = {
                NoneType: "null",
                bool: "boolean",
                int: "number",
                object: "unknown",
                Sentence: "Said",
                Citation: "Said",
            }
            return names.get(kind, "string")
        case origin if origin is NotRequired:
            return _typescript(get_args(kind)[0])
        case origin if origin is Literal:
            return " | ".join(f'"{each}"' for each in get_args(kind))
        case origin if origin is list:
            part = _typescript(get_args(kind)[0])
            return f"({part})[]" if "|" in part else f"{part}[]"
        case origin if origin is dict:
            return f"Record<string, {_typescript(get_args(kind)[1])}>"
        case origin if origin in (Union, UnionType):
            kinds = get_args(kind)
            # A sentence may be a plain text.
            parts = [each for each in kinds if each is not str or Sentence not in kinds]
            return " | ".join(dict.fromkeys(_typescript(each) for each in parts))
        case other:
            raise TypeError(f"no type of TypeScript for {other}")


def main() -> int:
    """Write both files."""
    for path, text in written().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
