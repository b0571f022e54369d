"""A new policy file: the one that the package brings, or a copy of another one's shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml
from tiercalc import InputError
from tiercalc.words import quoted

from handbook.checking.load import ID, Beside, load_bytes
from handbook.checking.variants import bases_of
from handbook.source.files import CALENDAR
from handbook.source.yaml_source import Document, Keys, read_yaml

# What stands beside everything that somebody has to fill in.
MARK = "# 待填"
_FIRST = Path(__file__).with_name("policy.yaml")
_TITLES = ("制度", "资料")
_MARKED = ("来源", "施行", "负责", "佐证", "例子")
_MODELINE = "# yaml-language-server: $schema=policy.schema.json"


@dataclass(frozen=True)
class NewPolicy:
    """A file that was written, and how many places of it are marked to be filled in."""

    path: Path
    marks: int


def write_policy(folder: Path, id_: str, like: Path | None) -> NewPolicy:
    """Write a sound policy with that id into a folder, in the shape of the file `like` if named.

    Raises InputError for an id that is none, or is taken, and where the shape cannot be had.
    """
    path = folder / f"{id_}.yaml"
    _require_free(path, id_)
    text = _FIRST.read_text(encoding="utf-8") if like is None else _copy(like)
    raw = text.encode()
    errors = [
        each
        for each in load_bytes(path, raw, Beside(bases_of(path, raw))).findings
        if each.severity == "error"
    ]
    if errors:
        message = f"照{quoted(str(like))}写出来的制度有错，没有写：{errors[0].message}"
        raise InputError("bad-shape", str(like), message)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return NewPolicy(path, text.count(MARK))


def _require_free(path: Path, id_: str) -> None:
    if not ID.fullmatch(id_):
        message = (
            f"{quoted(id_)}不能作制度的编号：它是文件名，也是网址的一部分；"
            "用小写英文字母、数字和单个 - 或 _，以字母开头，例如 tea-house。"
        )
        raise InputError("bad-id", id_, message)
    if path.name == CALENDAR:
        message = f"{CALENDAR} 是工作日历的文件名，制度不能用；换一个编号，例如 tea-house。"
        raise InputError("bad-id", id_, message)
    taken = next((each for each in (path, path.with_suffix(".yml")) if each.exists()), None)
    if taken:
        message = f"已经有 {taken} 了，没有动它；换一个编号，或者直接改那份文件。"
        raise InputError("taken", id_, message)


def _copy(like: Path) -> str:
    """The text of a policy with a title of its own and a mark at all that is not its own yet."""
    document, _ = read_yaml(like.as_posix(), like.read_bytes())
    found = cast(Document, document)
    lines = found.text.replace("\r\n", "\n").split("\n")
    for keys in _to_fill_in(cast(dict[str, object], found.data)):
        number = found.key_place(keys)[0] - 1
        if MARK not in lines[number]:
            lines[number] += f"  {MARK}"
    marked = _entitled(lines, found)
    # A mark inside of a text that runs over several lines would be part of the text.
    same = read_yaml(like.as_posix(), "\n".join(marked).encode())[0]
    if same is None or _but_title(same.data) != _but_title(found.data):
        marked = _entitled(found.text.split("\n"), found)
    first = marked.pop(0) if marked[0].startswith("# yaml-language-server") else _MODELINE
    head = (
        f"# 照 {like.stem} 的样子写的：标着“待填”的换成自己的，例子的结果也跟着改；"
        "改完运行 tierbook check。"
    )
    return "\n".join([first, head, *marked])


def _to_fill_in(data: dict[str, object]) -> Iterator[Keys]:
    """Where facts stand: the source, the dates, each figure, the fines, the examples."""
    yield from ((key,) for key in _MARKED if key in data)
    for section, fact in (("数字", "数值"), ("数字", "待定"), ("处罚", "罚款")):
        things = data.get(section)
        for name, thing in things.items() if isinstance(things, dict) else ():
            if isinstance(thing, dict) and fact in thing:
                yield section, name, fact


def _entitled(lines: list[str], document: Document) -> list[str]:
    """The lines with another title, where it stands on one line as it does everywhere."""
    data = cast(dict[str, str], document.data)
    key = next(each for each in _TITLES if each in data)
    line, column = document.key_place((key,))
    written = lines[line - 1][column - 1 :]
    if yaml.safe_load(written) == {key: data[key]}:
        title = yaml.safe_dump(f"{data[key]}（样稿）", allow_unicode=True, width=10_000)
        title = title.splitlines()[0]
        lines[line - 1] = f"{key}: {title}  {MARK}"
    return lines


def _but_title(data: object) -> dict[str, object]:
    return {
        key: value for key, value in cast(dict[str, object], data).items() if key not in _TITLES
    }
