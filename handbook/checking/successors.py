"""The title of the policy that replaces another one, read from its own file."""

from __future__ import annotations

from handbook.checking.variants import Bases
from handbook.source.files import file_bytes
from handbook.source.findings import Finding
from handbook.source.yaml_source import read_yaml

_KEY, _SECTION, _TITLE = "接替", "施行", "制度"


def successor_title(files: Bases) -> str:
    """The title of what replaces the first of some files, the others being what it takes over.

    Empty where nothing does, or its file cannot be read.
    """
    for path, raw in files:
        named = _said(path.as_posix(), raw, _SECTION, _KEY) if _KEY.encode() in raw else ""
        if named:
            other = path.with_name(f"{named}.yaml")
            read = file_bytes(other)
            return "" if isinstance(read, Finding) else _said(other.as_posix(), read, _TITLE)
    return ""


def _said(path: str, raw: bytes, *keys: str) -> str:
    """A text at a place of a file; empty where there is none."""
    written, _ = read_yaml(path, raw)
    found = written.data if written is not None else None
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, str) else ""
