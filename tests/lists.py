"""Lists as people keep them, graded in this process; what is said of them, and what came out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tiercalc import InputError

from handbook.command.main import tierbook as commands
from handbook.command.options import Reply
from tests.paths import SHOPS


@dataclass(frozen=True)
class Graded:
    """What `tierbook grade` wrote of a list, and what it said beside."""

    rows: list[dict[str, str]]
    said: str


def grade(policy: str, path: Path, *words: str) -> Graded:
    """A list graded by the command."""
    reply = command("grade", policy, path, *words)
    assert reply.table is not None
    with reply.table as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        return Graded(list(csv.DictReader(text)), reply.notes)


def refusal(policy: str, path: Path, *words: str) -> str:
    """What the command says of a list that it does not grade."""
    try:
        command("grade", policy, path, *words)
    except InputError as error:
        return error.message
    raise AssertionError("graded")


def command(*words: str | Path) -> Reply:
    """What a command replies, in this process."""
    told = [*map(str, words), "--policies", str(SHOPS)]
    reply: Reply = commands.main(told, standalone_mode=False)
    return reply


def text_list(path: Path, *rows: Sequence[str], encoding: str = "utf-8") -> Path:
    """A list as a spreadsheet saves it."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path
