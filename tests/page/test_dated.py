"""A page shows what holds on the reader's day, whenever the handbook was built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from handbook.pages.library import places
from tests.conftest import build_site, copy_project
from tests.site_server import serve

pytestmark = pytest.mark.browser

HOUSE = """\
# yaml-language-server: $schema=policy.schema.json
制度: 茶馆会员办法
行业: 餐饮
来源: {题名: 茶馆会员办法, 完整: 完整}
施行: {自: 2026-01-01, 至: 2027-06-30, 复审: 2027-03-31, 接替: tea-house-new}
条款: [第一条]

取值表:
  会员: [金卡, 银卡]

数字:
  金卡门槛: {数值: {2026-01-01: 12 次, 2027-01-01: 20 次}, 条款: 第一条}

填写项:
  到店次数: {类型: 数量}
  入会日期: {类型: 日期}

判定:
  会员等级:
    取值: 会员
    阶梯: 是
    规则:
      - 结果: 金卡
        条款: 第一条
        条件:
          到店次数: {不低于: 金卡门槛}
    其余: {结果: 银卡, 条款: 第一条}
  会龄:
    规则:
      - {结果: 老会员, 条款: 第一条, 条件: {入会日期: {满: 6 个月}}}
    其余: 无

规定:
  告知: {主题: 等级, 内容: "到店{金卡门槛}的，要告诉他升了级。", 条款: 第一条}

裁定:
  换茶: {条款: 第一条, 问题: 换茶算不算一次？}
"""
NEW = """\
# yaml-language-server: $schema=policy.schema.json
制度: 茶馆新办法
沿用: tea-house
施行: {自: 2027-07-01, 至: 去掉, 复审: 去掉, 接替: 去掉}
"""
ENDED = "已失效（到 2027-06-30 为止），由《茶馆新办法》接替"
OLD = """\
# yaml-language-server: $schema=policy.schema.json
制度: 茶摊旧办法
行业: 茶摊
来源: {题名: 茶摊旧办法, 完整: 完整}
施行: {自: 2018-01-01, 至: 2019-12-31, 接替: tea-house}
条款: [第一条]
"""
BUILT = datetime(2026, 11, 30, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A handbook of a policy and the one that replaces it, built on 30 November 2026."""
    project = copy_project(tmp_path_factory.mktemp("dated"))
    for file in (project / "policy").glob("*.yaml"):
        file.unlink()
    (project / "policy" / "tea-house.yaml").write_text(HOUSE, encoding="utf-8")
    (project / "policy" / "tea-house-new.yaml").write_text(NEW, encoding="utf-8")
    (project / "policy" / "tea-stall.yaml").write_text(OLD, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(BUILT.timestamp())))
        done = build_site(project / "site", project)
    assert done.returncode == 0, done.stdout + done.stderr
    with serve(project / "site") as url:
        yield url


def open_at(browser: Browser, site: str, moment: str, zone: str = "Asia/Shanghai") -> Page:
    page = browser.new_context(timezone_id=zone).new_page()
    page.clock.install(time=moment)
    page.goto(f"{site}policy/tea-house/")
    return page


def limits(page: Page) -> set[str]:
    """Every number of visits that the page names as holding now, in picture, table and prose."""
    text = page.evaluate(
        """() => {
          const copy = document.querySelector("article").cloneNode(true);
          const other = copy.querySelectorAll("template, .tb-coming, .tb-figures");
          for (const part of other) part.remove();
          return copy.textContent;
        }"""
    )
    return set(re.findall(r"\d+ 次", text))


@pytest.mark.parametrize(
    ("moment", "limit"),
    [
        ("2026-12-31T12:00:00Z", "12 次"),
        # In China it is 1 January already, wherever the reader's clock stands.
        ("2026-12-31T16:30:00Z", "20 次"),
        ("2027-02-01T04:00:00Z", "20 次"),
    ],
)
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles"])
def test_every_part_of_a_page_has_the_value_of_the_readers_day(
    browser: Browser, site: str, moment: str, limit: str, zone: str
) -> None:
    page = open_at(browser, site, moment, zone)
    assert limits(page) == {limit}
    holding = page.locator(".tb-figures td").filter(has_text="现行")
    expect(holding).to_contain_text(f"{limit.removesuffix(' 次')} 现行")


def test_the_answer_is_of_the_same_day(browser: Browser, site: str) -> None:
    page = open_at(browser, site, "2026-12-31T16:30:00Z", "America/Los_Angeles")
    page.locator("[name='到店次数']").fill("15")
    expect(page.locator(".tb-answer__outcome").first).to_have_text("银卡", timeout=60_000)
    expect(page.locator("[data-version]").first).to_contain_text("按 2027-01-01 的规定")


