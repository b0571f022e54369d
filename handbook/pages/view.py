"""One policy as one page sees it: its texts, figures and references, written as links.

Every method gives inert HTML. A reference leads to its anchor on the policy's own pages, from
wherever the reader is. Links carry no more than they need: a page has hundreds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup, escape
from tiercalc.case import Situation
from tiercalc.policy import Condition, EvidenceFigure, FigureRef, Input, Operand, Policy
from tiercalc.words import (
    OPEN_MARK,
    PLACEHOLDER,
    Write,
    condition_text,
    figure_text,
    fill,
    operand_text,
    quantity_text,
)

from handbook.pages import address
from handbook.pages.markup import link_open, listed

# A link's place in a sentence that is still plain text: its number between signs of the private use
# area. A digit stands beside them where the figure begins or ends with one, or with a letter, so
# that spaces come out right.
_WORD = "\ue002"
_PLACE = re.compile(f"[0{_WORD}]\ue000([0-9]+)\ue001[0{_WORD}]")


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

    def figure(self, figure_id: str, text: str | None = None) -> Markup:
        """A figure's value and unit (or other words for it), leading to its row."""
        figure = self.policy.figures[figure_id]
        href = self.at(f"figure-{figure_id}")
        if figure.on(self.on) is None:
            return Markup("“{}”（{}）").format(figure.label, link_open(OPEN_MARK, href))
        return Markup('<a class="figure" href="{}">{}</a>').format(
            href, text or figure_text(figure_id, self.situation)
        )

    def prose(self, text: str, own: Iterable[EvidenceFigure] = ()) -> Markup:
        """A text with each `{figure}` written out and linked; `own` are figures of the text's."""
        figures = {
            figure.id: Markup('<span class="figure">{}</span>').format(
                quantity_text(figure.value, figure.unit)
            )
            for figure in own
        }
        parts = []
        end = 0
        for found in PLACEHOLDER.finditer(text):
            name = found[1]
            shown = figures[name] if name in figures else self.figure(name)
            parts += [escape(text[end : found.start()]), shown]
            end = found.end()
        return Markup("").join([*parts, escape(text[end:])])

    def plain(self, text: str) -> str:
        """A text with its figures written out, without links."""
        return fill(text, self.situation)

    def clauses(self, ids: Iterable[str]) -> Markup:
        """Clauses by name, each leading to its place in the list of clauses."""
        return listed(
            [
                Markup('<a href="{}">{}</a>').format(
                    self.at(f"clause-{clause}"), self.policy.clauses[clause]
                )
                for clause in ids
            ]
        )

    def ruling(self, ruling_id: str) -> Markup:
        """A short link to a ruling by its number; 待定 while it is undecided."""
        href = self.at(f"ruling-{ruling_id}")
        if self.policy.rulings[ruling_id].undecided:
            return link_open(OPEN_MARK, href)
        number = tuple(self.policy.rulings).index(ruling_id) + 1
        return Markup('<a class="tb-ruling" href="{}">裁定 {}</a>').format(href, number)

    def roles(self, ids: Iterable[str]) -> Markup:
        """Roles by name, each leading to its own page.

        Where the policy lists its roles they lead to that list, for the page names them on and on.
        """
        if self.uri == address.part_page(self.policy, "work"):
            return self._roles(ids, lambda role: f"#role-{role}")
        return self._roles(ids, self._card)

    def card(self, role: str) -> Markup:
        """A role by name, leading to its own page from wherever the reader is."""
        return self._roles([role], self._card)

    def _card(self, role: str) -> str:
        return address.link(self.uri, address.role_page(self.policy, role))

    def _roles(self, ids: Iterable[str], href: Callable[[str], str]) -> Markup:
        labels = self.policy.roles
        return listed(
            [Markup('<a href="{}">{}</a>').format(href(role), labels[role].label) for role in ids]
        )

    def forms(self, ids: Iterable[str]) -> Markup:
        """Forms by name."""
        return listed(
            [
                Markup('<a href="{}">《{}》</a>').format(
                    self.at(f"form-{form}"), self.policy.forms[form].label
                )
                for form in ids
            ],
            comma="",
        )

    def outcome(self, scale: str | None, value: str) -> str:
        """The name of a decision's outcome."""
        return value if scale is None else self.policy.scales[scale].label(value)

    def condition(self, condition: Condition) -> Markup:
        """A condition as one sentence, its figures linked."""

        def say(place: Write) -> str:
            def write(operand: Operand, asked: Input) -> str:
                if isinstance(operand, FigureRef):
                    return place(operand.figure, figure_text(operand.figure, self.situation))
                return operand_text(operand, asked, self.situation)

            return condition_text(condition, self.situation, write)

        return self.linked(say)

    def condition_plain(self, condition: Condition) -> str:
        """A condition as one sentence of plain text."""
        return condition_text(condition, self.situation)

    def linked(self, say: Callable[[Write], str]) -> Markup:
        """A sentence of the engine's whose figures are links.

        `say` makes it; what it is given writes a figure, whose words stand for it meanwhile.
        """
        links: list[Markup] = []

        def place(figure: str, words: str) -> str:
            links.append(self.figure(figure, words))
            first, last = ("0" if each.isascii() else _WORD for each in (words[0], words[-1]))
            return f"{first}\ue000{len(links) - 1}\ue001{last}"

        text = str(escape(say(place)))
        # Escaped above; what is put in is this view's own link.
        return Markup(_PLACE.sub(lambda found: str(links[int(found[1])]), text))  # noqa: S704
