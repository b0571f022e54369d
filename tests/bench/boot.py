"""How soon a page answers from Python: a bare `loadPyodide()`, PyScript, and the calculator.

`python -m tests.bench.boot` shows each in the same Chromium, one after the other, round by round:
with an empty profile (cold), in a new browser with a profile that has been there (warm), and
reloaded. The browser has settled before. Times run from the start of the navigation to the mark
that a page sets when it has the answer; `bare` and `PyScript` have it when 1 + 1 is 2, the
calculator when it has graded a customer.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from tests.bench.server import ENCODINGS, Host, hosted
from tests.conftest import build_site
from tests.paths import ROOT

MARK = "calc:first-result"
MODES = ("cold", "warm", "reload")
_PATIENCE_MS = 120_000
_BROWSER_STARTS_MS = 2_000
_BROWSER = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PAGE = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>{title}</title><link rel="icon" href="data:,">
{head}</head><body><p id="answer"></p>{body}</body></html>
"""
_BARE = """<script type="module">
new Worker("bare.mjs", { type: "module" }).onmessage = ({ data }) => {
  document.getElementById("answer").textContent = data;
  performance.mark("calc:first-result");
};
</script>"""
_BARE_WORKER = """import { loadPyodide } from "./pyodide/pyodide.mjs";
const python = await loadPyodide({ indexURL: new URL("./pyodide/", import.meta.url).href });
postMessage(String(python.runPython("1 + 1")));
"""
_PYSCRIPT_HEAD = """<link rel="stylesheet" href="pyscript/core.css">
<script type="module" src="pyscript/core.js"></script>"""
_PYSCRIPT = """<script type="py" config='{"interpreter": "./pyodide/pyodide.mjs"}'>
from js import document, performance
document.getElementById("answer").textContent = str(1 + 1)
performance.mark("calc:first-result")
</script>"""
_OURS = """<script type="module">
import { engine } from "./assets/tierbook/engine/engine.js";
const asked = { on: "2026-07-01", inputs: { 近一年累计实付金额: "3000" }, set: {} };
const answer = JSON.parse(await engine.ask("retail-store-vip", asked));
document.getElementById("answer").textContent = answer.tier;
if (answer.tier === "VIP 顾客") performance.mark("calc:first-result");
</script>"""


@dataclass(frozen=True)
class Visit:
    """One page shown once: when it had its answer, and the bytes that it took."""

    ms: float
    sent: int


@dataclass
class Candidate:
    """A way to an answer, at an address of the host, and its visits by mode."""

    name: str
    address: str
    visits: dict[str, list[Visit]] = field(default_factory=lambda: defaultdict(list))

    def ms(self, mode: str) -> float:
        """The median time in milliseconds."""
        return statistics.median(visit.ms for visit in self.visits[mode])


@click.command()
@click.option("--rounds", default=7, show_default=True, type=click.IntRange(1))
@click.option("--encoding", default="br", show_default=True, type=click.Choice(ENCODINGS))
@click.option("--mode", "modes", multiple=True, default=MODES, type=click.Choice(MODES))
def main(rounds: int, encoding: str, modes: tuple[str, ...]) -> None:
    """Compare how soon pages answer from Python."""
    candidates = [
        Candidate("裸 loadPyodide()（worker）", "bare.html"),
        Candidate("PyScript", "pyscript.html"),
        Candidate("计算器", "ours.html"),
        Candidate(
            "计算器所在的手册页", "policy/retail-store-vip/#近一年累计实付金额=3000&on=2026-07-01"
        ),
    ]
    with (
        tempfile.TemporaryDirectory() as scratch,
        sync_playwright() as playwright,
        hosted(_site(Path(scratch) / "site"), encoding, ROOT / "build" / "bench") as host,
    ):
        _compress(host)
        profiles = {each.name: Path(scratch) / f"profile-{i}" for i, each in enumerate(candidates)}
        for number in range(rounds):
            click.echo(f"第 {number + 1} / {rounds} 轮", err=True)
            for candidate in candidates:
                kept = profiles[candidate.name]
                for mode in modes:
                    visits = candidate.visits[mode]
                    visits.append(_visit(playwright, host, candidate.address, mode, kept))
    for mode in modes:
        _print(mode, candidates, encoding)


