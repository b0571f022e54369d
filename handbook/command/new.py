"""`tierbook new`: something to start from."""

from __future__ import annotations

from pathlib import Path

import click

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
from handbook.starting.new_policy import MARK, write_policy


@click.command(
    cls=Command,
    short_help="写一部新制度的样稿。",
    help="写一部新制度的样稿：一份完整的、检查没有错误的文件，要换成自己的地方都标着“待填”。"
    "编号就是文件名，用小写英文字母、数字和短横线，例如 tea-house。已经有的文件不会动。",
)
@click.argument("policy", metavar="编号")
@click.option("--from", "like", metavar="制度", help="照哪一部的样子写：编号，或者制度文件。")
@shared("json", "policies")
def new(policy: str, like: str | None, as_json: bool, directory: str | None) -> Reply:
    """Write a policy to be filled in."""
    folder = handbook_directory(directory)
    shape = None if like is None else _sound(named_file(like, folder))
    written = write_policy(folder, policy, shape)
    document: NewDocument = {"written": str(written.path), "marks": written.marks}
    return Reply(
        json_text(document)
        if as_json
        else f"写好了 {written.path}。有 {written.marks} 处标着“{MARK.removeprefix('# ')}”，"
        "逐个换成自己的，再运行 tierbook check。\n"
    )


def _sound(path: Path) -> Path:
    load_policy(path)
    return path
