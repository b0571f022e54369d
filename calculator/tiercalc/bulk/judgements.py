"""Many customers under one policy: those who pass and fail the same tests share one answer.

An answer hangs on which tests hold, not on the amounts themselves. So a decision is taken and
explained once for each way of passing its tests, and everybody else's is looked up. What is looked
up is what `deciding.decide` says: there is no second meaning of a table here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tiercalc.bulk.alike import Values, by_kind
from tiercalc.case import Situation
from tiercalc.decide import (
    AmountResult,
    Answer,
    Hit,
    Open,
    compute,
    conditions_of_undecided,
    decide,
    holds,
    rates,
    undecided,
)
from tiercalc.explain import LONGEST_LIST, rule_name
from tiercalc.policy import (
    UNCHANGED,
    AllOf,
    Amount,
    AnyOf,
    Condition,
    Decision,
    Named,
    Policy,
)
from tiercalc.words import (
    LEFT_OPEN,
    NONE,
    OPEN_CASE,
    cited,
    condition_text,
    in_a_row,
    lacking,
    outcome_label,
    ruling_question,
    say,
)

OPEN_TEXT = "不能确定"
_NO_RULE = "没有一条规则的条件成立"


@dataclass(frozen=True)
class Judgement:
    """A decision's answer for one customer, in words short enough for a cell.

    `outcome` and `undetermined` are those of `decide`. `name` is the outcome in words, `basis` the
    conditions met with their clauses, `missing` what would have to be known (empty: nothing).
    """

    outcome: str | tuple[str, ...] | None
    undetermined: bool
    name: str
    basis: str
    missing: str


def judge[T](
    decisions: Sequence[Decision],
    situation: Situation,
    show: Callable[[tuple[Judgement, ...]], T],
) -> Callable[[Values], T]:
    """A function from one customer's inputs to what `show` makes of the decisions' judgements.

    The inputs of the situation play no part. `show` is called for kinds of customers, not for each.
    """
    each = [_judged(decision, situation) for decision in decisions]
    conditions = [one for decision in decisions for one in _conditions(decision, situation.policy)]
    return by_kind(
        lambda values: show(tuple(judged(values) for judged in each)), conditions, situation
    )


def _judged(decision: Decision, situation: Situation) -> Callable[[Values], Judgement]:
    def judged(values: Values) -> Judgement:
        own = replace(situation, values=values)
        return _judgement(decide(decision, own), own)

    return by_kind(judged, _conditions(decision, situation.policy), situation)


def _conditions(decision: Decision, policy: Policy) -> list[Condition]:
    """All that a judgement hangs on: the rules, and the cases of what is undecided in them."""
    return [*(rule.when for rule in decision.rules), *conditions_of_undecided(decision, policy)]


def height(
    outcome: str | tuple[str, ...] | None, undetermined: bool, decision: Decision, policy: Policy
) -> tuple[bool, list[int]]:
    """The place of an answer among all answers: by the scale from high to low, open ones last."""
    scale = policy.scales.get(decision.scale or "")
    order = [*(scale.ids() if scale else decision.outcomes()), None]
    outcomes = outcome if isinstance(outcome, tuple) else (outcome,)
    return undetermined, [order.index(each) for each in outcomes] or [len(order)]


def amounts_of(situation: Situation) -> Callable[[Values], Mapping[str, AmountResult]]:
    """A function from one customer's inputs to every amount of the policy, as `compute` gives it.

    The inputs of the situation play no part.
    """
    policy = situation.policy
    times = {each.times for each in policy.amounts.values() if isinstance(each.times, str)}
    decided = [policy.decisions[each] for each in policy.decisions if each in times]
    conditions = [rule.when for decision in decided for rule in decision.rules]
    settled = by_kind(
        lambda values: _settled(replace(situation, values=values)), conditions, situation
    )
    return lambda values: compute(replace(situation, policy=settled(values), values=values))


def _settled(situation: Situation) -> Policy:
    """The policy with the rates that hang on nothing unknown in the place of their decisions."""
    amounts = {key: _rated(each, situation) for key, each in situation.policy.amounts.items()}
    return replace(situation.policy, amounts=amounts)


def _rated(amount: Amount, situation: Situation) -> Amount:
    decision = situation.policy.decisions.get(str(amount.times))
    if decision is None:
        return amount
    (first, *others), _ = rates(amount, decision, situation)
    if others or isinstance(first, Open):
        return amount
    times = first.name if isinstance(first, Named) else None if first == UNCHANGED else first
    return replace(amount, times=times, rates={})


def _judgement(answer: Answer, situation: Situation) -> Judgement:
    return Judgement(
        outcome=answer.outcome,
        undetermined=answer.undetermined,
        name=_name(answer, situation),
        basis=_with_doubts(_basis(answer, situation), answer, situation),
        missing=lacking(answer.missing, situation),
    )


def _name(answer: Answer, situation: Situation) -> str:
    outcomes = answer.outcome if isinstance(answer.outcome, tuple) else (answer.outcome,)
    names = in_a_row(_label(each, answer, situation) for each in outcomes if each is not None)
    if names or answer.undetermined:
        return names or OPEN_TEXT
    return NONE if answer.decision.collect else _label(None, answer, situation)


def _basis(answer: Answer, situation: Situation) -> str:
    decided = [hit for hit in answer.hits if hit.decisive and hit.rule.outcome is not None]
    if answer.decision.collect:
        met = [_reason(hit, situation, answer) for hit in decided if hit.verdict is True]
    elif answer.undetermined:
        return _doubt(answer, situation)
    else:
        met = [_reason(hit, situation, answer) for hit in decided]
    return "；".join(met) or ("" if answer.undetermined else _NO_RULE)


def _with_doubts(basis: str, answer: Answer, situation: Situation) -> str:
    """The basis, and what nobody has decided of it; what keeps the answer open is told as such."""
    lacking = {each.id for each in answer.missing if each.kind == "ruling"}
    open_ = [each for each in undecided(answer, situation) if each not in lacking]
    asked = say(*(ruling_question(each, situation) for each in open_))
    return say(basis, "；" if basis else "", f"{OPEN_CASE}的：", asked) if open_ else basis


def _doubt(answer: Answer, situation: Situation) -> str:
    """What is possible; where the source leaves the case open, the clause that does."""
    left_open = [hit for hit in answer.hits if hit.decisive and hit.rule.open is not None]
    clauses = tuple(dict.fromkeys(each for hit in left_open for each in hit.rule.clause))
    if left_open and any(hit.verdict is True for hit in left_open):
        return say(LEFT_OPEN, cited(clauses, situation.policy))
    names = (outcome_label(each, answer.decision, situation.policy) for each in answer.possible)
    return say("可能是", in_a_row(names))


def _reason(hit: Hit, situation: Situation, answer: Answer) -> str:
    """The conditions that were met, with the clauses of their limits or else of their rule."""
    met = _met(hit.rule.when, situation)
    figures = situation.policy.figures
    clauses = tuple(dict.fromkeys(c for each in met.figures for c in figures[each].clause))
    text = condition_text(met, situation, longest=LONGEST_LIST)
    if hit.rule.may:
        text = say(text, "：", rule_name(hit.rule, answer.decision, situation.policy))
    elif answer.decision.collect:
        text = say(_label(hit.rule.outcome, answer, situation), "：", text)
    return say(text, cited(clauses or hit.rule.clause, situation.policy))


def _met(condition: Condition, situation: Situation) -> Condition:
    """A condition without the alternatives that nobody had to meet, because another was met."""
    match condition:
        case AllOf(parts):
            return _joined(AllOf, [_met(part, situation) for part in parts])
        case AnyOf(parts):
            held = [part for part in parts if holds(part, situation) is True]
            return _joined(AnyOf, [_met(part, situation) for part in held or parts])
        case _:
            return condition


def _joined(kind: type[AllOf | AnyOf], parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def _label(outcome: str | None, answer: Answer, situation: Situation) -> str:
    return outcome_label(outcome, answer.decision, situation.policy)
