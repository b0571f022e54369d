"""Runs the programs that build the runtime, and says in Chinese what went wrong in them."""

from __future__ import annotations

import os
import subprocess

# The same sources give the same bytes: every date in an archive is 1 January 1980, the earliest
# that a zip can hold.
_SOURCE_DATE_EPOCH = "315532800"


class RuntimeBuildError(Exception):
    """What went wrong in a Chinese sentence, the failing tool's own words below it."""


def run(task: str, *command: str) -> str:
    """Run a command and give what it printed; `task` names it. Raises RuntimeBuildError."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": _SOURCE_DATE_EPOCH}
    try:
        done = subprocess.run(  # noqa: S603 - the project's own commands, no outside text in them
            command, check=True, capture_output=True, text=True, env=environment
        )
    except FileNotFoundError as error:
        raise RuntimeBuildError(
            f"{task}时找不到 {command[0]}。请运行 make setup，它会说明缺什么。"
        ) from error
    except subprocess.CalledProcessError as error:
        raise RuntimeBuildError(
            f"{task}没有成功：\n{(error.stderr or error.stdout).strip()}"
        ) from error
    return done.stdout
