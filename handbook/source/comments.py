"""Texts that a ` #` cuts off: what stands behind it is a comment, and reaches nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from handbook.source.findings import Finding
from handbook.source.yaml_source import Document

# A comment that is meant as one stands off by two spaces, and its words by one.
_NOT_MEANT = re.compile(r" #|\s+#\S")


def cut_findings(document: Document) -> Iterator[Finding]:
    """A warning where a comment behind a value looks like a part of it."""
    lines = document.text.split("\n")
    for node in _scalars(document.root):
        mark = node.end_mark
        rest = lines[mark.line][mark.column :] if mark.line < len(lines) else ""
        if node.value and not node.style and _NOT_MEANT.match(rest):
            column = mark.column + rest.index("#") + 1
            message = (
                "从“#”起是批注，不算内容；是内容就给整段文字加引号，"
                "是批注就在“#”前空两格、后空一格。"
            )
            yield Finding(document.path, mark.line + 1, column, "warning", "comment", message)


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _scalars(value)
