"""The handbook without a network, and its change from one build to the next."""

from __future__ import annotations

import json
import os
import re
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import Watch, build_site, copy_project, mkdocs_serve
from tests.paths import AXE
from tests.site_server import serve

STORE = "policy/corner-shop/"
BOOKS = "policy/book-shop/"
NEW = "policy/tea-house/"
OLD_LABEL, NEW_LABEL = "全年花费门槛", "一年花费门槛"
OpenPage = Callable[..., Page]

# A whole handbook is fetched, and Python started, on a machine that may be busy.
expect.set_options(timeout=15_000)

DIGESTS = """
async (addresses) => Promise.all(addresses.map(async (address) => {
  const content = await (await fetch(address)).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return "sha256-" + btoa(String.fromCharCode(...digest));
}))
"""
# Whether what a page shows, and what it would fetch next, is of the new build.
ARE_NEW = """
async (label) => {
  const { src } = document.querySelector("script[src*='offline.js']");
  const root = new URL("../../../", src);
  const text = async (address) => (await fetch(new URL(address, root))).text();
  return [
    document.querySelector("#figure-year_floor").textContent.includes(label),
    getComputedStyle(document.documentElement).getPropertyValue("--of-the-new-build") !== "",
    (await text("policy/corner-shop.json")).includes(label),
    (await text("search/facts.json")).includes(label),
    (await text("policy/book-shop/")).includes("tea-house"),
  ];
}
"""
HOW_THE_UPDATE_ENDS = """
async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  const end = new Promise((resolve) => {
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker.addEventListener("statechange", () => resolve(worker.state));
    });
  });
  await registration.update();
  return end;
}
"""
SAY_HOW_KEEPING_ENDS = """
const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
navigator.serviceWorker.register = async (...given) => {
  const registration = await register(...given);
  const worker = registration.installing;
  worker.addEventListener("statechange", () => document.body.dataset.keeping = worker.state);
  return registration;
};
"""


ASK_FOR_EACH_STATE = """
new MutationObserver(() => fetch(`../../?engine=${document.documentElement.dataset.engine}`))
  .observe(document, { subtree: true, attributeFilter: ["data-engine"] });
"""


# Of the first page of a tab, which then asks in vain.
LET_NO_QUESTION_THROUGH = """
if (!sessionStorage.getItem("asked")) {
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...more) {
    if (message?.request) sessionStorage.setItem("asked", "yes");
    else post.call(this, message, ...more);
  };
}
"""


class Held(list[str]):
    """Takes down what is asked for; roles' pages are held back until Python is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.holding = Event()
        self._released = Event()

    def append(self, name: str) -> None:
        super().append(name)
        if name.startswith("role/"):
            self.holding.set()
            self._released.wait(60)
        if name.startswith("runtime/"):
            self._released.set()


@dataclass
class Host:
    """A host that shows one build, until another is published there."""

    url: str
    shown: Path
    asked: list[str]

    def publish(self, build: Path) -> None:
        """From now on another build stands at the same address."""
        link = self.shown.with_name("next")
        link.symlink_to(build)
        link.replace(self.shown)
        self.asked.clear()


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A build, and one with another label, another style and one more policy."""
    folder = tmp_path_factory.mktemp("builds")
    project = copy_project(folder)
    built = []
    for name in ("old", "new"):
        done = build_site(folder / name, project)
        assert done.returncode == 0, done.stdout + done.stderr
        built.append(folder / name)
        store = project / "policy/corner-shop.yaml"
        store.write_text(store.read_text("utf-8").replace(OLD_LABEL, NEW_LABEL), encoding="utf-8")
        shutil.copy(project / "policy/book-shop.yaml", project / "policy/tea-house.yaml")
        with (project / "handbook/assets/styles/notices.css").open("a", encoding="utf-8") as styles:
            styles.write(":root { --of-the-new-build: yes; }\n")
    return built[0], built[1]


@pytest.fixture
def host(builds: tuple[Path, Path], tmp_path: Path) -> Iterator[Host]:
    shown = tmp_path / "shown"
    shown.symlink_to(builds[0])
    asked: list[str] = []
    with serve(shown, asked=asked) as url:
        yield Host(url, shown, asked)


