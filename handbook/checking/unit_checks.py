"""Whether units are known, and fit what their numbers are for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from unicodedata import normalize

from tiercalc.policy import (
    TYPES,
    Finite,
    Quantity,
    Unit,
    parse_number,
    together,
    unit,
    units,
)

from handbook.checking.conditions import conditions, limits, tests
from handbook.checking.figure_checks import figure_values, said
from handbook.checking.service_units import service_unit_findings
from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.number_slips import ends_meant, is_slip, numeral_alone
from handbook.source.quantities import read_quantity
from handbook.source.spots import Spot
from handbook.source.value_hints import show
from handbook.source.yaml_source import Document

_MONEY = tuple(
    sorted(
        (name for name in units("money") if unit(name, "money").converts(unit("元"))),
        key=lambda name: unit(name, "money").factor,
    )
)
_SHARES = (*units("share"), "成")
_MONTHS = tuple(name for name in units("time") if unit(name).converts(unit("个月")))
# The same, each length by one of its names.
_EACH_LENGTH = tuple({unit(name).factor: name for name in reversed(_MONTHS)}.values())[::-1]
_RATES = (*units("rate"), *units("share"))
# Most units have two characters, of which one is right in a slip.
_NEAR = 0.5
# What a number of pieces may be multiplied by: so much money, so many points or things for each.
_FOR_EACH = ("money", "points", "thing", "size")
# What is no number of pieces.
_NO_COUNT: Mapping[str, str] = {
    "money": "金额的类型是“金额”",
    "share": "占比的类型是“百分比”",
    "rate": "这里填的是个数",
    "price": "这里填的是个数",
    "clock": "这里填的是个数",
}


def unit_findings(document: Document) -> Iterator[Finding]:
    """Units that nobody knows, and numbers in units that they are not compared or reckoned in."""
    root = Spot(document.data)
    yield from _unknown(document, root)
    yield from _counted_in(document, root)
    yield from _limits(document, root)
    yield from _windows(document, root)
    yield from _rates(document, root)
    yield from _written_rates(document, root)
    yield from service_unit_findings(document, root)
    yield from _fines(document, root)
    yield from _given(document, root)


def _unknown(document: Document, root: Spot) -> Iterator[Finding]:
    named = [figure.get("unit") for _, figure in root.get("figures").fields()]
    named += [service.get("unit") for _, service in root.get("services").fields()]
    named += [word for _, word in root.get("counted").fields()]
    named += [asked.get("unit") for _, asked in root.get("inputs").fields()]
    for spot in named:
        if isinstance(spot.value, str) and unit(spot.text).kind == "unknown":
            near = get_close_matches(normalize("NFKC", spot.text), units(), n=1, cutoff=_NEAR)
            like = f"是不是 {near[0]}？" if near else _others(root, spot)
            mend = numeral_alone(spot.text) or like
            message = f"{where(spot.keys)}：不认识单位{show(spot.value)}。{mend}"
            yield document.finding(spot.keys, "unknown-unit", message)


def _others(root: Spot, spot: Spot) -> str:
    """What to write instead of a unit that is like no other: one that serves the same purpose."""
    figure = spot.keys[1]
    for asked, limit in _limits_of(root):
        own = _typed_in(asked)
        if limit.text == figure and own:
            return _should(_MONEY if unit(own).kind == "money" else _SHARES)
    if any(rate.text == figure for _, rate in _rates_of(root)):
        return _should(_RATES)
    return f"没有写错的，写成“个{spot.text}”。"


def _should(names: tuple[str, ...]) -> str:
    return f"单位应是 {'、'.join(names)} 之一。"


def _limits_of(root: Spot) -> Iterator[tuple[Spot, Spot]]:
    """Each numeric input with a figure that limits it, as often as one does."""
    inputs, figures = root.get("inputs"), root.get("figures")
    for condition in conditions(root):
        for name, wanted in tests(condition):
            asked = inputs.get(name)
            if issubclass(TYPES.get(asked.get("type").text, Finite), Quantity):
                yield from ((asked, each) for each in limits(wanted) if figures.has(each.text))


def _limits(document: Document, root: Spot) -> Iterator[Finding]:
    figures: dict[str, dict[str, Spot]] = {}
    for asked, limit in _limits_of(root):
        figure = root.get("figures").get(limit.text)
        figures.setdefault(str(asked.keys[-1]), {}).setdefault(limit.text, figure)
    for name, found in figures.items():
        own = _typed_in(root.get("inputs").get(name))
        known = [each for each in found.values() if _is_known(each)]
        if root.get("inputs").get(name).has("unit"):
            yield from _of_unit(document, name, own or "", known)
            continue
        if own is None:
            yield from _counted(document, name, known)
            continue
        for figure in known:
            shares = unit(own).kind != "money"
            names, what = (_SHARES, "占比") if shares else (_MONEY, "金额")
            if figure.get("unit").text not in names:
                yield _misfit(document, figure, f"“{name}”填的却是{what}；{_should(names)}")
            elif shares:
                yield from _whole(document, figure)


def _of_unit(
    document: Document, name: str, counted_in: str, figures: list[Spot]
) -> Iterator[Finding]:
    """The limits of what the file says the unit of are in that unit, or convert."""
    base = unit(counted_in)
    for figure in figures:
        if not unit(figure.get("unit").text, base.kind).converts(base):
            yield _misfit(
                document, figure, f"“{name}”的单位写的却是{show(counted_in)}；单位要一致。"
            )


def _counted_in(document: Document, root: Spot) -> Iterator[Finding]:
    """The unit of a number of pieces counts pieces."""
    for name, asked in root.get("inputs").fields():
        spot = asked.get("unit")
        why = _NO_COUNT.get(unit(spot.text).kind)
        if spot.text and why and TYPES.get(asked.get("type").text) is not None:
            message = f"{where(spot.keys)}：“{name}”填的是个数，单位不能是{show(spot.value)}；"
            yield document.finding(spot.keys, "unit", f"{message}{why}。")


def _is_known(figure: Spot) -> bool:
    is_written = any(figure.has(key) for key in ("value", "values", "unset"))
    is_range = any(ends_meant(spot.text) for spot in figure_values(figure))
    return is_written and not is_range and unit(figure.get("unit").text).kind != "unknown"


def _misfit(document: Document, figure: Spot, why: str) -> Finding:
    spot = figure.get("unit")
    is_bare = spot.text == ""
    has = "没有单位" if is_bare else f"的单位是{show(spot.value)}"
    message = f"{where(spot.keys)}：“{figure.keys[-1]}”{has}，{why}"
    return document.finding(spot.keys, "unit", message)


def _counted(document: Document, name: str, figures: list[Spot]) -> Iterator[Finding]:
    """The limits of a number of pieces are in one unit, or in such as convert."""
    its = together(*(figure.get("unit").text for figure in figures))
    for figure, each in zip(figures, its, strict=True):
        if each.kind in _NO_COUNT:
            yield _misfit(document, figure, f"“{name}”填的却是个数；{_NO_COUNT[each.kind]}。")
        elif not each.converts(its[0]):
            first = f"“{figures[0].keys[-1]}”用的却是{show(its[0].name)}"
            yield _misfit(document, figure, f"“{name}”的另一个界限{first}；单位要一致。")


def _whole(document: Document, figure: Spot) -> Iterator[Finding]:
    """No share is more than the whole."""
    its, percent = unit(figure.get("unit").text), unit("%")
    for spot in figure_values(figure):
        number = parse_number(spot.value)
        if number is not None and its.number_in(number, percent) > Decimal(100):
            message = f"{where(spot.keys)}：占比最多 100%，这里是 {said(figure, number)}。"
            yield document.finding(spot.keys, "unit-range", message)


def _windows(document: Document, root: Spot) -> Iterator[Finding]:
    figures = root.get("figures")
    for name, asked in root.get("inputs").fields():
        months = asked.get("window").get("months")
        if figures.has(months.text):
            figure = figures.get(months.text)
            if _is_known(figure) and figure.get("unit").text not in _MONTHS:
                why = f"“{name}”用它作统计期间（几个月）；{_should(_EACH_LENGTH)}"
                yield _misfit(document, figure, why)
        length = asked.get("window").get("length")
        own = length.get("unit").text
        if length.value is not None and own not in _MONTHS:
            message = f"{where(length.keys[:-1])}：{show(own)}不是统计期间的单位；"
            yield document.finding(length.keys, "unit", f"{message}{_should(_EACH_LENGTH)}")
        elif length.value is not None and not parse_number(length.get("number").value):
            message = f"{where(length.keys[:-1])}：期间要大于 0。"
            yield document.finding(length.keys, "range", message)


def _rates_of(root: Spot) -> Iterator[tuple[Spot, Spot]]:
    """Each amount with a figure that it may be multiplied by."""
    for _, amount in root.get("amounts").fields():
        times = amount.get("times")
        rules = root.get("decisions").get(times.text).get("rules").items()
        by_outcome = [rate for _, rate in amount.get("rates").fields()]
        named = [times, *(by_outcome or (rule.get("figure") for rule in rules))]
        yield from ((amount, each) for each in named if root.get("figures").has(each.text))


def _rates(document: Document, root: Spot) -> Iterator[Finding]:
    for amount, named in _rates_of(root):
        figure = root.get("figures").get(named.text)
        its, base = unit(figure.get("unit").text), _base(root, amount)
        if base is not None and not _multiplies(its, base):
            of = f"“{amount.keys[-1]}”用它去乘单位是{show(base.name)}的数"
            yield _misfit(document, figure, f"{of}；{_should(_RATES)[:-1]}，或者像 分/元 这样写。")


def _written_rates(document: Document, root: Spot) -> Iterator[Finding]:
    """What is written out as a rate is one."""
    for name, amount in root.get("amounts").fields():
        base = _base(root, amount)
        rates = [amount.get("times"), *(rate for _, rate in amount.get("rates").fields())]
        for rate in (each for each in rates if each.has("number")):
            own = rate.get("unit").text
            if unit(own).kind == "unknown" or (base and not _multiplies(unit(own), base)):
                of = f"，“{name}”却用它去乘单位是{show(base.name)}的数" if base else ""
                its = f"的单位是{show(own)}" if own else "没有写单位"
                message = f"{where(rate.keys)}：这里{its}{of}；{_should(_RATES)[:-1]}"
                yield document.finding(rate.keys, "unit", f"{message}，或者像 分/元 这样写。")


def _multiplies(its: Unit, base: Unit) -> bool:
    if its.kind == "price":
        return its.under == base.name
    if its.kind == "bare":
        # 9 for 9 折 would make it nine times the price.
        return base.kind != "money"
    return its.kind in ("share", "rate", "unknown") or (
        its.kind in _FOR_EACH and base.kind not in ("money", "share")
    )


def _base(root: Spot, amount: Spot) -> Unit | None:
    """In what an input that is multiplied is counted; None for another amount."""
    asked = root.get("inputs").get(amount.get("of").text)
    own = _typed_in(asked)
    if own is not None:
        return unit(own) if own else None
    limiting = (each for of, each in _limits_of(root) if of.keys == asked.keys)
    names = [root.get("figures").get(each.text).get("unit").text for each in limiting]
    its = together(*names)
    return min(its, key=lambda each: each.factor) if its else unit("")


def _typed_in(asked: Spot) -> str | None:
    """The unit of an input's type: empty where there is none, None where its limits say it."""
    kind = TYPES.get(asked.get("type").text)
    return asked.get("unit").text or (kind.unit if kind else "")


def _fines(document: Document, root: Spot) -> Iterator[Finding]:
    """What is written for a fine or a reward, in units of money that convert into 元."""
    for section in ("penalties", "rewards"):
        for _, sanction in root.get(section).fields():
            fine = sanction.get("fine")
            if fine.text and not is_slip(fine.text):
                message = f"{where(fine.keys)}：{show(fine.value)}不是金额；{_should(_MONEY)}"
                yield document.finding(fine.keys, "unit", message)


def _given(document: Document, root: Spot) -> Iterator[Finding]:
    """What examples fill in, in units of what is filled in."""
    for example in root.get("examples").items():
        for name, value in example.get("given").fields():
            own = _typed_in(root.get("inputs").get(name))
            has = read_quantity(value.text).unit
            names, what = (_MONEY, "金额") if own == "元" else (_SHARES, "占比")
            if own and has and has not in names:
                message = (
                    f"{where(value.keys)}：{show(value.value)}的单位是{show(has)}，"
                    f"“{name}”填的却是{what}；{_should(names)}"
                )
                yield document.finding(value.keys, "unit", message)
