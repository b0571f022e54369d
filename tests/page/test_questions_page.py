"""The questions beside the decisions in a real browser: ask, read, share, take away."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from handbook.calendar.working_calendar import calendars_json
from handbook.checking.calendar_file import calendar_file, read_calendar_of
from tests.command import tierbook
from tests.conftest import Site, Watch
from tests.handbook.checking.test_calendar_file import NOTICE
from tests.paths import AXE
from tests.shop import SHOPS

SPA, STORE, INN, POOL = "foot-spa", "corner-shop", "inn", "pool"
OpenPage = Callable[..., Page]
READ_CALENDAR = """
async ([library, text]) => {
  const { default: ICAL } = await import(library);
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((event) =>
    ["summary", "dtstart"].map((name) => String(event.getFirstPropertyValue(name))));
}
"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

expect.set_options(timeout=30_000)


def form(page: Page, question: str) -> Locator:
    return page.locator(f'form[data-question="{question}"]')


def answered(page: Page, question: str) -> Locator:
    """The whole of a question, once it has an answer."""
    place = page.locator(f'.tb-ask:has(form[data-question="{question}"])')
    expect(place.locator("[data-answered]")).to_be_attached()
    return place


def said(place: Locator) -> str:
    """What stands in a place, without the white space that only lays it out."""
    return re.sub(r"\s+", "", place.inner_text())


def told(*words: str) -> list[str]:
    """The lines of a command, without white space and the numbers of steps."""
    done = tierbook(*words)
    assert done.returncode == 0, done.stderr.decode()
    lines = [re.sub(r"^\s+\d+\s\s", "", line) for line in done.stdout.decode().splitlines()]
    return [re.sub(r"\s+", "", line) for line in lines]


def test_a_process_is_laid_on_the_calendar(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}policy/{SPA}/work/")
    ask = form(page, "timeline")
    ask.get_by_label("流程").select_option(label="报贵客名单")
    group = ask.get_by_role("group", name="馆主批下贵客卡")
    group.get_by_label("哪天").fill("2026-02-13")
    place = answered(page, "timeline")
    expect(place.locator(".tb-ask__said")).to_contain_text("则有时限的 4 步最晚都在")
    expect(place.locator('[data-step="inform-posts"]')).to_have_attribute("data-due", "2026-02-14")
    expect(place.locator('[data-step="store"]')).to_have_attribute("data-due", "2026-02-14")
    assert place.locator('[data-step="stay-silent"]').get_attribute("data-due") is None
    days = place.locator(".tb-days > li")
    assert [said(day) for day in days.all()] == ["2/13周五起", "14周六上班4步"]
    # Only the events of the chosen process are asked for.
    expect(ask.get_by_role("group", name="月底看卡")).to_be_hidden()


