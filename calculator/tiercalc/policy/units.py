"""Units: what sort of thing a number counts, into what it converts, and how it is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from functools import lru_cache
from typing import Literal

UnitKind = Literal[
    "bare",  # a number without a unit
    "money",
    "share",  # so much of a whole
    "rate",  # by what something is multiplied
    "price",  # so much for one of something else: 分/元
    "time",
    "clock",  # a time of day, which is no number
    "rank",  # a place in an order, the first being the best
    "size",  # how big a thing is
    "people",
    "points",
    "occasion",
    "degree",  # levels, parts, pages: there is nothing to hold
    "thing",
    "unknown",
]

# Wide enough for the longest figure; a result that would have to be rounded raises.
_EXACT = Context(prec=4000, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
_ONE = Decimal(1)


@dataclass(frozen=True)
class Unit:
    """One unit. Those of one `measure` convert into each other; `factor` is in its base.

    `said` is how it stands behind a number, `lasting` how it does where it is a length of time
    (12 月 is December, 12 个月 are a year).
    """

    name: str
    kind: UnitKind
    measure: str
    factor: Decimal
    said: str
    lasting: str

    @property
    def laid_ready(self) -> bool:
        """Whether so many of it can be laid ready for guests."""
        return self.kind in ("bare", "size", "thing")

    @property
    def spaced(self) -> bool:
        """Whether a space stands between a number and it."""
        return not self.name.startswith(("%", "‰", "℃")) and bool(self.name)

    @property
    def in_tenths(self) -> bool:
        """Whether it counts the tenths of a whole (折, 成), of which there are 1 up to 10."""
        return self.kind == "rate" and self.factor == Decimal("0.1")

    @property
    def over(self) -> str:
        """What a price is paid in: 分 of 分/元; the name of any other unit."""
        return self.name.partition("/")[0]

    @property
    def under(self) -> str:
        """For one of what a price is: 元 of 分/元; empty for any other unit."""
        return self.name.partition("/")[2]

    def converts(self, other: Unit) -> bool:
        """Whether a number in this unit is a number in the other."""
        return self.measure == other.measure

    def number_in(self, value: Decimal, other: Unit) -> Decimal:
        """A number in this unit as one in another of the same measure, exactly.

        Raises decimal.Inexact where no decimal fraction can hold it (1 个月 in 年).
        """
        if self.factor == other.factor:
            return value
        found = _EXACT.divide(_EXACT.multiply(value, self.factor), other.factor)
        return Decimal(f"{found:f}")


def _unit(
    name: str,
    kind: UnitKind,
    measure: str = "",
    factor: str = "1",
    *,
    said: str | None = None,
    lasting: str | None = None,
) -> Unit:
    said = name if said is None else said
    return Unit(name, kind, measure or name, Decimal(factor), said, lasting or said)


def _all(kind: UnitKind, names: str) -> Iterator[Unit]:
    return (_unit(name, kind) for name in names.split())


def _measured(kind: UnitKind, measure: str, **factors: str) -> Iterator[Unit]:
    return (_unit(name, kind, measure, factor) for name, factor in factors.items())


def _table() -> Iterable[Unit]:
    yield _unit("", "bare")
    yield from _measured("money", "money", 元="1", 角="0.1", 千元="1E3", 万元="1E4")
    yield from _measured("money", "money", 百元="1E2", 百万元="1E6", 千万元="1E7", 亿元="1E8")
    yield from _all("money", "美元 港元 港币 欧元 日元 英镑")
    yield _unit("%", "share", "ratio", "0.01")
    yield _unit("‰", "share", "ratio", "0.001")
    yield from _measured("rate", "ratio", 成="0.1", 折="0.1", 倍="1")
    yield _unit("工作日", "time", "working day", said="个工作日")
    yield _unit("个工作日", "time", "working day")
    yield from _measured("time", "day", 天="1", 日="1", 周="7", 个星期="7", 星期="7")
    yield _unit("个月", "time", "month")
    yield _unit("月", "time", "month", lasting="个月")
    yield _unit("个季度", "time", "month", "3")
    yield _unit("季度", "time", "month", "3", said="个季度")
    yield from _measured("time", "month", 年="12", 周年="12")
    yield from _measured("time", "minute", 小时="60", 个小时="60", 分钟="1")
    yield _unit("秒", "time")
    yield _unit("时刻", "clock")
    yield _unit("名", "rank", "rank")
    yield _unit("名次", "rank", "rank", said="名")
    yield _unit("位次", "rank", "rank", said="位")
    yield from _measured("size", "mass", 克="1", 两="50", 斤="500", 千克="1000", 公斤="1000")
    yield _unit("吨", "size", "mass", "1E6")
    yield from _measured("size", "volume", 毫升="1", 升="1000")
    yield from _measured("size", "distance", 毫米="1", 厘米="10", 米="1000", 公里="1E6", 千米="1E6")
    yield from _all("size", "磅 盎司 寸 英寸 尺 平方米 平米 亩 立方米")
    yield from _all("people", "人 位 人次 人份 户")
    yield from _measured("points", "points", 分="1", 积分="1")
    # What is short for a point of a score is also the hundredth part of a 元.
    yield _unit("分", "money", "money", "0.01")
    yield from _all("points", "点 个积分")
    yield from _all("occasion", "次 回 趟 遍 步 场 场次 晚 间夜 轮 通 声 顿 餐 届 期 节 节课 课时")
    yield from _all("degree", "级 层 等 档 类 种 项 部分 单位 格 页 岁 股 个百分点 ℃ 度 章 阶 重")
    yield from _all("degree", "门 科 例 处 笔 单 桩 起 道 代 MB GB KB")
    yield from _all(
        "thing", "个 条 份 张 瓶 双 件 本 套 只 支 枝 串 盆 块 杯 碟 盘 碗 盒 袋 包 箱 把"
    )
    yield from _all(
        "thing", "根 束 朵 片 粒 颗 枚 台 部 辆 间 床 顶 幅 副 对 卷 罐 桶 壶 篮 筐 篓 筒 管"
    )
    yield from _all(
        "thing", "板 版 册 封 面 架 艘 棵 株 头 匹 尾 座 栋 幢 扇 盏 团 捆 扎 打 提 听 坛 锅"
    )
    yield from _all(
        "thing", "笼 屉 滴 柄 杆 挂 领 身 方 组 批 样 款 味 客 桌 席 卡 券 票 则 帧 贴 剂 丸"
    )


_KNOWN: dict[str, tuple[Unit, ...]] = {}
for _each in _table():
    _KNOWN[_each.name] = (*_KNOWN.get(_each.name, ()), _each)

# A thing of one's own is said with the word that counts anything: 个品牌.
_ANY = "个"


@lru_cache(maxsize=1024)
def unit(name: str, kind: UnitKind | None = None) -> Unit:
    """The unit of a name: of two with the same name that of a kind, else the first.

    Also 次/年, of two that are known, and 个品牌, of anything that is counted. A name that says
    nothing is a unit of the kind `unknown`.
    """
    found = _KNOWN.get(name, ())
    if found:
        return next((each for each in found if each.kind == kind), found[0])
    over, slash, under = name.partition("/")
    if slash and all(part and unit(part).kind != "unknown" for part in (over, under)):
        return _unit(name, "price")
    if len(name) > len(_ANY) and name.startswith(_ANY):
        return _unit(name, "thing")
    return _unit(name, "unknown")


def together(*names: str) -> tuple[Unit, ...]:
    """The units, by their names, of numbers that are compared: 分 beside 元 is money."""
    is_money = any(unit(name).kind == "money" for name in names)
    return tuple(unit(name, "money" if is_money else None) for name in names)


def units(*kinds: UnitKind) -> tuple[str, ...]:
    """The names of all units of some kinds; of all kinds where none is named."""
    found = (each for same in _KNOWN.values() for each in same)
    return tuple(each.name for each in found if not kinds or each.kind in kinds)
