"""The site as a whole, made from policies: pages, files beside them, their order.

No site builder is named here; `handbook.hooks` hands this to MkDocs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from markupsafe import escape
from tiercalc.policy import Marks, Policy, canonical_json

from handbook import pages as render
from handbook.calendar.working_calendar import calendars_json, known_text
from handbook.checking.calendar_file import CalendarReading
from handbook.checking.glossary import Term
from handbook.checking.load import LoadedPolicy
from handbook.pages import Page, finding, marks_of
from handbook.pages import calculator_form as form
from handbook.pages.overview import edition, short_version
from handbook.publish.history import History

# Where the pages look for what is not theirs alone.
ASSETS = "assets/tierbook"
RUNTIME = "runtime"
CALENDAR = "calendar.json"
CHANGES = "changes.json"
POLICIES = "policy/"
SEARCH_INDEX = "search/facts.json"
# Libraries from npm that pages fetch, by the name under which our scripts ask for them.
LIBRARIES = {"ical.js": "ical.js/dist/ical.min.js", "fsrs.js": "ts-fsrs/dist/index.mjs"}

# Which version of a policy a page shows: a sentence, the policy's id, its version in short.
Edition = Mapping[str, str]

# An entry of the navigation: a title, and a page's source path or the entries of a section.
Entry = dict[str, object]


@dataclass(frozen=True)
class Hosted:
    """A file beside the pages: its address below the site's root, its text or where it stands."""

    uri: str
    content: str | Path


@dataclass(frozen=True)
class Coming:
    """What pages say from a day on: their Markdown by uri, and the inserts as in `Content`."""

    day: date
    markdown: Mapping[str, str]
    inserts: Mapping[str, str]


@dataclass(frozen=True)
class Content:
    """All that policies give a site; `inserts` go into pages written by hand, by name.

    `coming` holds, in order, what pages say from each later day on which a policy changes,
    `facts` what a search finds, `editions` which version of its policy a page shows, by its uri,
    `marks` the company's words for what is open.
    """

    pages: tuple[Page, ...]
    files: tuple[Hosted, ...]
    navigation: tuple[Entry, ...]
    inserts: Mapping[str, str]
    coming: tuple[Coming, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    editions: Mapping[str, Edition] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)


def content(
    policies: Sequence[LoadedPolicy],
    terms: Sequence[Term],
    calendar: CalendarReading,
    changed: History,
    on: date,
) -> Content:
    """The pages of policies that passed the check and of the glossary's terms, on a day.

    `changed` is what earlier versions of the policies were changed to.
    """
    counted_on = calendar.calendars
    made = render.pages(policies, on, terms, counted_on).values()
    pages = (*made, render.changes_page(changed))
    models = [loaded.policy for loaded in policies]
    return Content(
        pages,
        (
            *_data(policies),
            Hosted(CALENDAR, calendars_json(calendar.data)),
            Hosted(CHANGES, _changes_json(changed, policies)),
        ),
        tuple(navigation(pages)),
        _inserts(models, calendar, on),
        tuple(
            Coming(
                day,
                {
                    uri: page.markdown
                    for uri, page in render.pages(policies, day, terms, counted_on).items()
                },
                _inserts(models, calendar, day),
            )
            for day in sorted({each for model in models for each in model.changes if each > on})
        ),
        finding.document(models, terms, on),
        _editions(pages, policies),
        marks_of(models),
    )


def _inserts(models: Sequence[Policy], calendar: CalendarReading, on: date) -> dict[str, str]:
    return {
        "policies": str(render.policies_by_sector(models, on)),
        "calculator": str(form.welcome(models, on)),
        "calendar": known_text(calendar.known),
    }


def _editions(pages: Iterable[Page], policies: Iterable[LoadedPolicy]) -> dict[str, Edition]:
    """Which version of its policy a page shows, and when that holds, by the page's uri."""
    of_file = {loaded.path: loaded.policy for loaded in policies}
    shown = {page.uri: of_file[page.source] for page in pages if page.source in of_file}
    return {
        uri: {"text": edition(policy), "policy": policy.id, "version": short_version(policy)}
        for uri, policy in shown.items()
    }


def _changes_json(changed: History, policies: Iterable[LoadedPolicy]) -> str:
    """What readers who come back are told: each policy's edition, and what led to it."""
    document = {
        loaded.id: {
            "title": loaded.policy.title,
            "edition": short_version(loaded.policy),
            "steps": [
                {"edition": each.edition, "changes": each.changes}
                for step in changed.steps
                for each in step.changed
                if each.policy == loaded.id
            ],
        }
        for loaded in policies
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def policy_file(source: Path) -> str:
    """The address of a policy's own file, as it was written."""
    return f"{POLICIES}{source.name}"


def folder(path: Path, uri: str) -> list[Hosted]:
    """Every file below a folder, to be hosted below `uri`."""
    return [
        Hosted(f"{uri}/{file.relative_to(path).as_posix()}", file)
        for file in sorted(path.rglob("*"))
        if file.is_file()
    ]


def libraries(packages: Path) -> list[Hosted]:
    """The scripts from npm, which is installed in the folder `packages`."""
    return [Hosted(f"{ASSETS}/{name}", packages / path) for name, path in LIBRARIES.items()]


def navigation(pages: Iterable[Page]) -> list[Entry]:
    """The pages in their sections, each section where it is first named.

    Titles are HTML, since site builders print them as they are.
    """
    top: list[Entry] = []
    for page in pages:
        level = top
        for title in page.nav:
            level = _section(level, escape(title))
        level.append({escape(page.title): page.uri})
    return top


def insert(markdown: str, inserts: Mapping[str, str]) -> str:
    """A page written by hand with each `<!-- tierbook:name -->` replaced by the part so named."""
    for name, part in inserts.items():
        markdown = markdown.replace(f"<!-- tierbook:{name} -->", part)
    return markdown


def search_index(facts: Mapping[str, object], by_hand: Iterable[Mapping[str, str]]) -> str:
    """What a search finds: the policies' facts, and the sections of the pages written by hand.

    The sections are as Material's search plugin has them: title and text are HTML.
    """
    document = {**facts, "help": finding.help_rows(by_hand)}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _data(policies: Iterable[LoadedPolicy]) -> list[Hosted]:
    """Each policy as the calculator reads it, and its file as its owner wrote it."""
    return [
        hosted
        for loaded in policies
        for hosted in (
            Hosted(f"{POLICIES}{loaded.id}.json", canonical_json(loaded.data)),
            Hosted(policy_file(loaded.path), loaded.path),
        )
    ]


def _section(level: list[Entry], title: str) -> list[Entry]:
    for entry in level:
        inside = entry.get(title)
        if isinstance(inside, list):
            return inside
    inside = []
    level.append({title: inside})
    return inside
