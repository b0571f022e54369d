"""What a page of the handbook costs to build, beside the same page as plain Markdown.

    python -m tests.bench.build [copies …]

For each number of copies of the policies in `policy/`, a handbook of them is built, and then a site
of stock MkDocs and Material from the very Markdown that the handbook's pages are made of, with the
same extensions, navigation and search. What counts is the processor's time, not the clock's. Both
are built as a workflow builds them, with nothing kept from an earlier time but the calculator's
Python, which `make runtime` makes anew where the engine has changed.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from handbook.calendar.today import today
from handbook.checking.calendar_file import read_calendar_of
from handbook.checking.check import check
from handbook.publish import settings, site
from handbook.publish.by_hand import of_what_is_there
from handbook.publish.history import History
from tests.conftest import copy_project
from tests.paths import POLICY

COPIES = (1, 10)
_FEATURES = ["navigation.indexes", "navigation.prune"]


@dataclass(frozen=True)
class Built:
    """A site: how many pages it has, and the seconds of the processor that it took."""

    pages: int
    seconds: float

    @property
    def each(self) -> float:
        """Milliseconds a page."""
        return 1000 * self.seconds / self.pages


def main(copies: Sequence[int]) -> None:
    head = f"{'policies':>9}{'pages':>7}{'handbook':>12}{'plain':>12}{'ratio':>8}"
    _write(head, f"{'':>16}{'ms a page':>12}{'ms a page':>12}")
    for policies, ours, plain in map(_row, copies):
        ratio = ours.each / plain.each
        _write(f"{policies:>9}{ours.pages:>7}{ours.each:>12.1f}{plain.each:>12.1f}{ratio:>8.2f}")


def _row(copies: int) -> tuple[int, Built, Built]:
    with TemporaryDirectory() as folder:
        project = copy_project(Path(folder))
        policies = project / "policy"
        for path in policies.glob("*.yaml"):
            path.unlink()
        count = _multiply(policies, copies)
        plain = _as_markdown(project, Path(folder) / "plain")
        return count, _built(project), _built(plain)


def _multiply(folder: Path, copies: int) -> int:
    """Write so many copies of each policy, each under a name and a title of its own."""
    sources = [path for path in sorted(POLICY.glob("*.yaml")) if path.stem != "calendar"]
    for path in sources:
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text, encoding="utf-8")
        for number in range(2, copies + 1):
            titled = re.sub(r"(?m)^(制度|资料): (.+)$", rf"\1: \2（{number} 店）", text, count=1)
            name = f"{path.stem}-{number}.yaml"
            (folder / name).write_text(titled, encoding="utf-8")
    return len(sources) * copies


def _as_markdown(project: Path, folder: Path) -> Path:
    """The project's pages as MkDocs knows them, with its own settings and no plugin of ours."""
    day, policies = today(), project / "policy"
    report = check([policies], day)
    calendar = read_calendar_of(policies)
    made = site.content(report.policies, report.terms, calendar, History((), ""), day)
    pages = {page.uri: page.markdown for page in made.pages}
    by_hand = {
        path.name: of_what_is_there(path.read_text(encoding="utf-8"), path.name, pages)
        for path in (project / "docs").glob("*.md")
    }
    for uri, text in (pages | by_hand).items():
        path = folder / "docs" / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(site.insert(text, made.inserts), encoding="utf-8")
    shutil.copytree(project / "docs" / "images", folder / "docs" / "images")
    toc = {key: value for key, value in settings.MARKDOWN["toc"].items() if key != "slugify"}
    own = settings.navigation(list(by_hand))
    config = {
        "site_name": "plain",
        # Without them each page would hold the whole navigation, and cost more with every policy.
        "theme": {"name": "material", "language": "zh", "font": False, "features": _FEATURES},
        "plugins": ["search"],
        "markdown_extensions": [
            {name: dict(toc if name == "toc" else options)}
            for name, options in settings.MARKDOWN.items()
        ],
        "nav": [*own[:1], *_plain(made.navigation), *own[1:]],
    }
    written = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(written, encoding="utf-8")
    return folder


def _plain(entries: Sequence[site.Entry]) -> list[dict[str, object]]:
    """The navigation without marks of what is safe in HTML, which YAML does not know."""
    return [
        {str(title): _plain(part) if isinstance(part, list) else part}
        for entry in entries
        for title, part in entry.items()
    ]


def _built(project: Path) -> Built:
    before = _spent()
    _build(project)
    pages = sum(1 for _ in _pages(project / "site"))
    return Built(pages, _spent() - before)


def _pages(folder: Path) -> Iterator[Path]:
    return folder.rglob("index.html")


def _build(project: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _write(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or COPIES)
