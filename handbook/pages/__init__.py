"""From policies to the pages of the handbook: Markdown and HTML, for whatever builds the site.

A page's headings are Markdown with explicit ids, so that a site builder finds them; all else stands
in HTML blocks. Nothing here knows which builder that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tiercalc.dates import Calendars

from handbook.calendar.working_calendar import library_calendars
from handbook.checking.glossary import Term
from handbook.pages import address, library
from handbook.pages import pages as of_policies
from handbook.pages.library import changes_page, marks_of
from handbook.pages.pages import Loaded, Page, policies_by_sector

__all__ = ["Page", "changes_page", "marks_of", "pages", "policies_by_sector"]


def pages(
    policies: Sequence[Loaded],
    on: date,
    terms: Sequence[Term] = (),
    calendars: Calendars | None = None,
) -> dict[str, Page]:
    """Every page, by its uri: those of a policy each, the tables, those that look over all.

    Figures have the values of the day `on`; `terms` are the glossary's; without `calendars` there
    are no days off of a company's own. The policies must have passed the check.
    """
    models = [loaded.policy for loaded in policies]
    made = {page.uri: page for page in library.sector_pages(models, on)}
    made |= of_policies.pages(policies, on)
    for policy in models:
        uri = address.part_page(policy, "source")
        made[uri] = library.with_terms(made[uri], policy, terms)
    counted_on = calendars or library_calendars()
    made |= {page.uri: page for page in library.overview_pages(models, on, terms, counted_on)}
    practice = library.practice_page(models, on)
    return made | {practice.uri: practice}
