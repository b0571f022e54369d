"""One policy as one page sees it: its texts, figures and references, written as links.

Every method gives inert HTML. A reference leads to its anchor on the policy's own pages, from
wherever the reader is. Links carry no more than they need: a page has hundreds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup, escape
from tiercalc.case import Situation
from tiercalc.policy import Condition, Days, Deadline, EvidenceFigure, Figure, Policy
from tiercalc.words import (
    Run,
    Sentence,
    clause_documents,
    condition_text,
    days_held_text,
    figure_text,
    fill,
    filled,
    form_text,
    naming,
    open_mark,
    quantity_text,
    roles_text,
    say,
    standing_text,
    term_text,
)

from handbook.pages import address
from handbook.pages.markup import link_open, listed


@dataclass(frozen=True)
class View:
    """A policy on a day (whose figures are shown), seen from the page `uri`."""

    policy: Policy
    on: date
    uri: str

    @cached_property
    def situation(self) -> Situation:
        """The policy on the day, with nothing given."""
        return Situation(self.policy, {}, self.on, {})

    def at(self, anchor: str) -> str:
        """The address of an anchor on whichever of the policy's pages holds it."""
        return address.link(self.uri, address.page_with(self.policy, anchor), anchor)

    def html(self, said: Sentence) -> Markup:
        """A sentence in which each thing that it names leads to its place."""
        return Markup("").join(self._run(run) for run in said.runs)

    def _run(self, run: Run) -> Markup:
        match run.kind:
            case None | "citation" | "amount":
                return escape(run.text)
            case "evidence":
                return Markup('<span class="figure">{}</span>').format(run.text)
        href = address.address_of(self.uri, self.policy, run.kind, run.id)
        marks = self.policy.marks
        if run.text in (marks.open, marks.lost):
            return link_open(run.text, href, marks)
        if run.kind == "figure":
            shown = Markup('<a class="figure" href="{}">{}</a>').format(href, run.text)
            return shown + self._coming(run.id)
        return Markup('<a href="{}">{}</a>').format(href, run.text)

    def _coming(self, figure_id: str) -> Markup:
        """What a figure will be, each from its day on; empty where it does not change."""
        figure = self.policy.figures[figure_id]
        later = [
            f"{day.isoformat()} 起 {quantity_text(value, figure.unit)}"
            for day, value in figure.dated
            if day is not None and day > self.on
        ]
        said = "，".join(later)
        return Markup('<span class="tb-coming">（{}）</span>').format(said) if said else Markup()

    def holding(self, figure: Figure) -> date | None:
        """Since when a figure has the value that it has on the day; None where no day says that."""
        days = [start for start, _ in figure.dated if start is not None and start <= self.on]
        return days[-1] if days else None

    def held(self, days: Days) -> Markup:
        """From when to when a part of the policy holds; empty where it always does."""
        said = days_held_text(days)
        return Markup(' <span class="tb-coming">（{}）</span>').format(said) if said else Markup()

    def validity(self) -> Markup:
        """That the policy is not in force, or that nobody looked at it again; else empty."""
        return self.html(standing_text(self.policy, self.on))

    def figure(self, figure_id: str) -> Markup:
        """A figure's value and unit, leading to its row."""
        return self.html(figure_text(figure_id, self.situation))

    def prose(self, text: str, own: Iterable[EvidenceFigure] = ()) -> Markup:
        """A text with each `{figure}` written out and linked; `own` are figures of the text's."""
        figures = {
            figure.id: naming("evidence", figure.id, quantity_text(figure.value, figure.unit))
            for figure in own
        }
        return self.html(
            filled(text, lambda name: figures.get(name) or figure_text(name, self.situation))
        )

    def plain(self, text: str) -> str:
        """A text with its figures written out, without links."""
        return fill(text, self.situation)

    def clauses(self, ids: Iterable[str]) -> Markup:
        """Clauses by name, each leading to its place in the list of clauses."""
        return self.html(clause_documents(tuple(ids), self.policy).said)

    def ruling(self, ruling_id: str) -> Markup:
        """A short link to a ruling by its number; by the mark of what is open while it is."""
        marks = self.policy.marks
        href = self.at(f"ruling-{ruling_id}")
        if self.policy.rulings[ruling_id].undecided:
            return link_open(open_mark(ruling_id, self.policy), href, marks)
        number = tuple(self.policy.rulings).index(ruling_id) + 1
        return Markup('<a class="tb-ruling" href="{}">{} {}</a>').format(href, marks.ruling, number)

    def roles(self, ids: Iterable[str]) -> Markup:
        """Roles by name, each leading to its own page.

        Where the policy lists its roles they lead to that list, for the page names them on and on.
        """
        if self.uri != address.part_page(self.policy, "work"):
            return self.html(roles_text(ids, self.policy))
        named = ((address.anchored(role), self.policy.roles[role].label) for role in ids)
        return listed([Markup('<a href="#role-{}">{}</a>').format(*each) for each in named])

    def card(self, role: str) -> Markup:
        """A role by name, leading to its own page from wherever the reader is."""
        return self.html(roles_text([role], self.policy))

    def forms(self, ids: Iterable[str]) -> Markup:
        """Forms by name."""
        return self.html(say(*(form_text(form, self.policy) for form in ids)))

    def outcome(self, scale: str | None, value: str) -> str:
        """The name of a decision's outcome."""
        return value if scale is None else self.policy.scales[scale].label(value)

    def condition(self, condition: Condition) -> Markup:
        """A condition as one sentence, its figures linked."""
        return self.html(condition_text(condition, self.situation))

    def condition_plain(self, condition: Condition) -> str:
        """A condition as one sentence of plain text."""
        return condition_text(condition, self.situation)

    def term(self, deadline: Deadline) -> Markup:
        """When a thing is due, as a phrase with its figures linked: “批准后 1 个工作日内”."""
        return self.html(term_text(deadline, self.situation))
