"""A file's bytes, or the finding where there are none."""

from __future__ import annotations

from pathlib import Path

from handbook.source.findings import Finding

# A file of this name beside the policies is the company's calendar.
CALENDAR = "calendar.yaml"


def file_bytes(path: Path) -> bytes | Finding:
    """A file's bytes, or what is to be said where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = "没有这个文件" if isinstance(error, FileNotFoundError) else "文件打不开"
        message = f"{reason}；请检查路径和权限。"
        return Finding(path.as_posix(), 1, 1, "error", "unreadable", message)
