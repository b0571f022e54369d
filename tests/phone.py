"""A built site as it is seen on a phone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.conftest import Site


def wide_on_a_phone(site: Site, kind: str, open_page: Callable[..., Page]) -> dict[str, int]:
    """The pages of a kind (`policy`, `role`) that are wider than a phone, with their widths."""
    page = open_page(viewport={"width": 390, "height": 844})
    # Where the line is spared no form starts Python, for which nobody waits here.
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    wide = {}
    for path in sorted((site.folder / kind).rglob("index.html")):
        address = path.parent.relative_to(site.folder).as_posix()
        page.goto(f"{site.url}{address}/")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            wide[address] = width
    return wide
