"""The sheet by which a change is decided, in parts that a workbook and a page both show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.comparing.movers import Grade, Move
from handbook.comparing.report import Report
from handbook.comparing.weighing import WAYS, Weighed, way_of


@dataclass(frozen=True)
class Part:
    """A table with its heading; the cells of `numbers` are numbers."""

    title: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Decision:
    """Everything on the sheet. `flow` counts the customers from a grade to a grade."""

    title: str
    subtitle: str
    changes: tuple[str, ...]
    parts: tuple[Part, ...]
    matrix: Part
    flow: tuple[tuple[str, str, int], ...]
    moved: Part
    near: Part
    notes: tuple[str, ...]


def decision_of(report: Report, weighed: Weighed, by: str | None) -> Decision:
    """The sheet of a comparison of one policy whose list was weighed."""
    moves = weighed.moves
    label = moves.decisions[1].label
    (compared,) = report.policies
    total = f"名册里有 {moves.customers:,} 位客户，{moves.count:,} 位的{label}变了"
    return Decision(
        f"{compared.title}：改动的影响",
        f"按 {report.on.isoformat()} 有效的数字计算。{total}。",
        tuple(str(change.text) for change in compared.changes) or ("没有改动。",),
        tuple(_parts(weighed, by)),
        _matrix(weighed, label),
        tuple((old.name, new.name, count) for (old, new), count in moves.ranked()),
        _moved(weighed, label),
        _near(weighed, label),
        moves.notes,
    )


def _parts(weighed: Weighed, by: str | None) -> Iterator[Part]:
    ways = tuple((WAYS[way], str(count)) for way, count in weighed.ways.items())
    yield Part("升降", "", ("", "客户"), ways, frozenset({1}))
    if by is not None:
        known = [way for way in WAYS if way in weighed.ways]
        yield Part(
            f"按{by}",
            "",
            (by, *(WAYS[way] for way in known)),
            tuple(
                (group, *(str(ways.get(way, 0)) for way in known))
                for group, ways in weighed.groups.items()
            ),
            frozenset(range(1, len(known) + 1)),
        )
    if weighed.exchanges:
        yield Part(
            "多了什么，少了什么",
            "以每一种变化里的第一位客户为准，行号是名册里的。",
            ("原来", "现在", "客户", "多了", "少了", "行号"),
            tuple(
                (
                    each.old.name,
                    each.new.name,
                    str(each.customers),
                    "、".join(each.gained) or "没有",
                    "、".join(each.lost) or "没有",
                    str(each.row),
                )
                for each in weighed.exchanges
            ),
            frozenset({2, 5}),
        )
    if weighed.sums:
        yield Part(
            "金额合计",
            "只算得出的客户；别的客户名册里没有写全。",
            ("金额", "原来", "现在", "多出", "单位", "算得出的客户"),
            tuple(
                (
                    each.label,
                    f"{each.old:f}",
                    f"{each.new:f}",
                    f"{each.new - each.old:f}",
                    each.unit,
                    str(each.known),
                )
                for each in weighed.sums
            ),
            frozenset({1, 2, 3, 5}),
        )


def _matrix(weighed: Weighed, label: str) -> Part:
    """How many went from where (rows) to where (columns)."""
    ranked = weighed.moves.ranked()
    rows = list(dict.fromkeys(old.name for (old, _), _ in ranked))
    columns = _columns(weighed)
    counts = {(old.name, new.name): count for (old, new), count in ranked}
    return Part(
        f"{label}：从哪一级到哪一级",
        "每一行是原来的，每一列是现在的。",
        ("原来＼现在", *columns),
        tuple((row, *(str(counts.get((row, column), 0)) for column in columns)) for row in rows),
        frozenset(range(1, len(columns) + 1)),
    )


def _columns(weighed: Weighed) -> list[str]:
    policy, decision = weighed.moves.policies[1], weighed.moves.decisions[1]
    found = {new.name for (_, new), _ in weighed.moves.ranked()}
    scale = policy.scales.get(decision.scale or "")
    order = [each.label for each in scale.values] if scale else []
    return sorted(
        found, key=lambda name: (order.index(name) if name in order else len(order), name)
    )


def _moved(weighed: Weighed, label: str) -> Part:
    moves = weighed.moves
    own = tuple(moves.moved[0].customer) if moves.moved else ()
    return Part(
        f"{label}变了的客户",
        "",
        ("行号", *own, "原来", "现在", "升降", "原来为什么", "现在为什么"),
        tuple(
            (
                str(each.row),
                *each.customer.values(),
                each.old.grade.name,
                each.new.grade.name,
                _way(weighed, each),
                each.old.why,
                each.new.why,
            )
            for each in moves.moved
        ),
        frozenset({0}),
    )


def _way(weighed: Weighed, move: Move) -> str:
    decision, policy = weighed.moves.decisions[1], weighed.moves.policies[1]
    grades: tuple[Grade, Grade] = move.old.grade, move.new.grade
    return WAYS[way_of(*grades, decision, policy)]


def _near(weighed: Weighed, label: str) -> Part:
    own = tuple(weighed.near[0].customer) if weighed.near else ()
    rest = weighed.near_count - len(weighed.near)
    return Part(
        "离界限不到 5% 的客户",
        f"只列出前面的，另有 {rest:,} 处。" if rest else "",
        ("行号", *own, f"现在的{label}", "差多少"),
        tuple(
            (str(each.row), *each.customer.values(), each.grade, each.text) for each in weighed.near
        ),
        frozenset({0}),
    )
