"""From a keystroke to the answer: the calculator, beside a page that only repeats what is typed.

`python -m tests.bench.keystroke` opens each page anew in Chromium, lets it rest as long as a reader
needs to find the field, and types. Times run from the key's own time stamp: to the changed page,
and to the end of the next frame, which comes sixty times a second at most. The first key, which
lays the answer out, stands apart from those after it.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import click
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import build_site
from tests.site_server import serve

_READER_LOOKS_MS = 2_000
_TYPIST_MS = 120
_DIGITS = "123456789"
_PLAIN = """<!doctype html><meta charset="utf-8"><title>plain</title>
<form><input name="field"></form><p id="shown"></p>
<script type="module">
document.querySelector("input").addEventListener("input", ({ target }) => {
  document.getElementById("shown").textContent = target.value;
});
</script>
"""
_WATCH = """(shown) => {
  window.spent = [];
  let down = 0;
  addEventListener("keydown", (event) => (down = event.timeStamp), true);
  new MutationObserver(() => {
    if (!down) return;
    const start = down;
    const changed = performance.now() - start;
    down = 0;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => spent.push([changed, performance.now() - start]);
      port2.postMessage(null);
    });
  }).observe(document.querySelector(shown), { subtree: true, childList: true });
}"""
_PAGES = (
    ("plain.html", "field", "#shown"),
    ("policy/generic-vip-abc/", "年度消费额", "[data-answers]"),
    ("policy/retail-store-vip/", "近一年累计实付金额", "[data-answers]"),
    ("policy/silver-gold-diamond/", "累计消费金额", "[data-answers]"),
)

type _Times = tuple[float, float]


@click.command()
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1))
def main(rounds: int) -> None:
    """Compare how soon a page follows the keys."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch) / "site"
        done = build_site(folder)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        (folder / "plain.html").write_text(_PLAIN, encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), chromium_sandbox=False
        )
        with serve(folder) as url:
            spent = {
                page: [each for _ in range(rounds) for each in _typed(browser, url, *page)]
                for page in _PAGES
            }
        browser.close()
    for place, what in enumerate(("changed", "next frame")):
        click.echo(f"{what}, milliseconds: first key | then median, nine of ten | to plain.html")
        plain = statistics.median(each[place] for each in _after_first(spent[_PAGES[0]]))
        for (address, *_), times in spent.items():
            first = statistics.median(each[place] for each in times[:: len(_DIGITS)])
            later = sorted(each[place] for each in _after_first(times))
            median, most = statistics.median(later), later[len(later) * 9 // 10]
            click.echo(
                f"  {first:6.1f}  {median:6.1f} {most:6.1f}  {median / plain:6.2f}  {address}"
            )


def _after_first(times: list[_Times]) -> list[_Times]:
    return [each for number, each in enumerate(times) if number % len(_DIGITS)]


def _typed(browser: Browser, url: str, address: str, field: str, shown: str) -> list[_Times]:
    """Type into a page just opened; both times of every key."""
    page = browser.new_page(service_workers="block")
    page.goto(url + address)
    page.focus(f"form [name={field}]")
    page.wait_for_timeout(_READER_LOOKS_MS)
    page.evaluate(_WATCH, shown)
    for digit in _DIGITS:
        page.keyboard.press(digit)
        page.wait_for_timeout(_TYPIST_MS)
    spent: list[_Times] = page.evaluate("window.spent")
    page.close()
    if len(spent) != len(_DIGITS):
        sys.exit(f"{address}: {len(spent)} of {len(_DIGITS)} keys were seen on the page")
    return spent


if __name__ == "__main__":
    main()
