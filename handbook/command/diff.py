"""`tierbook diff`: what changed between two versions of a policy, in words, and who moves."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click
from tiercalc import InputError
from tiercalc.words import quoted

from handbook.checking.load import FindingsError, LoadedPolicy, load_policy, policy_files
from handbook.command.list_options import takes_list
from handbook.command.options import (
    Reply,
    day_of,
    json_text,
    policy_directory,
    shared,
    with_policies,
)
from handbook.command.usage import Command
from handbook.comparing.decision import decision_of
from handbook.comparing.decision_book import write_book
from handbook.comparing.decision_page import page
from handbook.comparing.movers import Moves, moves
from handbook.comparing.report import Report, Versions, compared
from handbook.comparing.weighing import weigh
from handbook.grading.told import Told
from handbook.grading.writing import BOOK, check_target, private, replacing
from handbook.source.revisions import NoHistoryError, commit_of, folder_at, in_english

# How many movers a terminal is shown one by one; JSON has them all.
_SHOWN = 50
_SHEETS = (BOOK, ".html")


@click.command(
    cls=Command,
    short_help="比较制度的两个版本，看谁的等级变了。",
    help="比较制度的两个版本：改了什么；给了名册，还有谁的等级变了。"
    "旧和新可以写文件、编号，也可以写两个目录（比较其中编号相同的制度），"
    "还可以写 git 里的版本，例如 tierbook diff HEAD~3 policy。",
)
@click.argument("old", metavar="旧")
@click.argument("new", metavar="新")
@click.option(
    "--book",
    metavar="名册",
    type=click.Path(path_type=Path),
    help="客户名册（.xlsx、.xls、.ods 或 CSV），写法和 tierbook grade 的一样。",
)
@click.option(
    "-o",
    "--output",
    metavar="文件",
    type=click.Path(path_type=Path),
    help="写一份供决定用的表：升降各多少、谁变了、多了什么少了什么；.xlsx 是工作簿，.html 是网页。",
)
@click.option("--per", metavar="列名", help="表里再按名册的这一列分开，例如 --per 门店。")
@takes_list
@shared("on", "json", "policies")
def diff(
    old: str,
    new: str,
    book: Path | None,
    output: Path | None,
    per: str | None,
    told: Told,
    on: str | None,
    as_json: bool,
    directory: str | None,
) -> Reply:
    """What changed, and with a list of customers who moves."""
    versions = _versions(old, new, directory)
    day, found = day_of(on), None
    if output is not None:
        _check_output(output, book)
    if book is not None:
        days = _days(versions, day) if on is None else (day,)
        day, found = _moves(versions, book, days, told, None if as_json else _SHOWN)
    policies = tuple(compared(each, day) for each in versions)
    report = Report(day, policies, found, taking_force=day != day_of(on))
    if output is not None and book is not None:
        _save(versions[0], book, report, output, told, per)
    said = "" if output is None else f"供决定用的表写进了 {output}。\n"
    return Reply(json_text(report.document()) if as_json else f"{report.text()}{said}")


def _check_output(output: Path, book: Path | None) -> None:
    if book is None:
        raise InputError("usage", "--output", "-o 要和 --book 名册 一起写。")
    check_target(output, book)
    if output.suffix.lower() not in _SHEETS:
        message = f"供决定用的表是 .xlsx 或 .html；请把输出文件的名称写成 {output.stem}.xlsx。"
        raise InputError("bad-output", str(output), message)


def _save(
    versions: Versions, book: Path, report: Report, output: Path, told: Told, per: str | None
) -> None:
    """Write the sheet to decide by, whole or not at all."""
    if versions.both is None:
        return
    old, new = versions.both
    weighed = weigh(old.policy, new.policy, book, report.on, told, per)
    decision = decision_of(report, weighed, per)
    with replacing(output) as beside, open(beside, "wb", opener=private) as file:
        if output.suffix.lower() == BOOK:
            write_book(decision, file, output)
        else:
            file.write(page(decision).encode())


def _days(versions: list[Versions], now: date) -> tuple[date, ...]:
    """Today, and the coming days on which something changes in either version."""
    known = [loaded for each in versions for loaded in (each.old, each.new) if loaded]
    coming = {day for loaded in known for day in loaded.policy.changes if day > now}
    return (now, *sorted(coming))


def _moves(
    versions: list[Versions], book: Path, days: tuple[date, ...], told: Told, keep: int | None
) -> tuple[date, Moves]:
    """Who moves on the first of the days on which anybody does; on the first day if nobody does."""
    both = versions[0].both if len(versions) == 1 else None
    if both is None:
        message = "--book 一次只看一份制度；请把旧和新写成同一份制度的两个文件。"
        raise InputError("usage", "--book", message)
    old, new = both
    found = moves(old.policy, new.policy, book, days[0], told, keep)
    if found.count:
        return days[0], found
    for day in days[1:]:
        later = moves(old.policy, new.policy, book, day, told, keep)
        if later.count:
            return day, later
    return days[0], found


@dataclass(frozen=True)
class _Side:
    """What a word means: a file, a folder, an id, or a version in git with the folder as it was."""

    word: str
    path: str
    revision: bool = False

    @property
    def is_folder(self) -> bool:
        return Path(self.path).is_dir()

    def load(self, path: Path) -> LoadedPolicy:
        """A policy of this side. Raises InputError, FindingsError."""
        if not self.revision:
            return load_policy(path)
        shown = f"{self.word}:{path.name}"
        try:
            return replace(load_policy(path), path=Path(shown))
        except FindingsError as error:
            raise InputError("unreadable", self.word, _why(path, shown, error)) from error


def _versions(old: str, new: str, directory: str | None) -> list[Versions]:
    with ExitStack() as kept:
        first = _side(old, new, directory, kept)
        second = _side(new, old, directory, kept)
        if first.is_folder and second.is_folder:
            return _in_folders(first, second)
        before = _file(first, second if first.is_folder else None, directory)
        after = _file(second, first if second.is_folder else None, directory)
        return [Versions(after.stem, first.load(before), second.load(after))]


def _side(word: str, other: str, directory: str | None, kept: ExitStack) -> _Side:
    """What a word means; where no file and no policy is so called, a version in git."""
    if Path(word).exists() or _named(word, directory):
        return _Side(word, word)
    there = Path(other)
    folder = there if there.is_dir() else there.parent if there.is_file() else None
    folder = folder or policy_directory(directory)
    try:
        commit = commit_of(folder, word)
        if commit:
            return _Side(word, str(kept.enter_context(folder_at(folder, commit))), revision=True)
    except NoHistoryError as error:
        raise InputError("no-file", word, f"{_unknown(word)}{error}") from error
    return _Side(word, word)


def _in_folders(old: _Side, new: _Side) -> list[Versions]:
    before, after = (
        {path.stem: path for path in policy_files(with_policies(Path(side.path), side.word))}
        for side in (old, new)
    )
    return [
        Versions(
            name,
            old.load(before[name]) if name in before else None,
            new.load(after[name]) if name in after else None,
        )
        for name in sorted(before | after)
    ]


def _file(side: _Side, other: _Side | None, directory: str | None) -> Path:
    """The file that is meant: a file, the same policy as `other` in a folder, or an id."""
    path = Path(side.path)
    if other is not None:
        path /= f"{Path(other.path).stem}.yaml"
    if path.is_file():
        return path
    named = _named(side.path, directory) if other is None else None
    if named:
        return named
    shown = f"{side.word}:{path.name}" if side.revision else str(path)
    raise InputError("no-file", side.word, _unknown(shown))


def _named(word: str, directory: str | None) -> Path | None:
    """The file of an id."""
    if Path(word).suffix or Path(word).name != word:
        return None
    path = policy_directory(directory) / f"{word}.yaml"
    return path if path.is_file() else None


def _unknown(word: str) -> str:
    return (
        f"没有{quoted(word)}这个制度文件；可以写文件、目录、制度的编号，或者 git 里的版本，"
        "例如 HEAD~3。"
    )


def _why(path: Path, shown: str, error: FindingsError) -> str:
    """Why an earlier version cannot be compared."""
    if in_english(path.read_bytes()):
        return f"{shown} 还是以前的写法，键是英文的，现在读不了，不能比较。"
    first = next(each for each in error.findings if each.severity == "error")
    return f"{shown} 里有错误，不能比较。第 {first.line} 行：{first.message}"