def test_page_and_command_line_say_the_same(page: Page, built_site: Site) -> None:
    cases = [
        (
            f"policy/{SPA}/work/#ask-timeline?process=spread-information&at.approval=2026-02-13",
            ("timeline", SPA, "spread-information", "approval=2026-02-13"),
        ),
        (
            f"policy/{INN}/work/#ask-timeline?process=reception"
            "&at.arrival=2026-05-01&at.arrival.time=14:30",
            ("timeline", INN, "reception", "arrival=2026-05-01T14:30"),
        ),
        (
            f"policy/{STORE}/work/#ask-due?deadline=registration&from=2026-05-01",
            ("due", STORE, "registration", "--from", "2026-05-01"),
        ),
        (
            "policy/pool/work/#ask-due?deadline=exit-notice&from=2026-10-08&set.notice_period=30",
            (
                *("due", POOL, "exit-notice", "--from", "2026-10-08"),
                *("--set", "notice_period=30"),
            ),
        ),
        (
            f"policy/{SPA}/work/#ask-timeline?process=month-end-cancellation"
            "&at.review-month=2026-09-03",
            ("timeline", SPA, "month-end-cancellation", "review-month=2026-09-03"),
        ),
        (
            f"policy/{INN}/work/#ask-timeline?process=liaison"
            "&at.arrival=2026-02-13&at.arrival.time=10:00"
            "&at.departure=2026-02-14&at.departure.time=09:00",
            (
                *("timeline", INN, "liaison", "arrival=2026-02-13T10:00"),
                "departure=2026-02-14T09:00",
            ),
        ),
        (
            "policy/pool/work/#ask-timeline?process=in-hours"
            "&at.in-hours=2026-06-13&at.in-hours.time=12:00",
            (
                *("timeline", POOL, "in-hours"),
                "in-hours=2026-06-13T12:00",
            ),
        ),
        (
            f"policy/{SPA}/work/#ask-who?about=approval&from=2026-02-13",
            ("who", SPA, "approval", "--from", "2026-02-13"),
        ),
        (
            f"policy/{SPA}/penalties/#ask-fine?my.role=front-desk&vip-into-wrong-room=1"
            f"&{quote('lower-room-without-consent:front-desk')}=1",
            ("fine", SPA, "vip-into-wrong-room=1", "lower-room-without-consent:front-desk=1"),
        ),
        (
            f"policy/{SPA}/services/#ask-kit?{quote('level:svip')}=3&{quote('level:vip')}=2",
            ("kit", SPA, "svip=3", "vip=2"),
        ),
        (
            f"policy/{INN}/services/#ask-kit?{quote('grade:a')}=1",
            ("kit", INN, "a=1"),
        ),
        (
            f"policy/{INN}/services/#ask-kit?{quote('grade:a')}=1&{quote('grade:c')}=2",
            ("kit", INN, "a=1", "c=2"),
        ),
        (
            f"policy/pool/services/#ask-kit?{quote('birthday:in_house')}=3",
            ("kit", POOL, "in_house=3"),
        ),
    ]
    for address, command in cases:
        page.goto("about:blank")
        page.goto(built_site.url + address)
        shown = said(answered(page, command[0]))
        for line in told(*command):
            # Where the terminal says what can be tried, the page has fields for it.
            if line.startswith("可以试填"):
                continue
            # The page shows a step's moment above it.
            moment = "(?<=）。)(?=最晚|起因是|没有规定|下一次|就在|在|不适用)"
            parts = re.split(moment, line.rstrip("。"))
            wanted = [part.rstrip("。") for part in parts]
            if line.startswith(("裁定", "同时发生时")):
                wanted = [line.removeprefix("裁定").removeprefix("同时发生时")]
            for part in wanted:
                assert part in shown, (command, part)


def test_the_lead_times_of_a_guest_need_a_minute(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}policy/{INN}/work/")
    ask = form(page, "timeline")
    arrival = ask.get_by_role("group", name="客人进院")
    arrival.get_by_label("哪天").fill("2026-05-01")
    place = answered(page, "timeline")
    expect(place.locator(".tb-ask__said")).to_contain_text("还要知道“客人进院”在几点")
    expect(place.locator('[data-step="assign-room"]')).to_have_attribute("data-due", "2026-04-30")
    place.get_by_role("button", name="客人进院").click()
    time = arrival.get_by_label("几点")
    expect(time).to_be_focused()
    time.fill("14:30")
    for step, due in (("entrance", "13:50"), ("call", "14:10"), ("door", "14:25")):
        row = place.locator(f'[data-step="{step}"]')
        expect(row).to_have_attribute("data-due", f"2026-05-01T{due}")
    alone = form(page, "due")
    alone.get_by_label("时限").select_option("call")
    alone.get_by_label("哪天").fill("2026-05-01")
    expect(alone.locator('[data-error-for="from.time"]')).to_have_text(
        "“报信”按 20 分钟计时，还要写明是几点。"
    )


def test_a_deadline_alone(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}policy/{STORE}/work/")
    ask = form(page, "due")
    ask.get_by_label("哪天").fill("2026-05-01")
    place = answered(page, "due")
    expect(place.locator("[data-answer]")).to_have_attribute("data-due", "2026-05-21")
    expect(page).to_have_url(re.compile("#ask-due.deadline=registration&from=2026-05-01$"))
    place.get_by_role("link", name="第七条").click()
    expect(page).to_have_url(re.compile("#clause-art7$"))


