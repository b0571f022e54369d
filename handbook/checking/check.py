"""`tierbook check`: load every file, run its examples, and gather all findings in one report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from handbook.calendar.today import today
from handbook.checking.examples import example_findings
from handbook.checking.glossary import Term, glossary_file, is_glossary, read
from handbook.checking.in_force_checks import in_force_findings
from handbook.checking.load import KEPT, LoadedPolicy, Loading, load_file, policy_files
from handbook.checking.overlap_checks import overlap_findings
from handbook.checking.table_checks import table_findings
from handbook.source.findings import Finding, as_json, as_text


@dataclass(frozen=True)
class Report:
    """What the check found in all files together.

    `policies` holds the files that could be loaded, also where an example fails; `terms` those of
    the glossary; `sources` the texts of all files by path, for excerpts; `readable` is true where
    every file could be loaded.
    """

    findings: tuple[Finding, ...]
    policies: tuple[LoadedPolicy, ...]
    terms: tuple[Term, ...]
    readable: bool
    sources: Mapping[str, str]
    examples_run: int

    @property
    def sound(self) -> bool:
        """True where nothing has to be mended; a warning does not count."""
        return all(finding.severity != "error" for finding in self.findings)

    def as_text(self) -> str:
        """For a terminal: each finding with its line of the source and a caret."""
        return as_text(self.findings, self.sources)

    def as_json(self) -> str:
        """For programs: `{"findings": [{path, line, column, severity, code, message}]}`."""
        return as_json(self.findings)


def check(paths: Iterable[Path], on: date | None = None) -> Report:
    """Check files; a directory stands for its policy files and its glossary, if there is one.

    `on` is the day whose figures count for examples that name no day: today in China by default.
    """
    day = on or today()
    files = [file for path in paths for file in (_files(path) if path.is_dir() else (path,))]
    loadings = {file: load_file(file) for file in files if not is_glossary(file)}
    readings = {file: read(file) for file in files if is_glossary(file)}
    policies = tuple(loading.policy for loading in loadings.values() if loading.policy is not None)
    return Report(
        findings=tuple(
            finding
            for file in files
            for finding in (
                readings[file].findings if file in readings else _findings(loadings[file], day)
            )
        ),
        policies=policies,
        terms=tuple(term for reading in readings.values() for term in reading.terms),
        readable=len(policies) == len(loadings) and all(each.terms for each in readings.values()),
        sources={file.as_posix(): each.text for file, each in (loadings | readings).items()},
        examples_run=sum(len(each.policy.examples) for each in policies),
    )


def _files(directory: Path) -> tuple[Path, ...]:
    glossary = glossary_file(directory)
    return (*policy_files(directory), *([glossary] if glossary.is_file() else []))


def _findings(loading: Loading, day: date) -> tuple[Finding, ...]:
    wrong = _answering_findings(loading.policy, day) if loading.policy else ()
    return (*loading.findings, *wrong)


@lru_cache(maxsize=KEPT)
def _answering_findings(loaded: LoadedPolicy, day: date) -> tuple[Finding, ...]:
    """What tables and examples answer wrongly; a file that has not changed is not run again."""
    return (
        *in_force_findings(loaded.policy, loaded.document, day),
        *table_findings(loaded.policy, loaded.document, day),
        *overlap_findings(loaded.policy, loaded.document, day),
        *example_findings(loaded.policy, loaded.document, day),
    )
