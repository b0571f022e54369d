"""An empty list of a policy's customers: its columns with units, choices, checks and an example."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from tiercalc import InputError, Policy
from tiercalc.given import read_given
from tiercalc.policy import (
    Choices,
    Count,
    DecideExample,
    Finite,
    Input,
    Money,
    Quantity,
    Value,
    plain_number,
)

from handbook.grading.columns import heading_of
from handbook.grading.no_customers import EXAMPLE
from handbook.grading.writing import BOOK, private, replacing
from handbook.lists.written_book import Book, new_book

if TYPE_CHECKING:
    from xlsxwriter.format import Format

# Who a customer is, which no policy asks for.
NAMES = ("客户", "编号")
_ROWS = 10_000
_LONGEST = 255


@dataclass(frozen=True)
class Template:
    """The columns of a list: the inputs that it gives, and what an example has in them."""

    policy: Policy
    inputs: tuple[Input, ...]
    example: dict[str, Value]


def template(policy: Policy, on: date) -> Template:
    """The list that a policy can be graded by. Raises InputError where it asks for nothing."""
    # What the whole list gives is worked out, where it has what that comes of.
    inputs = tuple(each for each in policy.inputs.values() if each.book is None)
    if not policy.decisions or not inputs:
        message = f"《{policy.title}》没有判定，不能给名册分级。"
        raise InputError("no-decisions", policy.id, message)
    return Template(policy, inputs, _example(policy, on))


def save_template(made: Template, target: Path) -> None:
    """Write the empty list as a workbook, whole or not at all. Raises InputError."""
    if target.suffix.lower() != BOOK:
        message = f"空白名册是工作簿；请把输出文件的名称写成 {target.stem}{BOOK}。"
        raise InputError("bad-output", str(target), message)
    with (
        replacing(target) as beside,
        open(beside, "wb", opener=private) as file,
        new_book(file, target) as book,
    ):
        _write(made, book)
        book.text("说明", _explained(made))


def _write(made: Template, book: Book) -> None:
    sheet = book.workbook.add_worksheet("名册")
    top = book.top()
    grey = book.format("example", italic=True, font_color="#6B7280")
    text = book.format("plain", num_format="@")
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(NAMES):
        sheet.set_column(place, place, 18, text)
        sheet.write_string(0, place, name, top)
    places = [*enumerate(made.inputs, len(NAMES))]
    for place, asked in places:
        heading = heading_of(asked, made.policy)
        sheet.set_column(place, place, max(12, len(heading) * 2 + 2), _look(asked, book))
        sheet.write_string(0, place, heading, top)
        if asked.help:
            sheet.write_comment(0, place, str(asked.help))
        sheet.data_validation(1, place, _ROWS, place, _check(asked))
    # Row by row, since no row is kept.
    sheet.write_string(1, 0, f"{EXAMPLE}请删去这一行", grey)
    for place, asked in places:
        value = made.example.get(asked.id)
        if isinstance(value, Decimal):
            sheet.write_number(1, place, float(value), grey)
        elif value is not None:
            sheet.write_string(1, place, _cell(asked, value), grey)


def _check(asked: Input) -> dict[str, object]:
    """What a spreadsheet program checks of a cell, with a sentence for what does not pass."""
    kind = asked.type
    told = {"error_title": asked.label[:32], "error_message": "", "ignore_blank": True}
    if isinstance(kind, Finite):
        names = [name for _, name in kind.options()]
        if len(",".join(names)) <= _LONGEST and not any("," in name for name in names):
            return told | {"validate": "list", "source": names, "error_message": "请从列表里选。"}
    if isinstance(kind, Quantity):
        validate = "integer" if isinstance(kind, Count) else "decimal"
        least = {"criteria": ">=", "value": float(kind.least)}
        message = f"请填不小于 {plain_number(kind.least)} 的数。"
        if kind.most is not None:
            least = {
                "criteria": "between",
                "minimum": float(kind.least),
                "maximum": float(kind.most),
            }
            message = f"请填 {plain_number(kind.least)} 到 {plain_number(kind.most)} 之间的数。"
        return told | least | {"validate": validate, "error_message": message}
    return told | {"validate": "any"}


def _look(asked: Input, book: Book) -> Format:
    if isinstance(asked.type, Money):
        return book.format("money", num_format="#,##0.00")
    return book.format("general") if isinstance(asked.type, Quantity) else book.format("plain")


def _explained(made: Template) -> Iterator[str]:
    yield f"《{made.policy.title}》的名册"
    yield "一位客户一行。空着的格是“不知道”，不是 0；确实没有就填 0。"
    yield "“客户”“编号”只用来认人，可以再加别的列，例如门店，都照原样保留。"
    for asked in made.inputs:
        heading = heading_of(asked, made.policy)
        if isinstance(asked.type, Finite):
            how = f"填{'、'.join(name for _, name in asked.type.options())}"
        elif isinstance(asked.type, Choices):
            names = "、".join(each.label for each in asked.type.scale.values)
            how = f"可以填几个，用顿号隔开：{names}；一项也没有就填“无”"
        else:
            how = f"填{asked.type.asked}"
        yield f"{heading}：{how}。{asked.help or ''}"
    yield "第 2 行是例子，名称以“（例）”开头的行不会算进去。"


def _example(policy: Policy, on: date) -> dict[str, Value]:
    """What the first example of the policy gives; nothing where it has none that can be read."""
    for each in policy.examples:
        if isinstance(each, DecideExample) and each.given:
            try:
                return read_given(policy, each.given, each.on or on)
            except InputError:
                continue
    return {}


def _cell(asked: Input, value: Value) -> str:
    return asked.type.text(value) or "无"
