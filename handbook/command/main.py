"""`tierbook`, the manager's commands. Exit status 0: done; 1: findings; 2: wrong usage or input."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TextIO

import click
from tiercalc import (
    InputError,
    PolicyError,
    TierError,
    decide_document,
    error_document,
    read_inputs,
)
from tiercalc.dates import due as due_answer
from tiercalc.dates import due_document
from tiercalc.policy import half_width
from tiercalc.totals import fine as fine_document
from tiercalc.totals import read_counts
from tiercalc.words import START, moment_code, quoted, read_moment

from handbook.calendar.today import today
from handbook.checking.check import check as check_files
from handbook.checking.check import check_every_day
from handbook.checking.load import FindingsError, load_policies
from handbook.command import views as views
from handbook.command.ask import kit, timeline, who
from handbook.command.diff import diff
from handbook.command.documents import ListDocument
from handbook.command.grade import grade
from handbook.command.new import new
from handbook.command.options import (
    DONE,
    FINDINGS,
    WRONG,
    Query,
    Reply,
    day_of,
    handbook_directory,
    json_text,
    policy_directory,
    read_pairs,
    shared,
    takes_query,
    with_policies,
)
from handbook.command.quiz import quiz
from handbook.command.usage import Group, usage_error
from handbook.source.characters import visible


@click.group(cls=Group, no_args_is_help=True, help="客户分级制度手册的命令。")
def tierbook() -> None:
    """The manager's commands."""


@tierbook.command(
    help="检查制度文件，并验算其中的例子；不写文件则检查全部。"
    "不写 --on 时，文件里有变动的每一天都检查；写了只看那一天。"
)
@click.argument("files", metavar="[文件]…", nargs=-1)
@shared("on", "json", "policies")
def check(files: tuple[str, ...], on: str | None, as_json: bool, directory: str | None) -> Reply:
    """Load, validate and verify policy files, and run their examples."""
    paths = [Path(file) for file in files] or [handbook_directory(directory)]
    named = files or directory is not None
    for path in paths:
        if not path.exists():
            raise InputError("no-file", str(path), f"没有{quoted(str(path))}这个文件或目录。")
        if named and path.is_dir():
            with_policies(path, str(path))
    report = check_every_day(paths, today()) if on is None else check_files(paths, day_of(on))
    text = f"{report.as_json()}\n" if as_json else report.as_text() + views.checked(report)
    return Reply(text, DONE if report.sound else FINDINGS)


@tierbook.command("list", help="列出制度，以及各自的判定、填写项和结果。")
@shared("json", "policies")
def list_policies(as_json: bool, directory: str | None) -> Reply:
    """Policies, decisions, inputs, outcomes, and what else can be asked by id."""
    policies = [loaded.policy for loaded in load_policies(policy_directory(directory))]
    document: ListDocument = {"policies": [views.overview(policy, today()) for policy in policies]}
    return Reply(json_text(document) if as_json else views.listed(document))


@tierbook.command(
    short_help="按制度判定，并说明理由。",
    help="按一份制度判定，并说明理由。"
    "是或否写 yes、no、是、否；选项写名称；多选写成 身份=学生,教师，一项也没有写成 身份=。",
)
@click.argument("policy", metavar="制度")
@click.argument("inputs", metavar="[填写项=值]…", nargs=-1)
@takes_query("on", "set")
def decide(query: Query, inputs: tuple[str, ...]) -> Reply:
    """Every decision of a policy, explained."""
    values = read_inputs(
        query.policy, read_pairs(inputs, "填写项=值", "全年消费=3000"), query.situation.on
    )
    situation = replace(query.situation, values=values).on_its_day()
    document = decide_document(situation)
    return query.reply(document, views.decided(document, situation))


@tierbook.command(short_help="计算时限何时到期。", help="计算制度里的一个时限何时到期。")
@click.argument("policy", metavar="制度")
@click.argument("deadline", metavar="时限")
@click.option(
    "--from", "start", metavar="时刻", help="事件发生的日期或时刻，例如 2026-02-13T10:00。"
)
@takes_query("on", "set")
def due(query: Query, deadline: str, start: str | None) -> Reply:
    """When a deadline falls whose event happens at a moment."""
    if start is None:
        message = "少写了 --from：事件发生的日期或时刻，例如 --from 2026-02-13。"
        raise InputError("usage", "from", message)
    moment = read_moment(half_width(start), "from", START)
    try:
        answer = due_answer(deadline, moment, query.calendar(), query.situation)
    except InputError as error:
        if error.code != "needs-time":
            raise
        message = f"{error.message}例如 --from {moment_code(moment)}T10:00。"
        raise InputError(error.code, error.place, message) from None
    document = due_document(answer)
    return query.reply(document, views.due(document, query.situation))


@tierbook.command(
    short_help="计算处罚共多少钱。",
    help="计算几项处罚共多少钱，例如 迟到:前台=1 表示前台 1 次。",
)
@click.argument("policy", metavar="制度")
@click.argument("counts", metavar="处罚[:岗位]=次数…", nargs=-1, required=True)
@takes_query("on")
def fine(query: Query, counts: tuple[str, ...]) -> Reply:
    """What penalties cost that happened so many times."""
    pairs = read_pairs(counts, "处罚=次数 或 处罚:岗位=次数", "迟到:前台=1")
    document = fine_document(read_counts(query.policy, pairs), query.situation)
    return query.reply(document, views.fined(document, query.situation))


tierbook.add_command(timeline)
tierbook.add_command(kit)
tierbook.add_command(who)
tierbook.add_command(quiz)
tierbook.add_command(grade)
tierbook.add_command(diff)
tierbook.add_command(new)


def main() -> int:
    """Run the command line that the process was started with, and give its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        reply = _run(sys.argv[1:])
        _write(sys.stderr if reply.failed else sys.stdout, reply.text)
        _write(sys.stderr, reply.notes)
        if reply.table is not None:
            _pass_on(reply.table, sys.stdout)
    except OSError as error:
        _write(sys.stderr, f"{_io_text(error)}\n")
        return WRONG
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
    except OSError as error:
        failure = InputError("file", str(error.filename or ""), _io_text(error))
    if "--json" in arguments:
        return Reply(json_text({"error": error_document(failure)}), WRONG)
    return Reply(f"{failure.message}\n", WRONG, failed=True)


def _write(stream: TextIO | None, text: str) -> None:
    """Write a reply whole; a reader who has gone away (`| head`) is no error."""
    if stream is None:
        return
    try:
        stream.write(visible(text))
        stream.flush()
    except BrokenPipeError:
        _give_up(stream)


def _pass_on(table: IO[bytes], stream: TextIO) -> None:
    """Pass a table on as it is, but for what would steer a terminal."""
    with table:
        try:
            if stream.isatty():
                stream.writelines(map(visible, TextIOWrapper(table, encoding="utf-8-sig")))
            else:
                shutil.copyfileobj(table, stream.buffer)
            stream.flush()
        except BrokenPipeError:
            _give_up(stream)


def _give_up(stream: TextIO) -> None:
    # Python flushes once more at its end; there the pipe must not complain again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _io_text(error: OSError) -> str:
    return f"文件读写出错：{error.strerror}（{error.filename or '输出'}）。"


def _broken(error: FindingsError) -> TierError:
    first = error.findings[0]
    more = len(error.findings) - 1
    rest = f"（另有 {more} 处，运行 tierbook check 全部列出）" if more else ""
    return PolicyError("policy-file", first.path, f"制度文件有错：{first}{rest}")