@pytest.fixture
def reader(open_page: OpenPage) -> Page:
    return open_page(service_workers="allow", viewport={"width": 1280, "height": 900})


def kept(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("data-offline", "ready")


def offer(page: Page) -> Locator:
    return page.get_by_role("status").locator("p", has_text="手册有新版本")


def answered(page: Page, decision: str, outcome: str) -> None:
    place = page.locator(f'[data-decision="{decision}"]')
    expect(place).to_have_attribute("data-outcome", outcome)


def listed(build: Path) -> dict[str, str]:
    files: dict[str, str] = json.loads((build / "offline.json").read_text())["files"]
    return files


def version(build: Path) -> str:
    """The corner shop's, as an answer shows it."""
    return sha256((build / "policy/corner-shop.json").read_bytes()).hexdigest()[:8]


def visit(page: Page, host: Host, path: str = STORE) -> None:
    page.goto(host.url + path)
    kept(page)


def test_after_one_visit_everything_opens_without_a_network(
    host: Host, reader: Page, watch: Watch
) -> None:
    visit(reader, host, "read/")
    assert reader.evaluate("navigator.serviceWorker.ready.then(({scope}) => scope)") == host.url
    reader.context.set_offline(True)
    reader.goto(host.url + STORE)
    expect(reader.get_by_role("heading", level=1)).to_contain_text("街角小铺会员办法")
    reader.locator("[name=year_spend]").fill("2000")
    answered(reader, "tier", "vip")
    reader.goto(f"{host.url}{BOOKS}#annual_spend=5000.01")
    answered(reader, "tier", "vip")
    reader.locator(".md-search__input").fill("补登记")
    reader.locator(".tb-found a").first.click()
    expect(reader.locator("#deadline-registration")).to_be_in_viewport()
    reader.goto(host.url)
    reader.get_by_label("选一部制度").select_option("corner-shop")
    expect(reader.locator("#calculator-corner-shop")).to_be_visible()
    reader.goto(host.url + STORE.rstrip("/"))
    expect(reader).to_have_url(host.url + STORE)
    assert watch == Watch()


def test_the_page_that_was_open_answers_without_a_network(host: Host, reader: Page) -> None:
    visit(reader, host)
    reader.context.set_offline(True)
    reader.locator("[name=year_spend]").fill("2000")
    answered(reader, "tier", "vip")


def test_every_file_of_the_build_is_kept_as_it_is(
    host: Host, builds: tuple[Path, Path], reader: Page
) -> None:
    files = listed(builds[0])
    published = {path for path in builds[0].rglob("*") if path.is_file()}
    left_out = {"offline.json", "service_worker.js", "sitemap.xml", "sitemap.xml.gz"}
    assert len(files) == len(published) - len(left_out)
    visit(reader, host)
    reader.context.set_offline(True)
    assert reader.evaluate(DIGESTS, [host.url + name for name in files]) == [*files.values()]


def test_an_unknown_address_leads_back_without_a_network_too(
    host: Host, reader: Page, watch: Watch
) -> None:
    visit(reader, host)
    reader.context.set_offline(True)
    reader.goto(f"{host.url}no/such/page/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("没有找到这一页")
    watch.expect("404")


def test_the_list_names_each_file_by_its_digest_the_python_last(
    builds: tuple[Path, Path],
) -> None:
    files = listed(builds[0])
    for address, digest in files.items():
        path = builds[0] / address
        content = (path / "index.html" if path.is_dir() else path).read_bytes()
        assert digest == f"sha256-{b64encode(sha256(content).digest()).decode()}"
    names = list(files)
    first = next(n for n, name in enumerate(names) if name.startswith("runtime/"))
    assert all(name.startswith("runtime/") for name in names[first:])


def test_the_first_answer_comes_before_anything_is_kept(host: Host, reader: Page) -> None:
    visit(reader, host, f"{STORE}#year_spend=2000")
    answered(reader, "tier", "vip")
    policy = host.asked.index("policy/corner-shop.json")
    assert host.asked.index("offline.json") > policy > host.asked.index("runtime/snapshot.bin")


def test_what_is_being_kept_gives_way_to_a_calculator_that_starts(
    builds: tuple[Path, Path], reader: Page
) -> None:
    asked = Held()
    reader.add_init_script(ASK_FOR_EACH_STATE)
    with serve(builds[0], asked=asked) as url:
        reader.goto(url + STORE)
        assert asked.holding.wait(60)
        reader.locator("[name=year_spend]").fill("2000")
        answered(reader, "tier", "vip")
        kept(reader)
        # Some files were on their way when the calculator was called.
        loading, ready = (asked.index(f"?engine={state}") for state in ("loading", "ready"))
    assert any(name.startswith("runtime/") for name in asked[loading:ready])
    assert asked.index("search/facts.json") > ready


def test_a_new_build_waits_until_the_reader_changes_to_it(
    host: Host, builds: tuple[Path, Path], reader: Page
) -> None:
    visit(reader, host)
    other = reader.context.new_page()
    other.goto(host.url + STORE)
    reader.evaluate("caches.open('of another site on this host')")
    host.publish(builds[1])
    reader.reload()
    expect(offer(reader)).to_be_visible()
    had = set(listed(builds[0]).values())
    changed = [name for name, digest in listed(builds[1]).items() if digest not in had]
    asked = [name for name in host.asked if name not in ("service_worker.js", "offline.json")]
    assert sorted(asked) == sorted(changed)
    assert not any(name.startswith("runtime/") for name in changed)
    reader.goto(f"{host.url}{STORE}#year_spend=2000")
    answered(reader, "tier", "vip")
    for page in (reader, other):
        assert set(page.evaluate(ARE_NEW, NEW_LABEL)) == {False}
    offer(reader).get_by_role("button", name="换用新版本").click()
    for page in (reader, other):
        expect(page.locator("#figure-year_floor")).to_contain_text(NEW_LABEL)
        kept(page)
        assert set(page.evaluate(ARE_NEW, NEW_LABEL)) == {True}
    answered(reader, "tier", "vip")
    expect(reader.locator("[name=year_spend]")).to_have_value("2000")
    expect(offer(reader)).to_have_count(0)
    names = reader.evaluate("caches.keys()")
    assert len(names) == 2
    assert "of another site on this host" in names


def test_a_build_that_does_not_arrive_whole_is_not_used(
    host: Host, builds: tuple[Path, Path], reader: Page, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(builds[1], broken, copy_function=os.link)
    page = broken / STORE / "index.html"
    page.unlink()
    page.write_bytes((builds[0] / STORE / "index.html").read_bytes())
    visit(reader, host)
    host.publish(broken)
    assert reader.evaluate(HOW_THE_UPDATE_ENDS) == "redundant"
    reader.reload()
    assert set(reader.evaluate(ARE_NEW, NEW_LABEL)) == {False}
    expect(offer(reader)).to_have_count(0)
    reader.context.set_offline(True)
    reader.goto(f"{host.url}{BOOKS}#annual_spend=5000.01")
    answered(reader, "tier", "vip")
    reader.context.set_offline(False)
    host.publish(builds[1])
    assert reader.evaluate(HOW_THE_UPDATE_ENDS) == "installed"
    assert sorted(set(host.asked)) == ["offline.json", STORE, "service_worker.js"]


def test_a_page_that_only_a_new_build_has_opens_with_that_builds_files(
    host: Host, builds: tuple[Path, Path], reader: Page
) -> None:
    visit(reader, host)
    host.publish(builds[1])
    reader.goto(f"{host.url}{NEW}#annual_spend=5000.01")
    answered(reader, "tier", "vip")
    assert reader.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--of-the-new-build')"
    )
    for part in (
        "assets/tierbook/engine/worker.js",
        "runtime/manifest.json",
        "policy/tea-house.json",
    ):
        assert part in host.asked
    offer(reader).get_by_role("button", name="换用新版本").click()
    expect(offer(reader)).to_have_count(0)
    reader.goto(host.url + STORE)
    assert set(reader.evaluate(ARE_NEW, NEW_LABEL)) == {True}


def test_a_change_of_builds_before_an_answer_keeps_the_question(
    host: Host, builds: tuple[Path, Path], reader: Page
) -> None:
    visit(reader, host)
    asking = reader.context.new_page()
    asking.add_init_script(LET_NO_QUESTION_THROUGH)
    host.publish(builds[1])
    reader.reload()
    expect(offer(reader)).to_be_visible()
    asking.goto(host.url + STORE)
    asking.locator("[name=year_spend]").fill("2000")
    asking.wait_for_function("() => location.hash.includes('year_spend=2000')")
    asking.wait_for_function("() => sessionStorage.getItem('asked')")
    expect(asking.locator("[data-outcome]")).to_have_count(0)
    offer(reader).get_by_role("button", name="换用新版本").click()
    answered(asking, "tier", "vip")
    expect(asking.locator("[name=year_spend]")).to_have_value("2000")
    expect(asking.locator("[data-version]")).to_contain_text(version(builds[1]))


def test_two_builds_that_are_open_at_once_answer_each_by_its_own(
    host: Host, builds: tuple[Path, Path], reader: Page
) -> None:
    visit(reader, host)
    host.publish(builds[1])
    newer = reader.context.new_page()
    newer.goto(f"{host.url}{NEW}#annual_spend=5000.01")
    reader.locator("[name=year_spend]").fill("2000")
    for page in (reader, newer):
        answered(page, "tier", "vip")
    expect(reader.locator("[data-version]")).to_contain_text(version(builds[0]))
    # Both go on, also with what was not asked for before.
    newer.locator("[name=annual_spend]").fill("1")
    reader.locator("[name=year_spend]").fill("1")
    for page in (reader, newer):
        expect(page.locator('[data-decision="tier"][data-outcome="vip"]')).to_have_count(0)
    assert set(reader.evaluate(ARE_NEW, NEW_LABEL)) == {False}


def test_the_offer_can_be_put_off(host: Host, builds: tuple[Path, Path], reader: Page) -> None:
    visit(reader, host)
    host.publish(builds[1])
    reader.reload()
    expect(offer(reader)).to_be_visible()
    offer(reader).get_by_role("button", name="以后再说").press("Enter")
    expect(offer(reader)).to_have_count(0)
    visit(reader, host, BOOKS)
    expect(offer(reader)).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_the_offer_bars_nobodys_way(
    host: Host, builds: tuple[Path, Path], open_page: OpenPage, width: int, scheme: str
) -> None:
    page = open_page(
        service_workers="allow", viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    visit(page, host)
    host.publish(builds[1])
    page.reload()
    expect(offer(page)).to_be_in_viewport(ratio=1)
    for button in offer(page).get_by_role("button").all():
        button.focus()
        expect(button).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate("axe.run('.tb-newer').then(({violations}) => violations)") == []
    page.emulate_media(media="print")
    expect(offer(page)).not_to_be_visible()


def test_without_room_nothing_is_kept_and_nothing_is_said(
    host: Host, reader: Page, watch: Watch
) -> None:
    session = reader.context.new_cdp_session(reader)
    origin = re.sub(r"(?<=\d)/.*", "", host.url)
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1_000_000})
    reader.add_init_script(SAY_HOW_KEEPING_ENDS)
    reader.goto(host.url + STORE)
    expect(reader.locator("body")).to_have_attribute("data-keeping", "redundant")
    # The calculator asks for some files of Python, for all of them only what is to be kept.
    assert "runtime/python_stdlib_full.zip" not in host.asked
    reader.locator("[name=year_spend]").fill("2000")
    answered(reader, "tier", "vip")
    assert reader.locator("html").get_attribute("data-offline") is None
    assert watch == Watch()


def test_what_is_served_while_somebody_edits_is_not_kept(
    builds: tuple[Path, Path], tmp_path: Path, reader: Page
) -> None:
    with serve(builds[0], prefix="/") as url:
        port = int(url.rpartition(":")[2].rstrip("/"))
        visit(reader, Host(url, builds[0], []))
    with mkdocs_serve(copy_project(tmp_path), port) as url:
        reader.goto(url + STORE)
        expect(reader.locator("script[src*='offline.js']")).to_have_count(0)
        expect(reader.locator("#figure-year_floor")).to_contain_text(OLD_LABEL)
        assert reader.evaluate("caches.keys()") == []
        assert (
            reader.evaluate("navigator.serviceWorker.getRegistrations().then(r => r.length)") == 0
        )
        reader.goto("about:blank")
