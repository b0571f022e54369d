"""`tierbook`, the manager's commands. Exit status 0: done; 1: findings; 2: wrong usage or input."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

import click
from tiercalc import (
    InputError,
    Policy,
    PolicyError,
    TierError,
    decide_document,
    error_document,
    read_figures,
    read_inputs,
)
from tiercalc.due import due as due_answer
from tiercalc.fines import fine as fine_document
from tiercalc.fines import read_counts
from tiercalc.moments import read_day, read_moment
from tiercalc.naming import half_width, meant, quoted
from tiercalc.situation import Situation

from handbook import cli_views as views
from handbook.check import check as check_files
from handbook.cli_usage import Group, usage_error
from handbook.days import today
from handbook.load import FindingsError, load_policies, load_policy, policy_files
from handbook.working_calendar import working_calendar

DONE, FINDINGS, WRONG = 0, 1, 2


@dataclass(frozen=True)
class Reply:
    """What a command has to say, its exit status, and whether it failed (said on stderr)."""

    text: str
    status: int = DONE
    failed: bool = False


_INTERRUPTED = 130
_POLICIES = "TIERBOOK_POLICIES"


@click.group(cls=Group, no_args_is_help=True, help="客户分级制度手册的命令。")
def tierbook() -> None:
    """The manager's commands."""