def test_what_is_coming_stands_beside_the_value_until_it_has_come(
    browser: Browser, site: str
) -> None:
    before = open_at(browser, site, "2026-12-31T12:00:00Z")
    expect(before.locator(".tb-coming").first).to_have_text("（2027-01-01 起 20 次）")
    after = open_at(browser, site, "2027-02-01T04:00:00Z")
    expect(after.locator(".tb-coming")).to_have_count(0)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2027-02-01T04:00:00Z", None),
        ("2027-04-01T04:00:00Z", "逾期未复审（应在 2027-03-31 以前复审）"),
        ("2027-07-01T04:00:00Z", ENDED),
    ],
)
def test_a_policys_page_and_the_lists_say_when_it_does_not_hold(
    browser: Browser, site: str, moment: str, said: str | None
) -> None:
    page = open_at(browser, site, moment)
    expect(page.locator("article .tb-validity")).to_have_text(f"本制度{said}。" if said else "")
    page.goto(site)
    expect(listed(page).locator(".tb-validity")).to_have_text(said or "")
    title = f"茶馆会员办法 {said}" if said else "茶馆会员办法"
    expect(page.locator("option[value='tea-house']")).to_have_text(title)
    for address in ("open/", f"{places.open_page('餐饮').removesuffix('.md')}/", "compare/"):
        page.goto(f"{site}{address}")
        row = page.locator("tbody tr").filter(has_text=re.compile(r"^\s*茶馆会员办法"))
        expect(row.locator(".tb-validity")).to_have_text(said or "")


def listed(page: Page) -> Locator:
    link = page.get_by_role("link", name="茶馆会员办法", exact=True)
    return page.locator(".tb-sectors li").filter(has=link)


def test_what_replaces_a_policy_is_a_link_from_page_list_and_answer(
    browser: Browser, site: str
) -> None:
    page = open_at(browser, site, "2027-07-01T04:00:00Z")
    for place in ("article .tb-validity", ".tb-answer__sentence"):
        page.locator("[name='到店次数']").fill("15")
        link = page.locator(place).first.get_by_role("link", name="《茶馆新办法》")
        expect(link).to_have_attribute("href", re.compile("tea-house-new/$"), timeout=60_000)
    page.goto(site)
    listed(page).get_by_role("link", name="《茶馆新办法》").click()
    expect(page).to_have_url(f"{site}policy/tea-house-new/")


def test_a_search_result_says_that_a_policy_has_ended(browser: Browser, site: str) -> None:
    # No clock but the real one is known to a worker; this policy ended long ago.
    page = browser.new_page()
    page.goto(site)
    page.locator(".md-search__input").fill("茶摊旧办法")
    found = page.locator(".tb-found__head").filter(has_text="茶摊旧办法")
    said = "（已失效（到 2019-12-31 为止），由《茶馆会员办法》接替）"
    expect(found.first).to_contain_text(said, timeout=20_000)


def test_a_date_is_typed_and_counted_from_today_or_from_the_day_asked_for(
    browser: Browser, site: str
) -> None:
    page = open_at(browser, site, "2026-12-01T04:00:00Z")
    joined = page.locator("[name='入会日期']")
    outcome = page.locator("[data-decision='会龄'] .tb-answer__outcome")
    # A click would begin at the part below it, the day or the year.
    joined.focus()
    page.keyboard.type("06012026")
    expect(outcome).to_have_text("老会员", timeout=60_000)
    joined.fill("2026-06-02")
    expect(outcome).to_have_text("无")
    page.locator("[name='my.day']").fill("2026-12-02")
    expect(outcome).to_have_text("老会员")


def test_a_date_that_there_is_not_is_called_so_once_it_is_left(browser: Browser, site: str) -> None:
    page = open_at(browser, site, "2026-12-01T04:00:00Z")
    joined = page.locator("[name='入会日期']")
    joined.focus()
    page.keyboard.type("02302026")
    page.locator("[name='到店次数']").click()
    expect(joined).to_have_attribute("aria-invalid", "true", timeout=60_000)
    error = page.locator("[data-error-for='入会日期']")
    expect(error).to_have_text("日期没有填完，或者没有这个日期。")
    joined.fill("2026-02-28")
    expect(error).to_be_hidden()
    joined.fill("2026-12-02")
    said = "“入会日期”填的是 2026-12-02，这一天还没有到（按 2026-12-01 算）；请核对。"
    expect(error).to_have_text(said)
    outcome = page.locator("[data-decision='会龄'] .tb-answer__outcome")
    expect(outcome).to_have_count(0)
    page.locator("[name='my.day']").fill("2026-12-02")
    expect(error).to_be_hidden()
    expect(outcome).to_have_text("无")


def test_without_scripts_the_day_of_the_build_stands_with_what_is_coming(
    browser: Browser, site: str
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}policy/tea-house/")
    expect(page.locator(".tb-coming").first).to_have_text("（2027-01-01 起 20 次）")
    expect(page.locator("article")).to_contain_text("12 次")
