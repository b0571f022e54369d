"""Who does what, by when, on which form, and what a slip costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tiercalc.policy import Deadline, Every, Place, Sanction, Step, Within, places
from tiercalc.totals import OR, cost_text
from tiercalc.words import quantity_text, say

from handbook.pages import address, overview, role_card, tables
from handbook.pages.finding.facts import Fact, Mark, clauses, labels, plain, prose, sentence
from handbook.pages.view import View

# So many things at most that should have been done are told with a penalty.
_TOLD = 4


def roles(view: View) -> Iterator[Fact]:
    """Each role with what it has to carry, and each of its duties that is no step."""
    for role in view.policy.roles.values():
        card = role_card.card(view, role.id)
        page = address.role_page(view.policy, role.id)
        own = (role.label,)
        yield Fact(
            "职责", address.link(view.uri, page), role.label, overview.workload(card), "", own
        )
        for number, line in enumerate(card.lines, 1):
            if line.text and not line.places:
                place = address.link(view.uri, page, f"task-{number}")
                only = "；".join(plain(view.condition(each)) for each in line.only)
                more = only and f"只限{only}"
                said, rests = prose(view, line.text), clauses(view, line.clause)
                yield Fact("职责", place, role.label, said, "", own, rests, more)


def steps(view: View) -> Iterator[Fact]:
    """Each step of each process."""
    for process in view.policy.processes.values():
        for place in places(process):
            yield _step(view, place)


def _step(view: View, place: Place) -> Fact:
    policy, process, step = view.policy, place.process, place.step
    by = "、".join(labels(policy, step.by))
    told = prose(view, step.told)
    tells = "、".join(labels(policy, step.tells))
    only = "；".join(plain(view.condition(each.when)) for each in (process, step) if each.when)
    due = policy.deadlines[step.deadline] if step.deadline else None
    return Fact(
        "步骤",
        view.at(f"step-{process.id}-{step.id}"),
        str(say(process.label, f"第 {place.number} {process.counted}")),
        f"{by}：{prose(view, step.does)}" if by else prose(view, step.does),
        plain(view.term(due)) if due else "",
        labels(policy, step.by),
        clauses(view, step.clause),
        sentence(
            only and f"只限{only}",
            f"用表{plain(view.forms(step.form))}" if step.form else "",
            f"交给{'、'.join(labels(policy, step.to))}" if step.to else "",
            tells and f"告知{tells}{f'：{told}' if told else ''}",
            plain(view.held(step.days)),
        ),
    )


def deadlines(view: View) -> Iterator[Fact]:
    """Each deadline: what is due when, and whose steps it binds."""
    for deadline in view.policy.deadlines.values():
        who = labels(view.policy, tables.bound(view, deadline.id))
        yield Fact(
            "时限",
            view.at(f"deadline-{deadline.id}"),
            deadline.label,
            "、".join(who),
            plain(view.term(deadline)),
            who,
            clauses(view, deadline.clause),
            sentence(*(prose(view, step.does) for step in _due(view, deadline.id))),
            _is_open(view, deadline),
        )


def _due(view: View, deadline: str) -> Iterator[Step]:
    """The steps that a deadline binds."""
    for process in view.policy.processes.values():
        yield from (step for step in process.steps if step.deadline == deadline)


def _is_open(view: View, deadline: Deadline) -> bool:
    """Whether nobody has set how long a term is."""
    match deadline.term:
        case Within(within=figure) | Every(figure=str(figure)):
            return view.policy.figures[figure].unset is not None
        case _:
            return False


def forms(view: View) -> Iterator[Fact]:
    """Each form: who keeps it, and the steps that use it."""
    policy = view.policy
    every = [place for process in policy.processes.values() for place in places(process)]
    for form in policy.forms.values():
        using = [place.step for place in every if form.id in place.step.form]
        keepers = labels(policy, form.kept_by)
        nobody = overview.unsaid(policy, "由谁保管")[1]
        users = labels(policy, dict.fromkeys(role for step in using for role in step.by))
        yield Fact(
            "表单",
            view.at(f"form-{form.id}"),
            f"《{form.label}》",
            "" if keepers else nobody,
            f"{'、'.join(keepers)}保管" if keepers else "",
            tuple(dict.fromkeys((*users, *keepers))),
            more=sentence(*_uses(view, using)),
        )


def _uses(view: View, using: Sequence[Step]) -> Iterator[str]:
    for step in using:
        by = "、".join(labels(view.policy, step.by))
        yield f"{by}：{prose(view, step.does)}" if by else prose(view, step.does)


def sanctions(view: View) -> Iterator[Fact]:
    """Each penalty and each reward, with what it brings."""
    for mark, anchor, rows in _sanctions(view):
        for row in rows:
            fine = None if row.fine is None else quantity_text(row.fine, "元/次")
            brings = fine or str(cost_text(row, view.situation))
            who = labels(view.policy, row.roles())
            yield Fact(
                mark,
                view.at(f"{anchor}-{row.id}"),
                "、".join(who),
                sentence(*_acts(view, row), plain(view.held(row.days))),
                brings,
                who,
                clauses(view, row.clause),
                _instead(view, row),
                row.open_amount is not None,
            )


def _sanctions(view: View) -> Iterator[tuple[Mark, str, Sequence[Sanction]]]:
    yield "处罚", "penalty", tuple(view.policy.penalties.values())
    yield "奖励", "reward", tuple(view.policy.rewards.values())


def _instead(view: View, row: Sanction) -> str:
    """What those whom a penalty names should have done: what they do by the same clauses."""
    of = view.policy
    texts = (
        line.text
        for role in row.roles()
        for line in role_card.card(view, role).tasks
        if set(line.clause) & set(row.clause)
    )
    done = [prose(view, text) for text in list(dict.fromkeys(texts))[:_TOLD]]
    return f"按规定：{'；'.join(done)}" if done and row.id in of.penalties else ""


def _acts(view: View, row: Sanction) -> Iterator[str]:
    for _, texts in row.acts_by():
        yield OR.join(prose(view, text) for text in texts)
