"""Which column of a list gives which input: by the input's id, or its label, and in what unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from tiercalc.policy import (
    Input,
    Policy,
    Quantity,
    Unit,
    half_width,
    unit,
    unit_of,
)
from tiercalc.words import quoted

from handbook.grading.complaints import Complaints
from handbook.lists.heading import Heading

# How like an input a column must be called to be taken for a slip; 消费额 is that like 年度消费额.
_LIKE = 0.75
# So many headings are named where none is known.
_NAMED = 12
# A heading with its unit: 消费额（万元）, 消费额(万元), 消费额/万元, 消费额：万元, 消费额_万元.
_WITH_UNIT = re.compile(
    r"(.+?)(?:[(\[【〔]([^()\[\]【】〔〕]+)[)\]】〕]|[/:：_,，]([^/:：_,，()]+))"
)
_SPOKEN = re.compile(r"(?:单位|人民币|rmb|cny)[:：]?")
# What a title above the headings says of all amounts.
_OF_ALL = re.compile(r"单位[:：]?(?:人民币)?([十百千万亿]*元)")
# What is said of a share that is written as a part of one.
FRACTION = Unit("小数", "share", "ratio", unit("倍").factor, "", "")
_FRACTIONS = ("小数", "0-1", "0~1", "0—1", "倍")


@dataclass(frozen=True)
class Column:
    """A column that gives an input: its place, and its unit where that is not the input's own.

    `is_told` says that the heading names the unit.
    """

    place: int
    unit: Unit | None = None
    is_told: bool = False


Columns = Mapping[str, Column]


def find_columns(
    heading: Heading, policies: Sequence[Policy], complaints: Complaints
) -> tuple[Columns, ...]:
    """For each policy, the columns that give its inputs, by the inputs' ids.

    Columns that none of the policies asks for are left alone. A column that is called nearly as an
    input that has no column, an input that has two, and a unit that is not the input's are
    complained of.
    """
    found = tuple(_places(heading, policy, complaints) for policy in policies)
    used = {column.place for columns in found for column in columns.values()}
    for policy, columns in zip(policies, found, strict=True):
        _complain_of_slips(heading, used, policy, columns, complaints)
    if not used and not complaints.count:
        complaints.add(heading.last, 0, _nothing_known(heading, policies))
    return found


def known_names(policies: Iterable[Policy]) -> Callable[[str], bool]:
    """A function that tells headings that name an input of one of the policies."""
    names = {name for policy in policies for name in _names(policy)}
    return lambda heading: (
        bool(_plain(heading)) and any(each in names for each in _readings(_plain(heading)))
    )


def heading_of(asked: Input, policy: Policy) -> str:
    """What a column with an input's values is called: its label, with the unit where it has one."""
    own = unit_of(asked, policy)
    return f"{asked.label}（{own}）" if own else asked.label


def conversions(header: Sequence[str], columns: Columns, policy: Policy) -> Iterable[str]:
    """What is to be said of columns whose unit is not their input's."""
    for name, column in columns.items():
        if column.unit is not None:
            own = own_unit(policy.inputs[name], policy)
            factor = column.unit.number_in(Decimal(1), own)
            yield (
                f"{quoted(header[column.place])}这一列按{column.unit.name}读，"
                f"1 {column.unit.name}换算成 {factor:,f} {own.name}。"
                if column.unit is not FRACTION
                else f"{quoted(header[column.place])}这一列按小数读，0.1 换算成 10%。"
            )


def without_worked_out(columns: Columns, policy: Policy) -> Columns:
    """The columns without those that come of the amounts beside them: an earlier result, say."""
    books = {name: policy.inputs[name].book for name in columns}
    return {
        name: column
        for name, column in columns.items()
        if (book := books[name]) is None or book[1] not in columns
    }


def passed_over(
    header: Sequence[str], every: Columns, kept: Columns, policy: Policy
) -> Iterable[str]:
    """What is to be said of the columns that come of others."""
    for name in every.keys() - kept.keys():
        book = policy.inputs[name].book
        base = policy.inputs[book[1]].label if book else ""
        yield (
            f"{quoted(header[every[name].place])}这一列没有用，改按“{base}”算；"
            f"要用这一列，就给“{base}”那一列换一个名称。"
        )


def own_unit(asked: Input, policy: Policy) -> Unit:
    """The unit in which the engine takes an input's numbers."""
    name = unit_of(asked, policy)
    return unit(name, "money" if asked.type.unit == "元" else None)


