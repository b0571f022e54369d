"""`tierbook check`: load every file, run its examples, and gather all findings in one report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from tiercalc.dates import Calendars
from tiercalc.decide import at_most
from tiercalc.policy import Policy

from handbook.calendar.today import today
from handbook.checking.calendar_file import (
    CalendarReading,
    calendar_file,
    is_calendar,
    read_calendar_of,
)
from handbook.checking.calendar_known import calendar_reminders, unknown_calendar
from handbook.checking.days import breaking_examples, on_every_day, undated_findings
from handbook.checking.examples import example_findings
from handbook.checking.faults import FAULT, TOO_MUCH, guarded
from handbook.checking.folder_checks import folder_findings, same_title_findings
from handbook.checking.glossary import Term, glossary_file, is_glossary, read
from handbook.checking.in_force_checks import (
    cited_ended,
    in_force_findings,
    succession_findings,
)
from handbook.checking.load import KEPT, LoadedPolicy, Loading, load_file, policy_files
from handbook.checking.overlap_checks import overlap_findings
from handbook.checking.table_checks import table_findings
from handbook.source.findings import Finding, as_json, as_text

# A file is checked within some seconds, or said to be too much for it.
COMPARISONS = 6_000_000


@dataclass(frozen=True)
class Report:
    """What the check found in all files together.

    `policies` holds the files that could be loaded, also where an example fails; `terms` those of
    the glossary, `sources` the texts of all files by path, for excerpts; `readable` is true where
    every file could be loaded, and checked without a fault of the program.
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
    """Check files; a directory stands for its policies, and its glossary and calendar if any.

    What has to hold on a day is proved for the day `on` alone: today in China by default.
    """
    day = on or today()
    return _report(paths, day, lambda _: (day,))


def check_every_day(paths: Iterable[Path], now: date) -> Report:
    """Check files as they are on a day, and on every other one on which a policy changes."""
    return _report(paths, now, lambda policy: (now, *(day for day in policy.changes if day != now)))


def _report(paths: Iterable[Path], now: date, days: Callable[[Policy], tuple[date, ...]]) -> Report:
    paths = tuple(paths)
    files = [file for path in paths for file in (_files(path) if path.is_dir() else (path,))]
    calendars = {
        file.parent: read_calendar_of(file.parent) for file in files if not is_glossary(file)
    }
    readings = {
        file: read(file) if is_glossary(file) else calendars[file.parent]
        for file in files
        if is_glossary(file) or is_calendar(file)
    }
    loadings = {file: load_file(file) for file in files if file not in readings}
    policies = tuple(loading.policy for loading in loadings.values() if loading.policy is not None)

    def found(file: Path) -> tuple[Finding, ...]:
        if file in readings:
            return readings[file].findings
        return _findings(loadings[file], days, calendars[file.parent])

    findings = (
        *(finding for path in paths if path.is_dir() for finding in folder_findings(path)),
        *(finding for file in files for finding in found(file)),
        *(
            finding
            for path in paths
            if path.is_dir() and path in calendars
            for finding in calendar_reminders(calendars[path], policies, now)
        ),
        *same_title_findings(policies),
        *cited_ended(policies, now),
        *succession_findings(policies),
    )
    return Report(
        findings=findings,
        policies=policies,
        terms=tuple(term for each in readings.values() for term in each.terms),
        readable=len(policies) == len(loadings)
        and all(each.usable for each in readings.values())
        and all(finding.code != FAULT for finding in findings),
        sources={file.as_posix(): each.text for file, each in (loadings | readings).items()},
        examples_run=sum(len(each.policy.examples) for each in policies),
    )


def _files(directory: Path) -> tuple[Path, ...]:
    beside = (glossary_file(directory), calendar_file(directory))
    return (*policy_files(directory), *(file for file in beside if file.is_file()))


def _findings(
    loading: Loading, days: Callable[[Policy], tuple[date, ...]], calendar: CalendarReading
) -> tuple[Finding, ...]:
    loaded = loading.policy
    if loaded is None:
        return loading.findings
    unknown = tuple(unknown_calendar(loaded, calendar))
    wrong = () if unknown else _answering_findings(loaded, days(loaded.policy), calendar.calendars)
    return (*loading.findings, *unknown, *wrong)


@lru_cache(maxsize=KEPT)
def _answering_findings(
    loaded: LoadedPolicy, days: tuple[date, ...], calendars: Calendars
) -> tuple[Finding, ...]:
    """What tables and examples answer wrongly; a file that has not changed is not run again.

    The first day counts for examples that name none, and for what is wrong there and later alike.
    """
    policy, document = loaded.policy, loaded.document
    now, *others = days

    def overlaps(day: date) -> Iterable[Finding]:
        return guarded(overlap_findings(policy, document, day), document, ("decisions",))

    with at_most(COMPARISONS):
        stages = (
            in_force_findings(policy, document, now),
            undated_findings(policy, document, now),
            on_every_day(lambda day: table_findings(policy, document, day), now, others),
            on_every_day(overlaps, now, others),
            example_findings(policy, document, now, calendars),
            breaking_examples(
                policy, document, now, [day for day in others if day > now], calendars
            ),
        )
        found = [each for stage in stages for each in guarded(stage, document, ())]
    # Once it was too much, everything after it is, too.
    too_much = [each for each in found if each.code == TOO_MUCH]
    return tuple(each for each in found if each not in too_much[1:])
