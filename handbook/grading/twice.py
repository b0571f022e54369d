"""One customer in several rows: the same number, or only the same name."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from tiercalc.policy import half_width
from tiercalc.words import quoted

from handbook.lists.source import Row
from handbook.lists.table import rows_text

_NUMBERS = re.compile(
    r".*(?:编号|编码|卡号|会员号|客户号|账号|帐号|手机号?码?|电话|身份证号?码?|证件号码?|微信号?|openid|id|phone|"
    r"mobile|card|no\.?)",
    re.IGNORECASE,
)
_NAMES = frozenset(
    [
        "客户",
        "客户名",
        "客户名称",
        "客户姓名",
        "姓名",
        "名称",
        "名字",
        "会员",
        "会员名",
        "会员名称",
        "会员姓名",
        "顾客",
        "顾客姓名",
        "读者",
        "联系人",
        "name",
        "customer",
        "member",
    ]
)
# Numbers of something else than the customer.
_OTHERS = re.compile(
    r"店|部门|区|商品|货|订单|单号|发票|流水|序号|行号|员工|order|item|store|sku", re.I
)
_SHOWN = 5


class Keys:
    """Which customer each row is, as far as the columns that give no input tell.

    Eight bytes a row are kept, so that a list of any length can be looked through.
    """

    def __init__(self, header: Sequence[str], passed: Sequence[int]) -> None:
        plain = {place: _plain(header[place]) for place in passed}
        self.header = header
        self.numbers = [
            place
            for place, text in plain.items()
            if _NUMBERS.fullmatch(text) and not _OTHERS.search(text)
        ]
        self.names = [place for place, text in plain.items() if text in _NAMES]
        self._hashes = array("q")

    def add(self, cells: Sequence[str]) -> None:
        """Count one more row in."""
        key = self.key(cells)
        if key is not None:
            self._hashes.append(hash(key))

    def key(self, cells: Sequence[str]) -> tuple[bool, tuple[str, ...]] | None:
        """Who a row is, and whether a number says so; None where nothing does."""
        names = [cells[place].strip() for place in self.names]
        numbers = [cells[place].strip() for place in self.numbers]
        if any(numbers):
            return True, (*names, *numbers)
        return (False, tuple(names)) if any(names) else None

    def again(self, rows: Callable[[], Iterable[Row]]) -> tuple[list[str], list[str]]:
        """Sentences on customers in several rows: those by number, and those by name alone.

        `rows` gives the rows once more, which is asked for only where there are any.
        """
        ordered = sorted(self._hashes)
        twice = {one for one, other in pairwise(ordered) if one == other}
        if not twice:
            return [], []
        found: dict[tuple[bool, tuple[str, ...]], list[int]] = {}
        for number, cells in rows():
            key = self.key(cells)
            if key is not None and hash(key) in twice:
                found.setdefault(key, []).append(number)
        several = {key: numbers for key, numbers in found.items() if len(numbers) > 1}
        return self._sentences(several, by_number=True), self._sentences(several, by_number=False)

    def _sentences(
        self, found: Mapping[tuple[bool, tuple[str, ...]], list[int]], *, by_number: bool
    ) -> list[str]:
        wanted = [(key[1], rows) for key, rows in found.items() if key[0] is by_number]
        places = [*self.names, *(self.numbers if by_number else ())]
        labels = "".join(quoted(self.header[place]) for place in places)
        shown = [
            f"{rows_text(rows)}的{labels}相同：{quoted(' '.join(filter(None, texts)))}。"
            for texts, rows in wanted[:_SHOWN]
        ]
        by = self.header[(self.numbers if by_number else self.names)[0]] if wanted else ""
        shown = [f"{each}是同一位客户就加上 --by {by}，把金额相加。" for each in shown]
        more = len(wanted) - _SHOWN
        return [*shown, f"另有 {more:,} 位客户也在几行里。"] if more > 0 else shown


def _plain(text: str) -> str:
    return "".join(half_width(text).casefold().split())
