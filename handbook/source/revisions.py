"""Policy files as they were in earlier versions of their repository, read with git."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from handbook.source.yaml_source import read_yaml

_CHINA = timezone(timedelta(hours=8))
_ENDINGS = (".yaml", ".yml")
# What no name of a version has, and what separates the parts of a line of the log.
_APART = "\x1f"


class NoHistoryError(Exception):
    """There are no earlier versions to be read; the message is a Chinese sentence that says why."""


@dataclass(frozen=True)
class Revision:
    """A version of the repository: its commit, the day of it in China, and its tags."""

    commit: str
    day: date
    tags: tuple[str, ...] = ()


def commit_of(folder: Path, name: str) -> str | None:
    """The commit that a name means in the repository around a folder; None where it means none.

    Raises NoHistoryError where there is no git, or no repository.
    """
    inside(folder)
    # A name is never an option, whatever it begins with.
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not name or "\0" in name:
        return None
    done = _run(folder, *asked)
    return done.stdout.decode().strip() if done.returncode == 0 else None


def revisions(folder: Path) -> tuple[Revision, ...]:
    """The versions that changed something in a folder, newest first. Raises NoHistoryError."""
    inside(folder)
    log = _output(folder, "log", f"--format=%H{_APART}%ct", "--", ".")
    lines = (line.split(_APART) for line in log.decode().splitlines())
    found = tuple(Revision(commit, _day(seconds)) for commit, seconds in lines)
    if not found:
        raise NoHistoryError("制度文件还没有提交过，所以没有变更记录。")
    return found


def tagged(folder: Path) -> tuple[Revision, ...]:
    """The versions with tags that the present one comes from, newest first."""
    form = _APART.join(
        ("%(*objectname)", "%(objectname)", "%(creatordate:unix)", "%(refname:strip=2)")
    )
    lines = _output(
        *(folder, "for-each-ref", "refs/tags", "--merged=HEAD", "--sort=-creatordate"),
        f"--format={form}",
    )
    found: dict[str, Revision] = {}
    for line in lines.decode().splitlines():
        of_tag, itself, seconds, name = line.split(_APART)
        commit = of_tag or itself
        known = found.get(commit)
        tags = (*known.tags, name) if known else (name,)
        found[commit] = Revision(commit, _day(seconds), tags)
    return tuple(found.values())


def is_shallow(folder: Path) -> bool:
    """Whether the repository around a folder has only its latest versions."""
    return _output(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


@contextmanager
def folder_at(folder: Path, commit: str) -> Iterator[Path]:
    """The YAML files of a folder as they were at a commit, in a folder of their own."""
    archive = _output(folder, "archive", "--format=tar", commit, ".")
    with TemporaryDirectory(prefix="tierbook-") as scratch:
        then = Path(scratch) / folder.absolute().name
        then.mkdir()
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            for member in packed:
                path = Path(member.name)
                content = packed.extractfile(member) if member.isreg() else None
                if content and path.suffix in _ENDINGS:
                    (then / path).parent.mkdir(parents=True, exist_ok=True)
                    (then / path).write_bytes(content.read())
        yield then


def inside(folder: Path) -> None:
    """Raise NoHistoryError unless a folder is in a repository."""
    done = _run(folder, "rev-parse", "--is-inside-work-tree")
    if b"dubious ownership" in done.stderr:
        raise NoHistoryError("手册的文件夹属于电脑上的另一个用户，git 不肯读，所以没有变更记录。")
    if done.returncode or done.stdout.strip() != b"true":
        raise NoHistoryError("手册的文件夹没有用 git 管理，所以没有变更记录。")


def _day(seconds: str) -> date:
    return datetime.fromtimestamp(int(seconds), _CHINA).date()


def _output(folder: Path, *words: str) -> bytes:
    done = _run(folder, *words)
    if done.returncode:
        raise NoHistoryError("git 读不出以前的版本，所以没有变更记录。")
    return done.stdout


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(folder), *words]
    try:
        return subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        raise NoHistoryError("这台电脑没有装 git，读不到以前的版本。") from error


def in_english(raw: bytes) -> bool:
    """Whether a policy file is written as they all were before their keys were Chinese."""
    written, _ = read_yaml("", raw)
    keys = written.data.keys() if written and isinstance(written.data, Mapping) else ()
    return bool(keys) and all(str(key).isascii() for key in keys)
