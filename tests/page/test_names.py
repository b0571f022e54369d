"""Whatever a policy calls its things, and the company what is open, the page works the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from math import ceil

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.checking.glossary import glossary_file
from tests.conftest import build_site, copy_project
from tests.site_server import serve

# Whatever the scripts may ask of a form, of what is in it, of a page and of any object.
MEMBERS = """
(of) => {
  const names = new Set();
  for (let each of of.map((tag) => tag ? document.createElement(tag) : document)) {
    for (; each; each = Object.getPrototypeOf(each)) {
      Object.getOwnPropertyNames(each).forEach((name) => names.add(name));
    }
  }
  return [...names];
}
"""
OF_OBJECTS = "() => Object.getOwnPropertyNames(Object.prototype)"
# What a request to the engine and the page's own controls have, and a word of Chinese.
OURS = ["on", "set", "inputs", "report", "day", "提交"]
# No name in a policy, since a condition says “all of these” by it; `check` says so.
RESERVED = {"all"}
# So many inputs take part in a decision.
AT_ONCE = 20
# Playwright's own ways to a field ask the form, which such names stand before.
VALUES = (
    "() => [...document.querySelectorAll('form[data-policy] input[inputmode]')].map(f => f.value)"
)
TYPE = """
(text) => {
  const field = document.querySelector("form[data-policy] input[inputmode]");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
"""
SAYS = "text => document.querySelector('.tb-ask__said')?.textContent.includes(text)"
SAYS_ERROR = """
(name) => document.querySelector(`[data-error-for="${name}"]`)?.textContent.includes("“x”")
"""
SPARING = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
PLACE = """
() => {
  const form = document.querySelector("form[data-question]");
  Element.prototype.scrollIntoView.call(form);
  const { left, top } = Element.prototype.getBoundingClientRect.call(form);
  return [left + 5, top + 5];
}
"""
EMPTY = "() => document.querySelector('[data-reset]').click()"
HEAD = """\
# yaml-language-server: $schema=policy.schema.json
制度: 名称古怪的会员办法
行业: 餐饮
来源: {题名: 名称古怪的会员办法, 完整: 完整}
负责: [掌柜]
条款: [第一条]
取值表: {会员: {会员: , 散客: }}
岗位: {掌柜: {职责: [{内容: 登记会员, 条款: 第一条}]}}
"""
INPUT = "{0}: {{类型: 金额}}"
LIMIT = "{0}: {{不低于: 100 元}}"
DECISION = (
    "{0} 级: {{取值: 会员, 规则: [{{结果: 会员, 条款: 第一条, 条件: {{{1}}}}}],"
    " 其余: {{结果: 散客, 条款: 第一条}}}}"
)
OWN_WORDS = "标记: {待定: 未明, 裁定: 口径, 试填: 试算}\n"
PENALTY = "{0}: {{条款: 第一条, 罚款: 5 元, 行为: [{{谁: [掌柜], 做了什么: 忘了登记}}]}}"


def policy(names: Sequence[str], decided: Sequence[str]) -> str:
    """A policy with an input and a penalty of each name.

    Each input takes part in a decision, and of some names there is one of that name, too.
    """
    about = {f"第 {n}": part for n, part in enumerate(batched(names, AT_ONCE))}
    about |= {name: (name,) for name in decided}
    decisions = [
        DECISION.format(name, ", ".join(LIMIT.format(each) for each in asked))
        for name, asked in about.items()
    ]
    sections = {
        "填写项": [INPUT.format(name) for name in names],
        "判定": decisions,
        "处罚": [PENALTY.format(name) for name in names],
    }
    return HEAD + "".join(
        f"{section}:\n" + "".join(f"  {line}\n" for line in lines)
        for section, lines in sections.items()
    )


@dataclass(frozen=True)
class Odd:
    """The address of a handbook with such a policy, that of the policy, and the names in it."""

    site: str
    url: str
    names: Sequence[str]
    decided: Sequence[str]


@pytest.fixture(scope="module")
def odd(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Odd]:
    page = browser.new_page()
    members = page.evaluate(MEMBERS, ["form", "input", "select", ""])
    decided = [*OURS, *page.evaluate(OF_OBJECTS)]
    names = [name for name in dict.fromkeys([*OURS, *members]) if name not in RESERVED]
    page.close()
    project = copy_project(tmp_path_factory.mktemp("odd"))
    for file in [each for each in (project / "policy").glob("*.yaml") if each.stem != "teahouse"]:
        file.unlink()
    (project / "policy" / "odd.yaml").write_text(policy(names, decided), encoding="utf-8")
    terms = glossary_file(project / "policy")
    terms.write_text(f"{OWN_WORDS}{terms.read_text(encoding='utf-8')}", encoding="utf-8")
    done = build_site(project / "site", project)
    assert done.returncode == 0, done.stdout + done.stderr
    with serve(project / "site") as url:
        yield Odd(url, f"{url}policy/odd/", names, decided)


def test_a_calculator_answers_whatever_its_fields_are_called(page: Page, odd: Odd) -> None:
    page.goto(f"{odd.url}#{'&'.join(f'{name}=200' for name in odd.names)}")
    members = page.locator('[data-decision][data-outcome="会员"]')
    decisions = ceil(len(odd.names) / AT_ONCE) + len(odd.decided)
    expect(members).to_have_count(decisions, timeout=60_000)
    assert page.evaluate(VALUES) == ["200"] * len(odd.names)
    # The first input takes part in two.
    page.evaluate(TYPE, "1")
    expect(members).to_have_count(decisions - 2)
    page.evaluate(TYPE, "x")
    page.wait_for_function(SAYS_ERROR, arg=odd.names[0])
    page.evaluate(EMPTY)
    expect(members).to_have_count(0)
    assert page.evaluate(VALUES) == [""] * len(odd.names)


def test_a_question_answers_whatever_is_counted_in_it(page: Page, odd: Odd) -> None:
    case = "&".join(f"{name}=1" for name in odd.names)
    page.goto(f"{odd.url}penalties/#ask-fine?my.role=all&{case}")
    page.wait_for_function(SAYS, arg=f"{5 * len(odd.names):,} 元", timeout=60_000)
    page.evaluate(TYPE, "2")
    page.wait_for_function(SAYS, arg=f"{5 * len(odd.names) + 5:,} 元")


def test_a_mouse_near_a_form_wakes_the_engine_whatever_its_fields_are_called(
    page: Page, odd: Odd
) -> None:
    # Who spares the line is not given the engine for nothing but looking on.
    page.add_init_script(SPARING)
    page.goto(f"{odd.url}penalties/")
    place = page.evaluate(PLACE)
    with page.expect_request("**/*.wasm*"):
        page.mouse.move(*place)


def test_an_answer_has_the_companys_words(page: Page, odd: Odd) -> None:
    page.goto(f"{odd.site}policy/teahouse/#spend=120&my.day=2026-06-01")
    tier = page.locator('[data-decision="tier"]')
    expect(tier.get_by_text("制度未明，可以试算“普通卡门槛”")).to_be_visible(timeout=60_000)
    expect(tier.get_by_text("有关的口径")).to_be_visible()
    for usual in ("待定", "裁定", "试填"):
        expect(page.get_by_text(usual)).to_have_count(0)
    page.goto(f"{odd.site}read/")
    expect(page.locator("#marks + div table, #marks ~ table").first).to_contain_text("未明")
