"""MkDocs' way into the handbook: its events, each handed to the module that does the work."""

from __future__ import annotations

import logging
import mimetypes
import os
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from handbook import links, runtime, security, site
from handbook.check import Report, check
from handbook.error_page import at_every_address, error_page

ASSETS = Path(__file__).parent / "assets"
SEARCH_WORKER = "assets/javascripts/workers/search.*.min.js"
# The theme's word cutters, which the search does without, and its maps for debugging.
UNUSED = ("assets/javascripts/lunr/*", "*.map")

_log = logging.getLogger("mkdocs.hooks.handbook")


class _Run:
    """What one event of a run of MkDocs leaves for the next."""

    serving = False
    failing = False
    content = site.Content((), (), (), {})


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
    """Remember whether somebody watches, for then a fault is shown and stops nothing."""
    _Run.serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Make no heading's id from Chinese words; `links` finds the headings without one."""
    config.mdx_configs.setdefault("toc", {})["slugify"] = lambda *_: links.WITHOUT_ID


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add what the policies give, or put the findings in place of everything."""
    root = Path(config.config_file_path).parent
    report = check([Path(os.path.relpath(root / "policy"))])
    _Run.failing = not report.sound
    if _Run.failing:
        return _findings_instead(report, config)
    for finding in report.findings:
        _log.info(str(finding))
    _Run.content = site.content(report.policies, site.day())
    _add_pages(files, config)
    _add_hosted(files, [*_Run.content.files, *_beside(root)], config)
    _change_theme(files)
    return files


def on_page_content(html: str, **_: object) -> str:
    """Put the parts that policies give into pages written by hand."""
    return site.fill(html, _Run.content.parts)


def on_page_context(_: object, *, page: Page, config: MkDocsConfig, **__: object) -> None:
    """Let a policy's page show the policy's file where no place to edit it is known."""
    source = page.file.edit_uri
    if not config.edit_uri_template:
        shown = source is not None and source.startswith(site.POLICIES)
        page.edit_url = get_relative_url(source, page.url) if shown else None


def on_post_page(output: str, **_: object) -> str:
    """Give the page its security policy."""
    return security.protect(output, live=_Run.serving)


def on_post_template(output: str, *, template_name: str, **_: object) -> str:
    """Give the page for unknown addresses its security policy too."""
    if not template_name.endswith(".html"):
        return output
    return security.protect(output, live=_Run.serving)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Check every link and heading of the built pages."""
    if _Run.failing:
        return
    faults = links.check(Path(config.site_dir), urlsplit(config.site_url or "/").path)
    if faults and not _Run.serving:
        raise PluginError("\n".join(faults))
    for fault in faults:
        _log.warning(fault)


def on_serve(server: LiveReloadServer, **_: object) -> None:
    """Show the findings at every address while there are errors, and a policy's file as text."""
    mimetypes.add_type("text/plain; charset=utf-8", ".yaml")
    server.set_app(at_every_address(server.serve_request, server.mount_path, lambda: _Run.failing))


def _findings_instead(report: Report, config: MkDocsConfig) -> Files:
    if not _Run.serving:
        raise PluginError(f"制度文件有错误，手册没有生成。\n{report.as_text()}")
    _log.error(report.as_text())
    config.nav = []
    config.theme.static_templates = set()
    page = error_page(report.findings, report.sources)
    return Files([File.generated(config, "index.html", content=page)])


def _add_pages(files: Files, config: MkDocsConfig) -> None:
    """Add the policies' pages after the welcome page, each with the file that an edit changes."""
    for file in files.documentation_pages():
        file.edit_uri = f"{Path(config.docs_dir).name}/{file.src_uri}"
    for page in _Run.content.pages:
        file = File.generated(config, page.uri, content=page.markdown)
        file.edit_uri = site.policy_file(page.source) if page.source else None
        files.append(file)
    own = config.nav if isinstance(config.nav, list) else []
    config.nav = [*own[:1], *_Run.content.navigation, *own[1:]]


def _beside(root: Path) -> Iterable[site.Hosted]:
    """The files that pages load: styles, scripts, and the calculator's Python."""
    yield from site.folder(ASSETS, site.ASSETS)
    try:
        runtime.build(root)
    except runtime.RuntimeBuildError as error:
        _log.warning("网页里的计算器不能用：%s", error)
    else:
        yield from site.folder(root / "build" / "runtime", site.RUNTIME)


def _add_hosted(files: Files, hosted: Iterable[site.Hosted], config: MkDocsConfig) -> None:
    for one in hosted:
        if isinstance(one.content, Path):
            file = File.generated(config, one.uri, abs_src_path=str(one.content.resolve()))
        else:
            file = File.generated(config, one.uri, content=one.content)
        files.append(file)


def _change_theme(files: Files) -> None:
    """Search with our own worker, and leave out what it does not need of the theme."""
    (worker,) = (file for file in files if fnmatch(file.src_uri, SEARCH_WORKER))
    worker.content_bytes = (ASSETS / site.SEARCH_WORKER).read_bytes()
    for file in list(files):
        if any(fnmatch(file.src_uri, pattern) for pattern in UNUSED):
            files.remove(file)
