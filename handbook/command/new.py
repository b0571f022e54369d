"""`tierbook new`: something to start from."""

from __future__ import annotations

from pathlib import Path

import click
from tiercalc import InputError

from handbook.checking.load import load_policy
from handbook.command.documents import NewDocument
from handbook.command.options import (
    Reply,
    handbook_directory,
    json_text,
    named_file,
    shared,
)
from handbook.command.usage import Command
from handbook.starting.new_folder import write_folder
from handbook.starting.new_policy import MARK, write_policy


@click.command(
    cls=Command,
    short_help="写一部新制度的样稿，或者一本新手册的文件夹。",
    help="写一部新制度的样稿：一份完整的、检查没有错误的文件，要换成自己的地方都标着“待填”。"
    "编号就是文件名，用小写英文字母、数字和短横线，例如 tea-house。已经有的文件不会动。"
    "加 --handbook 则建一个文件夹，放自己的手册。",
)
@click.argument("policy", metavar="编号", required=False)
@click.option("--from", "like", metavar="制度", help="照哪一部的样子写：编号，或者制度文件。")
@click.option("--handbook", "folder", metavar="文件夹", help="建一个放自己手册的文件夹。")
@shared("json", "policies")
def new(
    policy: str | None, like: str | None, folder: str | None, as_json: bool, directory: str | None
) -> Reply:
    """Write a policy to be filled in, or a handbook's folder."""
    if (policy is None) == (folder is None) or (folder and (like or directory)):
        message = "写一个编号，例如 tierbook new tea-house；或者 tierbook new --handbook 文件夹。"
        raise InputError("usage", "policy", message)
    if folder is not None:
        document, said = _folder(Path(folder))
    else:
        document, said = _policy(policy or "", like, handbook_directory(directory))
    return Reply(json_text(document) if as_json else said)


def _policy(id_: str, like: str | None, folder: Path) -> tuple[NewDocument, str]:
    shape = None if like is None else _sound(named_file(like, folder))
    written = write_policy(folder, id_, shape)
    said = (
        f"写好了 {written.path}。有 {written.marks} 处标着“{MARK.removeprefix('# ')}”，"
        "逐个换成自己的，再运行 tierbook check。\n"
    )
    return {"written": str(written.path), "marks": written.marks}, said


def _folder(target: Path) -> tuple[NewDocument, str]:
    written = write_folder(target)
    wheels = "".join(f"先把 {name} 放进 {target / 'wheels'}。\n" for name in written.missing)
    if wheels:
        wheels += "它们由 make dist 做出来，放在 dist 里。\n"
    said = (
        f"建好了 {written.path}。{'' if wheels else '怎样打开手册，见其中的 README.md。'}\n{wheels}"
    )
    return {"written": str(written.path), "marks": 0}, said


def _sound(path: Path) -> Path:
    load_policy(path)
    return path
