"""The line with which a file names its schema to editors."""

from __future__ import annotations

import re

from handbook.source.findings import Finding
from handbook.source.yaml_source import Document

_MODELINE = re.compile(r"#\s*yaml-language-server:\s*\$schema=(?:\S*/)?([^\s/]+)\s*")


def modeline_findings(document: Document, schema: str) -> tuple[Finding, ...]:
    """A warning where the file's first lines do not name its schema to editors."""
    for line in document.text.splitlines():
        found = _MODELINE.fullmatch(line)
        if found and found.group(1) == schema:
            return ()
        if line.strip() and not line.startswith("#"):
            break
    message = (
        f"文件开头少了一行“# yaml-language-server: $schema={schema}”；"
        "有了它，编辑器才会提示每个键怎么写。"
    )
    return (Finding(document.path, 1, 1, "warning", "modeline", message),)
