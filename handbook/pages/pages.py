"""Every page of the handbook that is made from policies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from markupsafe import Markup
from tiercalc.policy import Policy
from tiercalc.totals import OR
from tiercalc.words import LISTED_AS, number_text, open_mark, quantity_text

from handbook.checking.load import KEPT
from handbook.pages import (
    address,
    calculator_words,
    clauses,
    examples,
    flow,
    ladder,
    markup,
    overview,
    policy_pages,
    role_card,
    sections,
    services,
    tables,
)
from handbook.pages import calculator_form as form
from handbook.pages import question_forms as questions
from handbook.pages.templating import environment
from handbook.pages.view import View


class Loaded(Protocol):
    """A policy and the file that it came from."""

    @property
    def policy(self) -> Policy:
        """What the file says."""

    @property
    def path(self) -> Path:
        """The YAML file."""


@dataclass(frozen=True)
class Page:
    """A page to be built: `uri` is its path among the sources, `nav` the sections above it.

    `title` is plain text. `source` is the file that an edit of the page has to change, where it is
    one file.
    """

    uri: str
    title: str
    markdown: str
    source: Path | None
    nav: tuple[str, ...]


def pages(policies: Sequence[Loaded], on: date) -> dict[str, Page]:
    """Every page, by its uri: a policy's pages, one a role, and the tables over all policies.

    Figures have the values of the day `on`. The policies must have passed the check.
    """
    stamp = _templates_as_they_are()
    made = [
        page for loaded in policies for page in _of_policy(loaded.policy, loaded.path, on, stamp)
    ]
    made += _of_all([loaded.policy for loaded in policies], on)
    return {page.uri: page for page in made}


def policies_by_sector(policies: Sequence[Policy], on: date) -> Markup:
    """The policies by sector, as HTML for the welcome page."""
    views = [View(policy, on, "index.md") for policy in policies]
    return Markup(_render("sectors.html.j2", sectors=_by_sector(views)))  # noqa: S704


@lru_cache(maxsize=KEPT)
def _of_policy(policy: Policy, path: Path, on: date, _stamp: object) -> tuple[Page, ...]:
    return tuple(_policy_pages(policy, path, on))


def _policy_pages(policy: Policy, path: Path, on: date) -> Iterator[Page]:
    section = ("制度", policy.sector, policy.title)
    for page in policy_pages.pages_of(policy):
        main = page.uri == address.policy_page(policy)
        text = _render(
            page.template,
            view=View(policy, on, page.uri),
            title=f"{policy.title}：{page.title}",
            calculator=form.calculator(policy) if main else "",
        )
        title = policy.title if main else page.title
        yield Page(page.uri, title, text, path, section)
    for role in policy.roles.values():
        uri = address.role_page(policy, role.id)
        view = View(policy, on, uri)
        text = _render("role.md.j2", view=view, card=role_card.card(view, role.id))
        yield Page(uri, role.label, text, path, (*section, "岗位"))


def _of_all(policies: Sequence[Policy], on: date) -> Iterator[Page]:
    for uri, title, template, rows in (
        (address.PENALTIES, "全部处罚", "penalties.md.j2", tables.penalty_rows),
        (address.SERVICES, "全部服务标准", "services.md.j2", tables.service_rows),
        (address.DEADLINES, "全部时限", "deadlines.md.j2", tables.deadline_rows),
        (address.ROLES, "全部岗位", "roles.md.j2", tables.role_rows),
    ):
        views = [View(policy.on(on), on, uri) for policy in policies]
        groups = [(view, tuple(rows(view))) for view in views]
        text = _render(template, title=title, views=views, groups=groups)
        yield Page(uri, title, text, None, ("总表",))


def _by_sector(views: Iterable[View]) -> dict[str, list[View]]:
    sectors: dict[str, list[View]] = {}
    for view in views:
        sectors.setdefault(view.policy.sector, []).append(view)
    return sectors


def _templates_as_they_are() -> tuple[int, ...]:
    """What differs once a template has been edited."""
    folder = Path(__file__).parents[1] / "templates"
    return tuple(file.stat().st_mtime_ns for file in sorted(folder.iterdir()))


def _render(template: str, **values: object) -> str:
    """A template with its values filled in; whatever is text in them stays text."""
    return _templates.get_template(template).render(**values)


_templates = environment(
    # `{#id}` is what Markdown calls a heading's id.
    comment_start_string="{%#",
    comment_end_string="#%}",
)
_templates.filters.update(
    heading=markup.heading,
    number=number_text,
    quantity=quantity_text,
    short=flow.short,
    yaml_text=markup.yaml_text,
)
_templates.globals.update(
    open_mark=open_mark,
    mark_class=markup.mark_class,
    LISTED_AS=LISTED_AS,
    OR=OR,
    address=address,
    clauses=clauses,
    role_card=role_card,
    calculator_words=calculator_words,
    examples=examples,
    flow=flow,
    ladder=ladder,
    mark_open=markup.mark_open,
    overview=overview,
    policy_pages=policy_pages,
    questions=questions,
    sections=sections,
    services=services,
    tables=tables,
)
