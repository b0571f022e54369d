"""An amount times a rate, changed and rounded as the policy says, with its sum in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tiercalc.case import EXACT, Missing, Situation, factor, rounded
from tiercalc.decide.adjustments import Changed, Terms
from tiercalc.decide.question import Open
from tiercalc.decide.rates import rates
from tiercalc.policy import (
    UNCHANGED,
    Amount,
    Clauses,
    Fixed,
    Named,
    PolicyError,
    Round,
    Term,
    plain_number,
    unit_after,
    unit_of,
    unit_of_term,
)
from tiercalc.words import (
    Sentence,
    cited,
    figure_text,
    lacking,
    naming,
    outcome_label,
    quantity_text,
    say,
)

_ROUNDED = {
    "half_up": "四舍五入",
    "down": "向下取整",
    "up": "向上取整",
    "half_even": "四舍六入五成双",
}


@dataclass(frozen=True)
class AmountResult:
    """A computed amount.

    `value` is None while it cannot be computed, and `missing` then says what would have to be
    known; nothing, where a decision has no outcome to give its rate. `shown` is the value with the
    decimals of its rounding ("440.00"), `text` the sum in one sentence. `rulings` are those that
    it rests on: one on rounding counts only where there was something to round.
    """

    value: Decimal | None
    shown: str | None
    unit: str
    text: Sentence
    clause: Clauses
    rulings: tuple[str, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class _Rate:
    """By what an amount is multiplied (None: it stays as it is), and its factor.

    There is no factor while it is not settled, and `missing` says what it hangs on.
    """

    term: Term | None
    factor: Decimal | None
    missing: tuple[Missing, ...]


def compute(situation: Situation) -> dict[str, AmountResult]:
    """Every amount of the policy, in its order.

    A rate is a number, a figure, or what the winning rule of a decision gives; a rule without a
    figure leaves the amount unchanged, no rule gives no rate. Raises PolicyError where amounts are
    made of each other in a circle, or a rate is no number.
    """
    results: dict[str, AmountResult] = {}
    for amount in situation.policy.amounts.values():
        _result(amount, situation, results, ())
    return {amount: results[amount] for amount in situation.policy.amounts}


def _result(
    amount: Amount, situation: Situation, results: dict[str, AmountResult], via: tuple[str, ...]
) -> AmountResult:
    if amount.id in via:
        chain = " → ".join((*via, amount.id))
        raise PolicyError("circle", f"amounts.{amount.id}.of", f"金额绕成了一圈：{chain}")
    if amount.id not in results:
        base, counted_in, missing = _base(amount, situation, results, (*via, amount.id))
        rate = _rate(amount, situation)
        amounts, under = situation.policy.amounts, (*via, amount.id)
        terms = Terms(
            situation,
            _after(rate, counted_in, situation),
            lambda name: _result(amounts[name], situation, results, under),
        )
        hanging = (*missing, *rate.missing, *terms.missing(amount.adjustments))
        missing = tuple(dict.fromkeys(hanging))
        lacks = amount.of if base is None else terms.uncomputed(amount.adjustments)
        if base is None or rate.factor is None or missing or lacks is not None:
            why = _why(amount, lacks, missing, situation)
            results[amount.id] = _unknown(amount, counted_in, why, missing)
        else:
            product = EXACT.multiply(base, rate.factor)
            changed = terms.changed(product, amount.adjustments)
            results[amount.id] = _known(amount, base, counted_in, rate.term, changed, situation)
    return results[amount.id]


def _base(
    amount: Amount, situation: Situation, results: dict[str, AmountResult], via: tuple[str, ...]
) -> tuple[Decimal | None, str, tuple[Missing, ...]]:
    """What is multiplied, with its unit: a numeric input, or another amount as it was rounded."""
    policy = situation.policy
    if amount.of in policy.amounts:
        other = _result(policy.amounts[amount.of], situation, results, via)
        return other.value, other.unit, other.missing
    value = situation.values.get(amount.of)
    counted_in = unit_of(policy.inputs[amount.of], policy)
    if isinstance(value, Decimal):
        return value, counted_in, ()
    return None, counted_in, (Missing("input", amount.of),)


def _after(rate: _Rate, counted_in: str, situation: Situation) -> str:
    """In what an amount is counted once it is multiplied."""
    if rate.term is None:
        return counted_in
    return unit_after(counted_in, unit_of_term(rate.term, situation.policy))


def _rate(amount: Amount, situation: Situation) -> _Rate:
    policy, times = situation.policy, amount.times
    if times is None or isinstance(times, Fixed):
        return _rate_of(times, situation)
    if times not in policy.decisions:
        return _rate_of(Named(times), situation)
    found, missing = rates(amount, policy.decisions[times], situation)
    known = [
        _rate_of(None if term == UNCHANGED else term, situation)
        for term in found
        if not isinstance(term, Open)
    ]
    settled = len(known) == len(found) and len({rate.factor for rate in known}) == 1
    if settled:
        return known[0]
    unset = [each for rate in known for each in rate.missing]
    return _Rate(None, None, tuple(dict.fromkeys((*missing, *unset))))


def _rate_of(term: Term | None, situation: Situation) -> _Rate:
    if term is None:
        return _Rate(None, Decimal(1), ())
    own = unit_of_term(term, situation.policy)
    if isinstance(term, Fixed):
        return _Rate(term, factor(term.number, own), ())
    figure, value = situation.policy.figures[term.name], situation.figure(term.name)
    if value is None:
        return _Rate(term, None, (Missing("figure", term.name),))
    if isinstance(value, str):
        message = f"“{figure.label}”是{value}，不是数，不能用作比率"
        raise PolicyError("rate", f"figures.{figure.id}", message)
    return _Rate(term, factor(value, own), ())


def _unknown(
    amount: Amount, counted_in: str, why: Sentence, missing: tuple[Missing, ...]
) -> AmountResult:
    text = say(_head(amount), why, "。")
    return AmountResult(None, None, counted_in, text, (), (), missing)


def _why(
    amount: Amount, lacks: str | None, missing: tuple[Missing, ...], situation: Situation
) -> Sentence:
    """Why an amount is not computed: what is missing, an amount or a rate that there is not."""
    if missing:
        return say("还不能算出；", lacking(missing, situation))
    policy = situation.policy
    if lacks is not None:
        return say(f"“{policy.amounts[lacks].label}”没有算出，不计算")
    decision = policy.decisions[str(amount.times)]
    none = outcome_label(None, decision, policy)
    return say(f"“{decision.label}”得出“{none}”，没有比率可乘，不计算")


def _known(
    amount: Amount,
    base: Decimal,
    counted_in: str,
    rate: Term | None,
    changed: Changed,
    situation: Situation,
) -> AmountResult:
    text = say("按", quantity_text(base, counted_in), "原数计")
    clause: Clauses = ()
    if rate is not None:
        if isinstance(rate, Fixed):
            said: str = quantity_text(rate.number, rate.unit)
        else:
            clause = situation.policy.figures[rate.name].clause
            said = figure_text(rate.name, situation)
        text = say(quantity_text(base, counted_in), " × ", said)
        counted_in = unit_after(counted_in, unit_of_term(rate, situation.policy))
    product = changed.value
    text = say(text, *changed.told)
    value = product if amount.round is None else rounded(product, amount.round)
    shown = _shown(value, amount.round)
    total = f"{_grouped(shown)} {counted_in}".rstrip()
    source = cited(clause, situation.policy)
    is_rounded = amount.round is not None and value != product
    rulings = (amount.ruling,) if amount.ruling and (is_rounded or amount.round is None) else ()
    if amount.round is not None and is_rounded:
        # The clause sets the rate and says nothing of how its product is rounded.
        exact = (
            say(" = ", quantity_text(product, counted_in), source) if rate or changed.told else ""
        )
        how = say(_ROUNDED[amount.round.mode], "到", quantity_text(amount.round.to, counted_in))
        text = say(
            text,
            exact,
            "，",
            f"按{situation.policy.marks.ruling}" if rulings else "",
            how,
            " = ",
            total,
        )
    else:
        text = say(text, " = ", total, source)
    text = say(_head(amount), text, "。")
    return AmountResult(value, shown, counted_in, text, clause, rulings, ())


def _head(amount: Amount) -> Sentence:
    """What stands before a sum; it is left out under the amount's own name."""
    return naming("amount", amount.id, f"{amount.label}：")


def _shown(value: Decimal, how: Round | None) -> str:
    """The value's digits, with as many decimals as the rounding step has."""
    text = plain_number(value)
    if how is None:
        return text
    _, _, wanted = plain_number(how.to).partition(".")
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals.ljust(len(wanted), '0')}" if wanted else whole


def _grouped(digits: str) -> str:
    whole, dot, decimals = digits.partition(".")
    return f"{int(whole):,}{dot}{decimals}"
