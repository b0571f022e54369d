"""The page that `mkdocs serve` shows at every address while a policy has errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from handbook.pages.templating import environment
from handbook.source.findings import Finding, parted

# So many lines of the file stand above and below the one that is wrong.
_AROUND = 2

_templates = environment()


@dataclass(frozen=True)
class Line:
    """A line of a policy file; `before`, `rest` divide the wrong one where the finding points."""

    number: int
    wrong: bool
    before: str
    rest: str


def error_page(findings: Iterable[Finding], sources: Mapping[str, str]) -> str:
    """A whole HTML page: each finding with its place, its sentence and the lines around it.

    `sources` holds the files' texts by path; a finding of a file that is not there has no lines.
    The page needs nothing else, so that it can stand in for any other.
    """
    ordered = sorted(findings, key=lambda finding: finding.severity != "error")
    return _templates.get_template("findings.html.j2").render(
        findings=[(finding, _lines(finding, sources.get(finding.path))) for finding in ordered],
        errors=sum(finding.severity == "error" for finding in ordered),
    )


def at_every_address(
    app: Callable[..., Any], home: str, failing: Callable[[], bool]
) -> Callable[..., Any]:
    """A WSGI application that, while `failing`, gives `home` for every page that `app` lacks."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        held: list[Any] = []

        def hold(*status_and_headers: Any) -> None:
            held[:] = status_and_headers

        body = app(environ, hold)
        # Asked only now: `app` waits for a build that is under way.
        if failing() and held[0].startswith("404") and _is_page(environ["PATH_INFO"]):
            return app({**environ, "PATH_INFO": home}, start_response)
        start_response(*held)
        return body

    return answer


def _is_page(address: str) -> bool:
    return PurePosixPath(address).suffix in {"", ".html"}


def _lines(finding: Finding, text: str | None) -> Sequence[Line]:
    lines = [] if text is None else text.splitlines()
    if not 0 < finding.line <= len(lines):
        return ()
    first = max(1, finding.line - _AROUND)
    return [
        _line(number, line, finding)
        for number, line in enumerate(lines[first - 1 : finding.line + _AROUND], start=first)
    ]


def _line(number: int, text: str, finding: Finding) -> Line:
    wrong = number == finding.line
    return Line(number, wrong, *parted(text, finding.column if wrong else 1))
