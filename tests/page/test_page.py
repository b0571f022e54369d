"""The calculator in a real browser: type, read the answer, share it, break it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.command import tierbook
from tests.conftest import Site, Watch
from tests.paths import AXE

STORE = "policy/corner-shop/"
SPA = "policy/foot-spa/"
BOOKS = "policy/book-shop/"
OpenPage = Callable[..., Page]
FIRST_RESULTS_AFTER_A_FRAME = """
new Promise((resolve) => requestAnimationFrame(() => setTimeout(() =>
  resolve(performance.getEntriesByName("calc:first-result").length))))
"""

# Python starts in about two seconds; a busy machine may need many more.
expect.set_options(timeout=30_000)

# The first question that somebody waits for is the end of the worker that it is put to.
DIE_OF_A_QUESTION = """
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...more) {
  if (message?.request && !message.ahead && !window.died) {
    window.died = true;
    this.terminate();
  }
  post.call(this, message, ...more);
};
"""


def field(page: Page, name: str) -> Locator:
    return page.locator(f'form[data-policy] [name="{name}"]')


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f'form[data-policy] [name="{name}"][value="{value}"]').check()


def answer(page: Page, decision: str) -> Locator:
    return page.locator(f'[data-decision="{decision}"]')


def settled(page: Page, decision: str, outcome: str) -> Locator:
    """The decision's place once it shows an outcome for certain."""
    place = answer(page, decision)
    expect(place).to_have_attribute("data-outcome", outcome)
    expect(place).not_to_have_attribute("data-undetermined", "")
    return place


def undetermined(page: Page, decision: str) -> Locator:
    place = answer(page, decision)
    expect(place).to_have_attribute("data-undetermined", "")
    return place


def engine(page: Page, state: str) -> None:
    expect(page.locator("html")).to_have_attribute("data-engine", state)


def error_of(page: Page, name: str) -> Locator:
    return page.locator(f'[data-error-for="{name}"]')


def test_an_amount_that_is_typed_is_answered_with_its_reason(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE)
    field(page, "year_spend").fill("2000")
    place = settled(page, "tier", "vip")
    engine(page, "ready")
    expect(place.locator(".tb-answer__outcome")).to_have_text("老主顾")
    reason = place.locator('.tb-conditions li[data-verdict="true"]', has_text="全年花费").last
    expect(reason).to_contain_text("不低于 2,000 元")
    expect(reason).to_contain_text("填的是 2,000 元")
    assert page.evaluate(FIRST_RESULTS_AFTER_A_FRAME) == 1
    expect(page.get_by_role("status").filter(has_text="主顾资格")).to_have_text("主顾资格：老主顾")


def test_the_reason_leads_to_the_clause(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE + "#year_spend=2000")
    place = settled(page, "tier", "vip")
    place.locator(".tb-conditions a", has_text="第五条").last.click()
    expect(page).to_have_url(built_site.url + STORE + "source/#clause-art5")
    expect(page.locator("#clause-art5")).to_be_in_viewport()
    page.go_back()
    settled(page, "tier", "vip")


@pytest.mark.parametrize(
    ("spend", "tier"),
    [("5000", "a"), ("5000.01", "vip"), ("１，０００", "b"), ("0", "c")],
)
def test_the_last_cent_counts(page: Page, built_site: Site, spend: str, tier: str) -> None:
    page.goto(built_site.url + BOOKS)
    field(page, "annual_spend").fill(spend)
    settled(page, "tier", tier)
    assert not answer(page, "labels").get_attribute("data-asked")


def test_what_is_missing_leads_to_its_field(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE)
    field(page, "half_year_spend").fill("1199.99")
    place = undetermined(page, "tier")
    expect(place).to_have_attribute("data-outcome", "")
    place.get_by_role("button", name="全年花费").click()
    expect(field(page, "year_spend")).to_be_focused()
    expect(place).to_contain_text("还差 0.01 元")


def test_none_is_an_answer(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE)
    for name in ("single_purchase", "half_year_spend", "year_spend"):
        field(page, name).fill("0")
    place = settled(page, "tier", "")
    expect(place.locator(".tb-answer__outcome")).to_have_text("无")


