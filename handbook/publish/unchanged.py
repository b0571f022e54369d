"""For `mkdocs serve`: a page that would come out as it was is not made again.

To make a page takes some 15 ms, and a handbook has hundreds, of which an edit changes a few.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

# A template that costs nothing; what it gives is replaced by the page as it was.
TEMPLATE = "unchanged.html"
_FRAME = Path(__file__).parents[1] / "theme"


@dataclass(frozen=True)
class Made:
    """A page as it was made: all that went into it, and its HTML."""

    given: tuple[str, ...]
    html: str


class _Run:
    """What one event leaves for the next; `made` and `given` go by the page's source path."""

    serving = False
    frame = ""
    given: ClassVar[dict[str, tuple[str, ...]]] = {}
    made: ClassVar[dict[str, Made]] = {}


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
    """Keep nothing in a build, which happens once."""
    _Run.serving = command == "serve"


def on_nav(_: Navigation, *, config: MkDocsConfig, **__: object) -> None:
    """Note what every page shows: the navigation, the settings, the theme's changed parts."""
    files = [Path(config.config_file_path), *sorted(_FRAME.rglob("*.html"))]
    _Run.frame = repr([config.nav, *(file.read_text(encoding="utf-8") for file in files)])


@event_priority(-50)  # when the other hook has said all that goes into the page
def on_page_markdown(markdown: str, *, page: Page, **_: object) -> str:
    """Take the text away from a page that would come out as it was."""
    if not _Run.serving or page.file.generated_by is None:
        return markdown
    uri = page.file.src_uri
    given = (_Run.frame, markdown, repr(page.meta))
    made = _Run.made.get(uri)
    if made is None or made.given != given:
        _Run.made.pop(uri, None)
        _Run.given[uri] = given
        return markdown
    page.meta["template"] = TEMPLATE
    return ""


@event_priority(50)  # before the other hook adds to what the template gave
def on_post_page(output: str, *, page: Page, **_: object) -> str:
    """Give an unchanged page as it was; keep any other."""
    uri = page.file.src_uri
    if uri in _Run.made:
        return _Run.made[uri].html
    if uri in _Run.given:
        _Run.made[uri] = Made(_Run.given.pop(uri), output)
    return output
