"""MkDocs' way into the handbook: its events, each handed to the module that does the work."""

from __future__ import annotations

import logging
import mimetypes
import os
import shutil
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemBytecodeCache
from markdown import Markdown  # type: ignore[import-untyped]
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.meta import get_data
from watchdog.observers.polling import PollingObserver

from handbook import home
from handbook.calendar.today import build_day
from handbook.checking.calendar_file import read_calendar_of
from handbook.checking.check import check_every_day
from handbook.publish import compressed, links, offline, security, settings, site
from handbook.publish.beside import SITE_SCRIPTS, beside_pages
from handbook.publish.by_hand import in_own_words, of_what_is_there
from handbook.publish.dated import dated
from handbook.publish.error_page import at_every_address, error_page
from handbook.publish.history import history
from handbook.publish.hosted import add_hosted, leave_out
from handbook.publish.rendering import going_on, outlive_builds, rendered
from handbook.publish.shipped import add_pages_about, bring_schemas
from handbook.publish.trimming import trim
from handbook.source.characters import visible
from handbook.source.findings import Finding

# Where a page by hand says what the handbook is called.
NAME = "<!-- tierbook:name -->"

# What the theme's own search would load.
THEMES_INDEX = "search/search_index.json"

# Stands for the version of a page's policy until the page is done: a version differs at every save,
# and would have every page of the policy made anew.
VERSION = "\ue001"

# Seconds between two looks for a saved file; MkDocs' own half a second is felt.
LOOK_EVERY = 0.2

_log = logging.getLogger("mkdocs.plugins.tierbook")


class _Run:
    """What one event of a run of MkDocs leaves for the next."""

    serving = False
    failing = False
    findings: tuple[Finding, ...] = ()
    content = site.Content((), (), (), {})
    pages: Mapping[str, str] = MappingProxyType({})


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
    """Remember whether somebody watches, for then a fault is shown and stops nothing."""
    _Run.serving = command == "serve"
    if _Run.serving:
        outlive_builds(_fail)