def test_a_picture_shows_the_rungs_and_says_the_same(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + BOOKS)
    field(page, "annual_spend").fill("1200")
    picture = settled(page, "tier", "b").get_by_role("img")
    for shown in ("珍读级", "甲级", "乙级", "丙级", "不低于 2,000 元", "1,200 元"):
        expect(picture.get_by_text(shown, exact=True)).to_be_visible()
    spoken = picture.get_attribute("aria-label") or ""
    assert "乙级（不低于 500 元）就在这里，1,200 元" in spoken
    heights = [picture.locator(".tb-dot").bounding_box()]
    field(page, "annual_spend").fill("1999")
    expect(picture.get_by_text("1,999 元")).to_be_visible()
    heights.append(picture.locator(".tb-dot").bounding_box())
    low, high = (box["y"] for box in heights if box)
    assert low > high


def test_each_number_stands_beside_its_limits(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE + "#half_year_spend=1199.99&single_purchase=600")
    picture = settled(page, "tier", "vip").get_by_role("img")
    expect(picture.get_by_text("✓ 不低于 600 元")).to_be_visible()
    expect(picture.get_by_text("✗ 不低于 1,200 元")).to_be_visible()
    expect(picture.get_by_text("未填")).to_be_visible()


def test_the_limits_of_a_bar_say_their_side_and_keep_apart(page: Page, built_site: Site) -> None:
    limits = [
        f"set.branch_{branch}={number}"
        for branch, number in zip(
            ("gold", "silver", "ordinary"),
            (90_000_000_000, 20_000_000_000, 10_000_000_000),
            strict=True,
        )
    ]
    given = ["year_spend=20000000000", "years=2", "famous=no", *limits]
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(built_site.url + "policy/nursery/#" + "&".join(given))
    picture = settled(page, "branch", "silver").get_by_role("img")
    expect(picture.get_by_text("✗ 不低于 90,000,000,000 元")).to_be_visible()
    keeps_apart(picture)


@pytest.mark.parametrize("room", [390, 1280])
def test_a_limit_from_above_stands_at_its_number(page: Page, built_site: Site, room: int) -> None:
    page.set_viewport_size({"width": room, "height": 900})
    page.goto(built_site.url + "policy/nursery/#spend=700&purchase_frequency=low")
    picture = settled(page, "tier", "ordinary").get_by_role("img")
    sides = ("✗ 不低于 800 元", "✓ 不高于 800 元", "✗ 不低于 4,000 元")
    boxes = [picture.get_by_text(side).bounding_box() for side in sides]
    above, below, further = (box["x"] + box["width"] / 2 for box in boxes if box)
    assert abs(above - below) < 1
    assert further > above
    assert picture.locator(".tb-axis").count() == 2
    keeps_apart(picture)


def keeps_apart(picture: Locator) -> None:
    """Every limit stands inside its picture, and none runs into another."""
    boxes = [text.bounding_box() for text in picture.locator(".tb-limit").all()]
    shown = [box for box in boxes if box is not None]
    frame = picture.bounding_box()
    assert frame is not None
    assert shown
    assert len(shown) == len(boxes)
    assert all(
        frame["x"] <= b["x"] and b["x"] + b["width"] <= frame["x"] + frame["width"] for b in shown
    )
    for place, one in enumerate(shown):
        for other in shown[place + 1 :]:
            side = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            # A line's box is higher than its letters: lines may stand a little into each other.
            assert side or abs(one["y"] - other["y"]) > 0.6 * one["height"]


def test_what_ends_the_status_is_said_above_what_it_brings(page: Page, built_site: Site) -> None:
    card = "policy/pool/#bought=yes&swims=yes"
    left = "&notice_written=yes&notice_in_advance=yes&company_consents=yes"
    page.goto(built_site.url + card + left)
    caution = settled(page, "tier", "v1").locator(".tb-answer__caution")
    expect(caution).to_contain_text("退成了")
    page.goto(built_site.url + card)
    expect(settled(page, "tier", "v1")).to_contain_text("单独的柜子")
    expect(caution).to_have_count(0)


def test_a_role_sees_what_its_slip_costs(page: Page, built_site: Site) -> None:
    case = "customer_level=vip&room_type=svip&my.role=front-desk"
    page.goto(built_site.url + f"policy/foot-spa/#{case}")
    expect(settled(page, "room", "forbidden")).to_contain_text("每次罚 36 元")


