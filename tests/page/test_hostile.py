"""A policy whose every text is an attack: the handbook prints it and does nothing it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest
import yaml
from playwright.sync_api import Page, expect

from handbook.source.yaml_source import read_yaml
from tests.conftest import Site, build_site, copy_project
from tests.site_server import serve

ATTACK = (
    "</title></script></textarea></svg></select>--><script>attacked()</script>"
    "<img class=attack src=no-such-picture onerror=attacked()>"
    "&lt;b class=attack&gt; \"' onfocus=attacked() autofocus x='"
    " [link](javascript:attacked()) ![x](no-such-picture) `code` <!-- tierbook:calculator -->"
)
SEVERAL_LINES = f"{ATTACK}\n\n<b class=attack>\n\n# heading\n\n[link](javascript:attacked())"
MODELINE = "# yaml-language-server: $schema=policy.schema.json"
HAN = re.compile(r"[\u4e00-\u9fff]")
# What a reader sees, in one line and in several; the rest are names, quantities and fixed words.
ONE_LINE = {"制度", "资料", "行业", "题名", "名称", "问题", "无"}
SEVERAL = {"提示", "内容", "答案", "做什么", "特征", "原因", "说明", "后果", "做了什么"}

MADE = ".attack, [onfocus], [onerror], [href^='javascript:att']"
FOUND = """
async ([addresses, made]) => {
  const found = [];
  for (const address of addresses) {
    const text = await (await fetch(address)).text();
    const page = new DOMParser().parseFromString(text, "text/html");
    const elements = page.querySelectorAll(made);
    if (elements.length || [...page.scripts].some((script) => script.text.includes("attacked")))
      found.push([address, elements[0]?.outerHTML]);
  }
  return found;
}
"""


def hostile(data: object, key: object = "", above: object = "") -> object:
    """The same data with the attack behind every text that a reader sees."""
    if isinstance(data, Mapping):
        return {name: hostile(value, name, key) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [hostile(one, key) for one in data]
    if isinstance(data, str) and key in ONE_LINE:
        return data + ATTACK
    if isinstance(data, str) and (key in SEVERAL or (above == "条款" and HAN.search(data))):
        return data + SEVERAL_LINES
    return data


class _Dumper(yaml.SafeDumper):
    """Writes decimals as they are."""


_Dumper.add_representer(
    Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", str(value))
)


@pytest.fixture(scope="module")
def attacked_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    project = copy_project(tmp_path_factory.mktemp("attacked"))
    for path in (project / "policy").glob("*.yaml"):
        document, _ = read_yaml(path.name, path.read_bytes())
        assert document
        attacked = hostile(document.data)
        text = yaml.dump(attacked, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
        path.write_text(f"{MODELINE}\n{text}", encoding="utf-8")
    done = build_site(project / "site", project)
    assert done.returncode == 0, done.stdout + done.stderr
    with serve(project / "site") as url:
        yield Site(project / "site", url)


def test_whatever_a_policy_says_is_printed_and_nothing_more(
    attacked_site: Site, page: Page
) -> None:
    folder, url = attacked_site.folder, attacked_site.url
    pages = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
    page.goto(url)
    assert page.evaluate(FOUND, [[url + path for path in pages], MADE]) == []
    for path in ("policy/corner-shop/", "role/foot-spa/consultant/"):
        page.goto(url + path)
        assert ATTACK in " ".join(page.title().split())
        assert ATTACK in page.locator("h1").inner_text()


def test_an_answer_and_what_is_found_say_it_too_and_do_nothing(
    attacked_site: Site, page: Page
) -> None:
    page.goto(f"{attacked_site.url}policy/corner-shop/#year_spend=2000")
    outcome = page.locator('[data-decision="tier"] .tb-answer__outcome')
    expect(outcome).to_contain_text(ATTACK)
    page.locator(".md-search__input").fill("attacked()")
    expect(page.locator(".tb-found > li").first).to_contain_text(ATTACK)
    assert page.locator(MADE).all() == []
