"""Python starts from its snapshot; whatever is wrong with that, it starts by itself and answers."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from handbook.runtime import build
from tests.conftest import Site, Watch
from tests.paths import ROOT

STORE = "policy/corner-shop/"
# Many times what a start takes on a quiet machine.
PATIENCE_MS = 60_000

OpenPage = Callable[..., Page]
Alter = Callable[[dict[str, Any], bytes], bytes]


def ask(page: Page, site: Site) -> None:
    page.goto(site.url + STORE)
    page.locator('form[data-policy] [name="year_spend"]').fill("2000")


def answered(page: Page, boot: str) -> None:
    """The right answer stands there, after a start of that kind, and the reader saw no alarm."""
    tier = page.locator('[data-decision="tier"]')
    expect(tier).to_have_attribute("data-outcome", "vip", timeout=PATIENCE_MS)
    expect(page.locator("html")).to_have_attribute("data-boot", boot)
    expect(page.locator('[role="alert"]:visible')).to_have_count(0)


def give(page: Page, file: str, body: bytes | str, **options: Any) -> None:
    page.route(f"**/runtime/{file}", lambda route: route.fulfill(body=body, **options))


def give_snapshot(page: Page, site: Site, body: bytes) -> None:
    """Give another snapshot, for which the manifest vouches."""
    manifest = json.loads((site.folder / "runtime/manifest.json").read_text())
    known = {"size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
    manifest["files"]["snapshot.bin"] = known
    give(page, "manifest.json", json.dumps(manifest))
    give(page, "snapshot.bin", body)


def snapshot(site: Site) -> bytes:
    return (site.folder / "runtime/snapshot.bin").read_bytes()


def altered(packed: bytes, alter: Alter) -> bytes:
    """A snapshot with another header or memory, packed as the real one is."""
    data = gzip.decompress(packed)
    (length,) = struct.unpack_from("<I", data)
    header = json.loads(data[4 : 4 + length])
    memory = alter(header, data[4 + length :])
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 4)
    return gzip.compress(struct.pack("<I", len(text)) + text + memory, 1)


def another_build(header: dict[str, Any], memory: bytes) -> bytes:
    header["build"] = "0" * 64
    return memory


def another_engine(header: dict[str, Any], memory: bytes) -> bytes:
    header["engine"] = "0" * 64
    return memory


def another_answer(header: dict[str, Any], memory: bytes) -> bytes:
    header["selfTest"]["answer"] = "{}"
    return memory


def another_question(header: dict[str, Any], memory: bytes) -> bytes:
    header["selfTest"]["policy"] = "{"
    return memory


def too_large(header: dict[str, Any], memory: bytes) -> bytes:
    kinds, stored = memory[: header["pages"]], memory[header["pages"] :]
    more = bytes([1]) * 4096
    header["pages"] += len(more)
    return kinds + more + stored


def empty_memory(header: dict[str, Any], memory: bytes) -> bytes:
    return memory[: header["pages"]] + bytes(len(memory) - header["pages"])


def test_python_starts_from_the_snapshot(page: Page, built_site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    ask(page, built_site)
    answered(page, "snapshot")
    assert {"snapshot.bin", "pyodide.wasm.bin", "pyodide.asm.js", "pyodide.js"} <= {*asked}
    assert not [name for name in asked if name.endswith((".zip", ".whl", "-lock.json"))]


@pytest.mark.parametrize(
    "alter",
    [another_build, another_engine, another_answer, another_question, too_large, empty_memory],
)
def test_a_snapshot_that_does_not_fit_is_left_alone(
    page: Page, built_site: Site, alter: Alter
) -> None:
    give_snapshot(page, built_site, altered(snapshot(built_site), alter))
    ask(page, built_site)
    answered(page, "plain")


def test_an_untouched_snapshot_packed_anew_is_used(page: Page, built_site: Site) -> None:
    give_snapshot(page, built_site, altered(snapshot(built_site), lambda _, memory: memory))
    ask(page, built_site)
    answered(page, "snapshot")


def test_a_snapshot_is_used_only_with_the_hash_in_the_manifest(
    page: Page, built_site: Site
) -> None:
    give(page, "snapshot.bin", altered(snapshot(built_site), lambda _, memory: memory))
    ask(page, built_site)
    answered(page, "plain")


def test_webassembly_that_is_not_in_the_manifest_is_left_alone(
    page: Page, built_site: Site
) -> None:
    whole = (built_site.folder / "runtime/pyodide.wasm.bin").read_bytes()
    give(page, "pyodide.wasm.bin", gzip.compress(gzip.decompress(whole), 1))
    ask(page, built_site)
    answered(page, "plain")


@pytest.mark.parametrize("file", ["pyodide.js", "pyodide.asm.js"])
def test_a_script_that_is_not_in_the_manifest_never_runs(
    page: Page, built_site: Site, watch: Watch, file: str
) -> None:
    whole = (built_site.folder / "runtime" / file).read_bytes()
    ran = whole + b"\nconsole.error('it ran');"
    give(page, file, ran, content_type="text/javascript")
    ask(page, built_site)
    alarm = page.locator('[role="alert"]:visible')
    expect(alarm).to_contain_text("没有下载成功", timeout=PATIENCE_MS)
    assert not [each for each in watch.troubles if "it ran" in each]
    watch.troubles.clear()
    page.unroute_all()
    alarm.get_by_role("button").click()
    answered(page, "snapshot")


@pytest.mark.parametrize("share", [0, 0.5, 0.999])
def test_a_snapshot_that_ends_early_is_left_alone(
    page: Page, built_site: Site, share: float
) -> None:
    whole = snapshot(built_site)
    give_snapshot(page, built_site, whole[: int(len(whole) * share)])
    ask(page, built_site)
    answered(page, "plain")


def test_without_a_snapshot_python_starts_by_itself(
    page: Page, built_site: Site, watch: Watch
) -> None:
    give(page, "snapshot.bin", "", status=404)
    ask(page, built_site)
    answered(page, "plain")
    watch.expect("404")


def test_a_snapshot_that_does_not_come_is_not_waited_for(page: Page, built_site: Site) -> None:
    held: list[Route] = []
    page.clock.install()
    page.route("**/snapshot.bin", lambda route: held.append(route))
    with page.expect_request("**/snapshot.bin"):
        ask(page, built_site)
    # What comes beside it has come: nothing more is heard.
    expect(page.get_by_text(re.compile(r"[1-9]\.\d / "))).to_be_visible(timeout=PATIENCE_MS)
    with page.expect_request("**/python_stdlib.zip"):
        page.clock.fast_forward("01:00")
    answered(page, "plain")


@pytest.mark.parametrize(
    ("lost", "boot"),
    [
        ("delete window.DecompressionStream", "plain"),
        ("delete WebAssembly.compileStreaming", "plain"),
        # Hosts without https: there is no hashing.
        ("Object.defineProperty(crypto, 'subtle', {value: undefined})", "snapshot"),
    ],
)
def test_an_old_browser_gets_its_answer(page: Page, built_site: Site, lost: str, boot: str) -> None:
    page.add_init_script(lost)
    ask(page, built_site)
    answered(page, boot)


def test_a_host_that_does_not_know_wasm_costs_nothing(
    page: Page, built_site: Site, watch: Watch
) -> None:
    wasm = (built_site.folder / "runtime/pyodide.asm.wasm").read_bytes()
    give(page, "pyodide.asm.wasm", wasm, content_type="application/octet-stream")
    give(page, "snapshot.bin", "", status=404)
    ask(page, built_site)
    answered(page, "plain")
    watch.expect("404")


def test_where_nothing_starts_python_the_reader_is_told(
    page: Page, built_site: Site, watch: Watch
) -> None:
    give(page, "snapshot.bin", "no snapshot")
    give(page, "*.whl", "no wheel")
    ask(page, built_site)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("没有下载成功", timeout=PATIENCE_MS)
    page.unroute_all()
    page.get_by_role("button", name="再试一次").click()
    answered(page, "snapshot")
    # The first attempt's complaints may come after the reader was told.
    watch.troubles.clear()


# When Python is started: the form of this page is further down than such a screen shows.
SMALL = {"width": 1280, "height": 500}
SPARING = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"


def engine(page: Page, state: str) -> None:
    expect(page.locator("html")).to_have_attribute("data-engine", state, timeout=PATIENCE_MS)


def test_python_waits_until_the_form_comes_into_view(open_page: OpenPage, built_site: Site) -> None:
    page = open_page(viewport=SMALL)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(built_site.url + STORE, wait_until="networkidle")
    engine(page, "idle")
    assert not [url for url in asked if "/runtime/" in url or url.endswith("worker.js")]
    page.locator("form[data-policy]").scroll_into_view_if_needed()
    engine(page, "ready")


@pytest.mark.parametrize("turn", [Locator.hover, Locator.focus], ids=["pointer", "focus"])
def test_where_the_line_is_spared_python_waits_for_the_reader(
    open_page: OpenPage, built_site: Site, turn: Callable[[Locator], None]
) -> None:
    page = open_page(viewport={"width": 1280, "height": 1200})
    page.add_init_script(SPARING)
    page.goto(built_site.url + STORE, wait_until="networkidle")
    expect(page.locator("form[data-policy]")).to_be_in_viewport()
    engine(page, "idle")
    turn(page.locator('form[data-policy] [name="year_spend"]'))
    engine(page, "ready")


def test_a_page_without_a_calculator_never_starts_python(page: Page, built_site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(built_site.url + "read/", wait_until="networkidle")
    page.mouse.move(600, 400)
    page.mouse.wheel(0, 2000)
    engine(page, "idle")
    assert not [url for url in asked if "/runtime/" in url or url.endswith("worker.js")]


@pytest.fixture(scope="module")
def late_runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A runtime whose engine imports a module only when it has to answer about 2000.01.

    About that amount nobody asks for practice.
    """
    project = tmp_path_factory.mktemp("late")
    leftovers = shutil.ignore_patterns("__pycache__", "build", "*.egg-info")
    shutil.copytree(ROOT / "calculator", project / "calculator", ignore=leftovers)
    shutil.copy(ROOT / "requirements.lock", project)
    (project / "node_modules").symlink_to(ROOT / "node_modules")
    with (project / "calculator/tiercalc/__init__.py").open("a") as file:
        file.write(
            "\n_answer = answer_text\n\n\n"
            "def answer_text(policy, request):\n"
            "    if '2000.01' in request:\n"
            "        import statistics\n\n"
            "        assert statistics.mean([2000]) == 2000\n"
            "    return _answer(policy, request)\n"
        )
    build(project)
    return project / "build/runtime"


@pytest.mark.parametrize("boot", ["snapshot", "plain"])
def test_a_module_missing_from_the_trimmed_library_is_fetched_when_needed(
    page: Page, built_site: Site, watch: Watch, late_runtime: Path, boot: str
) -> None:
    def from_late_runtime(route: Route) -> None:
        route.fulfill(path=late_runtime / route.request.url.rpartition("/")[2])

    page.route("**/runtime/*", from_late_runtime)
    if boot == "plain":
        give(page, "snapshot.bin", "", status=404)
    page.goto(built_site.url + STORE)
    year_spend = page.locator('form[data-policy] [name="year_spend"]')
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    year_spend.fill("1999")
    expect(page.locator("html")).to_have_attribute("data-boot", boot, timeout=PATIENCE_MS)
    assert "python_stdlib_full.zip" not in asked
    year_spend.fill("2000.01")
    answered(page, boot)
    assert "python_stdlib_full.zip" in asked
    if boot == "plain":
        watch.expect("404")
