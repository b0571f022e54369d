"""The options that say how a list of customers is to be read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from handbook.grading.refunds import refunds_of
from handbook.grading.told import Told
from handbook.lists.table import Choice

_OPTIONS = (
    click.option("--sheet", metavar="名称", help="读工作簿里的哪个工作表，不写则自己找。"),
    click.option(
        "--heading",
        metavar="行号",
        type=click.IntRange(1),
        help="列名在第几行，不写则自己找。",
    ),
    click.option("--by", metavar="列名", help="这一列相同的几行是同一位客户：金额和次数相加。"),
    click.option(
        "--refunds",
        metavar="扣除|不扣",
        help="负数是退货：从金额里扣除，还是不扣。不写则碰到负数就问。",
    ),
    click.option(
        "--all-rows",
        is_flag=True,
        help="每一行都是一位客户，合计行、重复的客户也不另外看待。",
    ),
    click.option("--skip", is_flag=True, help="读不懂的行跳过并列出来，别的行照常判定。"),
)


def takes_list[T](command: Callable[..., T]) -> Callable[..., T]:
    """A command that reads a list: it gets `told` in place of these options' values."""

    @wraps(command)
    def read(
        sheet: str | None,
        heading: int | None,
        by: str | None,
        refunds: str | None,
        all_rows: bool,
        skip: bool,
        **own: Any,
    ) -> T:
        choice = Choice(sheet, heading)
        return command(told=Told(choice, by, all_rows, skip, refunds_of(refunds)), **own)

    for option in reversed(_OPTIONS):
        read = option(read)
    return read
