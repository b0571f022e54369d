"""The pages that look over all policies: sectors, comparison, what is open, counts, terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from tiercalc.dates import Calendars
from tiercalc.policy import Marks, Policy

from handbook.checking.glossary import Term
from handbook.pages import address
from handbook.pages.library import counts, grading, pending, places, practice, words
from handbook.pages.pages import Page
from handbook.pages.pages import _render as render
from handbook.pages.view import View

_TABLES = "总表"
# So many changes of a policy are told in one step.
_TOLD_OF_A_STEP = 20
_OPEN = (_TABLES, "等公司决定")


def sector_pages(policies: Sequence[Policy], on: date) -> Iterator[Page]:
    """A page a sector: its policies, with what a reader needs to choose one."""
    for sector, members in places.by_sector(policies).items():
        uri = places.sector_page(sector)
        text = render(
            "library_sector.md.j2",
            sector=sector,
            systems=[grading.system(View(policy, on, uri)) for policy in members],
            totals={policy.id: pending.total(pending.pending(policy)) for policy in members},
            open_page=address.link(uri, places.open_page(sector)),
            compare=address.link(uri, places.COMPARE),
        )
        yield Page(uri, sector, text, None, ("制度", sector))


def overview_pages(
    policies: Sequence[Policy], on: date, terms: Sequence[Term], calendars: Calendars
) -> Iterator[Page]:
    """The comparison, what is left open, how complete the library is, the glossary."""
    sectors = places.by_sector(policies)
    ordered = [policy for members in sectors.values() for policy in members]
    yield _comparison(ordered, on)
    yield from _open(sectors, on)
    yield _completeness(ordered, on, calendars)
    if terms:
        yield _glossary(terms)


def practice_page(policies: Sequence[Policy], on: date) -> Page:
    """Questions made from the policies in force, to be answered."""
    text = render(
        "library_practice.md.j2",
        sectors=practice.by_sector(policies, on),
        roles=practice.roles(policies, on),
        kinds=practice.kinds(),
    )
    return Page(places.PRACTICE, "练习", text, None, ())


def changes_page(history: object) -> Page:
    """What changed from version to version of the repository."""
    text = render("library_changes.md.j2", history=history, most=_TOLD_OF_A_STEP)
    return Page(places.CHANGES, "变更记录", text, None, (_TABLES,))


def with_terms(page: Page, policy: Policy, terms: Sequence[Term]) -> Page:
    """A policy's page with a last line that leads to the terms that the policy uses."""
    used = words.used(policy, terms)
    if not used:
        return page
    glossary = address.link(page.uri, places.GLOSSARY)
    foot = render("library_terms.html.j2", terms=used, glossary=glossary)
    return replace(page, markdown=f"{page.markdown}\n\n{foot}")


def _comparison(policies: Sequence[Policy], on: date) -> Page:
    views = [View(policy, on, places.COMPARE) for policy in policies]
    systems = [grading.system(view) for view in views]
    shown = [system for system in systems if system.groups]
    text = render(
        "library_compare.md.j2",
        systems=shown,
        sectors=list(dict.fromkeys(system.view.policy.sector for system in shown)),
        names_only=grading.NAMES_ONLY,
        open_pages={
            sector: address.link(places.COMPARE, places.open_page(sector))
            for sector in places.by_sector(policies)
        },
    )
    return Page(places.COMPARE, "等级对照", text, None, (_TABLES,))


def _open(sectors: dict[str, list[Policy]], on: date) -> Iterator[Page]:
    """What waits for a decision: the counts of all policies, then a list a sector."""
    rows = {
        sector: {policy.id: pending.pending(policy) for policy in members}
        for sector, members in sectors.items()
    }
    sums = {
        sector: pending.total(row for each in found.values() for row in each)
        for sector, found in rows.items()
    }
    uri = places.OPEN_SUMMARY
    text = render(
        "library_open.md.j2",
        views=[View(policy, on, uri) for members in sectors.values() for policy in members],
        sectors=list(sectors),
        total=pending.total(
            row for found in rows.values() for each in found.values() for row in each
        ),
        totals={key: pending.total(each) for found in rows.values() for key, each in found.items()},
        lists={sector: address.link(uri, places.open_page(sector)) for sector in sectors},
        sums=sums,
        marks=marks_of(policy for members in sectors.values() for policy in members),
    )
    yield Page(uri, _OPEN[-1], text, None, _OPEN)
    for sector, members in sectors.items():
        uri = places.open_page(sector)
        if sums[sector].questions or sums[sector].lost:
            text = render(
                "library_open_sector.md.j2",
                sector=sector,
                views=[View(policy, on, uri) for policy in members],
                rows=rows[sector],
                total=sums[sector],
                summary=address.link(uri, places.OPEN_SUMMARY),
            )
            yield Page(uri, sector, text, None, _OPEN)


def _completeness(policies: Sequence[Policy], on: date, calendars: Calendars) -> Page:
    rows = [counts.count(View(policy, on, places.COMPLETE), calendars) for policy in policies]
    text = render(
        "library_complete.md.j2",
        rows=rows,
        sectors=list(places.by_sector(policies)),
        sum=counts.total(rows),
        columns=counts.columns(rows),
        marks=marks_of(policies),
    )
    return Page(places.COMPLETE, "写全了没有", text, None, (_TABLES,))


def marks_of(policies: Iterable[Policy]) -> Marks:
    """The words for what is open, which are the same for all policies of a folder."""
    return next((policy.marks for policy in policies), Marks())


def _glossary(terms: Sequence[Term]) -> Page:
    text = render("library_glossary.md.j2", terms=terms)
    return Page(places.GLOSSARY, "术语表", text, None, (_TABLES,))
