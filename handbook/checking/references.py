"""Whether everything that a file names is declared, and everything declared is used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

from tiercalc.index import Home, Reference, declared, index_of, place
from tiercalc.policy import END, OTHERWISE, PERIODS, UNDETERMINED, UNNAMED, Policy, unit, units

from handbook.source import fixed_words
from handbook.source.findings import Finding, nearest
from handbook.source.fixed_words import RESERVED, RESERVED_VALUES, TYPES
from handbook.source.grammar import POLICY, where
from handbook.source.mark_slips import COMPARISONS, compared
from handbook.source.number_slips import ends_meant, meant, numeral_alone
from handbook.source.quantities import read_quantity
from handbook.source.spots import Spot
from handbook.source.value_hints import parted_number
from handbook.source.yaml_source import Document, Keys

_LISTED = 10
_COMPARED = re.compile(f"({'|'.join(COMPARISONS)}) *(.*)")
_DIGITS = re.compile("[0-9]+")
_MARKS = re.compile("[，、；;]")
_TYPE = {name: word for word, name in TYPES.items()}
_ONE = {
    "inputs": "input",
    "figures": "figure",
    "scales": "scale",
    "decisions": "decision",
    "amounts": "amount",
    "roles": "role",
    "forms": "form",
    "events": "event",
    "deadlines": "deadline",
    "penalties": "penalty",
    "services": "service",
    "clauses": "clause",
    "rulings": "ruling",
    "processes": "step",
}
_ONE_INSIDE = {
    "scales": "value",
    "decisions": "outcome",
    "processes": "step",
    "penalties": "role",
    "evidence": "figure",
}
# Declared for others to name; a role, a ruling or a deadline is printed in a place of its own.
_MEANT_FOR_USE = ("clauses", "scales", "figures", "inputs", "events")

# Words of the model that would be taken for what a file says where names of the list may stand.
_OF_THE_MODEL: Mapping[str, frozenset[str]] = {
    "inputs": frozenset({"all", "any", "not"}),
    "figures": PERIODS | {"may"},
    "scales": frozenset({"all"}),
    "roles": frozenset({UNNAMED}),
    "decisions": frozenset({"missing", "entitled"}),
    "amounts": frozenset({"missing", "entitled"}),
}
# Lists out of which one and the same place may name an id.
_NAMED_TOGETHER = (
    ("inputs", "amounts"),
    ("inputs", "decisions"),
    ("decisions", "figures"),
    ("decisions", "amounts"),
)


class References:
    """What one file declares and what it names, by what could be read of it."""

    def __init__(self, document: Document, policy: Policy) -> None:
        self.document = document
        self.policy = policy

    def unknown(self) -> Iterator[Finding]:
        """Ids that are not declared, and ids that cannot be told apart."""
        for reference in index_of(self.policy).unknown:
            # Where the list itself is unknown, that is the finding, not each id out of it.
            is_known = any(self._exists(home) for home in reference.homes)
            if is_known and not self._is_said_elsewhere(reference):
                yield self._unknown(reference)
        yield from self._reserved()
        yield from self._ambiguous()

    def _is_said_elsewhere(self, reference: Reference) -> bool:
        """Whether a wrong comma joined the name with others, or made it out of a number."""
        known = (each for home in reference.homes for each in self._declared(home))
        if any(reference.id in _MARKS.split(each) for each in known):
            return True
        keys, on_key = place(self.policy, cast(Mapping[str, object], self.document.data), reference)
        around = Spot(self.document.data).at(keys[:-1]).value
        parted = parted_number(around, str(keys[-1]))[1] if isinstance(around, dict) else ""
        return on_key and bool(parted)

    def unused(self) -> Iterator[Finding]:
        """Declarations that nothing uses; worth saying only where every id is spelt right."""
        named = index_of(self.policy).named
        used = {(home.section, id_) for home, id_ in named if home.owner is None}
        # A scale whose value is named is used as well.
        used |= {("scales", home.owner) for home, _ in named if home.owner is not None}
        used -= {("inputs", asked) for asked in self.policy.inputs if self._only_ruled_on(asked)}
        for keys, why in self._idle(used):
            message = f"{where(keys)}：{why}"
            yield self.document.finding(keys, "unused", message, severity="warning", on_key=True)

    def _only_ruled_on(self, asked: str) -> bool:
        """Whether nothing asks for an input but a ruling on how it is measured."""
        named = index_of(self.policy).naming("inputs", asked)
        return all(each.section == "rulings" and each.path[2:3] == ("inputs",) for each in named)

    def _idle(self, used: set[tuple[str, str]]) -> Iterator[tuple[Keys, str]]:
        for section in _MEANT_FOR_USE:
            names = self._declared(Home(section))
            for key in names:
                if (section, key) not in used:
                    # A variant that misspells what it would change declares something new; what
                    # differs in a number alone is another one in a row.
                    rows = (each for each in names if _DIGITS.sub("", each) != _DIGITS.sub("", key))
                    close = nearest(key, (each for each in rows if (section, each) in used))
                    meant_for = f"要改的是不是“{close}”？不是就" if close else ""
                    yield (section, key), f"写了却没有一处用到；{meant_for}用上它，或者删掉。"
        for key, form in self.policy.forms.items():
            if ("forms", key) not in used and not form.kept_by:
                yield ("forms", key), "没有一个步骤用到这张表单，也没有写由谁保管。"
        for key, role in self.policy.roles.items():
            if ("roles", key) not in used and not role.duties:
                yield ("roles", key), "这个岗位没有职责，也没有一处提到它。"

    def _unknown(self, reference: Reference) -> Finding:
        data = cast(Mapping[str, object], self.document.data)
        keys, on_key = place(self.policy, data, reference)
        for home in reference.homes:
            if home.owner is None and self.document.is_taken_out((home.section, reference.id)):
                return self._taken_out((home.section, reference.id), keys)
        known = [id_ for home in reference.homes for id_ in self._declared(home)]
        names, number = _names(reference.homes), meant(reference.id)
        ends, own_unit = ends_meant(reference.id), read_quantity(reference.id).unit
        if keys[0] == "inputs" and keys[-1] == "scale":
            names, known = f"类型和{names}", [*TYPES, *known]
        sign = _COMPARED.fullmatch(reference.id)
        if sign and Home("figures") in reference.homes:
            mend = compared(sign[1], number or sign[2])
        elif own_unit and Home("figures") in reference.homes:
            mend = _unfit(own_unit)
        elif number and Home("figures") in reference.homes:
            mend = f"要写的是数就写成 {number}。"
        elif ends and Home("figures") in reference.homes:
            mend = f"一段数在条件里写成 {{不低于: {ends[0]}, 不高于: {ends[1]}}}；别处只写一个数。"
        elif reference.id == fixed_words.NOTHING and "when" in keys:
            tested = next(str(key) for key in reversed(keys) if isinstance(key, str))
            mend = f"没有结果的情形写成 {{并非: {{{tested}: [{', '.join(known)}]}}}}。"
        else:
            mend = (
                f"是不是 {_TYPE[reference.id]}？"
                if reference.id in _TYPE
                else _mend(reference.id, known)
            )
        return self.document.finding(
            keys,
            f"unknown-{_one(reference.homes[0])}",
            f"{where(keys)}：{names}里没有“{reference.id}”。{mend}",
            on_key=on_key,
            inside=f"{{{reference.id}}}" if reference.in_text else "",
        )

    def _taken_out(self, path: Keys, user: Keys) -> Finding:
        """A finding where a variant takes out what is still used."""
        message = f"{where(path)}：去掉了，{where(user)} 却还用到它；请把那里也改掉，或者不去掉它。"
        return self.document.finding(path, "variant", message)

    def _reserved(self) -> Iterator[Finding]:
        for section, words in _OF_THE_MODEL.items():
            for key in self._declared(Home(section)):
                if key in words or key in RESERVED[section]:
                    yield self._taken((section, key), key)
        for scale in self.policy.scales.values():
            for value in scale.ids():
                if value in (UNDETERMINED, OTHERWISE, *RESERVED_VALUES):
                    yield self._taken(("scales", scale.id, value), value)
        for process in self.policy.processes.values():
            for number, step in enumerate(process.steps):
                if step.id in (END, fixed_words.END):
                    yield self._taken(("processes", process.id, "steps", number, "id"), step.id)

    def _taken(self, keys: Keys, word: str) -> Finding:
        message = f"{where(keys)}：“{word}”在这里另有含义，不能当名称；请换一个。"
        return self.document.finding(keys, "reserved-id", message, on_key=True)

    def _ambiguous(self) -> Iterator[Finding]:
        for first, second in _NAMED_TOGETHER:
            for key in self._declared(Home(second)):
                if key in self._declared(Home(first)):
                    keys = (second, key)
                    message = (
                        f"{where(keys)}：{_list_name(Home(first))}里也有“{key}”，"
                        "引用时分不清是哪一个；请换一个名称。"
                    )
                    yield self.document.finding(keys, "ambiguous-id", message, on_key=True)

    def _declared(self, home: Home) -> list[str]:
        return list(declared(self.policy, home))

    def _exists(self, home: Home) -> bool:
        section, owner = home
        return owner is None or section == "evidence" or owner in getattr(self.policy, section)


def _mend(name: str, known: list[str]) -> str:
    near = nearest(name, known)
    if near:
        return f"是不是 {near}？"
    if not known:
        return "那里还什么都没有写。"
    more = f" 等 {len(known)} 个" if len(known) > _LISTED else ""
    return f"已有的是 {'、'.join(known[:_LISTED])}{more}。"


def _unfit(own: str) -> str:
    """What to do with a number whose unit is not that of what it limits."""
    if unit(own).kind != "unknown":
        return f"这一项填的不是“{own}”；请换成它的单位。"
    near = nearest(own, units())
    like = f"是不是 {near}？" if near else ""
    return f"不认识单位“{own}”。{numeral_alone(own) or like}"


def _one(home: Home) -> str:
    section, owner = home
    return _ONE.get(section, section.removesuffix("s")) if owner is None else _ONE_INSIDE[section]


def _names(homes: tuple[Home, ...]) -> str:
    if homes[0].section == "evidence":
        return "这一条的数字"
    return "、".join(_list_name(home) for home in homes)


def _list_name(home: Home) -> str:
    section, owner = home
    if owner is None:
        return f"“{POLICY.declared((section,)).get('title', section)}”"
    return {
        "scales": f"取值表 {owner} ",
        "decisions": f"判定 {owner} 的结果",
        "processes": f"流程 {owner} 的步骤",
        "penalties": f"处罚 {owner} 涉及的岗位",
    }[section]