@event_priority(50)  # before the search looks at its own settings
def on_config(config: MkDocsConfig) -> None:
    """Set what every handbook has.

    While serving `links` alone checks anchors, since to MkDocs an unchanged page has none, and
    no page is kept in the browser, since it would not see the next edit.
    """
    settings.apply(config)
    if home.SHIPPED:
        bring_schemas(_root(config))
    if _Run.serving:
        config.validation.links.anchors = logging.DEBUG
        config.extra_javascript = [
            script for script in config.extra_javascript if str(script) != settings.OFFLINE
        ]


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add what the policies give, or put the findings in place of everything."""
    root = _root(config)
    day = build_day()
    policies = Path(os.path.relpath(root / "policy"))
    report = check_every_day([policies], day)
    if not _Run.serving and not report.sound:
        raise PluginError(f"制度文件有错误，手册没有生成。\n{report.as_text()}")
    if report.findings:
        (_log.info if report.sound else _log.error)(report.as_text())
    # A policy that can be read is shown as it stands, even where its examples expect another
    # answer: that is what somebody sees who has just changed a figure.
    _Run.failing = not report.readable
    if _Run.failing:
        return _findings_instead(report.findings, report.sources, config)
    calendar, past = read_calendar_of(policies), history(policies)
    made = rendered(
        lambda some: site.content(some, report.terms, calendar, past, day), report.policies
    )
    if isinstance(made, Finding):
        if not _Run.serving:
            raise PluginError(visible(str(made)))
        _log.error(visible(str(made)))
        _Run.failing = True
        return _findings_instead([made], report.sources, config)
    _Run.content = made
    _Run.findings = report.findings if _Run.serving else ()
    _Run.pages = {page.uri: page.markdown for page in _Run.content.pages}
    _add_pages(files, config)
    company = config.plugins["tierbook"].config
    beside = beside_pages(day, company["colour"], company["accent"])
    add_hosted(files, [*_Run.content.files, *beside], config)
    leave_out(files)
    return files


def on_env(env: Environment, *, config: MkDocsConfig, **_: object) -> None:
    """Keep the theme's templates compiled from one build to the next, to which they are slow."""
    kept = _root(config) / "build" / "templates"
    kept.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(kept))


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **__: object) -> str:
    """Let a page by hand speak of the policies that there are.

    The welcome page shows all findings, and a policy's pages those of its file.
    """
    source = Path(page.file.edit_uri or "").name
    page.meta["findings"] = [
        finding
        for finding in _Run.findings
        if page.is_homepage or Path(finding.path).name == source
    ]
    page.meta["edition"] = {
        key: said.replace(_version(page), VERSION)
        for key, said in _Run.content.editions.get(page.file.src_uri, {}).items()
    }
    if page.file.src_uri in _Run.pages or page.is_homepage:
        # What these say is found by the facts that they are made from.
        page.meta["search"] = {"exclude": True}
    if page.file.src_uri in _Run.pages:
        return markdown
    named = markdown.replace(NAME, escape(config.site_name))
    shown = of_what_is_there(named, page.file.src_uri, _Run.pages)
    explains = page.file.src_uri in settings.EXPLAINING
    return in_own_words(shown, _Run.content.marks) if explains else shown


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Put the parts that policies give into pages written by hand, and what holds on later days."""
    content = _Run.content
    later = [
        (each.day, site.insert(_on_day(each, html, page, config), each.inserts))
        for each in content.coming
    ]
    return dated(site.insert(html, content.inserts), later)


def _on_day(coming: site.Coming, html: str, page: Page, config: MkDocsConfig) -> str:
    """A page as it is on a later day; what is written by hand is the same."""
    uri = page.file.src_uri
    written = coming.markdown.get(uri)
    if written is None or written == page.file.content_string:
        return html
    reader = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    later: str = reader.convert(get_data(written)[0])
    return later


def on_page_context(_: object, *, page: Page, config: MkDocsConfig, **__: object) -> None:
    """Let a policy's page show the policy's file where no place to edit it is known."""
    source = page.file.edit_uri
    if not config.edit_uri_template:
        shown = source is not None and source.startswith(site.POLICIES)
        page.edit_url = get_relative_url(source, page.url) if shown else None


def on_post_page(output: str, *, page: Page, **_: object) -> str:
    """Take what nobody reads from the page and give it its security policy."""
    return _finished(output, page.file.src_uri).replace(VERSION, _version(page))


def on_post_template(output: str, *, template_name: str, **_: object) -> str:
    """Do the same for the page for unknown addresses."""
    if not template_name.endswith(".html"):
        return output
    return _finished(output, template_name)


def _version(page: Page) -> str:
    """The version of the policy whose page it is; empty for any other."""
    return _Run.content.editions.get(page.file.src_uri, {}).get("version", "")


def _finished(html: str, name: str) -> str:
    try:
        return _finish(html, live=_Run.serving)
    except security.StrangeScriptError as strange:
        raise PluginError(visible(f"{name}：{strange}")) from None


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write what a search finds; check all links; let browsers keep the site."""
    if _Run.failing:
        return
    folder = Path(config.site_dir)
    by_hand = config.plugins[settings.SEARCH].search_index.entries  # type: ignore[attr-defined]
    index = site.search_index(_Run.content.facts, by_hand)
    (folder / site.SEARCH_INDEX).write_text(index, encoding="utf-8")
    (folder / THEMES_INDEX).unlink()
    faults = links.check(folder, urlsplit(config.site_url or "/").path)
    if faults and not _Run.serving:
        raise PluginError(visible("\n".join(faults)))
    for fault in faults:
        _log.warning(visible(fault))
    _keep_offline(folder)
    # Last, since they are copies of what browsers know.
    if config.plugins["tierbook"].config["compressed"] and not _Run.serving:
        compressed.add(folder)


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> None:
    """Notice a save sooner; show findings at every address, and a policy's file as text."""
    watched = [path for path in (config.docs_dir, config.config_file_path) if path]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=LOOK_EVERY)
    for path in watched:
        server.watch(path)
    mimetypes.add_type("text/plain; charset=utf-8", ".yaml")
    # The settings, which are read anew for each build, may be wrong.
    build, folder = server.builder, Path(config.site_dir)
    server.builder = lambda: going_on(build, folder, _fail)
    server.set_app(at_every_address(server.serve_request, server.mount_path, lambda: _Run.failing))


def _fail() -> None:
    _Run.failing = True


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


@lru_cache(maxsize=4096)
def _finish(html: str, *, live: bool) -> str:
    """Kept, so that a page that did not change is not worked through again."""
    return security.protect(trim(html), live=live)


def _keep_offline(folder: Path) -> None:
    """Let browsers keep a build; what is served changes too often, and what was kept goes."""
    if _Run.serving:
        shutil.copy(SITE_SCRIPTS / offline.FORGETTING, folder / offline.WORKER)
    else:
        offline.add(folder, (SITE_SCRIPTS / offline.WORKER).read_text(encoding="utf-8"))


def _findings_instead(
    findings: Iterable[Finding], sources: Mapping[str, str], config: MkDocsConfig
) -> Files:
    config.nav = []
    config.theme.static_templates = set()
    page = error_page(findings, sources)
    return Files([File.generated(config, "index.html", content=page)])


def _add_pages(files: Files, config: MkDocsConfig) -> None:
    """Add the policies' pages after the welcome page, each with the file that an edit changes."""
    for file in files.documentation_pages():
        file.edit_uri = f"{Path(config.docs_dir).name}/{file.src_uri}"
    add_pages_about(files, config)
    by_hand = [file.src_uri for file in files.documentation_pages()]
    for page in _Run.content.pages:
        file = File.generated(config, page.uri, content=page.markdown)
        file.edit_uri = site.policy_file(page.source) if page.source else None
        files.append(file)
    own = config.nav or settings.navigation(by_hand)
    config.nav = [*own[:1], *_Run.content.navigation, *own[1:]]