def _places(heading: Heading, policy: Policy, complaints: Complaints) -> dict[str, Column]:
    names = _names(policy)
    of_all = _unit_of_all(heading)
    found: dict[str, Column] = {}
    for place, text in enumerate(heading.names):
        name, said = _read(_plain(text), names)
        asked = names.get(name, ())
        where = _where(heading, place)
        if len(asked) > 1:
            ids = " 或 ".join(asked)
            message = f"{where}：有几个填写项叫这个名称，请写制度里的名称 {ids}。"
            complaints.add(heading.last, place, message)
        elif asked and asked[0] in found:
            first = found[asked[0]].place + 1
            message = f"{where}：和第 {first} 列是同一个填写项，请只留一列。"
            complaints.add(heading.last, place, message)
        elif asked:
            column = _column(place, said, policy.inputs[asked[0]], policy, of_all)
            if column is None:
                own = unit_of(policy.inputs[asked[0]], policy) or "没有单位的数"
                message = (
                    f"{where}：单位是{quoted(said)}，制度要的是{own}；"
                    f"请换算成{own}，再把列名改成“{heading_of(policy.inputs[asked[0]], policy)}”。"
                )
                complaints.add(heading.last, place, message)
            found[asked[0]] = column or Column(place)
    return found


def _column(
    place: int, said: str, asked: Input, policy: Policy, of_all: Unit | None
) -> Column | None:
    """The column with its unit; None where that cannot be converted into the input's."""
    if not isinstance(asked.type, Quantity):
        return Column(place) if not said else None
    own = own_unit(asked, policy)
    if said in _FRACTIONS and own.name == "%":
        return Column(place, FRACTION, is_told=True)
    if not said:
        given = of_all if own.kind == "money" and of_all else own
    else:
        given = unit(said, own.kind)
        if said in (own.name, own.said) or given == own:
            return Column(place, is_told=True)
    if given.kind == "unknown" or not given.converts(own):
        return None
    return Column(place, None if given.factor == own.factor else given, is_told=bool(said))


def _unit_of_all(heading: Heading) -> Unit | None:
    """The unit of all amounts, where the title above the headings says one."""
    found = next(filter(None, map(_OF_ALL.search, map(_plain, heading.titles))), None)
    return unit(found[1], "money") if found and unit(found[1]).kind == "money" else None


def _complain_of_slips(
    heading: Heading,
    used: Collection[int],
    policy: Policy,
    columns: Columns,
    complaints: Complaints,
) -> None:
    wanted = {
        name: asked[0]
        for name, asked in _names(policy).items()
        if not any(each in columns for each in asked)
    }
    for place, text in enumerate(heading.names):
        close = [] if place in used else get_close_matches(_plain(text)[:100], wanted, 1, _LIKE)
        if close:
            label = policy.inputs[wanted[close[0]]].label
            complaints.add(
                heading.last,
                place,
                f"{_where(heading, place)}：是不是“{label}”？是就把列名改成“{label}”；"
                "不是就换一个不容易混淆的列名。",
            )


def _nothing_known(heading: Heading, policies: Sequence[Policy]) -> str:
    policy = policies[-1]
    wanted = "、".join(asked.label for asked in policy.inputs.values())
    named = [quoted(text) for text in heading.names if text]
    more = f"等 {len(named):,} 列" if len(named) > _NAMED else ""
    shown = f"{'、'.join(named[:_NAMED])}{more}" or "空白"
    return (
        f"{heading.place}应是列名，没有一列是《{policy.title}》的填写项；"
        f"现在是{shown}。可以写：{wanted}。"
    )


def _names(policy: Policy) -> dict[str, tuple[str, ...]]:
    """Every name that a column may have, and the inputs that it stands for."""
    names: dict[str, tuple[str, ...]] = {}
    for asked in policy.inputs.values():
        for name in dict.fromkeys(map(_plain, (asked.label, heading_of(asked, policy)))):
            names[name] = (*names.get(name, ()), asked.id)
    # An id is its input's alone.
    return names | {_plain(asked): (asked,) for asked in policy.inputs}


def _read(text: str, names: Mapping[str, object]) -> tuple[str, str]:
    """A heading as a name that is known and the unit behind it; the whole where there is none."""
    whole, *parted = _readings(text)
    if whole in names or not parted or parted[0] not in names:
        # The label with its own unit is a name by itself, and tells the unit, too.
        is_told = parted and whole in names and parted[0] in names
        return whole, _unit_in(text) if is_told else ""
    return parted[0], _unit_in(text)


def _readings(text: str) -> list[str]:
    """A heading as a whole, and without the unit behind it."""
    found = _WITH_UNIT.fullmatch(text)
    return [text, found[1]] if found and _is_unit(_unit_in(text)) else [text]


def _is_unit(text: str) -> bool:
    return text in _FRACTIONS or unit(text).kind != "unknown"


def _unit_in(text: str) -> str:
    found = _WITH_UNIT.fullmatch(text)
    return _SPOKEN.sub("", found[2] or found[3]) if found else ""


def _plain(text: str) -> str:
    return "".join(half_width(text).casefold().split())


def _where(heading: Heading, place: int) -> str:
    return f"{heading.place}第 {place + 1} 列{quoted(heading.names[place])}"
