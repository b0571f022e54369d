"""From a file's bytes to plain data with places: YAML 1.2's core meaning, exact and bounded.

A scalar that is not plainly true, false, null or a decimal number stays the text that was typed:
是, no, on, 12:30, 2026-01-01 and 007. Numbers are int or Decimal, never float. Whatever YAML
offers beyond that (tags, merge keys, several documents) is refused in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import yaml

from handbook.source.characters import hidden_message
from handbook.source.encoding import SIZE_LIMIT, UnreadableError, decode
from handbook.source.findings import Finding, Severity
from handbook.source.yaml_slips import explain_syntax

NODE_LIMIT = 50_000
DEPTH_LIMIT = 40
DIGIT_LIMIT = 30
_NESTING = "nested too deeply"

Keys = tuple[str | int, ...]
Plain = object

_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)")
_EXPONENT = re.compile(_NUMBER.pattern + r"[eE][-+]?[0-9]+")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


@dataclass(frozen=True)
class Document:
    """A file's plain data, and where in the text each part of it stands.

    `data` holds dict, list, str, int, Decimal, bool and None; a place is (line, column) from 1.
    """

    path: str
    text: str
    data: Plain
    root: yaml.Node

    def place(self, path: Keys) -> tuple[int, int]:
        """Where the value at a path of keys and indexes begins, or its nearest known parent."""
        return _place(self._value(path))

    def key_place(self, path: Keys) -> tuple[int, int]:
        """Where the key stands that leads to a path; a list's item begins where its value does."""
        if path and isinstance(path[-1], str):
            for key, _ in _entries(self._value(path[:-1])):
                if key.value == path[-1]:
                    return _place(key)
        return _place(self._value(path))

    def finding(
        self,
        path: Keys,
        code: str,
        message: str,
        *,
        severity: Severity = "error",
        on_key: bool = False,
        inside: str = "",
    ) -> Finding:
        """A finding at the value at a path, at its key, or at a piece of its text."""
        place = (
            self._find(path, inside) if inside else (self.key_place if on_key else self.place)(path)
        )
        return Finding(self.path, *place, severity, code, message + self.remark(path))

    def remark(self, path: Keys) -> str:  # noqa: ARG002 — here every part is its own
        """What a finding has to add where the part at a path is not this file's own."""
        return ""

    def is_taken_out(self, path: Keys) -> bool:  # noqa: ARG002 — this file stands alone
        """Whether the file takes out what another one has at a path."""
        return False

    def _find(self, path: Keys, piece: str) -> tuple[int, int]:
        """Where a piece of the text at a path stands; where the text begins if it is not found."""
        line, column = self.place(path)
        rest = "\n".join(self.text.split("\n")[line - 1 :])
        offset = rest.find(piece, column - 1)
        if offset < 0:
            return line, column
        return line + rest.count("\n", 0, offset), offset - rest.rfind("\n", 0, offset)

    def _value(self, path: Keys) -> yaml.Node:
        node = self.root
        for step in path:
            child = _child(node, step)
            if child is None:
                return node
            node = child
        return node


def read_yaml(path: str, raw: bytes) -> tuple[Document | None, tuple[Finding, ...]]:
    """Read one file's bytes: the document, or None where it cannot be read, and the findings."""
    findings: list[Finding] = []
    try:
        text = decode(path, raw)
        root = _compose(path, text)
        data = _Builder(path, findings).build(root, 0)
    except UnreadableError as stop:
        return None, (*findings, stop.finding)
    return Document(path, text, data, root), tuple(findings)


class _Composer(yaml.CSafeLoader):
    """Composes nodes whose tag is "" unless the file names one; bounded in depth.

    The C composer recurses without a limit of its own and takes the interpreter down with it on
    some tens of thousands of brackets; its resolver hooks are called once a node.
    """

    depth = 0

    def resolve(self, kind: object, value: object, implicit: object) -> str:  # noqa: ARG002
        return ""

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:  # noqa: ARG002
        self.depth += 1
        if current_node is not None and self.depth > DEPTH_LIMIT:
            raise yaml.MarkedYAMLError(problem=_NESTING, problem_mark=current_node.start_mark)

    def ascend_resolver(self) -> None:
        self.depth -= 1


def _compose(path: str, text: str) -> yaml.Node:
    composer = _Composer(text)
    try:
        root = composer.get_single_node()
    except yaml.MarkedYAMLError as error:
        if error.problem == _NESTING and error.problem_mark:
            raise _too_deep(path, error.problem_mark) from None
        line, column, code, message = explain_syntax(error, text)
        raise UnreadableError(Finding(path, line, column, "error", code, message)) from None
    finally:
        composer.dispose()
    if root is None:
        message = "文件里没有内容；第一项应是“制度: 名称”，资料写“资料: 名称”。"
        raise UnreadableError(Finding(path, 1, 1, "error", "empty", message))
    return root


