"""What a policy's first screen says, and what the policy leaves unsaid."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape
from tiercalc.index import index_of
from tiercalc.policy import (
    OTHERWISE,
    UNNAMED,
    Decision,
    InForce,
    Input,
    Policy,
    Provision,
    Rule,
    Ruling,
    Scale,
)
from tiercalc.words import (
    LISTED_AS,
    NONE,
    figure_text,
    in_a_row,
    naming,
    open_mark,
    outcome_label,
    say,
)

from handbook.pages.address import SCOPE_TOPIC
from handbook.pages.markup import listed, mark_open
from handbook.pages.role_card import Card
from handbook.pages.view import View
from handbook.source.grammar import POLICY, words_of

# What the codes of the grammar mean, as the schema says it to those who write them.
GROUNDS = words_of(POLICY.declared(("rulings", "any", "ground")))
# As much of a version as an answer shows.
_SHORT = 8
COMPLETENESS = words_of(POLICY.declared(("source", "completeness")))


def measures(policy: Policy, decision: Decision) -> tuple[Input, ...]:
    """What a decision looks at, in the file's order."""
    named = index_of(policy).behind(decision.id)
    used = {each.id for each in named if each.may_be_of("inputs")}
    return tuple(asked for asked in policy.inputs.values() if asked.id in used)


def levels(view: View, decision: Decision, scale: Scale) -> Markup:
    """What the source says of how many levels there are, before their names; empty for one name."""
    named = len(scale.values)
    if decision.count is not None:
        figure = view.policy.figures[decision.count]
        if figure.unset is not None:
            none = say(
                "没有说有几级（",
                naming("figure", figure.id, open_mark(figure.unset, view.policy)),
                "），写出名称的有：",
            )
            return view.html(none)
        return view.html(say(figure_text(figure.id, view.situation), "，写出名称的有："))
    if decision.listing is not None:
        return escape(f"{LISTED_AS[decision.listing]}：")
    return escape(f"{named} 级：" if named > 1 else "")


def nothing(decision: Decision) -> str:
    """What it is called that no rule of a decision holds."""
    return decision.none.label if decision.none else NONE


def between(view: View, decision: Decision, rule: Rule) -> str:
    """Between which outcomes an open rule leaves a case, where the policy says so."""
    if not rule.between:
        return ""
    named = [each for each in rule.between if each != OTHERWISE]
    names = in_a_row(outcome_label(each, decision, view.policy) for each in named)
    if OTHERWISE not in rule.between:
        return say("：", names, "中的一种")
    last = rule.number == len(decision.rules)
    rest = f"是“{nothing(decision)}”" if last else "要看后面的规则"
    return say("：可能是", names, f"，也可能{rest}") if names else f"：可能{rest}"


def concerned(policy: Policy, ruling: Ruling) -> str:
    """On whose fines a ruling bears."""
    roles = policy.roles
    return "、".join("没有指明岗位的" if r == UNNAMED else roles[r].label for r in ruling.roles)


def scope(policy: Policy) -> tuple[Provision, ...]:
    """The provisions that say whom the policy is for."""
    return tuple(p for p in policy.provisions.values() if p.topic == SCOPE_TOPIC)


def topics(policy: Policy) -> dict[str, list[Provision]]:
    """The provisions by topic, in the order of first mention, without those of the first screen."""
    found: dict[str, list[Provision]] = {}
    for provision in policy.provisions.values():
        if provision.topic != SCOPE_TOPIC:
            found.setdefault(provision.topic, []).append(provision)
    return found


def values(view: View, ids: tuple[str, ...]) -> Markup:
    """Values by name: whom a provision is for.

    Scales may name different things alike: the tiers are meant where they have all these values,
    else the first scale that has them, else for each value the first that has it.
    """
    names = view.policy.tiers
    scales = ([names] if names else []) + list(view.policy.scales.values())
    whole = [scale for scale in scales if set(ids) <= set(scale.ids())]
    labels = {
        value.id: value.label for scale in reversed(whole[:1] or scales) for value in scale.values
    }
    return listed([escape(labels[value]) for value in ids])


def in_force(term: InForce) -> str:
    """From when to when the company applies a policy, and when it looks at it again."""
    words = f"自 {term.start.isoformat()} 起"
    if term.until is not None:
        words += f"，到 {term.until.isoformat()} 为止（含当天）"
    if term.review_by is not None:
        words += f"；{term.review_by.isoformat()} 以前复审"
    if term.successor is not None:
        words += f"；以后由《{term.successor.title}》接替"
    return words


def short_version(policy: Policy) -> str:
    """As much of a policy's version as is shown."""
    return policy.version[:_SHORT]


def edition(policy: Policy) -> str:
    """Which version of a policy a page shows, and when that holds."""
    term = policy.in_force
    held = in_force(term) if term else "没有写施行日期"
    return f"制度版本 {short_version(policy)}，{held}"


def extent(articles: str) -> str:
    """How long the source is: a number of articles, or in words."""
    return f"原文 {articles} 条" if articles.isdigit() else f"原文有{articles}"


def unsaid(policy: Policy, what: str) -> tuple[str, str]:
    """The mark and the sentence for something that the policy does not say."""
    if policy.source.completeness == "full":
        return "本制度未规定", say("原文完整，里面没有写", what, "。")
    return policy.marks.lost, say("现有的原文没有写", what, "；缺失的部分写没写，无从知道。")


def unsaid_mark(view: View, what: str) -> Markup:
    """The mark alone, with the sentence behind it."""
    return mark_open(*unsaid(view.policy, what), view.policy.marks)


def unsaid_at_first(policy: Policy) -> str:
    """What a first screen would like to say and the policy does not; empty if nothing."""
    missing = [] if scope(policy) else ["适用范围"]
    return "、".join(missing if policy.owner else [*missing, "由谁负责"])


def gaps(policy: Policy) -> Iterator[tuple[str, str]]:
    """The sections that other policies have and this one does not: anchor and name."""
    for section, name in _EXPECTED.items():
        if not getattr(policy, section):
            yield section, name


_EXPECTED = {
    "roles": "岗位职责",
    "processes": "流程",
    "deadlines": "时限",
    "penalties": "处罚",
    "rewards": "奖励",
    "services": "服务标准",
}


def workload(card: Card) -> str:
    """What a role has to carry, counted."""
    tasks = len(card.tasks)
    costs = sum(len(line.costs) for line in card.lines)
    deadlines = sum(len(line.deadlines) for line in card.lines)
    counts = (
        (tasks, f"{tasks} 件事"),
        (len(card.processes), f"参与 {len(card.processes)} 个流程"),
        (deadlines, f"{deadlines} 个时限"),
        (len(card.keeps), f"保管 {len(card.keeps)} 种表"),
        (costs, f"{costs} 条处罚"),
        (len(card.rewards), f"{len(card.rewards)} 条奖励"),
    )
    return "，".join(words for count, words in counts if count) or "没有写职责"
