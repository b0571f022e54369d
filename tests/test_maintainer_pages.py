"""What the pages for maintainers name must be there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT

FOLDER = ROOT / "docs" / "maintainer"
PAGES = sorted(FOLDER.rglob("*.md"))
SOURCES = ("calculator", "handbook", "tests", "tools")
# `decide/tables.py: decide`, `pages/view.py: View.html`, `engine/worker.js: answer`
NAMED = re.compile(r"`((?:\w+/)*\w+\.(?:py|mjs|js)):\s+([\w.]+)`")
# `handbook/source/grammar.py`, `words/rich.py`, `shared/said.js`
FILE = re.compile(r"`((?:\w+/)+\w+\.(?:py|mjs|css|j2|js))\b")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def found(pattern: re.Pattern[str]) -> list[tuple[str, ...]]:
    """What stands in any page, once, with the page that says it first."""
    seen = {}
    for page in PAGES:
        for match in pattern.finditer(page.read_text(encoding="utf-8")):
            seen.setdefault(match.groups(), page.relative_to(FOLDER).as_posix())
    return [(*what, page) for what, page in seen.items()]


def files(name: str) -> list[Path]:
    """The files of the project that a path, or its end, may mean."""
    return [
        path
        for top in SOURCES
        for path in (ROOT / top).rglob(Path(name).name)
        if f"/{path.relative_to(ROOT).as_posix()}".endswith(f"/{name}")
    ]


def names_of(tree: ast.AST, before: str = "") -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield f"{before}{name}"
                if isinstance(node, ast.ClassDef):
                    yield from names_of(node, f"{before}{name}.")
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield f"{before}{name}"


def names_in(path: Path) -> set[str]:
    """The functions, classes, methods and constants of a file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return set(names_of(ast.parse(text)))
    top = re.findall(r"^(?:export )?(?:async )?(?:function|class|const)\*? (\w+)", text, re.M)
    classes = re.split(r"^(?:export )?class (\w+)", text, flags=re.M)[1:]
    methods = [
        f"{name}.{method}"
        for name, body in zip(classes[::2], classes[1::2], strict=True)
        for method in re.findall(r"^  (?:async )?(\w+)\(.*\{$", body.split("\n}\n")[0], re.M)
    ]
    return {*top, *methods}


def test_pages_name_functions() -> None:
    assert len(found(NAMED)) > 50


@pytest.mark.parametrize(("file", "name", "page"), found(NAMED))
def test_a_function_that_a_page_names_exists(file: str, name: str, page: str) -> None:
    assert [name in names_in(path) for path in files(file)] == [True]


@pytest.mark.parametrize(("file", "page"), found(FILE))
def test_a_file_that_a_page_names_exists_and_is_the_only_one(file: str, page: str) -> None:
    assert len(files(file)) == 1


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_link_of_a_page_leads_to_a_file(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
