"""The index of the search: every fact of every policy, and the words for one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import get_args

from tiercalc.policy import Policy
from tiercalc.words import standing_text

from handbook.checking.glossary import Term
from handbook.checking.load import KEPT
from handbook.pages import address, sections
from handbook.pages.finding import benefits, rules, work
from handbook.pages.finding.facts import Fact, Mark, clauses, labels, plain
from handbook.pages.library import places
from handbook.pages.view import View

_MARKS: tuple[Mark, ...] = get_args(Mark)
# Where one may look who found nothing.
_TABLES = {
    address.PENALTIES: "全部处罚",
    address.SERVICES: "全部服务标准",
    address.DEADLINES: "全部时限",
    address.ROLES: "全部岗位",
}
# As a page at the site's root sees the others.
_ROOT = "index.md"


def document(policies: Sequence[Policy], terms: Sequence[Term], on: date) -> dict[str, object]:
    """What the search's script reads: plain data, every address below the site's root.

    `policies` has each policy's title, sector, how it stands from which day on, its clauses and
    facts. A fact is a row of its mark, address, name, sentence, answer, whose it is, which clauses
    it rests on, what else belongs to it, and whether it is weak. `terms` are rows of the same kind,
    `words` words for one thing each, `tables` the tables over all policies.
    """
    own = [alias for policy in policies for alias in _aliases(policy)]
    return {
        "marks": _MARKS,
        "policies": [_policy(policy, on) for policy in policies],
        "terms": [_row(_term(term), ()) for term in terms],
        "tables": [(title, address.link(_ROOT, uri)) for uri, title in _TABLES.items()],
        "words": [*([term.name, *term.avoid] for term in terms if term.avoid), *own],
    }


def _aliases(policy: Policy) -> Iterator[list[str]]:
    """What the source says otherwise than the policy, where it is a word and no sentence."""
    for own, words in policy.aliases.items():
        yield [own, *words]


def help_rows(by_hand: Iterable[Mapping[str, str]]) -> list[list[object]]:
    """The sections of pages by hand as rows of the index.

    `by_hand` has the address of each, its title and its text: HTML as Material's plugin has it.
    """
    return [
        _row(Fact("说明", each["location"], plain(each["title"]), _paragraphs(each["text"])), ())
        for each in by_hand
        if each["text"]
    ]


def _paragraphs(html: str) -> str:
    return plain(html.replace("<", " <"))


@lru_cache(maxsize=KEPT)
def _policy(policy: Policy, on: date) -> Mapping[str, object]:
    known = tuple(policy.clauses.values())
    days = (on, *(each for each in policy.changes if each > on)) if policy.in_force else ()
    return {
        "title": policy.title,
        "sector": policy.sector,
        "standing": [(day.isoformat(), str(standing_text(policy, day))) for day in days],
        "clauses": [
            [each, View(policy, on, _ROOT).at(f"clause-{id_}")]
            for id_, each in policy.clauses.items()
        ],
        "facts": [_row(fact, known) for fact in _facts(View(policy, on, _ROOT))],
    }


def _facts(view: View) -> Iterator[Fact]:
    for of in (
        rules.policy,
        benefits.tiers,
        rules.rules,
        benefits.given,
        benefits.provisions,
        work.sanctions,
        work.deadlines,
        work.steps,
        work.roles,
        work.forms,
        rules.figures,
        _others,
        rules.rulings,
    ):
        yield from of(view)


def _others(view: View) -> Iterator[Fact]:
    """What the schema has added, by what its types say."""
    for _, title, things in sections.shown(view.policy):
        for thing in things:
            said = " ".join(plain(view.prose(text)) for text in thing.texts)
            yield Fact(
                "规定",
                view.at(thing.anchor),
                f"{title}：{thing.label}",
                said,
                "",
                labels(view.policy, thing.roles),
                clauses(view, thing.clauses),
            )


def _term(term: Term) -> Fact:
    place = address.link(_ROOT, places.GLOSSARY, f"term-{term.name}")
    return Fact("术语", place, term.name, term.text)


def _row(fact: Fact, known: Sequence[str]) -> list[object]:
    """A fact as a row; what is empty at its end is left out."""
    row: list[object] = [
        _MARKS.index(fact.mark),
        fact.place,
        fact.name,
        fact.said,
        fact.answer,
        list(fact.whose),
        [known.index(each) for each in fact.clauses],
        fact.more,
        int(fact.weak),
    ]
    while not row[-1]:
        row.pop()
    return row
