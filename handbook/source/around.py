"""Where a part of a policy file stands, for those who read it (`shapes`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from handbook.source.fixed_words import TYPES
from handbook.source.quantities import read_quantity
from handbook.source.yaml_source import Keys


@dataclass(frozen=True)
class Around:
    """Where a part stands in the model's data, and the whole file, as it is written."""

    root: Any
    own: Keys
    moved: MutableMapping[Keys, Keys]

    @property
    def name(self) -> str:
        """The key that leads to the part."""
        return str(self.own[-1])

    def move(self, new: Keys, old: Keys) -> None:
        """Remember that a piece of the part stands elsewhere in the file."""
        self.moved[(*self.own, *new)] = (*self.own, *old)

    def section(self, key: str) -> Mapping[str, Any]:
        """A section of the file; empty where it has none."""
        found = self.root.get(key) if isinstance(self.root, dict) else None
        return found if isinstance(found, dict) else {}

    def type_of(self, name: str) -> str:
        """The model's word for the type of an input; empty where the file has no such input."""
        asked = self.section("填写项").get(name)
        return TYPES.get(str(asked.get("类型")), "choice") if isinstance(asked, dict) else ""

    def type_of_tested(self, name: str) -> str:
        """The model's word for the type of what a condition names, an amount's by its base."""
        is_amount = name in self.section("金额") and name not in self.section("填写项")
        return self.type_of_amount(name) if is_amount else self.type_of(name)

    def type_of_amount(self, name: str) -> str:
        """The model's word for the type of the input that an amount is reckoned from."""
        amounts, seen = self.section("金额"), set()
        while isinstance(amounts.get(name), dict) and name not in seen:
            seen.add(name)
            if any("/" in rate for rate in self._rates(amounts[name].get("乘"))):
                return "count"
            name = str(amounts[name].get("数"))
        return self.type_of(name)

    def _rates(self, times: object) -> list[str]:
        """The units of that by which an amount is multiplied, in any of its cases."""
        named = [*times.values()] if isinstance(times, dict) else self._figures(times)
        return [read_quantity(each).unit or self.unit_of(each) for each in named]

    def _figures(self, times: object) -> list[object]:
        decision = self.section("判定").get(str(times))
        if not isinstance(decision, dict):
            return [times]
        rules = [*listed(decision.get("规则")), decision.get("其余")]
        return [
            figure
            for rule in rules
            for figure in (
                (rule.get("比率"), rule.get("结果")) if isinstance(rule, dict) else (rule,)
            )
        ]

    def unit_of(self, figure: object) -> str:
        """The unit of a figure of the file, by that of its first value; empty without one."""
        told = self.section("数字").get(str(figure))
        if not isinstance(told, dict):
            return ""
        value = told.get("数值")
        value = next(iter(value.values()), None) if isinstance(value, dict) else value
        return read_quantity(value).unit or str(told.get("单位", ""))


def listed(said: Any) -> list[Any]:
    """What is written as one thing or as a list of them, as a list."""
    return said if isinstance(said, list) else [said]


Readers = Mapping[str, Callable[[Any, Around], Any]]
