"""Which column of a list gives which input: by the input's id, or its label."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches

from tiercalc.policy import (
    Input,
    Policy,
    half_width,
    unit_of,
)
from tiercalc.words import quoted

from handbook.grading.complaints import Complaints

# How like an input a column must be called to be taken for a slip; 消费额 is that like 年度消费额.
_LIKE = 0.75
# So many headings are named where none is known.
_NAMED = 12

Columns = Mapping[str, int]


def find_columns(
    header: Sequence[str], policies: Sequence[Policy], complaints: Complaints
) -> tuple[Columns, ...]:
    """For each policy, the places of the columns that give its inputs, by the inputs' ids.

    Columns that none of the policies asks for are left alone. A column that is called nearly as an
    input that has no column, and an input that has two, are complained of.
    """
    found = tuple(_places(header, policy, complaints) for policy in policies)
    used = {place for columns in found for place in columns.values()}
    for policy, columns in zip(policies, found, strict=True):
        _complain_of_slips(header, used, policy, columns, complaints)
    if not used and not complaints.count:
        complaints.add(1, 0, _nothing_known(header, policies))
    return found


def known_names(policies: Iterable[Policy]) -> Callable[[str], bool]:
    """A function that tells headings that name an input of one of the policies."""
    names = {name for policy in policies for name in _names(policy)}
    return lambda heading: _plain(heading) in names


def heading(asked: Input, policy: Policy) -> str:
    """What a column with an input's values is called: its label, with the unit where it has one."""
    unit = unit_of(asked, policy)
    return f"{asked.label}（{unit}）" if unit else asked.label


def _places(header: Sequence[str], policy: Policy, complaints: Complaints) -> dict[str, int]:
    names = _names(policy)
    places: dict[str, int] = {}
    for place, text in enumerate(header):
        asked = names.get(_plain(text), ())
        if len(asked) > 1:
            ids = " 或 ".join(asked)
            complaints.add(
                1, place, f"{_where(place, text)}：有几个填写项叫这个名称，请写制度里的名称 {ids}。"
            )
        elif asked and asked[0] in places:
            first = places[asked[0]] + 1
            complaints.add(
                1, place, f"{_where(place, text)}：和第 {first} 列是同一个填写项，请只留一列。"
            )
        elif asked:
            places[asked[0]] = place
    return places


def _complain_of_slips(
    header: Sequence[str],
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
    for place, text in enumerate(header):
        close = [] if place in used else get_close_matches(_plain(text)[:100], wanted, 1, _LIKE)
        if close:
            label = policy.inputs[wanted[close[0]]].label
            complaints.add(
                1,
                place,
                f"{_where(place, text)}：是不是“{label}”？是就把列名改成“{label}”；"
                "不是就换一个不容易混淆的列名。",
            )


def _nothing_known(header: Sequence[str], policies: Sequence[Policy]) -> str:
    policy = policies[-1]
    wanted = "、".join(asked.label for asked in policy.inputs.values())
    named = [quoted(text) for text in header if text]
    more = f"等 {len(named):,} 列" if len(named) > _NAMED else ""
    shown = f"{'、'.join(named[:_NAMED])}{more}" or "空白"
    return (
        f"第 1 行应是列名，没有一列是《{policy.title}》的填写项；现在是{shown}。可以写：{wanted}。"
    )


def _names(policy: Policy) -> dict[str, tuple[str, ...]]:
    """Every name that a column may have, and the inputs that it stands for."""
    names: dict[str, tuple[str, ...]] = {}
    for asked in policy.inputs.values():
        for name in dict.fromkeys(map(_plain, (asked.label, heading(asked, policy)))):
            names[name] = (*names.get(name, ()), asked.id)
    # An id is its input's alone.
    return names | {_plain(asked): (asked,) for asked in policy.inputs}


def _plain(text: str) -> str:
    return "".join(half_width(text).casefold().split())


def _where(place: int, text: str) -> str:
    return f"第 1 行第 {place + 1} 列{quoted(text)}"