def test_a_long_list_of_identities_is_folded(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + "policy/inn/#identities=local_figure,invited_guest")
    reason = settled(page, "tier", "b").locator("details[data-decisive]")
    expect(reason).to_contain_text("其中“本地名人”符合")
    listed = reason.locator(".tb-listed")
    expect(listed.get_by_text("请来的同行掌柜")).to_be_hidden()
    listed.locator("summary").click()
    expect(listed.get_by_text("请来的同行掌柜")).to_be_visible()


def test_the_readers_role_sees_its_own_tasks(
    page: Page, open_page: OpenPage, built_site: Site
) -> None:
    page.goto(built_site.url + "policy/inn/#identities=singer")
    place = settled(page, "tier", "a")
    tasks = place.locator(".tb-duties")
    expect(tasks.get_by_text("让客房伙计开门")).to_be_hidden()
    tasks.locator("summary").click()
    expect(tasks.get_by_text("让客房伙计开门")).to_be_visible()
    place.get_by_role("button", name="只看我的岗位").click()
    expect(field(page, "my.role")).to_be_focused()
    field(page, "my.role").select_option(label="门童")
    expect(place).to_contain_text("客人进院前 40 分钟：到坡下等着提行李")
    expect(place.get_by_text("让客房伙计开门")).to_have_count(0)
    stored = page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert "my.role" not in stored
    assert field(page, "my.role").input_value() not in stored
    expect(page).to_have_url(re.compile("my.role="))
    other = open_page()
    other.goto(page.url)
    expect(answer(other, "tier")).to_contain_text("客人进院前 40 分钟：到坡下等着提行李")
    expect(answer(other, "tier").get_by_text("让客房伙计开门")).to_have_count(0)
    other.get_by_role("link", name="客人进院前 40 分钟").click()
    expect(other.locator("#deadline-preparation")).to_be_in_viewport()


def test_several_labels_stand_side_by_side(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + BOOKS)
    field(page, "annual_purchases").fill("13")
    field(page, "average_order").fill("150.01")
    settled(page, "labels", "high_frequency,high_value")


def test_choices_are_made_with_the_keyboard(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + SPA)
    page.locator('[name="customer_level"][value=""]').focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator('[name="customer_level"][value="ordinary"]')).to_be_checked()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator('[name="room_type"]:checked')).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator('[name="room_type"][value="svip"]')).to_be_checked()
    settled(page, "room", "forbidden")
    expect(answer(page, "tier")).to_contain_text("还没有结果")


def test_amounts_come_with_their_sum(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE)
    field(page, "list_price").fill("500")
    choose(page, "card_active", "yes")
    choose(page, "goods_kind", "regular")
    pay = page.locator('[data-amount="pay"]')
    expect(pay.locator("[data-amount-value]")).to_have_text("还不能确定")
    choose(page, "birthday_today", "no")
    expect(pay.locator("[data-amount-value]")).to_have_text("450.00 元")
    expect(pay.locator("[data-amount-text]")).to_contain_text("500 元 × 9 折")
    expect(page.locator('[data-amount="points"] [data-amount-value]')).to_have_text("450 分")
    settled(page, "price_rate", "member")
    ruling = pay.locator('a[href*="#ruling-"]')
    expect(ruling).to_have_count(0)
    field(page, "list_price").fill("0.99")
    expect(pay.locator("[data-amount-text]")).to_contain_text("按裁定四舍五入")
    ruling.click()
    expect(page.locator("#ruling-pay-rounding")).to_be_visible()


def test_a_question_that_the_policy_leaves_open_stays_open(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE + "#use_of_points=prize&own_points=600")
    place = undetermined(page, "redemption")
    place.get_by_role("button", name="礼物要的积分").click()
    expect(field(page, "set.prize_points")).to_be_focused()
    field(page, "set.prize_points").fill("601")
    settled(page, "redemption", "refused")
    field(page, "set.prize_points").fill("600")
    settled(page, "redemption", "granted")
    field(page, "set.prize_points").fill("很多")
    expect(error_of(page, "set.prize_points")).to_contain_text("“很多”")
    undetermined(page, "redemption")


def test_a_ruling_that_left_the_answer_open_is_linked(page: Page, built_site: Site) -> None:
    inputs = "goods_kind=special&birthday_today=yes&original_id=yes&card_active=yes"
    page.goto(f"{built_site.url}{STORE}#price_rate?{inputs}")
    place = undetermined(page, "price_rate")
    link = place.locator('a[href$="#ruling-birthday-on-sale"]').first
    link.click()
    expect(page.locator("#ruling-birthday-on-sale")).to_be_in_viewport()


