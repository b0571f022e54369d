"""What the calculator asks and how it reckons, in words."""

from __future__ import annotations

from markupsafe import Markup, escape
from tiercalc.policy import (
    OTHERWISE,
    AllOf,
    Amount,
    AnyOf,
    Condition,
    Day,
    Decision,
    EveryFull,
    Fixed,
    Input,
    Money,
    Policy,
    Scale,
    Term,
    unit_of,
)
from tiercalc.words import length_text, outcome_label, quantity_text, say

from handbook.pages.view import View

_ROUNDED = {
    "half_up": "四舍五入到",
    "down": "零头舍去，取到",
    "up": "零头进上去，取到",
    "half_even": "四舍六入五成双，取到",
}
_ADJUSTED = {"plus": "加", "minus": "减", "at_most": "最多", "at_least": "最少"}
# So many tests that must all hold are still read in one sentence.
_IN_A_SENTENCE = 2
_BOOKS = {"share": "占全体客户“{}”合计的百分比", "rank": "按“{}”排名的百分比"}


def joint(condition: Condition) -> str:
    """`any` or `all` where a condition is listed part by part; nothing where a sentence does."""
    match condition:
        case AnyOf(parts) if len(parts) > 1:
            return "any"
        case AllOf(parts) if len(parts) > _IN_A_SENTENCE or any(joint(part) for part in parts):
            return "all"
        case _:
            return ""


def otherwise(decision: Decision) -> bool:
    """True where a rule takes whatever is left."""
    return any(rule.when == AllOf(()) for rule in decision.rules)


def by_kind(view: View) -> dict[Markup, list[str]]:
    """The inputs' names by what is filled in and over what period it adds up."""
    found: dict[Markup, list[str]] = {}
    for asked in view.policy.inputs.values():
        over = period(view, asked)
        words = Markup("{}，{}").format(kind(view, asked), over) if over else kind(view, asked)
        found.setdefault(words, []).append(asked.label)
    return found


def kind(view: View, asked: Input) -> Markup:
    """What is filled in: an amount in its unit, a number, yes or no, one value or several."""
    policy = view.policy
    unit = unit_of(asked, policy)
    words = f"{asked.type.asked}（{unit}）" if unit else asked.type.asked
    if asked.book is not None:
        how, base = asked.book
        words += f"，{_BOOKS[how].format(policy.inputs[base].label)}"
    if isinstance(asked.type, Day) and asked.type.ahead:
        words += "，可以在以后"
    if asked.more_is_better:
        words += "，越多越好"
    return escape(words)


def period(view: View, asked: Input) -> Markup:
    """Over what an input adds up; empty where it is no sum."""
    if asked.window is None:
        return Markup()
    length = asked.window.length
    if length is not None:
        return escape(f"最近 {length_text(length.number, length.unit)}")
    if asked.window.months is None:
        return Markup("单独一次")
    return Markup("最近 {}").format(view.figure(asked.window.months))


def explained(policy: Policy) -> tuple[Scale, ...]:
    """The scales whose values say more than the form's own choices do.

    All of them where no decision gives a tier: then they are what the policy is about.
    """
    if policy.tiers is None:
        return tuple(policy.scales.values())
    decided = {decision.scale for decision in policy.decisions.values()}
    return tuple(
        scale
        for scale in policy.scales.values()
        if scale.id in decided or any(value.traits for value in scale.values)
    )


def scale_title(policy: Policy, scale: Scale) -> str:
    """What a scale's values are values of: the inputs and decisions that use it; else nothing."""
    names = [asked.label for asked in policy.inputs.values() if asked.scale == scale.id]
    names += [
        decision.label for decision in policy.decisions.values() if decision.scale == scale.id
    ]
    return "、".join(dict.fromkeys(names))


def formula(view: View, amount: Amount) -> Markup:
    """How an amount is made: what, times which rate, rounded how."""
    policy = view.policy
    base = policy.inputs.get(amount.of) or policy.amounts[amount.of]
    phrase = escape(base.label)
    if amount.times is not None:
        phrase += Markup(" × {}").format(_rate(view, amount))
    for each in amount.adjustments:
        word = _ADJUSTED[each.kind]
        for term in each.terms:
            if isinstance(term, EveryFull):
                full, by = _term(view, term.full), _term(view, term.by)
                phrase += Markup("，每满{} {}{}").format(full, word, by)
            else:
                phrase += Markup("，{}{}").format(word, _term(view, term))
    if amount.round is not None:
        unit = "元" if _is_money(policy, amount) else ""
        whole = amount.round.to == 1 and not unit
        step = "整数" if whole else quantity_text(amount.round.to, unit)
        phrase += escape(f"，{say(_ROUNDED[amount.round.mode], step)}")
    return phrase


def _rate(view: View, amount: Amount) -> Markup:
    """By what an amount is multiplied: a number, a figure, or what a decision's outcomes give."""
    times, policy = amount.times, view.policy
    if isinstance(times, Fixed):
        return escape(quantity_text(times.number, times.unit))
    decision = policy.decisions.get(times or "")
    if decision is None:
        return view.figure(times or "")
    link = Markup('<a href="{}">{}</a>').format(view.at(f"decision-{times}"), decision.label)
    if not amount.rates:
        return link
    each = [
        escape("其余" if outcome == OTHERWISE else outcome_label(outcome, decision, policy))
        + _term(view, rate)
        for outcome, rate in amount.rates.items()
    ]
    return Markup("{}的比率（{}）").format(link, Markup("，").join(each))


def _term(view: View, term: Term) -> Markup:
    """A term of an amount as a page writes it: a number, a figure with its link, or a name."""
    policy = view.policy
    if isinstance(term, Fixed):
        return escape(f" {quantity_text(term.number, term.unit)}")
    if term.name in policy.figures:
        return Markup(" {}").format(view.figure(term.name))
    found = policy.inputs.get(term.name) or policy.amounts[term.name]
    return escape(f"“{found.label}”")


def _is_money(policy: Policy, amount: Amount) -> bool:
    asked = policy.inputs.get(amount.of)
    return asked is not None and isinstance(asked.type, Money)
