"""What lies in a folder of policies and is not read as one, and what is called the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from handbook.checking.calendar_file import calendar_file
from handbook.checking.load import LoadedPolicy, policy_files
from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.yaml_source import Keys

# What editors make of a policy's name: .yaml.txt, .yaml.bak, .yaml~, .YAML.
_NEARLY = re.compile(r".*\.ya?ml(?:[.~ ].*)?", re.IGNORECASE)


def folder_findings(directory: Path) -> Iterator[Finding]:
    """A finding for a folder without policies, and for each file that is called almost as one."""
    if not policy_files(directory):
        message = (
            "这个文件夹里还没有制度；制度的文件名以 .yaml 结尾，"
            "第一部可以用 tierbook new tea-house 写出来。"
        )
        yield Finding(directory.as_posix(), 1, 1, "warning", "no-policies", message)
    for path in named_nearly(directory):
        message = (
            f"“{path.name}”不会当作制度来读；要读的文件名以 .yaml 结尾，不要的请移出这个文件夹。"
        )
        yield Finding(path.as_posix(), 1, 1, "warning", "file-name", message)


def named_nearly(directory: Path) -> list[Path]:
    """The files of a folder that are called almost as policies are, and so not read."""
    read = {*policy_files(directory), calendar_file(directory)}
    others = sorted({*directory.glob("*")} - read)
    return [path for path in others if path.is_file() and _NEARLY.fullmatch(path.name)]


def same_title_findings(policies: Sequence[LoadedPolicy]) -> Iterator[Finding]:
    """Policies that are called as another one is."""
    keys: Keys = ("title",)
    first: dict[str, LoadedPolicy] = {}
    for loaded in policies:
        other = first.setdefault(loaded.policy.title, loaded)
        if other is not loaded:
            message = (
                f"{where(keys)}：{other.path.name} 也叫《{other.policy.title}》，"
                "目录里分不清；请换一个名称。"
            )
            yield loaded.document.finding(keys, "same-title", message, severity="warning")