def test_a_deadline_says_from_what_it_runs_and_asks_the_time_where_that_counts(
    page: Page, built_site: Site
) -> None:
    page.goto(f"{built_site.url}policy/{SPA}/deadlines/")
    ask = form(page, "due")
    ask.get_by_label("时限").select_option("spread-information")
    expect(ask.get_by_role("group", name="起算：馆主批下贵客卡")).to_be_visible()
    expect(ask.locator("p[data-term]")).to_contain_text("馆主批下贵客卡后")
    expect(ask.get_by_label("几点")).to_be_visible()
    ask.get_by_label("时限").select_option("month-end-review")
    expect(ask.get_by_role("group", name="起算：月底看卡（填当月任意一天）")).to_be_visible()
    expect(ask.get_by_label("几点")).to_be_hidden()
    ask.get_by_label("时限").select_option("daily-room-check")
    expect(ask.get_by_role("group", name="从哪天起找下一次（含当天）")).to_be_visible()
    expect(ask.get_by_label("几点")).to_be_hidden()
    ask.get_by_label("时限").select_option("month-end-review")
    ask.get_by_label("哪天").fill("2026-02-13")
    expect(answered(page, "due").locator("[data-answer]")).to_have_attribute(
        "data-due", "2026-02-28"
    )


def test_a_link_to_a_question_leads_to_its_form_on_a_phone(
    open_page: OpenPage, built_site: Site
) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(f"{built_site.url}policy/foot-spa/work/#ask-who")
    title = page.locator("#ask-who-title")
    # Its button is there once the script has made the form whole, and nothing moves any more.
    expect(form(page, "who").get_by_role("button", name="清空")).to_be_visible()
    expect(title).to_be_in_viewport(ratio=1)


def test_who_asks_the_time_only_of_what_happens_at_a_time(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}policy/{SPA}/work/")
    ask = form(page, "who")
    for event in SHOPS[SPA].events.values():
        if event.id in ask.locator("option").evaluate_all("all => all.map(each => each.value)"):
            ask.get_by_label("什么事").select_option(event.id)
            expect(ask.get_by_label("几点")).to_be_visible(visible=event.timed)


def test_a_day_outside_the_calendar_is_said(page: Page, built_site: Site) -> None:
    for part, question, address, control in (
        ("deadlines", "due", "deadline=spread-information&from=2090-02-13", "from"),
        ("work", "timeline", "process=spread-information&at.approval=2090-02-13", "at.approval"),
    ):
        page.goto("about:blank")
        page.goto(f"{built_site.url}policy/{SPA}/{part}/#ask-{question}?{address}")
        place = page.locator(f'.tb-ask:has(form[data-question="{question}"])')
        error = place.locator(f'[data-error-for="{control}"]')
        expect(error).to_contain_text("工作日历只收录")
        expect(place.locator(f'[name="{control}"]')).to_have_attribute("aria-invalid", "true")
        expect(place.locator("[aria-invalid]")).to_have_count(1)
        expect(place.locator("[data-answered]")).to_have_count(0)


def test_what_a_notice_may_change_is_marked_until_it_is_typed_in(
    page: Page, built_site: Site, tmp_path: Path
) -> None:
    asked = f"{built_site.url}policy/{SPA}"
    words = (SPA, "spread-information")
    page.goto(f"{asked}/deadlines/#ask-due?deadline=spread-information&from=2026-12-31")
    place = answered(page, "due")
    expect(place.locator("[data-provisional=yes]")).to_have_attribute("data-due", "2027-01-04")
    first, *_ = told("due", *words, "--from", "2026-12-31")
    assert first in said(place)
    assert "暂算" in first
    expect(place.locator(".tb-ask__known")).to_contain_text("放假安排")
    page.goto("about:blank")
    page.goto(f"{asked}/work/#ask-timeline?process=spread-information&at.approval=2026-12-31")
    line = answered(page, "timeline")
    expect(line.locator(".tb-days [data-provisional]").last).to_contain_text("暂")
    expect(line.locator(".tb-line__when", has_text="（暂算）").first).to_be_visible()
    with page.expect_download() as saving:
        line.get_by_role("button", name="存为日历文件").click()
    entries = Path(saving.value.path()).read_text(encoding="utf-8").replace("\n ", "")
    assert "（暂算）" in entries
    # The site of a company that has typed the year in.
    calendar_file(tmp_path).write_text(NOTICE, encoding="utf-8")
    typed = calendars_json(read_calendar_of(tmp_path).data)
    page.route("**/calendar.json", lambda route: route.fulfill(body=typed))
    page.goto("about:blank")
    page.goto(f"{asked}/deadlines/#ask-due?deadline=spread-information&from=2026-12-31")
    place = answered(page, "due")
    expect(place.locator('[data-due="2027-01-04"]')).to_be_attached()
    expect(place.locator("[data-provisional=yes]")).to_have_count(0)
    assert "暂算。" not in said(place)


