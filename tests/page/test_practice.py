"""Practice in a real browser: by keyboard and by thumb, what comes back, a class's paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tierquiz import Book, Paper, Question, quiz_text

from handbook.calendar.working_calendar import library_calendars
from tests.conftest import ASK_ENGINE, Site
from tests.paths import AXE
from tests.shop import SHOPS

SPA = "foot-spa"
DAY = "2026-07-01"
OpenPage = Callable[..., Page]
KEPT = """
localStorage.getItem(Object.keys(localStorage).find(key => key.startsWith("handbook-practice")))
"""
UNTIL_NOTED = """
([key, times]) => new Promise((resolve) => {
  const look = () => {
    const name = Object.keys(localStorage).find(each => each.startsWith("handbook-practice"));
    const { right = 0, wrong = 0 } = JSON.parse(localStorage.getItem(name))[key] ?? {};
    if (right + wrong === times) resolve();
    else requestAnimationFrame(look);
  };
  look();
})
"""
CHANGED = """
([key, fields]) => {
  const name = Object.keys(localStorage).find(each => each.startsWith("handbook-practice"));
  const all = JSON.parse(localStorage.getItem(name));
  Object.assign(all[key], fields);
  localStorage.setItem(name, JSON.stringify(all));
}
"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
AXE_FINDINGS = """
async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter(({impact}) => ["serious", "critical"].includes(impact))
  .map(({id, nodes}) => [id, ...nodes.map(({html, failureSummary}) => html + failureSummary)])
"""

expect.set_options(timeout=30_000)


def address(site: Site, count: int, *kinds: str, version: str = SHOPS[SPA].version) -> str:
    kind = f"&kind={kinds[0]}" if kinds else ""
    policy = f"&policy={SPA}%40{version[:12]}"
    return f"{site.url}practice/#paper?seed=1&on={DAY}&count={count}{kind}{policy}"


def paper(count: int, *kinds: str) -> list[Question]:
    calendars = library_calendars()
    policy = SHOPS[SPA]
    book = Book.of(policy, date.fromisoformat(DAY), calendars.of(policy))
    return Paper([book], "1", kinds).questions(0, count)


def card(page: Page) -> Locator:
    return page.locator(".tb-quiz[data-kind]")


def asks(page: Page, question: Question, place: int) -> None:
    expect(card(page).locator(".tb-quiz__head")).to_contain_text(f"第 {place} 题")
    expect(card(page).get_by_role("heading")).to_have_text(str(question.text))


def kept(page: Page) -> dict[str, Any]:
    text = page.evaluate(KEPT)
    found: dict[str, Any] = json.loads(text)
    return found


def answer(page: Page, letters: tuple[str, ...]) -> None:
    for letter in letters:
        page.keyboard.press(letter.lower())
    card(page).get_by_role("button", name="交", exact=True).press("Enter")
    expect(card(page).locator(".tb-quiz__verdict")).to_be_visible()


def test_the_worker_makes_the_very_questions_that_the_command_makes(
    page: Page, built_site: Site
) -> None:
    page.goto(f"{built_site.url}practice/")
    script = f"{built_site.url}assets/tierbook/engine/engine.js"
    wanted = {"seed": "一班", "on": DAY, "from": 0, "count": 40}
    names = sorted([SPA, "corner-shop", "card-club", "teahouse"])
    request = json.dumps({**wanted, "policies": names}, ensure_ascii=False)
    (made,) = page.evaluate(ASK_ENGINE, [script, [["", request, "quiz"]]])
    assert page.locator("html").get_attribute("data-boot") == "snapshot"
    assert made == quiz_text([SHOPS[name] for name in names], library_calendars(), request)


def test_a_paper_is_answered_by_keyboard_alone(page: Page, built_site: Site) -> None:
    questions = paper(4)
    page.goto(address(built_site, 4))
    page.get_by_role("button", name="在这里做").press("Enter")
    for place, question in enumerate(questions, 1):
        asks(page, question, place)
        answer(page, question.right)
        expect(card(page)).to_have_attribute("data-marked", "right")
        expect(card(page).get_by_role("status")).to_contain_text(str(question.why))
        expect(card(page).get_by_role("button", name="下一题")).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.locator("[data-result]")).to_contain_text("4 题得 4 分，100%")
    assert all(each["right"] == 1 for each in kept(page).values())


