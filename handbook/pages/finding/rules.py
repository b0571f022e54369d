"""How a policy decides: its rules, figures, amounts, and how its open questions are read."""

from __future__ import annotations

from collections.abc import Iterator

from tiercalc.policy import AllOf
from tiercalc.words import open_mark, quantity_text, say

from handbook.pages import calculator_words, overview
from handbook.pages.finding.facts import Fact, clauses, plain, prose, sentence
from handbook.pages.view import View


def policy(view: View) -> Iterator[Fact]:
    """The policy itself: whom it is for, its levels, what it looks at, who answers for it."""
    of = view.policy
    scope = [prose(view, each.text) for each in overview.scope(of)]
    levels, looks_at = "", ""
    if of.tiers and of.tier:
        names = "、".join(value.label for value in of.tiers.values)
        levels = f"等级：{plain(overview.levels(view, of.tier, of.tiers))}{names}"
        measured = "、".join(each.label for each in overview.measures(of, of.tier))
        looks_at = measured and f"看{measured}"
    owner = "、".join(of.roles[each].label for each in of.owner)
    more = sentence(levels, looks_at, owner and f"负责：{owner}")
    yield Fact("制度", view.at("policy"), of.title, "".join(scope), more=more)


def rules(view: View) -> Iterator[Fact]:
    """Each rule: in which case a decision ends how."""
    for decision in view.policy.decisions.values():
        for rule in decision.rules:
            outcome = (
                f"{open_mark(rule.open or '', view.policy)}{overview.between(view, decision, rule)}"
                if rule.outcome is None
                else view.outcome(decision.scale, rule.outcome)
            )
            figure = plain(view.figure(rule.figure)) if rule.figure else ""
            yield Fact(
                "等级" if decision == view.policy.tier else "规定",
                view.at(f"rule-{decision.id}-{rule.number}"),
                decision.label,
                plain(view.condition(rule.when)),
                str(say(outcome, figure)),
                clauses=clauses(view, rule.clause),
                more=sentence(
                    prose(view, rule.traits),
                    "原文写的是可以，不是应当" if rule.may else "",
                    "仅作举例，不是这部制度的规则" if decision.illustration else "",
                    plain(view.held(rule.days)),
                ),
                weak=rule.outcome is None or decision.illustration or rule.when == AllOf(()),
            )


def figures(view: View) -> Iterator[Fact]:
    """Each figure, and each amount with how it is reckoned."""
    of = view.policy
    for figure in of.figures.values():
        yield Fact(
            "数字",
            view.at(f"figure-{figure.id}"),
            figure.label,
            "公司自定" if figure.by == "house" else "",
            plain(view.figure(figure.id)),
            clauses=clauses(view, figure.clause),
            weak=figure.unset is not None,
        )
    for amount in of.amounts.values():
        said = plain(calculator_words.formula(view, amount))
        yield Fact("数字", view.at(f"amount-{amount.id}"), amount.label, said)
    for number, item in enumerate(of.evidence, 1):
        said = plain(view.prose(item.text, item.figures))
        shown = [quantity_text(each.value, each.unit) for each in item.figures]
        answer = shown[0] if len(shown) == 1 else ""
        yield Fact("数字", view.at(f"evidence-{number}"), "佐证数据", said, answer)


def rulings(view: View) -> Iterator[Fact]:
    """How each open question is read, or that nobody has decided it."""
    for ruling in view.policy.rulings.values():
        answer = open_mark(ruling.id, view.policy) if ruling.undecided else ""
        yield Fact(
            "怎么理解",
            view.at(f"ruling-{ruling.id}"),
            prose(view, ruling.question),
            prose(view, ruling.ruling),
            answer,
            clauses=clauses(view, ruling.clause),
            more=plain(view.held(ruling.days)),
            weak=ruling.undecided,
        )