def _site(folder: Path) -> Path:
    """The handbook, and beside it the pages and files of the others."""
    done = build_site(folder)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    packages = ROOT / "node_modules"
    (folder / "pyodide").mkdir()
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"):
        shutil.copy(packages / "pyodide" / name, folder / "pyodide")
    shutil.copy(packages / "pyodide" / "pyodide-lock.json", folder / "pyodide")
    shutil.copytree(packages / "@pyscript" / "core" / "dist", folder / "pyscript")
    pages = {"bare": ("", _BARE), "pyscript": (_PYSCRIPT_HEAD, _PYSCRIPT), "ours": ("", _OURS)}
    for title, (head, body) in pages.items():
        page = _PAGE.format(title=title, head=head, body=body)
        (folder / f"{title}.html").write_text(page, encoding="utf-8")
    (folder / "bare.mjs").write_text(_BARE_WORKER, encoding="utf-8")
    return folder


def _compress(host: Host) -> None:
    """Compress the large files before anything is measured."""
    for path in host.folder.rglob("*"):
        if path.is_file() and path.stat().st_size > 100_000:
            host.body(path)


def _visit(playwright: Playwright, host: Host, address: str, mode: str, kept: Path) -> Visit:
    """Show a page once. `kept` is the profile of its warm visits and reloads."""
    if mode == "cold":
        with tempfile.TemporaryDirectory() as profile:
            return _shown(playwright, host, profile, lambda page: page.goto(host.url + address))
    if not kept.exists():
        for _ in range(2):
            _shown(playwright, host, kept, lambda page: page.goto(host.url + address), settle=2000)
    if mode == "warm":
        return _shown(playwright, host, kept, lambda page: page.goto(host.url + address))

    def reloaded(page: Page) -> None:
        page.goto(host.url + address)
        _wait(page)
        host.sent()
        page.reload()

    return _shown(playwright, host, kept, reloaded)


def _shown(
    playwright: Playwright,
    host: Host,
    profile: Path | str,
    go: Callable[[Page], object],
    settle: int = 0,
) -> Visit:
    host.sent()
    with _browser(playwright, profile) as context:
        page = context.pages[0]
        # A browser is busy with itself at first, which is no page's doing.
        page.wait_for_timeout(_BROWSER_STARTS_MS)
        go(page)
        _wait(page)
        ms = page.evaluate(f"performance.getEntriesByName('{MARK}')[0].startTime")
        # A browser keeps compiled code only after a while.
        page.wait_for_timeout(settle)
        return Visit(ms, host.sent())


def _wait(page: Page) -> None:
    page.wait_for_function(
        f"() => performance.getEntriesByName('{MARK}').length > 0",
        timeout=_PATIENCE_MS,
        polling=50,
    )


@contextmanager
def _browser(playwright: Playwright, profile: Path | str) -> Iterator[BrowserContext]:
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=shutil.which("chromium"),
        chromium_sandbox=False,
        args=[*_BROWSER],
        # The handbook would be fetched whole in the background, for times without a network.
        service_workers="block",
    )
    try:
        yield context
    finally:
        context.close()


def _print(mode: str, candidates: list[Candidate], encoding: str) -> None:
    click.echo(f"\n{mode}（{encoding}）    毫秒：中位 [最小–最大]    对裸启动的比    字节")
    bare = candidates[0].ms(mode)
    for candidate in candidates:
        times = [visit.ms for visit in candidate.visits[mode]]
        sent = int(statistics.median(visit.sent for visit in candidate.visits[mode]))
        click.echo(
            f"  {candidate.ms(mode):7.0f} [{min(times):.0f}–{max(times):.0f}]"
            f"    {candidate.ms(mode) / bare:.2f}    {sent:>10,}    {candidate.name}"
        )


if __name__ == "__main__":
    main()