def _shared(*options: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
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


@tierbook.command(help="检查制度文件，并验算其中的例子；不写文件则检查全部。")
@click.argument("files", metavar="[文件]…", nargs=-1)
@_shared("json", "policies")
def check(files: tuple[str, ...], as_json: bool, directory: str | None) -> Reply:
    """Load, validate and verify policy files, and run their examples."""
    paths = [Path(file) for file in files] or [_directory(directory)]
    for path in paths:
        if not path.exists():
            raise InputError("no-file", str(path), f"没有{quoted(str(path))}这个文件或目录。")
    report = check_files(paths)
    text = f"{report.as_json()}\n" if as_json else report.as_text() + views.checked(report)
    return Reply(text, DONE if report.sound else FINDINGS)


@tierbook.command("list", help="列出制度，以及各自的判定、填写项和结果。")
@_shared("json", "policies")
def list_policies(as_json: bool, directory: str | None) -> Reply:
    """Policies, decisions, inputs, outcomes, and what else can be asked by id."""
    policies = [loaded.policy for loaded in load_policies(_directory(directory))]
    document = {"policies": [views.overview(policy) for policy in policies]}
    return Reply(_json(document) if as_json else views.listed(document))


@tierbook.command(
    short_help="按制度判定，并说明理由。",
    help="按一份制度判定，并说明理由。"
    "是或否写 yes、no、是、否；选项写编号；多选写成 identities=a,b，一项也没有写成 identities=。",
)
@click.argument("policy", metavar="制度")
@click.argument("inputs", metavar="[填写项=值]…", nargs=-1)
@_shared("on", "set", "json", "policies")
def decide(
    policy: str,
    inputs: tuple[str, ...],
    on: str | None,
    sets: tuple[str, ...],
    as_json: bool,
    directory: str | None,
) -> Reply:
    """Every decision of a policy, explained."""
    known = _policy(policy, directory)
    values = read_inputs(known, _pairs(inputs, "填写项=值", "year_spend=3000"))
    situation = Situation(known, values, _day(on), _figures(known, sets))
    document = decide_document(known, values, situation.on, situation.sets)
    return Reply(_json(document) if as_json else views.decided(document, situation))


@tierbook.command(short_help="计算时限何时到期。", help="计算制度里的一个时限何时到期。")
@click.argument("policy", metavar="制度")
@click.argument("deadline", metavar="时限")
@click.option(
    "--from", "start", metavar="时刻", help="事件发生的日期或时刻，例如 2026-02-13T10:00。"
)
@_shared("on", "set", "json", "policies")
def due(
    policy: str,
    deadline: str,
    start: str | None,
    on: str | None,
    sets: tuple[str, ...],
    as_json: bool,
    directory: str | None,
) -> Reply:
    """When a deadline falls whose event happens at a moment."""
    known = _policy(policy, directory)
    if start is None:
        message = "少写了 --from：事件发生的日期或时刻，例如 --from 2026-02-13。"
        raise InputError("usage", "from", message)
    answer = due_answer(
        known,
        deadline,
        read_moment(half_width(start), "from"),
        working_calendar(),
        _day(on),
        _figures(known, sets),
    )
    document = answer.document()
    return Reply(_json(document) if as_json else views.due(document, answer.situation))


@tierbook.command(
    short_help="计算处罚共多少钱。",
    help="计算几项处罚共多少钱，例如 record-table-lost:front-desk=1 表示前台 1 次。",
)
@click.argument("policy", metavar="制度")
@click.argument("counts", metavar="处罚[:岗位]=次数…", nargs=-1, required=True)
@_shared("on", "json", "policies")
def fine(
    policy: str, counts: tuple[str, ...], on: str | None, as_json: bool, directory: str | None
) -> Reply:
    """What penalties cost that happened so many times."""
    known = _policy(policy, directory)
    pairs = _pairs(counts, "处罚=次数 或 处罚:岗位=次数", "record-table-lost:front-desk=1")
    document = fine_document(known, read_counts(pairs), _day(on))
    return Reply(_json(document) if as_json else views.fined(document))


def main() -> int:
    """Run the command line that the process was started with; the console script's entry."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        reply = _run(sys.argv[1:])
        _write(sys.stderr if reply.failed else sys.stdout, reply.text)
    except OSError as error:
        _write(sys.stderr, f"文件读写出错：{error.strerror}（{error.filename or '输出'}）。\n")
        return WRONG
    except KeyboardInterrupt:
        return _INTERRUPTED
    return reply.status


def _run(arguments: list[str]) -> Reply:
    """What a command line replies, mistakes included."""
    try:
        reply = tierbook.main(arguments, prog_name="tierbook", standalone_mode=False)
        return reply if isinstance(reply, Reply) else Reply("")
    except click.exceptions.NoArgsIsHelpError as error:
        return Reply(f"{error.ctx.get_help()}\n", WRONG, failed=True)
    except click.ClickException as error:
        failure: TierError = InputError("usage", *usage_error(error))
    except FindingsError as error:
        failure = _broken(error)
    except TierError as error:
        failure = error
    if "--json" in arguments:
        return Reply(_json({"error": error_document(failure)}), WRONG)
    return Reply(f"{failure.message}\n", WRONG, failed=True)


def _write(stream: TextIO | None, text: str) -> None:
    """Write a reply whole; a reader who has gone away (`| head`) is no error."""
    if stream is None:
        return
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        # Python flushes once more at its end; there the pipe must not complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _json(document: object) -> str:
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n"


def _broken(error: FindingsError) -> TierError:
    first = error.findings[0]
    more = len(error.findings) - 1
    rest = f"（另有 {more} 处，运行 tierbook check 全部列出）" if more else ""
    return PolicyError("policy-file", first.path, f"制度文件有错：{first}{rest}")


def _directory(given: str | None) -> Path:
    """The folder of the policy files: the one named, or the nearest `policy` from here upward."""
    if given is not None:
        if not Path(given).is_dir():
            raise InputError("no-policies", "policies", f"没有{quoted(given)}这个目录。")
        return Path(given)
    here = Path.cwd()
    for parent in (here, *here.parents):
        if (parent / "policy").is_dir():
            return (parent / "policy").relative_to(here, walk_up=True)
    message = f"从当前目录往上都没有 policy 目录；请用 --policies 或环境变量 {_POLICIES} 指明。"
    raise InputError("no-policies", "policies", message)


def _policy(name: str, directory: str | None) -> Policy:
    folder = _directory(directory)
    files = {path.stem: path for path in policy_files(folder)}
    if name not in files:
        message = f"没有编号为{quoted(name)}的制度，{meant(name, {key: key for key in files})}"
        raise InputError("unknown-policy", name, message)
    return load_policy(files[name]).policy


def _pairs(words: Iterable[str], form: str, example: str) -> dict[str, str]:
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


def _figures(policy: Policy, sets: tuple[str, ...]) -> dict[str, Decimal | str]:
    return read_figures(policy, _pairs(sets, "数字=值", "--set year_floor=3500"))


def _day(text: str | None) -> date:
    return today() if text is None else read_day(half_width(text), "on")
