"""Loading policy files: bytes → plain data → shape and references checked → the engine's Policy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from tiercalc.policy import BOUNDED, TOO_LONG, Node, Policy, read

from handbook.checking.amount_checks import unit_of_term_findings
from handbook.checking.calendar_file import read_calendar_of
from handbook.checking.faults import FAULT, fault_message
from handbook.checking.figure_checks import figure_findings
from handbook.checking.glossary import OwnMarks, own_marks
from handbook.checking.idle_checks import idle_findings
from handbook.checking.name_checks import same_name_findings
from handbook.checking.opening_hours import NO_HOURS, Hours, with_hours
from handbook.checking.prose_checks import alias_findings, prose_findings
from handbook.checking.references import References
from handbook.checking.rule_checks import rule_findings
from handbook.checking.successors import successor_title
from handbook.checking.tested_amounts import unit_of_tested_findings
from handbook.checking.unit_checks import unit_findings
from handbook.checking.variants import Bases, bases_of, taken_over, variant_data
from handbook.checking.work_checks import work_findings
from handbook.source.comments import cut_findings
from handbook.source.encoding import readable
from handbook.source.files import CALENDAR, file_bytes
from handbook.source.findings import Finding, as_text
from handbook.source.grammar import POLICY, where
from handbook.source.modeline import modeline_findings
from handbook.source.respelling import as_meant
from handbook.source.schema_messages import TOO_FAR_IN, shape_findings
from handbook.source.translation import in_model
from handbook.source.yaml_source import Document, Keys, read_yaml

ID = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
# So many policies are kept with what was made from them, and the versions of a day's editing.
KEPT = 1024


@dataclass(frozen=True, eq=False)
class LoadedPolicy:
    """One policy file: its plain data, what the engine makes of it, and where things stand.

    Equal only to itself: an unchanged file gives the same object again.
    """

    path: Path
    id: str
    data: Mapping[str, object]
    policy: Policy
    document: Document

    def line(self, *keys: str | int) -> int:
        """The line (from 1) on which a part of the file begins, such as `("figures", "floor")`."""
        return self.document.key_place(keys)[0]


@dataclass(frozen=True)
class Loading:
    """What came of one file: the policy unless there are errors, the findings, the text."""

    policy: LoadedPolicy | None
    findings: tuple[Finding, ...]
    text: str


@dataclass(frozen=True)
class Beside:
    """What a policy has from other files than its own.

    `bases` are the files that it takes over, `successor` is the title of what replaces it, `hours`
    are those of the calendars, `marks` the company's words for what is open.
    """

    bases: Bases = ()
    successor: str = ""
    hours: Hours = NO_HOURS
    marks: OwnMarks = ()


ALONE = Beside()


class FindingsError(Exception):
    """Policy files have errors; `findings` and `sources` (texts by path) say which and where."""

    def __init__(self, findings: tuple[Finding, ...], sources: Mapping[str, str]) -> None:
        super().__init__(as_text(findings, sources))
        self.findings = findings
        self.sources = sources


def policy_files(directory: Path) -> tuple[Path, ...]:
    """The policy files of a directory, in the order of their names."""
    found = (*directory.glob("*.yaml"), *directory.glob("*.yml"))
    return tuple(sorted(path for path in found if path.name != CALENDAR))


def load_policies(directory: Path) -> tuple[LoadedPolicy, ...]:
    """Every policy of a directory, without running its examples. Raises FindingsError."""
    loadings = [load_file(path) for path in policy_files(directory)]
    require_sound(loadings)
    return tuple(loading.policy for loading in loadings if loading.policy is not None)


def load_policy(path: Path) -> LoadedPolicy:
    """One policy, without running its examples. Raises FindingsError."""
    loading = load_file(path)
    require_sound([loading])
    return cast(LoadedPolicy, loading.policy)


def require_sound(loadings: Iterable[Loading]) -> None:
    """Raise FindingsError with the errors of all files where there is one."""
    loadings = tuple(loadings)
    errors = [f for loading in loadings for f in loading.findings if f.severity == "error"]
    if errors:
        sources = {f.path: loading.text for loading in loadings for f in loading.findings}
        raise FindingsError(tuple(errors), sources)


def load_file(path: Path) -> Loading:
    """Read and check one file; an unchanged file is not checked again."""
    raw = file_bytes(path)
    if isinstance(raw, Finding):
        return Loading(None, (raw,), "")
    bases = bases_of(path, raw)
    beside = Beside(
        bases,
        successor_title(((path, raw), *bases)),
        read_calendar_of(path.parent).hours,
        own_marks(path.parent),
    )
    return load_bytes(path, raw, beside)


@lru_cache(maxsize=KEPT)
def load_bytes(path: Path, raw: bytes, beside: Beside = ALONE) -> Loading:
    """Check one file's bytes; the path gives the policy's id and stands in the findings."""
    try:
        return _load(path, raw, beside)
    except Exception as fault:  # noqa: BLE001 — whatever it is, one file must not stop the others
        text = readable(raw)
        finding = Finding(path.as_posix(), 1, 1, "error", FAULT, fault_message(fault))
        return Loading(None, (finding,), text)


def _load(path: Path, raw: bytes, beside: Beside) -> Loading:
    shown = path.as_posix()
    written, findings = read_yaml(shown, raw)
    text = readable(raw)
    if written is None:
        return Loading(None, (*_name_findings(path), *findings), text)
    cut = [*cut_findings(written)]
    variant = variant_data(written, beside.bases)
    written, unfounded = taken_over(written, beside.bases)
    if unfounded:
        return Loading(None, _distinct(_name_findings(path), findings, unfounded), text)
    more = {
        "variant": variant,
        "successor_title": beside.successor,
        "marks": dict(beside.marks),
    }
    model = in_model(
        as_meant(written, POLICY), POLICY, {key: said for key, said in more.items() if said}
    )
    document, untimed = with_hours(model, beside.hours)
    root = Node(document.data)
    policy = read(root, path.stem)
    too_long, shape = _too_long(root, document), shape_findings(written)
    if too_long or any(finding.code == TOO_FAR_IN for finding in shape):
        return Loading(None, _distinct(_name_findings(path), findings, shape, too_long), text)
    references = References(document, policy)
    found = _distinct(
        _name_findings(path),
        findings,
        shape,
        untimed,
        references.unknown(),
        figure_findings(document),
        unit_findings(document),
        rule_findings(document),
        work_findings(document),
        prose_findings(document, policy),
        alias_findings(document, policy),
        modeline_findings(document, POLICY.path.name),
        cut,
    )
    if any(finding.severity == "error" for finding in found):
        return Loading(None, found, text)
    if not root.slips:
        units = unit_of_term_findings(document, policy), unit_of_tested_findings(document, policy)
        found = _distinct(found, *units)
        if any(finding.severity == "error" for finding in found):
            return Loading(None, found, text)
    found = _distinct(
        found, references.unused(), idle_findings(document, policy), same_name_findings(document)
    )
    if root.slips:
        slip = root.slips[0]
        keys = _keys(slip.place)
        message = slip.message.replace(f"“{slip.place}”处", f"{POLICY.where(keys)}：")
        finding = document.finding(keys, "policy", f"{message}。")
        return Loading(None, (*found, finding), text)
    data = cast(Mapping[str, object], document.data)
    return Loading(LoadedPolicy(path, path.stem, data, policy, document), found, text)


def _distinct(*stages: Iterable[Finding]) -> tuple[Finding, ...]:
    """All findings in the order of the file; one place has only what the first stage says of it."""
    said: dict[tuple[int, int], int] = {}
    kept: set[Finding] = set()
    for number, stage in enumerate(stages):
        for finding in stage:
            if said.setdefault((finding.line, finding.column), number) == number:
                kept.add(finding)
    return tuple(sorted(kept))


def _keys(place: str) -> Keys:
    # A name of digits alone may be longer than any number of an item.
    return tuple(
        int(step) if step.isdecimal() and len(step) < 7 else step for step in place.split(".")
    )


def _too_long(root: Node, document: Document) -> tuple[Finding, ...]:
    """The numbers with which nobody can reckon exactly; nothing else is looked at beside them."""
    places = [_keys(slip.place) for slip in root.slips if slip.code == TOO_LONG]
    return tuple(
        document.finding(keys, TOO_LONG, f"{where(keys)}：这个数太长了，应是{BOUNDED}。")
        for keys in places
    )


def _name_findings(path: Path) -> tuple[Finding, ...]:
    if path.suffix == ".yaml" and ID.fullmatch(path.stem):
        return ()
    message = (
        f"文件名“{path.name}”不能用在网址里；"
        "用小写英文字母、数字和单个 - 或 _，以字母开头、以 .yaml 结尾，例如 tea-house.yaml。"
    )
    return (Finding(path.as_posix(), 1, 1, "error", "file-name", message),)
