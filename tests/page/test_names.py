"""Whatever a policy calls its things, and the company what is open, the page works the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import batched

import pytest
from playwright.sync_api import Page, expect

from handbook.checking.glossary import glossary_file
from tests.conftest import Site, build_site, copy_project
from tests.site_server import serve

# What the scripts ask of a form, what every object has, and the names of the page's own controls.
NAMES = [
    "on",
    "reset",
    "elements",
    "querySelectorAll",
    "querySelector",
    "constructor",
    "__proto__",
    "dataset",
    "id",
    "role",
    "提交",
    "addEventListener",
    "getAttribute",
    "closest",
    "append",
    "prepend",
    "after",
    "hasOwnProperty",
    "toString",
    "noValidate",
    "submit",
    "name",
]
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
EMPTY = "() => document.querySelector('[data-reset]').click()"
# So many names are tried on one page.
AT_ONCE = 60
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
DECISION = (
    "{0} 级: {{取值: 会员, 规则: [{{结果: 会员, 条款: 第一条, 条件: {{{0}: {{不低于: 100 元}}}}}}],"
    " 其余: {{结果: 散客, 条款: 第一条}}}}"
)
PENALTY = "{0}: {{条款: 第一条, 罚款: 5 元, 行为: [{{谁: [掌柜], 做了什么: 忘了登记}}]}}"
OWN_WORDS = "标记: {待定: 未明, 裁定: 口径, 试填: 试算}\n"
SECTIONS = {"填写项": INPUT, "判定": DECISION, "处罚": PENALTY}


def policy(names: Sequence[str]) -> str:
    """A policy with an input, a penalty and a decision about each name."""
    sections = [
        f"{section}:\n" + "".join(f"  {form.format(name)}\n" for name in names)
        for section, form in SECTIONS.items()
    ]
    return HEAD + "".join(sections)


@pytest.fixture(scope="module")
def odd(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Site, dict[str, Sequence[str]]]]:
    """A handbook of such policies, and the names in each."""
    policies = {f"odd-{n}": part for n, part in enumerate(batched(NAMES, AT_ONCE))}
    project = copy_project(tmp_path_factory.mktemp("odd"))
    for name in [file for file in (project / "policy").glob("*.yaml") if file.stem != "teahouse"]:
        name.unlink()
    for name, part in policies.items():
        (project / "policy" / f"{name}.yaml").write_text(policy(part), encoding="utf-8")
    terms = glossary_file(project / "policy")
    terms.write_text(f"{OWN_WORDS}{terms.read_text(encoding='utf-8')}", encoding="utf-8")
    done = build_site(project / "site", project)
    assert done.returncode == 0, done.stdout + done.stderr
    with serve(project / "site") as url:
        yield Site(project / "site", url), policies


def test_a_calculator_answers_whatever_its_fields_are_called(
    page: Page, odd: tuple[Site, dict[str, Sequence[str]]]
) -> None:
    site, policies = odd
    for name, names in policies.items():
        case = "&".join(f"{each}=200" for each in names)
        page.goto("about:blank")
        page.goto(f"{site.url}policy/{name}/#{case}")
        members = page.locator('[data-decision][data-outcome="会员"]')
        expect(members).to_have_count(len(names), timeout=60_000)
        assert page.evaluate(VALUES) == ["200"] * len(names)
        page.evaluate(TYPE, "1")
        expect(members).to_have_count(len(names) - 1)
        page.evaluate(TYPE, "x")
        page.wait_for_function(SAYS_ERROR, arg=names[0])
        page.evaluate(EMPTY)
        expect(members).to_have_count(0)
        assert page.evaluate(VALUES) == [""] * len(names)


def test_a_question_answers_whatever_is_counted_in_it(
    page: Page, odd: tuple[Site, dict[str, Sequence[str]]]
) -> None:
    site, policies = odd
    for name, names in policies.items():
        case = "&".join(f"{each}=1" for each in names)
        page.goto("about:blank")
        page.goto(f"{site.url}policy/{name}/penalties/#ask-fine?my.role=all&{case}")
        page.wait_for_function(SAYS, arg=f"{5 * len(names)} 元", timeout=60_000)
        page.evaluate(TYPE, "2")
        page.wait_for_function(SAYS, arg=f"{5 * len(names) + 5} 元")


def test_an_answer_has_the_companys_words(
    page: Page, odd: tuple[Site, dict[str, Sequence[str]]]
) -> None:
    site, _ = odd
    page.goto(f"{site.url}policy/teahouse/#spend=120&my.day=2026-06-01")
    tier = page.locator('[data-decision="tier"]')
    expect(tier.get_by_text("制度未明，可以试算“普通卡门槛”")).to_be_visible(timeout=60_000)
    expect(tier.get_by_text("有关的口径")).to_be_visible()
    for usual in ("待定", "裁定", "试填"):
        expect(page.get_by_text(usual)).to_have_count(0)
    page.goto(f"{site.url}read/")
    expect(page.locator("#marks + div table, #marks ~ table").first).to_contain_text("未明")
