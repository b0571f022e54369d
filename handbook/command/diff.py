"""`tierbook diff`: what changed between two versions of a policy, in words, and who moves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from tiercalc import InputError
from tiercalc.words import quoted

from handbook.checking.load import load_policy, policy_files
from handbook.command.options import (
    Reply,
    day_of,
    json_text,
    policy_directory,
    shared,
    with_policies,
)
from handbook.command.usage import Command
from handbook.comparing.movers import Moves, moves
from handbook.comparing.report import Report, Versions, compared

# How many movers a terminal is shown one by one; JSON has them all.
_SHOWN = 50


@click.command(
    cls=Command,
    short_help="比较制度的两个版本，看谁的等级变了。",
    help="比较制度的两个版本：改了什么；给了名册，还有谁的等级变了。"
    "旧和新可以写文件、编号，也可以写两个目录（比较其中编号相同的制度）。",
)
@click.argument("old", metavar="旧")
@click.argument("new", metavar="新")
@click.option(
    "--book",
    metavar="名册",
    type=click.Path(path_type=Path),
    help="客户名册（CSV），写法和 tierbook grade 的一样。",
)
@shared("on", "json", "policies")
def diff(
    old: str, new: str, book: Path | None, on: str | None, as_json: bool, directory: str | None
) -> Reply:
    """What changed, and with a list of customers who moves."""
    versions = _versions(old, new, directory)
    day, found = day_of(on), None
    if book is not None:
        days = _days(versions, day) if on is None else (day,)
        day, found = _moves(versions, book, days, None if as_json else _SHOWN)
    policies = tuple(compared(each, day) for each in versions)
    report = Report(day, policies, found, taking_force=day != day_of(on))
    return Reply(json_text(report.document()) if as_json else report.text())


def _days(versions: list[Versions], now: date) -> tuple[date, ...]:
    """Today, and the coming days on which something changes in either version."""
    known = [loaded for each in versions for loaded in (each.old, each.new) if loaded]
    coming = {day for loaded in known for day in loaded.policy.changes if day > now}
    return (now, *sorted(coming))


def _moves(
    versions: list[Versions], book: Path, days: tuple[date, ...], keep: int | None
) -> tuple[date, Moves]:
    """Who moves on the first of the days on which anybody does; on the first day if nobody does."""
    both = versions[0].both if len(versions) == 1 else None
    if both is None:
        message = "--book 一次只看一份制度；请把旧和新写成同一份制度的两个文件。"
        raise InputError("usage", "--book", message)
    old, new = both
    found = moves(old.policy, new.policy, book, days[0], keep)
    if found.count:
        return days[0], found
    for day in days[1:]:
        later = moves(old.policy, new.policy, book, day, keep)
        if later.count:
            return day, later
    return days[0], found


def _versions(old: str, new: str, directory: str | None) -> list[Versions]:
    folders = Path(old).is_dir(), Path(new).is_dir()
    if all(folders):
        return _in_folders(Path(old), Path(new))
    first = _file(old, new if folders[0] else None, directory)
    second = _file(new, old if folders[1] else None, directory)
    return [Versions(second.stem, load_policy(first), load_policy(second))]


def _in_folders(old: Path, new: Path) -> list[Versions]:
    folders = (with_policies(each, str(each)) for each in (old, new))
    before, after = ({path.stem: path for path in policy_files(each)} for each in folders)
    return [
        Versions(
            name,
            load_policy(before[name]) if name in before else None,
            load_policy(after[name]) if name in after else None,
        )
        for name in sorted(before | after)
    ]


def _file(word: str, other: str | None, directory: str | None) -> Path:
    """The file that a word means: a file, the same policy as `other` in a folder, or an id."""
    path = Path(word) if other is None else Path(word) / f"{Path(other).stem}.yaml"
    if path.is_file():
        return path
    if other is None and not path.suffix and path.name == word:
        named = policy_directory(directory) / f"{word}.yaml"
        if named.is_file():
            return named
    message = f"没有{quoted(str(path))}这个制度文件；可以写文件、目录，或者制度的编号。"
    raise InputError("no-file", word, message)