def test_a_ruling_is_shown_with_its_answer(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}policy/nursery/#spend=3000&purchase_frequency=low")
    place = page.locator('[data-decision="tier"]').first
    expect(place).to_have_attribute("data-outcome", "")
    ruling = place.locator("li", has=page.locator('a[href$="#ruling-no-rung"]'))
    expect(ruling).to_contain_text("不归入哪一级")


def test_a_shared_address_shows_the_same(page: Page, open_page: OpenPage, built_site: Site) -> None:
    page.goto(built_site.url + SPA)
    choose(page, "customer_level", "vip")
    choose(page, "room_type", "svip")
    settled(page, "room", "forbidden")
    told = answer(page, "room").inner_text()
    expect(page).to_have_url(
        f"{built_site.url}{SPA}#calculator-foot-spa?customer_level=vip&room_type=svip"
    )
    other = open_page(viewport={"width": 1280, "height": 900})
    other.goto(page.url)
    settled(other, "room", "forbidden")
    assert answer(other, "room").inner_text() == told
    expect(other.locator('[name="room_type"][value="svip"]')).to_be_checked()
    expect(other.locator("form[data-policy]")).to_be_in_viewport()


def test_the_link_is_copied(open_page: OpenPage, built_site: Site) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(built_site.url + STORE + "#year_spend=2000")
    settled(page, "tier", "vip")
    page.get_by_role("button", name="复制链接").click()
    expect(page.get_by_text("已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"{built_site.url}{STORE}#calculator-corner-shop?year_spend=2000"
    )


def test_the_answer_is_copied_as_the_command_line_prints_it(
    open_page: OpenPage, built_site: Site
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{built_site.url}{STORE}#calculator-corner-shop?year_spend=2000&my.day=2026-07-01")
    settled(page, "tier", "vip")
    page.get_by_role("button", name="复制答案").click()
    expect(page.get_by_text("已复制")).to_be_visible()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    command = ["decide", "corner-shop", "year_spend=2000", "--on", "2026-07-01"]
    printed = tierbook(*command).stdout.decode()
    assert copied == f"{printed}\n{page.url}\n"


def test_without_a_clipboard_the_answer_is_copied_all_the_same(
    page: Page, built_site: Site
) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(built_site.url + STORE + "#year_spend=2000")
    settled(page, "tier", "vip")
    page.get_by_role("button", name="复制答案").click()
    expect(page.get_by_text("已复制")).to_be_visible()
    field(page, "year_spend").fill("")
    field(page, "year_spend").press("Control+V")
    expect(field(page, "year_spend")).to_have_value(re.compile("制度版本.*主顾资格：老主顾"))


def test_the_answer_is_printed_alone(page: Page, built_site: Site) -> None:
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(built_site.url + STORE + "#year_spend=2000&list_price=500")
    settled(page, "tier", "vip")
    page.get_by_role("button", name="打印答案").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    paper = page.locator("body > *:visible")
    expect(paper).to_have_count(1)
    for part in ("老主顾", "全年花费 2,000 元", "制度版本", "第五条"):
        expect(paper).to_contain_text(part)
    expect(paper.get_by_text("20 天内")).to_be_visible()
    expect(paper.get_by_role("heading", level=1)).to_contain_text("街角小铺会员办法")
    expect(paper.locator("form, button:visible, .tb-answer__idle:visible")).to_have_count(0)
    expect(paper.get_by_text("换东西")).to_have_count(1)
    expect(paper.get_by_text("换东西")).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("form[data-policy]")).to_be_visible()
    expect(page.locator("[data-decision=tier]")).to_have_count(1)


def test_a_printed_page_has_the_answer_and_no_form(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE)
    page.emulate_media(media="print")
    expect(page.locator(".tb-calculator")).to_be_hidden()
    page.emulate_media(media="screen")
    field(page, "year_spend").fill("2000")
    settled(page, "tier", "vip")
    page.emulate_media(media="print")
    expect(page.locator("form[data-policy]")).to_be_hidden()
    expect(page.locator("[data-given]")).to_be_visible()
    expect(answer(page, "tier")).to_be_visible()
    expect(answer(page, "redemption")).to_be_hidden()


def test_the_address_may_change_while_the_page_is_open(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE + "#tier?year_spend=2000")
    settled(page, "tier", "vip")
    page.goto(built_site.url + STORE + "#single_purchase=0&half_year_spend=0&year_spend=0")
    settled(page, "tier", "")
    page.go_back()
    settled(page, "tier", "vip")
    expect(field(page, "single_purchase")).to_have_value("")


def test_an_address_gives_nothing_but_known_inputs(page: Page, built_site: Site) -> None:
    page.goto(
        built_site.url + STORE + "#calculator-corner-shop?year_spend=%3Cimg%20src%3Dx%3E"
        "&__proto__=1&goods_kind=gold&card_active=perhaps&my.day=tomorrow&unknown=1&half_year_spend=1200"
    )
    settled(page, "tier", "vip")
    expect(error_of(page, "year_spend")).to_contain_text("<img src=x>")
    assert page.locator(".tb-calculator img").count() == 0
    expect(page.locator('[name="goods_kind"]:checked')).to_have_value("")
    expect(page.locator('[name="card_active"]:checked')).to_have_value("")
    expect(field(page, "my.day")).to_have_value("")
    # What was not taken is said, until the reader goes on.
    note = page.locator("[data-unused]")
    expect(note).to_contain_text("“__proto__=1”、“goods_kind=gold”、“card_active=perhaps”")
    field(page, "year_spend").fill("2000")
    expect(note).to_have_count(0)
    settled(page, "tier", "vip")


def test_a_list_in_the_address_is_taken_whole_or_what_is_left_is_said(
    page: Page, built_site: Site
) -> None:
    inn = "policy/inn/#calculator-inn?identities="
    page.goto(f"{built_site.url}{inn}singer,foo")
    expect(page.locator("[data-unused]")).to_contain_text("“identities=singer,foo”")
    expect(page.locator('[name="identities"][value="singer"]')).to_be_checked()
    page.locator('[name="identities"][value="singer"]').uncheck()
    expect(page.locator("[data-unused]")).to_have_count(0)


def test_a_day_that_is_none_is_said_and_the_form_lives_on(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + BOOKS + "#annual_spend=6000&my.day=12026-01-01")
    expect(error_of(page, "my.day")).to_contain_text("“12026-01-01”")
    expect(answer(page, "tier")).to_contain_text("还没有结果")
    field(page, "my.day").fill("2026-01-01")
    settled(page, "tier", "vip")
    field(page, "my.day").fill("")
    field(page, "my.day").press("1")
    expect(error_of(page, "my.day")).to_be_hidden()
    field(page, "annual_spend").focus()
    expect(error_of(page, "my.day")).to_contain_text("日期没有填完")
    page.get_by_role("button", name="全部清空").click()
    expect(answer(page, "tier")).to_contain_text("还没有结果")
    expect(error_of(page, "my.day")).to_be_hidden()


def test_what_was_typed_before_the_script_came_is_answered(page: Page, built_site: Site) -> None:
    held: list[Route] = []
    page.route("**/form.js", lambda route: held.append(route))
    with page.expect_request("**/form.js"):
        page.goto(built_site.url + BOOKS, wait_until="commit")
    field(page, "annual_spend").fill("6000")
    held[0].continue_()
    settled(page, "tier", "vip")


def test_a_word_still_being_composed_is_no_input(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + BOOKS + "#annual_spend=6000")
    settled(page, "tier", "vip")
    field(page, "annual_spend").select_text()
    keyboard = page.context.new_cdp_session(page)
    composing = {"text": "wu", "selectionStart": 2, "selectionEnd": 2}
    keyboard.send("Input.imeSetComposition", composing)
    expect(field(page, "annual_spend")).to_have_value("wu")
    assert page.locator('[data-error-for="annual_spend"]').count() == 0
    settled(page, "tier", "vip")
    keyboard.send("Input.insertText", {"text": "五"})
    expect(error_of(page, "annual_spend")).to_contain_text("“五”")


def test_an_amount_alone_is_an_answer_to_take_away(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE + "#list_price=1000")
    expect(page.locator("[data-announce]")).to_contain_text("还不能确定")
    copy = page.get_by_role("button", name="复制链接")
    copy.click()
    expect(page.locator("[data-copied]")).not_to_be_empty()
    field(page, "list_price").fill("2000")
    expect(page.locator("[data-copied]")).to_be_empty()


def test_a_policy_newer_than_the_page_is_said(page: Page, built_site: Site) -> None:
    def newer(route: Route) -> None:
        policy = json.loads((built_site.folder / "policy" / "book-shop.json").read_text())
        policy["title"] += "（新）"
        route.fulfill(json=policy)

    page.route("**/policy/book-shop.json", newer)
    page.goto(built_site.url + BOOKS + "#annual_spend=6000")
    settled(page, "tier", "vip")
    expect(page.get_by_role("button", name="刷新")).to_be_visible()
    page.unroute("**/policy/book-shop.json")
    page.get_by_role("button", name="刷新").click()
    settled(page, "tier", "vip")
    expect(page.get_by_role("button", name="刷新")).to_have_count(0)


def test_an_example_far_from_the_form_leads_back_to_it(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE + "notes/")
    page.locator("#examples ~ * a[href*='?']", has_text="2,000 元").first.click()
    settled(page, "tier", "vip")
    expect(answer(page, "tier")).to_be_in_viewport()


def test_a_preset_fills_the_form(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE)
    group = page.locator(".tb-group:has([name=year_spend])")
    group.locator("summary").click()
    group.locator("[data-preset]", has_text="600 元").first.click()
    settled(page, "tier", "vip")
    expect(field(page, "single_purchase")).to_have_value("600")


def test_the_other_examples_are_one_step_away(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE)
    page.locator("form[data-policy]").get_by_role("link", name="全部例子").click()
    expect(page.locator("#examples")).to_be_in_viewport()
    page.get_by_role("link", name="2,000 元").first.click()
    settled(page, "tier", "vip")


def test_wrong_input_is_said_beside_its_field_alone(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE)
    field(page, "half_year_spend").fill("1200")
    field(page, "year_spend").fill("两千")
    expect(error_of(page, "year_spend")).to_contain_text("“两千”")
    expect(field(page, "year_spend")).to_have_attribute("aria-invalid", "true")
    described = field(page, "year_spend").get_attribute("aria-describedby") or ""
    assert error_of(page, "year_spend").get_attribute("id") in described.split()
    settled(page, "tier", "vip")
    assert page.locator("[aria-invalid]").count() == 1
    field(page, "year_spend").fill("2000")
    expect(error_of(page, "year_spend")).to_be_hidden()
    expect(field(page, "year_spend")).not_to_have_attribute("aria-invalid", "true")


def test_amounts_that_cannot_both_be_right_are_said(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE)
    field(page, "single_purchase").fill("600")
    field(page, "half_year_spend").fill("2500")
    field(page, "year_spend").fill("1000")
    expect(error_of(page, "half_year_spend")).to_contain_text("“全年花费”的 1,000 元")
    settled(page, "tier", "vip")
    field(page, "year_spend").fill("2500")
    expect(error_of(page, "half_year_spend")).to_be_hidden()


def test_what_cannot_change_the_answer_is_not_asked_for(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE)
    field(page, "single_purchase").fill("500")
    field(page, "year_spend").fill("1200")
    place = answer(page, "tier")
    expect(place).to_contain_text("还缺填写“半年花费”")
    field(page, "year_spend").fill("1100")
    expect(place).not_to_contain_text("还缺")
    expect(place).to_contain_text("没有达到“老主顾”的条件")


def test_clearing_takes_answers_and_address_back(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE)
    field(page, "year_spend").fill("2000")
    settled(page, "tier", "vip")
    page.get_by_role("button", name="全部清空").click()
    expect(answer(page, "tier")).not_to_have_attribute("data-outcome", "vip")
    expect(answer(page, "tier")).to_contain_text("还没有结果")
    expect(page).to_have_url(built_site.url + STORE)


def test_the_last_of_many_keystrokes_is_answered(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + BOOKS)
    field(page, "annual_spend").press_sequentially("5000.01")
    place = settled(page, "tier", "vip")
    expect(place).to_contain_text("填的是 5,000.01 元")


def test_the_rule_that_decides_lies_open(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + BOOKS)
    field(page, "annual_spend").fill("5000")
    place = settled(page, "tier", "a")
    opened = place.locator("details[open]")
    expect(opened).to_have_count(1)
    expect(opened).to_contain_text("甲级")
    passed_over = place.locator("details", has_text="乙级")
    expect(passed_over).to_contain_text("前面的规则已经决定")
    opened.locator("summary").click()
    place.locator("details", has_text="丙级").locator("summary").click()
    field(page, "annual_spend").fill("5000.01")
    settled(page, "tier", "vip")
    expect(opened).to_have_count(2)
    expect(opened.first).to_contain_text("珍读级")


def test_the_day_chooses_the_figures(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + STORE + "#year_spend=2000&my.day=2027-03-01")
    settled(page, "tier", "vip")
    expect(page.locator("[data-version]")).to_contain_text("2027-03-01")


# Faults while loading: each says what happened, and trying again works once the fault is gone.


def no_connection(route: Route) -> None:
    route.abort("internetdisconnected")


def not_found(route: Route) -> None:
    route.fulfill(status=404, body="")


def no_webassembly(route: Route) -> None:
    response = route.fetch()
    headers = {**response.headers, "content-security-policy": "script-src 'self'"}
    route.fulfill(response=response, headers=headers)


@pytest.mark.parametrize(
    ("files", "fault", "sentence"),
    [
        ("**/*wasm*", no_connection, "没有下载成功"),
        ("**/*wasm*", not_found, "没有下载成功"),
        ("**/pyodide.js", not_found, "没有下载成功"),
        ("**/manifest.json", not_found, "没有下载成功"),
        ("**/policy/*.json", not_found, "没有算成"),
        ("**/worker.js", not_found, "没能启动"),
        ("**/worker.js", no_webassembly, "WebAssembly"),
    ],
    ids=lambda value: value.__name__ if callable(value) else None,
)
def test_a_fault_while_loading_is_said_and_mended(
    page: Page,
    built_site: Site,
    watch: Watch,
    files: str,
    fault: Callable[[Route], None],
    sentence: str,
) -> None:
    page.route(files, fault)
    page.goto(built_site.url + STORE)
    field(page, "year_spend").fill("2000")
    engine(page, "failed")
    expect(page.get_by_role("alert")).to_contain_text(sentence)
    page.unroute(files)
    page.get_by_role("button", name="再试一次").click()
    settled(page, "tier", "vip")
    expect(page.get_by_role("alert")).to_be_hidden()
    watch.troubles.clear()


def test_an_idle_engine_practises_unseen(page: Page, built_site: Site) -> None:
    with page.expect_response("**/policy/corner-shop.json"):
        page.goto(built_site.url + STORE)
    engine(page, "ready")
    expect(answer(page, "tier")).to_have_text(re.compile("还没有结果"))
    expect(page).to_have_url(built_site.url + STORE)
    field(page, "year_spend").fill("2000")
    settled(page, "tier", "vip")
    expect(page.locator("[data-given]")).to_contain_text("2,000 元")


def test_practice_that_fails_alarms_nobody(page: Page, built_site: Site, watch: Watch) -> None:
    page.route("**/policy/*.json", not_found)
    with page.expect_response("**/policy/corner-shop.json"):
        page.goto(built_site.url + STORE)
    engine(page, "ready")
    page.unroute("**/policy/*.json")
    field(page, "year_spend").fill("2000")
    settled(page, "tier", "vip")
    expect(page.get_by_role("alert")).to_be_hidden()
    watch.troubles.clear()


def test_a_load_that_stalls_is_given_up(page: Page, built_site: Site) -> None:
    held: list[Route] = []
    page.clock.install()
    page.route(re.compile(r"\.(wasm|bin|zip|whl)$"), lambda route: held.append(route))
    page.goto(built_site.url + STORE)
    with page.expect_request("**/*wasm*"):
        field(page, "year_spend").fill("2000")
    expect(page.get_by_role("progressbar")).to_be_visible()
    # Once the size is known, nothing more is heard.
    size_known = page.get_by_text("可以先填").filter(has_text="0.0 /")
    expect(size_known).to_be_visible()
    # A start without the snapshot is tried too.
    with page.expect_request("**/*wasm*"):
        page.clock.fast_forward("01:00")
    expect(size_known).to_be_visible()
    page.clock.fast_forward("01:00")
    engine(page, "failed")
    expect(page.get_by_role("alert")).to_contain_text("没有动静")
    page.unroute_all(behavior="ignoreErrors")
    page.get_by_role("button", name="再试一次").click()
    settled(page, "tier", "vip")


def test_a_worker_that_dies_over_a_question_is_followed_by_one_that_answers(
    page: Page, built_site: Site
) -> None:
    page.clock.install()
    page.add_init_script(DIE_OF_A_QUESTION)
    page.goto(built_site.url + STORE)
    field(page, "half_year_spend").focus()
    engine(page, "ready")
    field(page, "year_spend").fill("2000")
    page.wait_for_function("() => window.died")
    with page.expect_worker():
        page.clock.fast_forward("01:00")
    settled(page, "tier", "vip")
    expect(page.locator("html")).to_have_attribute("data-boot", "plain")


def test_the_page_stays_usable_while_python_loads(page: Page, built_site: Site) -> None:
    held: list[Route] = []
    page.route("**/*wasm*", lambda route: held.append(route))
    page.goto(built_site.url + STORE)
    with page.expect_request("**/*wasm*"):
        field(page, "half_year_spend").fill("1999")
    engine(page, "loading")
    field(page, "year_spend").fill("2000")
    expect(page.get_by_text("可以先填")).to_contain_text("MB")
    held[0].continue_()
    settled(page, "tier", "vip")
    expect(page.get_by_role("progressbar")).to_be_hidden()


# Other ways of reading


def test_without_javascript_the_form_says_so(open_page: OpenPage, built_site: Site) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(built_site.url + STORE)
    expect(page.locator("form[data-policy] .tb-notice:not([data-silent])")).to_be_visible()
    expect(field(page, "year_spend")).to_be_visible()


def test_on_a_phone_the_answer_is_in_sight(open_page: OpenPage, built_site: Site) -> None:
    page = open_page(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    page.goto(built_site.url + STORE)
    field(page, "single_purchase").fill("600")
    settled(page, "tier", "vip")
    short = page.locator(".tb-now")
    expect(short).to_be_in_viewport(ratio=1)
    expect(short).to_contain_text("主顾资格：老主顾")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    short.get_by_role("button", name="看理由").click()
    expect(answer(page, "tier")).to_be_in_viewport()


def test_the_welcome_page_computes_with_a_chosen_policy(page: Page, built_site: Site) -> None:
    page.goto(built_site.url)
    page.get_by_label("选一部制度").select_option("foot-spa")
    choose(page, "customer_level", "vip")
    choose(page, "room_type", "vip")
    place = settled(page, "room", "allowed")
    page.get_by_label("选一部制度").select_option("book-shop")
    expect(page.locator("form[data-policy]")).to_have_attribute("data-policy", "book-shop")
    expect(page).to_have_url(built_site.url)
    field(page, "annual_spend").fill("5000")
    settled(page, "tier", "a")
    expect(place).to_have_count(0)
    answer(page, "tier").locator("[data-decisive]").get_by_role("link", name="一 分级").click()
    expect(page).to_have_url(f"{built_site.url}{BOOKS}source/#clause-ladder")


def test_the_welcome_page_opens_a_shared_case(page: Page, built_site: Site) -> None:
    page.goto(built_site.url + "#calculator-book-shop?annual_spend=5000.01")
    settled(page, "tier", "vip")
    expect(page.get_by_label("选一部制度")).to_have_value("book-shop")
    expect(page.locator("form[data-policy]")).to_be_in_viewport()


def test_a_policy_that_cannot_be_fetched_is_said(
    page: Page, built_site: Site, watch: Watch
) -> None:
    page.route("**/policy/book-shop/", not_found)
    page.goto(built_site.url)
    page.get_by_label("选一部制度").select_option("book-shop")
    expect(page.get_by_role("alert").filter(has_text="没有取到")).to_be_visible()
    watch.expect("404")


AXE_FINDINGS = """
async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter(({impact}) => ["serious", "critical"].includes(impact))
  .map(({id, nodes}) => [id, ...nodes.map(({html, failureSummary}) => html + failureSummary)])
"""


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
@pytest.mark.parametrize(
    ("address", "decision"),
    [
        (STORE + "#half_year_spend=x&year_spend=1&list_price=5&use_of_points=prize", "tier"),
        ("#calculator-book-shop?annual_spend=5&annual_purchases=20", "labels"),
    ],
    ids=["policy", "welcome"],
)
def test_nothing_bars_the_way_of_those_who_hear_or_key(
    open_page: OpenPage, built_site: Site, address: str, decision: str, width: int, scheme: str
) -> None:
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(built_site.url + address)
    expect(answer(page, decision)).to_have_attribute("data-asked", "")
    page.evaluate("document.querySelectorAll('.tb-calculator details').forEach(d => d.open = true)")
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found: list[Any] = page.evaluate(AXE_FINDINGS)
    assert found == []
