"""What people and spreadsheets write in a cell, in the form that the engine reads.

The engine reads a number as digits alone, since in a form a unit stands beside the field. In a
list people write ￥600,000.00, 60万, (500), 12.5% and TRUE; what that says is certain, or not read.
"""

from __future__ import annotations

import re
from decimal import Decimal, Inexact

from tiercalc.policy import Input, Quantity, Unit, half_width, plain_number, typed_number, unit

from handbook.grading.columns import FRACTION
from handbook.source.characters import is_hidden

_CURRENCY = re.compile(r"(?:[￥¥]|rmb|cny|人民币)", re.IGNORECASE)
_NUMBER = re.compile(r"(-?)([0-9][0-9,]*(?:\.[0-9]*)?)(\D*)")
_MULTIPLES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "千": Decimal(1000)}
# How Excel shows nought in its accounting formats: ￥ - ; or a dash between spaces.
_NOUGHT = re.compile(r"[-－–—]")
_PADDED = re.compile(r" [-－–—] {2,}")
_YES = {"true", "t", "y", "√", "✓", "✔", "1", "对"}
_NO = {"false", "f", "n", "×", "✗", "✘", "0", "错"}
_SCIENTIFIC = re.compile(r"-?[0-9](?:\.[0-9]+)?e\+?[0-9]{1,2}", re.IGNORECASE)
_ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|####*)")
NOT_COMPUTED = "#公式"


def without_hidden(text: str) -> str:
    """A text without the characters in it that do not show."""
    return "".join(each for each in text if not is_hidden(each))


def is_scientific(text: str) -> bool:
    """Whether a spreadsheet wrote a number so, of which it then left out most digits."""
    return _SCIENTIFIC.fullmatch(text.strip()) is not None


def as_typed(text: str, asked: Input, own: Unit, column: Unit | None) -> str:
    """A cell in the form that the engine reads; as it is where that is none of the known ways.

    `own` is the unit in which the engine takes the input's numbers, `column` that of the column
    where it is another one.
    """
    plain = half_width(without_hidden(text))
    if isinstance(asked.type, Quantity):
        if _PADDED.fullmatch(text):
            return "0"
        number = _number(plain, own, column)
        return plain if number is None else plain_number(number)
    if asked.type.name == "bool":
        word = plain.casefold()
        return "是" if word in _YES else "否" if word in _NO else plain
    return plain


def signed(text: str, asked: Input, own: Unit, column: Unit | None) -> Decimal | None:
    """The number of a cell, less than nought too; None for a blank one and for no number."""
    found = typed_number(as_typed(text, asked, own, column))
    return None if found is None else Decimal(plain_number(found))


def hint(text: str, asked: Input) -> str:
    """What to do about a cell that the engine does not read, where its kind is known."""
    plain = half_width(without_hidden(text))
    if plain == NOT_COMPUTED:
        return "这一格是公式，文件里没有它的结果；请在表格软件里打开、算好再保存。"
    if _ERRORS.fullmatch(plain):
        return "这是表格软件的错误值，请先改好公式。"
    if not isinstance(asked.type, Quantity):
        return ""
    if is_scientific(plain):
        return "这是科学记数法，位数可能已经丢了；请在表格软件里把这一列设成“数值”格式再保存。"
    if _NOUGHT.fullmatch(plain):
        return "横线看不出是 0 还是不知道：是 0 就写 0，不知道就空着。"
    number = typed_number(plain)
    if number is not None and number >= 0 and number != round(number, asked.type.decimals):
        return "小数位数太多，多半是公式算出来的；请在表格软件里用 ROUND 四舍五入再保存。"
    return ""


def _number(plain: str, own: Unit, column: Unit | None) -> Decimal | None:
    """The number in the input's own unit; None for what is none, or not surely."""
    in_brackets = plain.startswith("(") and plain.endswith(")")
    inner = plain[1:-1].strip() if in_brackets else plain
    without = _CURRENCY.sub("", inner, count=1).strip() if own.kind == "money" else inner
    if without != inner and _NOUGHT.fullmatch(without):
        return Decimal(0)
    found = _NUMBER.fullmatch(without)
    if found is None:
        return None
    sign, digits, behind = found[1], found[2], found[3].strip()
    number = typed_number(digits)
    if number is None or (in_brackets and sign):
        return None
    if sign or in_brackets:
        number = -number
    return _in_own_unit(number, behind, own, column)


def _in_own_unit(number: Decimal, behind: str, own: Unit, column: Unit | None) -> Decimal | None:
    given, factor = column or own, Decimal(1)
    if behind:
        if behind[0] in _MULTIPLES and unit(behind, own.kind).kind == "unknown":
            factor, behind = _MULTIPLES[behind[0]], behind[1:].strip()
            given = own
        elif behind in _MULTIPLES:
            factor, behind, given = _MULTIPLES[behind], "", own
        if behind:
            given = unit(behind, own.kind)
            if behind in (own.name, own.said):
                given = own
            if given.kind == "unknown" or not given.converts(own):
                return None
    if given is FRACTION:
        return number * factor * 100
    try:
        return given.number_in(number * factor, own)
    except Inexact:
        return None