def test_what_a_slip_costs(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}policy/{SPA}/penalties/")
    ask = form(page, "fine")
    expect(ask.locator("fieldset:visible")).to_have_count(0)
    ask.get_by_label("岗位").select_option(label="门迎")
    slip = ask.get_by_role("group", name="11. 把银卡顾客排进")
    slip.get_by_label("门迎").fill("1")
    other = ask.get_by_role("group", name="13. 顾客没答应")
    # Only the chosen role's part of a clause for several roles.
    assert other.get_by_role("textbox").count() == 1
    other.get_by_label("门迎").fill("1")
    place = answered(page, "fine")
    expect(place.locator("[data-answer]")).to_have_attribute("data-total", "44")
    expect(place).to_contain_text("暂计 44 元：门迎 44 元。")
    # Who did it is said, so it is no question who pays.
    expect(place).not_to_contain_text("还是谁错谁出")
    expect(place).to_contain_text("罚换间，罚没问，还是都罚？")
    expect(place).to_contain_text("公司还没有决定")
    slip.get_by_label("门迎").fill("一次")
    wrong = ask.locator('[data-error-for="vip-into-wrong-room"]')
    expect(wrong).to_contain_text("第 11 条处罚（门迎）的次数填的是“一次”；应填 0 到")
    # What can be read is answered.
    expect(place.locator("[data-answer]")).to_have_attribute("data-total", "8")
    expect(place).to_contain_text("合计 8 元：门迎 8 元。")
    # Another role's incidents join those that are counted already.
    slip.get_by_label("门迎").fill("1")
    ask.get_by_label("岗位").select_option(label="清扫工")
    expect(slip).to_be_visible()
    ask.get_by_role("group", name="9. ").get_by_label("清扫工").fill("2")
    expect(place).to_contain_text("暂计 56 元：清扫工 12 元，门迎 44 元。")
    place.get_by_role("link", name="罚换间，罚没问，还是都罚？").click()
    expect(page).to_have_url(re.compile(f"policy/{SPA}/notes/#ruling-vip-seat-and-consent$"))


def test_the_fine_stays_in_view_of_a_long_form(open_page: OpenPage, built_site: Site) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(f"{built_site.url}policy/{SPA}/penalties/#ask-fine?my.role=all&vip-into-wrong-room=1")
    said = answered(page, "fine").locator(".tb-ask__said")
    fields = form(page, "fine").get_by_role("textbox")
    for field in (fields.first, fields.last):
        field.focus()
        page.keyboard.type("1")
        expect(field).to_be_in_viewport(ratio=1)
        expect(said).to_be_in_viewport(ratio=1)
        covered, covering = field.bounding_box(), said.bounding_box()
        assert covered and covering
        assert covered["y"] + covered["height"] <= covering["y"]


def test_linen_for_the_guests_of_the_day(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}policy/{SPA}/services/")
    ask = form(page, "kit")
    ask.get_by_label("金卡客 位", exact=True).fill("3")
    ask.get_by_label("银卡客 位", exact=True).fill("2")
    place = answered(page, "kit")
    towel = place.locator("li", has_text="擦脚巾：")
    expect(towel.first).to_contain_text("金卡客 3 × 3 条 + 银卡客 2 × 1 条 = 11 条")
    expect(towel.first.locator("b")).to_have_text("11 条")


def test_baskets_of_several_sizes_stand_apart(page: Page, built_site: Site) -> None:
    typed = {"grade:a": "2", "grade:b": "x", "grade:c": "3"}
    counts = "&".join(f"{quote(name)}={text}" for name, text in typed.items())
    page.goto(f"{built_site.url}policy/{INN}/services/#ask-kit?{counts}")
    place = answered(page, "kit")
    basket = place.locator("li", has_text="果篮：").locator("b > span")
    expect(basket).to_have_text(["2 份（大篮）", "3 份（小篮）"])
    wrong = form(page, "kit").locator('[data-error-for="grade:b"]')
    expect(wrong).to_contain_text("“上客(乙)”的数量填的是“x”")
    form(page, "kit").get_by_label("上客(乙)").fill("1")
    expect(basket).to_have_count(3)
    expect(wrong).to_be_hidden()


