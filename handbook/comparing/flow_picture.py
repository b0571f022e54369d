"""Who moves as a picture: bands from where customers stood to where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT, _GAP, _BAR, _LEFT = 640, 320, 10, 14, 150


@dataclass(frozen=True)
class Block:
    """One grade on one side: where it stands, how high it is, and how many customers it has."""

    name: str
    customers: int
    y: float
    height: float


@dataclass(frozen=True)
class Band:
    """Customers who go from a grade to a grade: the outline, and whether they stay."""

    path: str
    title: str
    stays: bool


@dataclass(frozen=True)
class Picture:
    """The picture in the units of its view box."""

    width: int
    height: float
    left: float
    right: float
    bar: int
    old: tuple[Block, ...]
    new: tuple[Block, ...]
    bands: tuple[Band, ...]


def picture(flow: Sequence[tuple[str, str, int]], order: Sequence[str]) -> Picture:
    """The picture of so many customers from a grade to a grade; `order` is that of the new ones."""
    total = sum(count for *_, count in flow) or 1
    olds = list(dict.fromkeys(old for old, _, _ in flow))
    news = [name for name in order if any(new == name for _, new, _ in flow)]
    scale = (_HEIGHT - _GAP * (max(len(olds), len(news)) - 1)) / total
    old = _blocks(olds, [(name, count) for name, _, count in flow], scale)
    new = _blocks(news, [(name, count) for _, name, count in flow], scale)
    left, right = _LEFT, _WIDTH - _LEFT
    starts = {block.name: block.y for block in old.values()}
    ends = {block.name: block.y for block in new.values()}
    bands = []
    for source, target, count in sorted(
        flow, key=lambda each: (olds.index(each[0]), news.index(each[1]))
    ):
        height = count * scale
        y, z = starts[source], ends[target]
        starts[source] += height
        ends[target] += height
        middle = (left + _BAR + right) / 2
        path = (
            f"M{left + _BAR} {y:.1f}C{middle:.1f} {y:.1f} {middle:.1f} {z:.1f} {right} {z:.1f}"
            f"V{z + height:.1f}C{middle:.1f} {z + height:.1f} {middle:.1f} {y + height:.1f} "
            f"{left + _BAR} {y + height:.1f}Z"
        )
        bands.append(Band(path, f"{source} → {target}：{count:,} 位", source == target))
    bottom = max(block.y + block.height for block in (*old.values(), *new.values()))
    return Picture(
        _WIDTH, bottom, left, right, _BAR, tuple(old.values()), tuple(new.values()), tuple(bands)
    )


def _blocks(
    names: Iterable[str], counts: Iterable[tuple[str, int]], scale: float
) -> Mapping[str, Block]:
    totals: dict[str, int] = {}
    for name, count in counts:
        totals[name] = totals.get(name, 0) + count
    found: dict[str, Block] = {}
    y = 0.0
    for name in names:
        height = totals[name] * scale
        found[name] = Block(name, totals[name], y, height)
        y += height + _GAP
    return found
