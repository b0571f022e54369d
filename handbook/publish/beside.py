"""The files that pages load: styles, scripts, and the calculator's Python."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath

from handbook import home
from handbook.publish import bill, offline, site, styles
from handbook.publish.colours import coloured

_ASSETS = Path(__file__).parents[1] / "assets"
SITE_SCRIPTS = _ASSETS / "site"
_STYLES = _ASSETS / "styles" / "tierbook.css"
_TOKENS = _STYLES.with_name("tokens.css")
# Where the day of the build is written into a script that every page has: in the pages themselves
# it would make each of them new to browsers that keep the handbook.
_DATED = SITE_SCRIPTS / "dated.js"
_DAY_MARK = "@built@"
# Scripts of ours that are not hosted where the others are.
_ELSEWHERE = frozenset({offline.WORKER, offline.FORGETTING, _DATED.name})
# What only `tsc` reads.
_TYPES_ENDING = ".ts"

_log = logging.getLogger("mkdocs.plugins.tierbook")


def beside_pages(day: date, colour: str | None, accent: str | None) -> Iterator[site.Hosted]:
    """Each file, the calculator's Python brought up to date where the sources are.

    The styles are in a company's colours where it names one; `day` is the day of the build.
    """
    yield site.Hosted(f"{site.ASSETS}/{_STYLES.name}", _styles(colour, accent))
    dated = _DATED.read_text(encoding="utf-8").replace(_DAY_MARK, day.isoformat())
    yield site.Hosted(f"{site.ASSETS}/{_DATED.relative_to(_ASSETS).as_posix()}", dated)
    yield from (
        hosted
        for hosted in site.folder(_ASSETS, site.ASSETS)
        if PurePosixPath(hosted.uri).name not in _ELSEWHERE
        and PurePosixPath(hosted.uri).suffix not in (_STYLES.suffix, _TYPES_ENDING)
    )
    for library in site.libraries(home.NPM):
        if isinstance(library.content, Path) and not library.content.is_file():
            _log.warning("没有找到 %s。请运行 make setup。", library.content.relative_to(home.HOME))
        else:
            yield library
    if home.SHIPPED or _built():
        yield from site.folder(home.RUNTIME, site.RUNTIME)
    yield site.Hosted(bill.BILL, bill.bill(home.NPM, home.RUNTIME / "manifest.json"))


def _styles(colour: str | None, accent: str | None) -> str:
    sheet = styles.joined(_STYLES)
    tokens = _TOKENS.read_text(encoding="utf-8")
    if colour is None and accent is None:
        return sheet
    return sheet.replace(tokens, coloured(tokens, colour, accent))


def _built() -> bool:
    # Its tools are there where the sources are, and only there.
    from handbook import runtime

    try:
        runtime.build(home.HOME)
    except runtime.RuntimeBuildError as error:
        _log.warning("网页里的计算器不能用：%s", error)
        return False
    return True
