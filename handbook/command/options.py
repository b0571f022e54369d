"""What the commands share: their options, the words after them, and what they reply."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import wraps
from pathlib import Path
from typing import IO, Any

import click
from tiercalc import InputError, Policy, read_figures
from tiercalc.case import Situation
from tiercalc.dates import Calendars, WorkingCalendar
from tiercalc.policy import half_width
from tiercalc.words import meant, quoted, read_day

from handbook.calendar.today import today
from handbook.checking.calendar_file import read_calendar_of
from handbook.checking.folder_checks import named_nearly
from handbook.checking.load import FindingsError, load_policy, policy_files

DONE, FINDINGS, WRONG = 0, 1, 2
_PREFIX = "TIERBOOK_"
_POLICIES = f"{_PREFIX}POLICIES"


@dataclass(frozen=True)
class Reply:
    """What a command has to say, its exit status, and whether it failed (said on stderr).

    `table` is a file to be passed on as it is, `notes` are said on stderr beside it.
    """

    text: str
    status: int = DONE
    failed: bool = False
    table: IO[bytes] | None = None
    notes: str = ""


def shared(*options: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options that several commands share, by name."""
    known = {
        "json": click.option("--json", "as_json", is_flag=True, help="输出一份 JSON。"),
        "on": click.option("--on", metavar="日期", help="用哪一天有效的数字，不写为今天。"),
        "set": click.option(
            "--set",
            "sets",
            metavar="数字=值",
            multiple=True,
            help="试填一个数字，可以写几次。",
        ),
        "policies": click.option(
            "--policies",
            "directory",
            metavar="目录",
            envvar=_POLICIES,
            help="制度文件所在的目录，不写则从当前目录往上找 policy。",
        ),
    }

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = known[option](command)
        return command

    return decorate


@dataclass(frozen=True)
class Query:
    """What every question to a policy has: whom it asks, for which day, and how it is answered.

    `situation` has no inputs yet, and the figures that are tried.
    """

    situation: Situation
    directory: str | None
    as_json: bool

    @property
    def policy(self) -> Policy:
        """The policy that is asked."""
        return self.situation.policy

    def calendar(self) -> WorkingCalendar:
        """The calendar that the policy counts on. Raises FindingsError, PolicyError."""
        return calendars(self.directory).of(self.policy)

    def reply(self, document: object, lines: Iterable[str]) -> Reply:
        """An answer as JSON, or else its lines, which are made only then."""
        return Reply(
            json_text(document) if self.as_json else "".join(f"{line}\n" for line in lines)
        )


def takes_query(*options: str) -> Callable[[Callable[..., Reply]], Callable[..., Reply]]:
    """A command that asks a policy: it gets a Query in place of these shared options' values.

    The argument `policy` is the command's own, since it says where it stands among the others.
    """

    def decorate(command: Callable[..., Reply]) -> Callable[..., Reply]:
        @wraps(command)
        def ask(
            policy: str,
            on: str | None,
            as_json: bool,
            directory: str | None,
            sets: tuple[str, ...] = (),
            **own: object,
        ) -> Reply:
            known = named_policy(policy, directory)
            situation = Situation(known, {}, day_of(on), trial_figures(known, sets))
            return command(Query(situation, directory, as_json), **own)

        return shared(*options, "json", "policies")(ask)

    return decorate


def calendars(directory: str | None) -> Calendars:
    """The calendars beside the policy files. Raises FindingsError where they cannot be read."""
    reading = read_calendar_of(policy_directory(directory))
    if not reading.usable:
        errors = tuple(each for each in reading.findings if each.severity == "error")
        raise FindingsError(errors, {reading.path.as_posix(): reading.text})
    return reading.calendars


def json_text(document: object) -> str:
    """One JSON document, readable."""
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n"


def policy_directory(given: str | None) -> Path:
    """The folder of the policy files: the one named, or the nearest `policy` from here upward.

    Raises InputError where there is none, or nothing is in it.
    """
    return with_policies(handbook_directory(given), "policies")


def handbook_directory(given: str | None) -> Path:
    """The same folder, which may be without policies yet. Raises InputError where there is none."""
    if given is not None:
        if not given or not Path(given).is_dir():
            raise InputError("no-policies", "policies", f"没有{quoted(given)}这个目录。")
        return Path(given)
    _refuse_misspelt()
    here = Path.cwd()
    for parent in (here, *here.parents):
        if (parent / "policy").is_dir():
            return (parent / "policy").relative_to(here, walk_up=True)
    message = f"从当前目录往上都没有 policy 目录；请用 --policies 或环境变量 {_POLICIES} 指明。"
    raise InputError("no-policies", "policies", message)


def with_policies(directory: Path, place: str) -> Path:
    """The folder. Raises InputError about a place where no policy files are in it."""
    if not policy_files(directory):
        nearly = "".join(
            f"{quoted(path.name)}要改名，以 .yaml 结尾才会读。" for path in named_nearly(directory)
        )
        message = f"目录{quoted(str(directory))}里没有制度文件（*.yaml）。{nearly}"
        raise InputError("no-policies", place, message)
    return directory


def _refuse_misspelt() -> None:
    """Raise InputError where a variable that is named like ours is set in its stead."""
    for name in sorted(os.environ):
        if name.upper().startswith(_PREFIX) and name != _POLICIES:
            message = f"没有{quoted(name)}这个环境变量，是不是 {_POLICIES}？"
            raise InputError("no-policies", name, message)


def named_policy(name: str, directory: str | None) -> Policy:
    """The policy of an id. Raises InputError, and FindingsError where its file has errors."""
    return load_policy(_file_of(name, policy_directory(directory))).policy


def named_file(word: str, folder: Path) -> Path:
    """The policy file that a word names: by its path, or by its id in a folder of policies.

    Raises InputError.
    """
    path = Path(word)
    return path if path.suffix and path.is_file() else _file_of(word, folder)


def _file_of(name: str, folder: Path) -> Path:
    files = {path.stem: path for path in policy_files(folder)}
    if name not in files:
        message = f"没有编号为{quoted(name)}的制度，{meant(name, {key: key for key in files})}"
        raise InputError("unknown-policy", name, message)
    return files[name]


def read_pairs(words: Iterable[str], form: str, example: str) -> dict[str, str]:
    """`name=value` words as a mapping; each name once."""
    pairs: dict[str, str] = {}
    for word in words:
        name, sign, value = word.replace("＝", "=", 1).partition("=")
        if not sign:
            message = f"{quoted(word)}看不懂；要写成 {form}，例如 {example}。"
            raise InputError("usage", word, message)
        if name in pairs:
            raise InputError("usage", name, f"{quoted(name)}写了两次，只能写一次。")
        pairs[name] = value
    return pairs


def trial_figures(policy: Policy, sets: tuple[str, ...]) -> dict[str, Decimal | str]:
    """The figures that `--set` tries."""
    return read_figures(policy, read_pairs(sets, "数字=值", "--set 门槛=3500"))


def day_of(text: str | None) -> date:
    """The day that `--on` names; today without it."""
    return today() if text is None else read_day(half_width(text), "on", "“--on”")
