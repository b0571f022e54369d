"""`tierbook check`: load every file, run its examples, and gather all findings in one report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from handbook.checking.examples import example_findings
from handbook.days import today
from handbook.findings import Finding, as_json, as_text
from handbook.load import LoadedPolicy, load_file, policy_files


@dataclass(frozen=True)
class Report:
    """What the check found in all files together.

    `policies` holds the files that could be loaded, also where an example fails; `sources` the
    texts of all files by path, for excerpts.
    """

    findings: tuple[Finding, ...]
    policies: tuple[LoadedPolicy, ...]
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
    """Check policy files; a directory stands for every policy file in it.

    `on` is the day whose figures count for examples that name no day: today in China by default.
    """
    day = on or today()
    files = [file for path in paths for file in (policy_files(path) if path.is_dir() else (path,))]
    loadings = [load_file(file) for file in files]
    policies = tuple(loading.policy for loading in loadings if loading.policy is not None)
    return Report(
        findings=tuple(
            finding
            for loading in loadings
            for finding in (
                *loading.findings,
                *(_wrong_examples(loading.policy, day) if loading.policy else ()),
            )
        ),
        policies=policies,
        sources={
            file.as_posix(): loading.text for file, loading in zip(files, loadings, strict=True)
        },
        examples_run=sum(len(each.policy.examples) for each in policies),
    )


@lru_cache(maxsize=1024)
def _wrong_examples(loaded: LoadedPolicy, day: date) -> tuple[Finding, ...]:
    """Examples of a file that has not changed are not run again."""
    return tuple(example_findings(loaded.policy, loaded.document, day))
