"""Variants: a policy that takes over another one's file and says only what differs.

A section of the variant is laid over the base's: names are added or replaced, part by part, and
`去掉` takes one out. Whatever is no set of named parts, a list of rules or a number that changes on
some days for instance, is replaced.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from handbook.source.files import file_bytes
from handbook.source.findings import Finding, nearest
from handbook.source.grammar import declared, where
from handbook.source.yaml_source import Document, Keys, read_yaml

KEY = "沿用"
REMOVED = "去掉"
_TITLE = "制度"
# Sections that are no list of things with names.
_WHOLE = ("来源", "施行")
# What is one thing however it is written: a number by its days, a condition by its inputs.
_REPLACED = ("数值", "条件", "前提", "只关系到")

# The files that a file takes over, the nearest first, with their bytes.
Bases = tuple[tuple[Path, bytes], ...]


@dataclass(frozen=True)
class VariantDocument(Document):
    """A variant's document: what only the base says stands where the variant names its base."""

    base: str

    def place(self, path: Keys) -> tuple[int, int]:
        """Where the value at a path stands in the variant's own file."""
        return super().place(path) if self.says(path) else super().place((KEY,))

    def key_place(self, path: Keys) -> tuple[int, int]:
        """Where the key stands in the variant's own file that leads to a path."""
        return super().key_place(path) if self.says(path) else super().place((KEY,))

    def remark(self, path: Keys) -> str:
        """That what only the base says is the base's."""
        return "" if self.says(path) else f"这是沿用 {self.base} 的，要不一样就在这里另写。"

    def is_taken_out(self, path: Keys) -> bool:
        """Whether the variant takes out what its base has at a path."""
        return self.says(path) and getattr(self._value(path), "value", None) == REMOVED

    def says(self, path: Keys) -> bool:
        """Whether the variant's own file has a place for a path, or for the thing around it."""
        nodes = [self._value(path[:length]) for length in range(min(len(path), 2) + 1)]
        return all(part is not around for around, part in pairwise(nodes))


def bases_of(path: Path, raw: bytes) -> Bases:
    """The files that a file takes over, as far as they can be read; each once."""
    found: dict[Path, bytes] = {}
    while KEY.encode() in raw:
        written, _ = read_yaml(path.as_posix(), raw)
        named = _named(written)
        if named is None:
            break
        path = path.with_name(f"{named}.yaml")
        read = file_bytes(path)
        if path in found or isinstance(read, Finding):
            break
        found[path] = raw = read
    return tuple(found.items())


def taken_over(written: Document, bases: Bases) -> tuple[Document, tuple[Finding, ...]]:
    """A file's document laid over its base's; findings where there is no sound base."""
    named = _named(written)
    if named is None or not isinstance(written.data, dict):
        return written, ()
    base, faults = _base(named, bases)
    path = Path(written.path)
    if path in (each for each, _ in bases):
        faults = f"沿用“{named}”，绕一圈又回到了这一部自己；请沿用别的一部。"
    if base is None or faults:
        why = faults or _not_there(named, path)
        return written, (written.finding((KEY,), "variant", f"{KEY}：{why}"),)
    own = {key: value for key, value in written.data.items() if key != KEY}
    astray = (*_idle_removals(written, own, base.data, ()), *_misspelt(written, own, base.data))
    if astray:
        return written, astray
    laid = _laid_over(base.data, own)
    return VariantDocument(written.path, written.text, laid, written.root, named), ()


def _not_there(named: str, path: Path) -> str:
    near = nearest(named, [each.stem for each in path.parent.glob("*.yaml") if each != path])
    mend = f"是不是 {near}？" if near else "请写它的文件名，不带 .yaml。"
    return f"同一个文件夹里没有可以沿用的制度“{named}”；{mend}"


def _idle_removals(written: Document, own: Any, base: Any, within: Keys) -> Iterator[Finding]:
    """What is to be taken out and is not there: a name that is misspelt, or was changed."""
    if not isinstance(own, dict):
        return
    there = base if isinstance(base, dict) else {}
    for key, value in own.items():
        keys = (*within, key)
        if value == REMOVED and key not in there:
            near = nearest(key, there)
            mend = f"是不是 {near}？" if near else "请删去这一行。"
            message = f"{where(keys)}：沿用的那部里没有“{key}”，不用去掉。{mend}"
            yield written.finding(keys, "variant", message, on_key=True)
        yield from _idle_removals(written, value, there.get(key), keys)


def _misspelt(written: Document, own: Any, base: Any) -> Iterator[Finding]:
    """What is too little for a new thing, and has almost the name of one that is taken over."""
    there = base if isinstance(base, dict) else {}
    for section, things in own.items():
        known = there.get(section)
        if not isinstance(things, dict) or not isinstance(known, dict):
            continue
        for name, said in things.items():
            keys = (section, name)
            needed = declared(keys).get("required", ())
            near = nearest(name, [each for each in known if each not in things])
            is_new = name not in known and isinstance(said, dict)
            if is_new and near and any(key not in said for key in needed):
                message = f"{where(keys)}：沿用的那部里没有“{name}”。是不是 {near}？"
                yield written.finding(keys, "variant", message, on_key=True)


def variant_data(written: Document, bases: Bases) -> dict[str, Any] | None:
    """What a page says of a variant: its base, the base's title, and what differs; else None."""
    named = _named(written)
    base = _base(named, bases)[0] if named else None
    if base is None or not isinstance(base.data, dict) or not isinstance(written.data, dict):
        return None
    differs = [part for key, said in written.data.items() for part in _parts(key, said)]
    return {"of": named, "title": base.data.get(_TITLE, named), "differs": differs}


def _base(named: str, bases: Bases) -> tuple[Document | None, str]:
    if not bases or bases[0][0].stem != named:
        return None, ""
    (path, raw), *rest = bases
    base, findings = read_yaml(path.as_posix(), raw)
    if base is None or findings:
        return None, f"《{named}》自己有错误，请先改好它。"
    laid, faults = taken_over(base, tuple(rest))
    return (None, faults[0].message) if faults else (laid, "")


def _named(written: Document | None) -> str | None:
    data = written.data if written is not None else None
    named = data.get(KEY) if isinstance(data, dict) else None
    return named if isinstance(named, str) else None


def _laid_over(base: Any, own: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(own, dict):
        return own
    merged = {key: value for key, value in base.items() if own.get(key) != REMOVED}
    for key, value in own.items():
        if value != REMOVED:
            merged[key] = value if key in _REPLACED else _laid_over(merged.get(key), value)
    return merged


def _parts(key: str, said: Any) -> Iterator[str]:
    if key in (KEY, _TITLE):
        return
    if key in _WHOLE or not isinstance(said, dict):
        yield key
        return
    for name, value in said.items():
        yield f"{key}“{name}”（{REMOVED}）" if value == REMOVED else f"{key}“{name}”"
