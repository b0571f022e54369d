"""What stands at a place that has its own kind of change, as one thing, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from tiercalc.decide import cell_text
from tiercalc.explain import rule_name
from tiercalc.policy import Consequence, Fine, LeftOpen, Sanction
from tiercalc.words import (
    OPEN_CASE,
    UNDECIDED,
    condition_text,
    fill,
    quantity_text,
    say,
    term_text,
)

from handbook.comparing.side import ABSENT, Side
from handbook.source.yaml_source import Keys

_UNDECIDED = UNDECIDED.removesuffix("。")


def summary(side: Side, keys: Keys) -> str:
    """What is worth saying of a thing that is new or gone, beside its name."""
    policy, situation = side.policy, side.situation
    match keys:
        case ("figures", _):
            return figure_words(side, keys)
        case ("deadlines", str(key)):
            return term_text(policy.deadlines[key], situation)
        case ("penalties" | "rewards" as section, str(key)):
            sanction = getattr(policy, section)[key]
            acts = "；".join(fill(act.text, situation) for act in sanction.acts)
            return f"{acts}，{sanction_words(side, keys)}"
        case ("provisions", str(key)):
            return fill(policy.provisions[key].text, situation)
        case ("rulings", _):
            return ruling_words(side, keys)
        case ("decisions", str(key), "rules", int(place)):
            return condition_text(policy.decisions[key].rules[place].when, situation)
        case ("services", str(key)):
            by = policy.services[key].by
            return "；".join(
                f"{policy.scales[policy.services[key].scope].label(value)} "
                f"{cell_words(side, (*keys, 'by', value))}"
                for value in by
            )
    data = side.at(keys)
    named = isinstance(data, Mapping) and isinstance(keys[-1], str)
    return "" if named or keys[0] in ("clauses", "scales") else side.value(keys, data)


def figure_words(side: Side, keys: Keys) -> str:
    """A figure with the days from which its values hold; open while it has none."""
    figure = side.policy.figures[str(keys[1])]
    values = [
        say(f"{start} 起 " if start else "", quantity_text(value, figure.unit))
        for start, value in figure.dated
    ]
    return "，".join(values) or side.policy.marks.open


def rest_words(side: Side, keys: Keys) -> str:
    """What a decision gives where no rule holds."""
    decision = side.policy.decisions[str(keys[1])]
    if decision.none is None:
        return "每种情形都有结果" if decision.complete else "其余情形没有结果"
    asked = side.policy.rulings[decision.none.ruling].question if decision.none.ruling else ""
    doubt = f"（{side.policy.marks.ruling}：{fill(asked, side.situation)}）" if asked else ""
    return f"其余情形：{decision.none.label}{doubt}"


def hit_words(side: Side, keys: Keys) -> str:
    """Whether every rule that holds counts, or the first alone."""
    collects = side.policy.decisions[str(keys[1])].collect
    return "成立的规则都算" if collects else "只算先成立的一条规则"


def outcome_words(side: Side, keys: Keys) -> str:
    """What a rule gives, or leaves open."""
    decision = side.policy.decisions[str(keys[1])]
    rule = decision.rules[int(keys[3])]
    if rule.open is not None:
        return f"{OPEN_CASE}（{fill(side.policy.rulings[rule.open].question, side.situation)}）"
    return rule_name(rule, decision, side.policy)


def deadline_words(side: Side, keys: Keys) -> str:
    """When a deadline falls."""
    return term_text(side.policy.deadlines[str(keys[1])], side.situation)


def sanction_words(side: Side, keys: Keys) -> str:
    """What a penalty or a reward brings."""
    sanction: Sanction = getattr(side.policy, str(keys[0]))[str(keys[1])]
    match sanction.brings:
        case Fine(amount):
            word = "罚款" if keys[0] == "penalties" else "奖励"
            return say(word, quantity_text(amount, "元"))
        case Consequence(text, unset):
            return fill(text, side.situation) + (f"，金额{side.policy.marks.open}" if unset else "")
        case LeftOpen():
            return side.policy.marks.open
        case never:
            assert_never(never)


def ruling_words(side: Side, keys: Keys) -> str:
    """What was decided; that it was not, where it was not."""
    ruling = side.policy.rulings[str(keys[1])].ruling
    return _UNDECIDED if ruling is None else fill(ruling, side.situation)


def cell_words(side: Side, keys: Keys) -> str:
    """What a value of a scale is given of a service."""
    if side.at(keys) is ABSENT:
        return "没有"
    service = side.policy.services[str(keys[1])]
    return cell_text(service.by[str(keys[3])], service, side.situation) or "有"