def test_a_kit_leads_to_the_clauses_of_its_tiers_alone(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}policy/{INN}/services/#ask-kit?{quote('grade:a')}=1")
    cited = answered(page, "kit").locator('a[href*="#clause-"]')
    assert set(cited.all_inner_texts()) == {"七、甲等，接待标准"}
    form(page, "kit").get_by_label("上客(丙)").fill("2")
    orange = answered(page, "kit").locator("li", has_text="篮里的橘子：").get_by_role("link")
    expect(orange).to_have_text(["七、甲等，接待标准", "七、丙等，接待标准"])


def test_an_open_quantity_can_be_tried(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}policy/{INN}/services/#ask-kit?{quote('grade:a')}=2")
    place = answered(page, "kit")
    flowers = place.locator("li", has_text="屋里的花：")
    expect(flowers.locator("b")).to_have_text("待定")
    expect(place.locator("[data-answer]")).to_have_attribute("data-undetermined", "")
    form(page, "kit").locator("summary").click()
    form(page, "kit").get_by_label("大盆花的盆数").fill("3")
    expect(flowers.locator("b")).to_have_text("6 盆（按试填的数）")
    form(page, "kit").get_by_label("大盆花的盆数").fill("许多")
    expect(page.locator('[data-error-for="set.flower_pots"]')).to_contain_text("许多")


def test_the_main_page_leads_to_every_question(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}policy/{SPA}/")
    offers = page.get_by_role("paragraph").filter(has_text="还可以问").get_by_role("link")
    assert offers.all_inner_texts() == [
        "每一步在哪天",
        "谁要知道",
        "哪天到期",
        "罚多少",
        "要备多少",
    ]
    offers.filter(has_text="罚多少").click()
    expect(form(page, "fine")).to_be_in_viewport()


def test_who_must_know_after_an_approval(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}policy/{SPA}/work/")
    ask = form(page, "who")
    ask.get_by_label("什么事").select_option(label="馆主批下贵客卡")
    place = answered(page, "who")
    roles = "administrator,front-desk,storekeeper,consultant,beautician,customer"
    expect(place.locator("[data-answer]")).to_have_attribute("data-roles", roles)
    notice = place.locator('[data-step="inform-posts"]')
    expect(notice).to_contain_text("馆主批下贵客卡后 1 个工作日内")
    ask.get_by_label("哪天").fill("2026-02-13")
    expect(notice).to_contain_text("最晚 2026 年 2 月 14 日（星期六）")
    notice.get_by_role("link", name="仓管", exact=True).click()
    expect(page).to_have_url(f"{built_site.url}role/{SPA}/storekeeper/")


def test_the_dates_can_be_taken_away(page: Page, built_site: Site, tmp_path: Path) -> None:
    page.goto(
        f"{built_site.url}policy/{INN}/work/#ask-timeline?process=reception"
        "&at.arrival=2026-05-01&at.arrival.time=14:30"
    )
    place = answered(page, "timeline")
    with page.expect_download() as waiting:
        place.get_by_role("button", name="日历文件").click()
    assert waiting.value.suggested_filename == "inn-reception.ics"
    file = tmp_path / "taken.ics"
    waiting.value.save_as(file)
    text = file.read_text(encoding="utf-8")
    library = f"{built_site.url}assets/tierbook/ical.js"
    assert page.evaluate(READ_CALENDAR, [library, text]) == [
        ["账房：排好屋子", "2026-04-30"],
        ["客房伙计：看一遍屋子", "2026-04-30"],
        ["总管：看山门扫净没有", "2026-05-01T13:50:00"],
        ["门童：到坡下等着提行李", "2026-05-01T13:50:00"],
        ["报信人：报信说客人快到了", "2026-05-01T14:10:00"],
        ["总管：让客房伙计开门", "2026-05-01T14:25:00"],
    ]
    unfolded = re.sub("\r?\n ", "", text)
    uids = re.findall(r"UID:(\S+)", unfolded)
    assert len(set(uids)) == 6
    assert all(uid.endswith(".2026-05-01T14:30@tierbook") for uid in uids)
    notes = re.findall("DESCRIPTION:.*", unfolded)
    assert ["报信（" in note for note in notes] == [False] * 4 + [True, False]
    assert all("裁定 " in note for note in notes)


