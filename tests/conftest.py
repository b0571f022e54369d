"""What several tests share: built sites on a loopback port, and watched pages in Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest
from filelock import FileLock
from hypothesis import Phase, is_hypothesis_test, settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from handbook.calendar.today import today
from handbook.checking.check import check
from tests.paths import LIBRARY, POLICY, ROOT, SHOPS
from tests.site_server import PREFIX, serve

# How long one example takes says more of the machine than of the code.
settings.register_profile("handbook", deadline=None)
# For `make mutants`: the same cases each time, and the first that fails is enough.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile("handbook")
_FOREIGN_HOSTS_DO_NOT_RESOLVE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
_QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Puts questions, `(policy, request, question)`, to the engine that a page uses, at that address.
ASK_ENGINE = """
async ([address, questions]) => {
  const { engine } = await import(address);
  return Promise.all(questions.map(([policy, request, question]) =>
    engine.ask(policy, JSON.parse(request), question)));
}
"""
_REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", event => console.error(
  "CSP:", event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber
));
"""


# `once(name, fill)`: a folder that is filled for the first that asks for it.
Once = Callable[[str, Callable[[Path], None]], Path]
_BUILDING = {"builds", "built_site", "library_site", "project"}
# Where tests run the console script, each time from its start.
_COMMANDS = {ROOT / "tests" / "handbook" / part for part in ("command", "comparing", "grading")}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--questions",
        type=int,
        default=2_000,
        help="how many random questions are put to the engine, a list and the worker",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it needs, so that none is forgotten in the quick run."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "browser" in fixtures:
            item.add_marker(pytest.mark.browser)
        obj = getattr(item, "obj", None)
        if fixtures & _BUILDING or is_hypothesis_test(obj) or item.path.parent in _COMMANDS:
            item.add_marker(pytest.mark.slow)
        if LIBRARY in item.path.parents:
            item.add_marker(pytest.mark.library)


@dataclass(frozen=True)
class Site:
    """A built site: its folder, and its address with a slash at the end."""

    folder: Path
    url: str


@dataclass
class Watch:
    """What the pages of one test asked from other hosts, and what went wrong in them.

    Both must be empty when the test ends. A test that provokes a trouble says so with `expect`.
    """

    foreign: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def expect(self, part: str) -> None:
        """Take the troubles that contain `part` as wanted; there must be one."""
        assert any(part in trouble for trouble in self.troubles), self.troubles
        self.troubles = [trouble for trouble in self.troubles if part not in trouble]


def build_site(folder: Path, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` for the project at `root` into `folder`, below a sub-path."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=root,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "HANDBOOK_URL": f"http://127.0.0.1{PREFIX}"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """`once(name, fill)` is a folder that `fill` has filled, for all workers of this run."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def once(name: str, fill: Callable[[Path], None]) -> Path:
        folder = shared / f"once-{name}"
        with FileLock(f"{folder}.lock"):
            if not folder.exists():
                filling = tmp_path_factory.mktemp(name)
                fill(filling)
                filling.rename(folder)
        return folder

    return once


@pytest.fixture(scope="session")
def built_site(once: Once) -> Iterator[Site]:
    """A handbook of the shops, built once and served below a sub-path."""

    def build(folder: Path) -> None:
        project = copy_project(folder)
        done = build_site(project / "site", project)
        assert done.returncode == 0, done.stdout + done.stderr

    site = once("built", build) / "project/site"
    with serve(site) as url:
        yield Site(site, url)


@pytest.fixture(scope="session")
def library_site(once: Once) -> Iterator[Site]:
    """The handbook of the policies in policy/, built once and served below a sub-path."""
    if any(finding.severity == "error" for finding in check([POLICY], today()).findings):
        pytest.skip("policy/ 里有错误，先按 tierbook check 改好")

    def build(folder: Path) -> None:
        done = build_site(folder / "site")
        assert done.returncode == 0, done.stdout + done.stderr

    site = once("library", build) / "site"
    with serve(site) as url:
        yield Site(site, url)


def copy_project(folder: Path) -> Path:
    """A copy of what the handbook is built from, with the shops for policies."""
    copy = folder / "project"
    for part in ("calculator", "docs", "handbook"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(SHOPS, copy / "policy")
    shutil.copy(POLICY / "policy.schema.json", copy / "policy")
    shutil.copytree(POLICY / "glossary", copy / "policy" / "glossary")
    for file in ("mkdocs.yml", "requirements.lock"):
        shutil.copy(ROOT / file, copy)
    (copy / "build").mkdir()
    for made in ("node_modules", "build/runtime"):
        (copy / made).symlink_to(ROOT / made)
    return copy


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project for one test."""
    return copy_project(tmp_path)


@contextmanager
def mkdocs_serve(root: Path, port: int = 0) -> Iterator[str]:
    """The address at which `mkdocs serve` shows the project at `root` while the block runs."""
    if not port:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
    address = f"127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
        cwd=root,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines: Queue[str] = Queue()
    reader = Thread(target=lambda: [lines.put(line) for line in server.stdout or ()])
    reader.start()
    try:
        while "Serving on" not in lines.get(timeout=120):
            pass
        yield f"http://{address}/"
    finally:
        server.terminate()
        server.wait()
        reader.join()
        if server.stdout:
            server.stdout.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, to which no host but the loopback one exists."""
    executable = shutil.which("chromium")
    if executable is None:
        pytest.fail("没有找到 chromium。请先运行 make browser。")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=executable,
            chromium_sandbox=False,
            args=[*_QUIET, _FOREIGN_HOSTS_DO_NOT_RESOLVE],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """The record of this test's pages; the test fails if anything is left in it."""
    record = Watch()
    yield record
    assert record == Watch()


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """`open_page(**options)` is a watched page in a context of its own (Playwright's options).

    Without `service_workers="allow"` the handbook is not kept for times without a network.
    """
    contexts: list[BrowserContext] = []
    usual = {"locale": "zh-CN", "service_workers": "block"}

    def open_one(**options: object) -> Page:
        context = browser.new_context(**{**usual, **options})  # type: ignore[arg-type]
        contexts.append(context)
        context.add_init_script(_REPORT_VIOLATIONS)
        context.on("request", lambda request: _note_foreign(request.url, watch))
        context.on("console", lambda message: _note_error(message, watch))
        context.on("weberror", lambda error: watch.troubles.append(str(error.error)))
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A watched page of the usual size."""
    return open_page(viewport={"width": 1280, "height": 900})


def _note_foreign(url: str, watch: Watch) -> None:
    if not url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:")):
        watch.foreign.append(url)


def _note_error(message: ConsoleMessage, watch: Watch) -> None:
    if message.type == "error":
        place = message.location
        watch.troubles.append(f"{message.text} ({place.get('url')}:{place.get('lineNumber')})")