def test_a_wrong_answer_is_told_why_and_comes_again(page: Page, built_site: Site) -> None:
    (question,) = paper(1, "cost")
    wrong = next(each for each in question.options if each.id not in question.right)
    page.goto(address(built_site, 1, "cost"))
    page.get_by_role("button", name="在这里做").click()
    asks(page, question, 1)
    answer(page, (wrong.id,))
    expect(card(page).get_by_role("status")).to_contain_text("不对。")
    expect(card(page).locator(".tb-quiz__mistake")).to_contain_text(str(wrong.mistake))
    with page.expect_popup() as opened:
        card(page).get_by_role("link", name="在计算器里打开这道题").click()
    expect(opened.value.locator('[data-question="fine"] ~ .tb-ask__said')).not_to_be_empty()
    card(page).get_by_role("button", name="下一题").click()
    expect(page.locator("[data-result]")).to_contain_text(str(question.text))
    # What was missed is due within the day, and stands before what is new.
    ((key, topic),) = kept(page).items()
    assert json.loads(key) == [SPA, "cost", question.topic]
    assert topic["wrong"] == 1
    page.evaluate(CHANGED, [key, {"due": "2026-01-01T00:00:00.000Z"}])
    page.goto(f"{built_site.url}practice/")
    page.get_by_label("题型").select_option("cost")
    page.get_by_role("button", name="开始练习").click()
    expect(card(page).locator(".tb-quiz__head")).to_contain_text("第 1 题")
    answer(page, ("A",))
    page.evaluate(UNTIL_NOTED, [key, 2])


def test_several_answers_and_orders_are_marked_in_part(page: Page, built_site: Site) -> None:
    (question,) = paper(1, "order")
    swapped = (question.right[1], question.right[0], *question.right[2:])
    page.goto(address(built_site, 1, "order"))
    page.get_by_role("button", name="在这里做").click()
    asks(page, question, 1)
    answer(page, swapped)
    expect(card(page).get_by_role("status")).to_contain_text(
        "只对了一部分" if len(swapped) > 2 else "不对"
    )


def test_an_old_paper_says_that_the_policy_is_another(page: Page, built_site: Site) -> None:
    page.goto(address(built_site, 2, version="0" * 64))
    expect(page.get_by_role("alert").filter(has_text="改过")).to_contain_text(SHOPS[SPA].title)
    page.goto(address(built_site, 2))
    page.reload()
    expect(page.get_by_role("button", name="打印卷子")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="改过")).to_have_count(0)


def test_sheets_are_printed_with_names_and_keys(page: Page, built_site: Site) -> None:
    page.add_init_script("window.print = () => {};")
    page.goto(address(built_site, 3))
    page.get_by_role("button", name="打印卷子").click()
    sheet = page.locator(".tb-sheet")
    expect(sheet).to_contain_text("姓名：")
    expect(sheet).to_contain_text(SHOPS[SPA].version[:12])
    for question in paper(3):
        expect(sheet).to_contain_text(str(question.text))
        expect(sheet).not_to_contain_text(str(question.why))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(sheet).to_have_count(0)
    page.get_by_role("button", name="打印答案").click()
    for question in paper(3):
        expect(sheet).to_contain_text(str(question.why))