def test_a_shared_address_shows_its_case(page: Page, built_site: Site) -> None:
    page.goto(f"{built_site.url}policy/{SPA}/work/")
    ask = form(page, "timeline")
    ask.get_by_label("流程").select_option(label="备贵客巾")
    group = ask.get_by_role("group", name="文员写好仓管名单")
    group.get_by_label("哪天").fill("2026-03-07")
    answered(page, "timeline")
    expect(page).to_have_url(
        re.compile("ask-timeline.process=linen-setup&at.table-entry=2026-03-07")
    )
    page.reload()
    place = answered(page, "timeline")
    expect(place.locator('[data-step="store"]')).to_have_attribute("data-due", "2026-03-09")
    ask.get_by_role("button", name="清空").click()
    expect(place.locator("[data-answered]")).to_have_count(0)


def test_an_address_made_up_by_somebody_does_no_harm(page: Page, built_site: Site) -> None:
    page.goto(
        f"{built_site.url}policy/{SPA}/deadlines/#ask-due?deadline=%3Cb%3E"
        "&from=soon&from=2026-02-13&on=never&__proto__=1"
    )
    expect(form(page, "due").get_by_label("时限")).to_have_value("spread-information")
    expect(form(page, "due").get_by_label("哪天")).to_have_value("")
    expect(form(page, "due").locator("[data-unused]")).to_contain_text("“deadline=<b>”")
    assert page.locator('.tb-ask:has(form[data-question="due"]) [data-answered]').count() == 0


def test_an_address_of_a_process_that_is_gone_is_not_answered_for_another(
    page: Page, built_site: Site
) -> None:
    work = f"{built_site.url}policy/{SPA}/work/"
    page.goto(f"{work}#ask-timeline?process=gone&at.approval=2026-02-13")
    ask = form(page, "timeline")
    expect(ask.locator("[data-unused]")).to_contain_text("“process=gone”")
    assert page.locator('.tb-ask:has(form[data-question="timeline"]) [data-answered]').count() == 0
    ask.get_by_label("流程").select_option(label="报贵客名单")
    answered(page, "timeline")
    expect(ask.locator("[data-unused]")).to_have_count(0)


def test_a_time_without_its_day_and_a_day_that_is_none_are_said(
    page: Page, built_site: Site
) -> None:
    page.goto(f"{built_site.url}policy/{INN}/work/")
    ask = form(page, "due")
    ask.get_by_label("几点").fill("10:00")
    error = ask.locator('[data-error-for="from"]')
    expect(error).to_contain_text("先填是哪一天")
    ask.get_by_label("哪天").press("1")
    ask.get_by_label("几点").focus()
    expect(error).to_contain_text("日期没有填完")


def test_a_form_whose_script_does_not_come_says_so(
    open_page: OpenPage, built_site: Site, watch: Watch
) -> None:
    page = open_page()
    page.route("**/question_form.js", lambda route: route.abort())
    page.goto(f"{built_site.url}policy/{SPA}/services/")
    expect(form(page, "kit")).to_contain_text("还不能算")
    assert all("ERR_FAILED" in trouble for trouble in watch.troubles)
    watch.troubles.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(open_page: OpenPage, built_site: Site, scheme: str) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    addresses = {
        "timeline": f"{SPA}/work/#ask-timeline?process=month-end-cancellation"
        "&at.review-month=2026-02-13",
        "fine": f"{SPA}/penalties/#ask-fine?my.role=all&vip-into-wrong-room=x",
        "kit": f"{SPA}/services/#ask-kit?{quote('level:svip')}=3",
    }
    for question, address in addresses.items():
        page.goto("about:blank")
        page.goto(f"{built_site.url}policy/{address}")
        if question == "fine":
            expect(page.locator('[data-error-for="vip-into-wrong-room"]')).to_be_visible()
        else:
            answered(page, question)
        assert page.evaluate(OVERFLOW) <= 0
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run('.tb-ask')")
        faults = [each["id"] for each in found["violations"]]
        assert faults == [], faults


def test_without_scripts_the_form_says_so(open_page: OpenPage, built_site: Site) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{built_site.url}policy/{SPA}/work/")
    notice = form(page, "timeline").locator("noscript")
    expect(notice).to_be_visible()
    assert "要打开 JavaScript 才能算" in notice.inner_text()
