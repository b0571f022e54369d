"""The files of `tests/cases`: whole policies, and changes to a base, with what the check says.

A bad case begins with its findings, a comment each. In a whole file a finding begins with its line
and column. In a change the next comment quotes the policy, with `^` before the place:

    # 错误 deadline-unit: 时限 registration › 多长时间：“window”的单位是“元”……
    #   within: ^window
    base: work
    change:
      figures: {window: {unit: 元}}

A change is merged into its base as a JSON merge patch (RFC 7396): `null` takes an entry out, a list
replaces a list. One thing more: of a list, `{2: …}` changes the second item, and the number after
the last adds one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.paths import CASES

_CHANGE = re.compile(r"^base: ", re.MULTILINE)
_FINDING = re.compile(r"# (?:(?P<place>\d+:\d+): )?(?P<said>(?:错误|提醒) [a-z-]+: .+)")
_QUOTE = re.compile(r"#   (.*)\^(.*)")
# Lines are never folded, so that a quotation finds them.
_WIDTH = 10_000


@dataclass(frozen=True)
class Case:
    """The policy file that is checked, and the findings in order, each `line:column: …`."""

    name: str
    policy: bytes
    findings: tuple[str, ...]


def case_paths(folder: str) -> list[Path]:
    """The files of a folder of `tests/cases`; a new file is a new case."""
    return sorted((CASES / folder).glob("*.yaml"))


def read_case(path: Path) -> Case:
    """Read a case.

    Raises:
        ValueError: What a finding quotes does not stand in the policy exactly once.
    """
    # Bytes, so that byte order marks and ends of lines stay as they are.
    policy = path.read_bytes()
    written = policy.decode()
    if _CHANGE.search(written):
        policy = _changed(written).encode()
    return Case(path.name, policy, tuple(_findings(written.splitlines(), policy.decode())))


def _findings(written: list[str], policy: str) -> Iterator[str]:
    for line, following in zip(written, [*written[1:], ""], strict=True):
        if found := _FINDING.fullmatch(line):
            yield f"{found['place'] or _place(following, policy)}: {found['said']}"


def _place(quote: str, policy: str) -> str:
    found = _QUOTE.fullmatch(quote)
    if not found or policy.count("".join(found.groups())) != 1:
        raise ValueError(f"must stand in the policy exactly once: {quote}\n{policy}")
    before, after = found.groups()
    above = policy[: policy.index(before + after) + len(before)]
    return f"{above.count('\n') + 1}:{len(above) - above.rfind('\n')}"


def _changed(written: str) -> str:
    case = _entries(yaml.compose(written, yaml.BaseLoader))
    base = (CASES / "base" / f"{case['base'].value}.yaml").read_text(encoding="utf-8")
    return _with_change(base, case["change"])


def with_change(base: str, change: str) -> str:
    """A policy file's text with a change merged into it, which is written as in a bad case."""
    return _with_change(base, yaml.compose(change, yaml.BaseLoader))


def _with_change(base: str, change: yaml.Node) -> str:
    modeline = base.partition("\n")[0]
    policy = _merged(yaml.compose(base, yaml.BaseLoader), change)
    # Scalars are written as they were typed, since nothing has resolved them.
    return f"{modeline}\n" + yaml.serialize(
        policy, Dumper=yaml.BaseDumper, allow_unicode=True, width=_WIDTH
    )


def _merged(base: yaml.Node | None, change: yaml.Node) -> yaml.Node:
    if not isinstance(change, yaml.MappingNode):
        return change
    if isinstance(base, yaml.SequenceNode) and all(key.isdecimal() for key in _entries(change)):
        items = dict(enumerate(base.value, 1))
        for key, value in _entries(change).items():
            items[int(key)] = _merged(items.get(int(key)), value)
        return yaml.SequenceNode(base.tag, [*items.values()], flow_style=base.flow_style)
    keys = {key.value: key for node in (base, change) for key, _ in _pairs(node)}
    merged = _entries(base)
    for key, value in _entries(change).items():
        if isinstance(value, yaml.ScalarNode) and value.value == "null" and value.style is None:
            merged.pop(key, None)
        else:
            merged[key] = _merged(merged.get(key), value)
    flow = (base if isinstance(base, yaml.MappingNode) else change).flow_style
    return yaml.MappingNode(
        change.tag, [(keys[key], value) for key, value in merged.items()], flow_style=flow
    )


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _entries(node: yaml.Node | None) -> dict[str, yaml.Node]:
    return {key.value: value for key, value in _pairs(node)}