def _too_deep(path: str, mark: yaml.Mark) -> UnreadableError:
    message = f"一层套一层超过了 {DEPTH_LIMIT} 层；请检查括号、缩进，以及有没有引用自身的别名。"
    return UnreadableError(
        Finding(path, mark.line + 1, mark.column + 1, "error", "nesting", message)
    )


class _Builder:
    """Makes plain data of composed nodes and collects what it has to refuse on the way."""

    def __init__(self, path: str, findings: list[Finding]) -> None:
        self.path = path
        self.findings = findings
        self.nodes = 0
        self.letters = 0

    def build(self, node: yaml.Node, depth: int) -> Plain:
        self.nodes += 1
        if self.nodes > NODE_LIMIT:
            message = f"内容超过 {NODE_LIMIT:,} 项（别名 *名称 展开后也算）；请拆开，或不用别名。"
            raise UnreadableError(Finding(self.path, 1, 1, "error", "too-large", message))
        if depth > DEPTH_LIMIT:
            raise _too_deep(self.path, node.start_mark)
        if node.tag:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(node, "tag", f"这里的标签 {tag} 不能用；直接写内容就可以。")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, depth + 1) for item in node.value]
        self.letters += len(node.value)
        if self.letters > SIZE_LIMIT:
            message = f"文字超过 {SIZE_LIMIT:,} 个（别名 *名称 用一次算一次）；请把文字改短。"
            raise UnreadableError(Finding(self.path, *_place(node), "error", "too-large", message))
        if not isinstance(node, yaml.ScalarNode) or node.style:
            self._shows(node)
            return node.value
        return self._plain(node)

    def _shows(self, node: yaml.Node) -> None:
        """Refuse characters that do not show and were not seen in the file, being escaped."""
        message = hidden_message(node.value)
        if message:
            self._refuse(node, "invisible-character", message)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Plain]:
        seen: dict[str, yaml.Node] = {}
        data: dict[str, Plain] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._refuse(key, "key-form", "冒号左边应是一个名称，不能是列表或一组字段。")
            elif key.value == "<<" and not key.style:
                self._refuse(key, "merge-key", "不支持合并写法 <<；请把内容直接写在这里。")
            elif key.value in seen:
                line, column = _place(seen[key.value])
                where = f"第一次写在第 {line} 行第 {column} 列，第二次写在这里"
                self._refuse(key, "duplicate-key", f"“{key.value}”写了两次：{where}；请只留一个。")
            else:
                self._shows(key)
                seen[key.value] = key
                data[key.value] = self.build(value, depth + 1)
        return data

    def _plain(self, node: yaml.ScalarNode) -> Plain:
        text: str = node.value
        if text in _NULL:
            return None
        if text in _TRUE:
            return True
        if text in _FALSE:
            return False
        if text[0] not in "+-.0123456789":
            return text
        if _NUMBER.fullmatch(text):
            return self._number(node, text)
        if _NOT_FINITE.fullmatch(text):
            message = f"“{text}”不是确定的数；数值待定时写“待定: 裁定”。"
            return self._refuse_number(node, "not-a-number", message)
        if _EXPONENT.fullmatch(text):
            message = f"“{text}”是带指数的写法；是数就写成普通数字，是文字就加引号。"
            return self._refuse_number(node, "number-form", message)
        return text

    def _number(self, node: yaml.ScalarNode, text: str) -> int | Decimal:
        if len(text) > DIGIT_LIMIT:
            message = f"这个数有 {len(text)} 位，超过 {DIGIT_LIMIT} 位；是文字就加引号。"
            return self._refuse_number(node, "number-form", message)
        number = Decimal(text)
        return int(number) if number == number.to_integral_value() else number

    def _refuse_number(self, node: yaml.Node, code: str, message: str) -> int:
        """Refuse a number; zero stands in for it, so that nothing else is said about it."""
        self._refuse(node, code, message)
        return 0

    def _refuse(self, node: yaml.Node, code: str, message: str) -> None:
        self.findings.append(self._finding(node, code, message))

    def _finding(self, node: yaml.Node, code: str, message: str) -> Finding:
        return Finding(self.path, *_place(node), "error", code, message)


def _entries(node: yaml.Node) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    return iter(node.value if isinstance(node, yaml.MappingNode) else ())


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(step, int):
        inside = isinstance(node, yaml.SequenceNode) and step < len(node.value)
        return node.value[step] if inside else None
    return next((value for key, value in _entries(node) if key.value == step), None)


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
