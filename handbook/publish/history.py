"""What changed in the policies from version to version of their repository, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from handbook.checking.load import FindingsError, LoadedPolicy, load_policy, policy_files
from handbook.comparing.report import Versions, compared
from handbook.pages.overview import short_version
from handbook.source.revisions import (
    NoHistoryError,
    Revision,
    commit_of,
    folder_at,
    in_english,
    is_shallow,
    revisions,
    tagged,
)

# So many steps are compared, and so many changes told: a build waits for them, and a reader wants
# the latest. `tierbook diff` compares any two versions.
_STEPS = 10
_TOLD = 200


@dataclass(frozen=True)
class Changed:
    """What changed in a policy, and to which edition: in words, and from when on that holds."""

    policy: str
    title: str
    edition: str
    changes: tuple[str, ...]
    taking_force: str


@dataclass(frozen=True)
class Step:
    """From one version to the next: its day, its tags, its changes, and how many cannot be read."""

    day: date
    tags: tuple[str, ...]
    changed: tuple[Changed, ...]
    unreadable: int


@dataclass(frozen=True)
class History:
    """The steps, newest first, and a sentence about what there is not."""

    steps: tuple[Step, ...]
    note: str


def history(folder: Path) -> History:
    """What changed in a folder of policies; a sentence where there is no history to be read."""
    try:
        head = commit_of(folder, "HEAD")
        return _since(folder, head) if head else History((), "手册还没有提交过，所以没有变更记录。")
    except NoHistoryError as error:
        return History((), str(error))


@lru_cache(maxsize=4)
def _since(folder: Path, _head: str) -> History:
    """Kept for the commit, so that not every save of a file has to wait for it."""
    points = _points(folder)
    steps: list[Step] = []
    told = 0
    for new, old in pairwise(points[: _STEPS + 1]):
        if told >= _TOLD:
            break
        step = _step(folder, old, new)
        told += sum(len(each.changes) for each in step.changed)
        if step.changed or step.unreadable:
            steps.append(step)
    first = f"最早比到 {points[len(points[: _STEPS + 1]) - 1].day.isoformat()} 的版本。"
    short = "这里只取了最近的几次提交，更早的看不到。" if is_shallow(folder) else ""
    return History(tuple(steps), short or first)


def _points(folder: Path) -> Sequence[Revision]:
    """The versions to be compared, newest first: those with tags, else the last of each day."""
    known = revisions(folder)
    named = tagged(folder)
    if named:
        newest = known[0]
        return named if newest.day <= named[0].day else (newest, *named)
    last_of_day: dict[date, Revision] = {}
    for each in known:
        last_of_day.setdefault(each.day, each)
    return tuple(last_of_day.values())


def _step(folder: Path, old: Revision, new: Revision) -> Step:
    with ExitStack() as kept:
        before, after = (
            {path.name: path for path in policy_files(kept.enter_context(folder_at(folder, each)))}
            for each in (old.commit, new.commit)
        )
        changed: list[Changed] = []
        unreadable = 0
        for name in sorted(before | after):
            versions = _versions(name, before.get(name), after.get(name))
            if versions is None:
                unreadable += 1
            elif versions.old is not versions.new:
                changed += _changed(versions, new.day)
    return Step(new.day, new.tags, tuple(changed), unreadable)


def _versions(name: str, before: Path | None, after: Path | None) -> Versions | None:
    """A policy in both versions, in neither where nothing changed; None where one is unreadable."""
    raw = [path.read_bytes() if path else b"" for path in (before, after)]
    if raw[0] == raw[1]:
        return Versions(Path(name).stem, None, None)
    if any(map(in_english, raw)):
        return None
    try:
        old, new = (load_policy(path) if path else None for path in (before, after))
    except FindingsError:
        return None
    return Versions(Path(name).stem, old, new)


def _changed(versions: Versions, day: date) -> Iterator[Changed]:
    found = compared(versions, day)
    if found.changes:
        texts = tuple(change.text for change in found.changes)
        force = _taking_force(versions.old, versions.new, day)
        reached = short_version(versions.new.policy) if versions.new else ""
        yield Changed(versions.id, found.title, reached, texts, force)


def _taking_force(old: LoadedPolicy | None, new: LoadedPolicy | None, day: date) -> str:
    """From when on changes hold that came with the version of a day."""
    if new is None:
        return f"{day.isoformat()} 起不再收在手册里"
    term = new.policy.in_force
    begins = max(day, term.start) if term else day
    known = set(old.policy.changes) if old else set()
    later = [each.isoformat() for each in new.policy.changes if each > begins and each not in known]
    dated = f"；其中写明日期的，到 {'、'.join(later)} 才变" if later else ""
    return f"{begins.isoformat()} 起生效{dated}"