def test_progress_goes_to_another_browser(
    open_page: OpenPage, built_site: Site, tmp_path: Path
) -> None:
    page = open_page()
    page.goto(address(built_site, 1))
    page.get_by_role("button", name="在这里做").click()
    asks(page, paper(1)[0], 1)
    answer(page, paper(1)[0].right)
    page.get_by_text("我的练习记录").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="存成文件").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)

    other = open_page()
    other.goto(f"{built_site.url}practice/")
    other.get_by_text("我的练习记录").click()
    expect(other.get_by_text("还没有做过题")).to_be_visible()
    other.locator("input[type=file]").set_input_files(file)
    expect(other.get_by_text("已并入 1 处")).to_be_visible()
    assert kept(other) == kept(page)
    broken = tmp_path / "broken.json"
    broken.write_text('{"form": "something else"}')
    other.locator("input[type=file]").set_input_files(broken)
    expect(other.get_by_text("不是练习记录")).to_be_visible()
    assert kept(other) == kept(page)
    other.on("dialog", lambda dialog: dialog.accept())
    other.get_by_role("button", name="清空", exact=True).click()
    expect(other.get_by_text("还没有做过题")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_thumb_is_enough_on_a_phone(open_page: OpenPage, built_site: Site, scheme: str) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True, color_scheme=scheme)
    page.goto(address(built_site, 2))
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.get_by_role("button", name="在这里做").tap()
    for place, question in enumerate(paper(2), 1):
        asks(page, question, place)
        assert page.evaluate(OVERFLOW) == 0
        for option in card(page).locator("[data-option]").all():
            box = option.bounding_box()
            assert box and box["height"] >= 44 and box["width"] > 300
        for letter in question.right:
            card(page).locator(f'[data-option="{letter}"]').tap()
        card(page).get_by_role("button", name="交", exact=True).tap()
        expect(card(page)).to_have_attribute("data-marked", "right")
        assert page.evaluate(AXE_FINDINGS) == []
        card(page).get_by_role("button", name="下一题").tap()
    expect(page.locator("[data-result]")).to_contain_text("2 题得 2 分")
    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(AXE_FINDINGS) == []


def test_what_a_changed_policy_says_is_asked_first(page: Page, built_site: Site) -> None:
    (question,) = paper(1, "who")
    page.goto(address(built_site, 1, "who"))
    page.get_by_role("button", name="在这里做").click()
    asks(page, question, 1)
    answer(page, question.right)
    key = json.dumps([SPA, "who", question.topic], ensure_ascii=False, separators=(",", ":"))
    page.evaluate(UNTIL_NOTED, [key, 1])
    assert kept(page)[key]["version"] == SHOPS[SPA].version
    page.evaluate(CHANGED, [key, {"version": "older"}])
    page.goto(f"{built_site.url}practice/")
    page.get_by_label("题型").select_option("who")
    page.get_by_role("button", name="开始练习").click()
    asks(page, question, 1)


def test_a_first_week_is_read_tried_answered_and_signed(page: Page, built_site: Site) -> None:
    page.add_init_script("window.print = () => {};")
    page.goto(f"{built_site.url}practice/")
    page.get_by_text("第一周：读、试、练").click()
    expect(page.get_by_text("先在上面选岗位")).to_be_visible()
    page.get_by_label("我的岗位").select_option("门迎")
    week = page.locator(".tb-practice__week")
    expect(week.get_by_role("link", name="门迎的岗位卡")).to_have_attribute(
        "href", f"{built_site.url}role/{SPA}/front-desk/"
    )
    week.get_by_role("checkbox").check()
    page.reload()
    page.get_by_label("我的岗位").select_option("门迎")
    page.get_by_text("第一周：读、试、练").click()
    expect(week.get_by_role("checkbox")).to_be_checked()
    week.get_by_role("button", name="打印签字单").click()
    sheet = page.locator(".tb-sheet")
    expect(sheet).to_contain_text(f"《{SHOPS[SPA].title}》")
    expect(sheet).to_contain_text("签字")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    week.get_by_role("button", name="答 5 题").click()
    expect(card(page).locator(".tb-quiz__head")).to_contain_text("第 1 题，共 5 题")


def test_a_kind_that_the_policies_do_not_give_is_said(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}practice/#paper?seed=1&on={DAY}&count=2&kind=kit&policy=guide")
    page.get_by_role("button", name="在这里做").click()
    expect(page.get_by_text("这样的题出不了")).to_be_visible()
