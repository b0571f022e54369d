"""The company's own calendar: what it takes, what it changes, what it refuses."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tiercalc.case import Situation
from tiercalc.dates import due

from handbook.calendar.arrangement import published
from handbook.calendar.working_calendar import library_calendars
from handbook.checking.calendar_file import calendar_file, read_calendar_of
from handbook.checking.check import check
from handbook.checking.load import load_policy
from handbook.pages import pages
from handbook.source.findings import Finding
from tests.paths import SHOPS

HEAD = "# yaml-language-server: $schema=calendar.schema.json\n"
# How a notice may arrange 2027; the real one is not known.
YEAR = """\
  2027:
    元旦: 2027-01-01 至 2027-01-03
    春节: 2027-02-05 至 2027-02-11
    清明节: 2027-04-03 至 2027-04-05
    劳动节: 2027-05-01 至 2027-05-05
    端午节: 2027-06-09
    中秋节: 2027-09-15
    国庆节: 2027-10-01 至 2027-10-07
    调休上班: [2027-02-14, 2027-05-08, 2027-09-26, 2027-10-09]
"""
NOTICE = f"{HEAD}放假安排:\n{YEAR}"
SPA = "foot-spa"
OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 1)


def typed(folder: Path, text: str) -> Path:
    path = calendar_file(folder)
    path.write_text(text, encoding="utf-8")
    return path


def said(folder: Path, text: str) -> list[str]:
    found = read_calendar_of(typed(folder, text).parent).findings
    return [f"{each.line}:{each.column} {each.code}: {each.message}" for each in found]


def test_a_notice_typed_in_goes_before_what_is_counted_without_it(tmp_path: Path) -> None:
    typed(tmp_path, NOTICE)
    reading = read_calendar_of(tmp_path)
    assert reading.findings == ()
    usual = reading.calendars.usual
    assert not usual.is_working(date(2027, 2, 11))
    assert usual.is_working(date(2027, 2, 14))
    assert usual.awaits(date(2027, 2, 14)) == frozenset()
    # The notice of 2028 may still move the end of the year.
    assert usual.awaits(date(2027, 12, 30)) == {2028}


def test_a_year_typed_in_is_the_year_that_the_library_knows(tmp_path: Path) -> None:
    year = 2025
    arrangement = published()[year]
    lines = [f"  {year}:"]
    for holidays in set(arrangement.free.values()):
        days = [day for day, named in arrangement.free.items() if named == holidays]
        lines.append(f"    {'、'.join(holidays)}: {'、'.join(day.isoformat() for day in days)}")
    worked = ", ".join(day.isoformat() for day in sorted(arrangement.worked))
    lines.append(f"    调休上班: [{worked}]")
    text = "\n".join((f"{HEAD}放假安排:", *lines, ""))
    assert said(tmp_path, text) == []
    assert read_calendar_of(tmp_path).calendars.usual == library_calendars().usual
    (found,) = said(tmp_path, text.replace("2025-02-08", "2025-02-09"))
    assert found == (
        "3:3 calendar-other: 2 月 8 日至 2 月 9 日和手册自带的 2025 年放假安排不同；"
        "以这里为准，请对照通知核对。"
    )


def test_two_holidays_may_be_one(tmp_path: Path) -> None:
    merged = NOTICE.replace("    中秋节: 2027-09-15\n", "").replace("国庆节:", "国庆节、中秋节:")
    merged = merged.replace("2027-10-01 至", "2027-09-15、2027-10-01 至")
    assert said(tmp_path, merged) == []


def test_without_a_file_the_library_s_years_count(tmp_path: Path) -> None:
    assert read_calendar_of(tmp_path).calendars.usual == library_calendars().usual
    assert read_calendar_of(tmp_path) is read_calendar_of(tmp_path)


# What is changed in the notice, or written below it, and what is said of it.
BAD = {
    "a span backwards": (
        "2027-02-05 至 2027-02-11",
        "2027-02-11 至 2027-02-05",
        ["5:9 calendar-order: “2027-02-11 至 2027-02-05”前后颠倒了，早的一天写在前面。"],
    ),
    "a weekday worked in exchange": (
        "[2027-02-14",
        "[2027-02-16",
        ["11:12 calendar-weekend: 2 月 16 日不是周末，用不着调休，请核对。"],
    ),
    "free and worked": (
        "[2027-02-14",
        "[2027-02-06",
        ["11:12 calendar-twice: 2 月 6 日已经在春节里放假，不能又调休上班。"],
    ),
    "in two holidays": (
        "国庆节: 2027-10-01 至",
        "国庆节: 2027-09-15、2027-10-01 至",
        ["10:10 calendar-twice: 9 月 15 日已经写在中秋节里，一天只写一处。"],
    ),
    "worked in another year": (
        "[2027-02-14",
        "[2026-02-14",
        ["11:12 calendar-year: “2026-02-14”不在 2027 年，请核对年份。"],
    ),
    "free in another year": (
        "2027-06-09",
        "2028-06-09",
        ["8:10 calendar-year: “2028-06-09”不在 2027 年，请核对年份。"],
    ),
    "half typed": (
        "    端午节: 2027-06-09\n    中秋节: 2027-09-15\n",
        "",
        [
            "3:3 calendar-half: 2027 年只写了一半，还少端午节、中秋节；"
            "两个节日合在一起放假的，写在一处，例如 国庆节、中秋节。"
        ],
    ),
    "without what is worked": (
        "    调休上班: [2027-02-14, 2027-05-08, 2027-09-26, 2027-10-09]\n",
        "",
        [
            "3:3 missing-key: 放假安排 2027：缺少“调休上班”。"
            "应写：调休上班的周末，例如 [2027-02-14]；没有写 []。"
        ],
    ),
    "a day of the law worked": (
        "端午节: 2027-06-09",
        "端午节: 2027-06-10",
        ["8:10 calendar-law: 6 月 9 日是法定的端午节假日，却没有放假，请核对。"],
    ),
    "a sum that does not come out": (
        "[2027-02-14, ",
        "[",
        [
            "3:3 calendar-sum: 2027 年放假的工作日减去调休上班的日子是 14 天，"
            "法定节假日是 13 天，平常两数相等，请对照通知核对。"
        ],
    ),
    "a short name": (
        "清明节:",
        "清明:",
        ["6:5 calendar-name: 放假安排里没有“清明”这个节日。是不是 清明节？"],
    ),
    "no year": ("  2027:", "  27:", ["3:3 calendar-year: “27”不是年份，应写成 2027 这样。"]),
    "no such day": (
        "[2027-02-14",
        "[2027-02-30",
        [
            "11:12 date: 放假安排 2027 › 调休上班第 1 项：“2027-02-30”不是真实的日期。"
            "应写：写成 2027-02-14 这样。"
        ],
    ),
    "as the notice says it": (
        "2027-02-05 至 2027-02-11",
        "2月5日至11日",
        [
            "5:9 date: 放假安排 2027 春节：“2月5日至11日”不是真实的日期。应写：一天写 2027-05-18，"
            "几天写 2027-02-05 至 2027-02-11，几段用“、”隔开。"
        ],
    ),
    "no schema named": (
        HEAD,
        "",
        [
            "1:1 modeline: 文件开头少了一行“# yaml-language-server: "
            "$schema=calendar.schema.json”；有了它，编辑器才会提示每个键怎么写。"
        ],
    ),
}
BELOW = {
    "公司放假: {年会: 2027-01-15}": (
        "12:1 unknown-key: 不认识“公司放假”。"
        "这里可以写：放假安排、每周休息、上班时间、照常上班、公司休息、其他日历。"
    ),
    "每周休息: [周日]": (
        "12:8 value: 每周休息第 1 项：没有“周日”这种写法。"
        "应写：星期一、星期二、星期三、星期四、星期五、星期六、星期日。"
    ),
    "照常上班: [中秋]": (
        "12:8 value: 照常上班第 1 项：没有“中秋”这种写法。是不是 中秋节？"
        "应写：元旦、春节、清明节、劳动节、端午节、中秋节、国庆节、全部。"
    ),
    "公司休息: {年会: 2027-01-15 至 2027-01-14}": (
        "12:12 calendar-order: “2027-01-15 至 2027-01-14”前后颠倒了，早的一天写在前面。"
    ),
    "公司休息: {年会: 2027-01-15, 盘点: 2027-01-14 至 2027-01-15}": (
        "12:28 calendar-twice: 1 月 15 日已经写在年会里，一天只写一处。"
    ),
    "其他日历: {门店: {公司休息: {盘点: 2027-03-02 至 2027-03-01}}}": (
        "12:24 calendar-order: “2027-03-02 至 2027-03-01”前后颠倒了，早的一天写在前面。"
    ),
    "上班时间: 9点到18点": (
        "12:7 hours: 上班时间：“9点到18点”不是一段时间。应写：几点到几点，写成 09:00 至 18:00。"
        "制度里的数字写 日历的上班时间、日历的下班时间，就用这里的。"
    ),
    "上班时间: 18:00 至 09:00": (
        "12:7 calendar-order: 上班时间从 18:00 到 09:00，结束应晚于开始。"
    ),
    "其他日历: {门店: {}}": "12:8 empty: 其他日历 门店：不能空着。应写：和公司的日历不同的地方。",
}


@pytest.mark.parametrize(("written", "instead", "expected"), BAD.values(), ids=BAD)
def test_a_faulty_notice_is_refused_at_the_place_to_mend(
    written: str, instead: str, expected: list[str], tmp_path: Path
) -> None:
    assert NOTICE.count(written) == 1
    assert said(tmp_path, NOTICE.replace(written, instead)) == expected


@pytest.mark.parametrize(("line", "expected"), BELOW.items())
def test_a_fault_in_what_is_the_company_s_own(line: str, expected: str, tmp_path: Path) -> None:
    assert said(tmp_path, f"{NOTICE}{line}\n") == [expected]


def test_a_file_that_is_no_yaml_is_said_and_counts_for_nothing(tmp_path: Path) -> None:
    assert said(tmp_path, "放假安排: {\n")
    assert read_calendar_of(tmp_path).calendars.usual == library_calendars().usual
    assert not read_calendar_of(tmp_path).usable


def shop_folder(folder: Path, calendar: str, named: str | None = None) -> Path:
    """The spa, on a calendar of the folder's, beside that calendar."""
    text = (SHOPS / f"{SPA}.yaml").read_text(encoding="utf-8")
    if named:
        text = re.sub(r"(?m)^行业: .*$", lambda found: f"{found[0]}\n日历: {named}", text, count=1)
    (folder / f"{SPA}.yaml").write_text(text, encoding="utf-8")
    typed(folder, calendar)
    return folder


def findings(folder: Path, on: date) -> list[Finding]:
    return list(check([folder], on).findings)


def test_a_policy_may_name_only_a_calendar_that_is_there(tmp_path: Path) -> None:
    more = f"{NOTICE}其他日历:\n  门店: {{公司休息: {{年会: 2027-01-15}}}}\n"
    assert findings(shop_folder(tmp_path, more, "门店"), OCTOBER) == []
    (found,) = findings(shop_folder(tmp_path, more, "门市店"), OCTOBER)
    assert (found.code, found.message) == (
        "unknown-calendar",
        "工作日历里没有“门市店”这个日历。是不是 门店？",
    )
    (found,) = findings(shop_folder(tmp_path, NOTICE, "门店"), OCTOBER)
    assert found.message.endswith("请在 calendar.yaml 的“其他日历”里写上。")


def test_a_policys_first_page_names_the_calendar_where_it_is_not_the_usual_one(
    tmp_path: Path,
) -> None:
    more = f"{NOTICE}其他日历:\n  门店: {{公司休息: {{年会: 2027-01-15}}}}\n"
    shown = [
        pages(check([shop_folder(tmp_path, more, named)], OCTOBER).policies, OCTOBER)
        for named in ("门店", None)
    ]
    said = '<dt>工作日</dt><dd>按“门店”的<a href="../../calendar/">日历</a>数</dd>'
    assert [said in made[f"policy/{SPA}/index.md"].markdown for made in shown] == [True, False]


def test_an_answer_names_the_calendar_that_it_was_counted_on(tmp_path: Path) -> None:
    folder = shop_folder(tmp_path, f"{NOTICE}其他日历:\n  门店: {{每周休息: []}}\n", "门店")
    shop = load_policy(folder / f"{SPA}.yaml").policy
    calendar = read_calendar_of(folder).calendars.of(shop)
    answer = due("spread-information", date(2026, 3, 6), calendar, Situation(shop, {}, OCTOBER, {}))
    assert answer.due == date(2026, 3, 7)
    assert "按“门店”的日历数" in answer.text


def test_a_policy_s_examples_are_counted_on_its_calendar(tmp_path: Path) -> None:
    (found,) = findings(shop_folder(tmp_path, f"{HEAD}每周休息: [星期日]\n"), OCTOBER)
    assert found.message.endswith("应为 2026-03-09，算出来是 2026-03-07。")


def test_a_policy_may_take_its_hours_from_the_calendar(tmp_path: Path) -> None:
    pool = (SHOPS / "pool.yaml").read_text(encoding="utf-8")
    for word, ours in (("opening", "日历的上班时间"), ("closing", "日历的下班时间")):
        pool, count = re.subn(rf"(?m)^(  {word}: .*)待定: hours-open", rf"\1数值: {ours}", pool)
        assert count == 1
    file = tmp_path / "pool.yaml"
    file.write_text(pool, encoding="utf-8")
    lacking = [each for each in check([file], OCTOBER).findings if each.code == "calendar-hours"]
    assert [finding.line for finding in lacking] == [53, 54]
    hours = f"{HEAD}上班时间: 08:30 至 20:00\n其他日历: {{夜场: {{上班时间: 14:00 至 23:00}}}}\n"
    typed(tmp_path, hours)
    figures = load_policy(file).policy.figures
    assert [figures[name].on(OCTOBER) for name in ("opening", "closing")] == ["08:30", "20:00"]
    file.write_text(re.sub(r"(?m)^(行业: .*)$", r"\1\n日历: 夜场", pool), encoding="utf-8")
    figures = load_policy(file).policy.figures
    assert [figures[name].on(OCTOBER) for name in ("opening", "closing")] == ["14:00", "23:00"]


def test_the_next_year_is_asked_for_from_november_on(tmp_path: Path) -> None:
    folder = shop_folder(tmp_path, f"{HEAD}公司休息: {{年会: 2027-01-15}}\n")
    assert findings(folder, OCTOBER) == []
    (found,) = findings(folder, NOVEMBER)
    assert (found.severity, found.code) == ("warning", "calendar-due")
    assert "2027 年的放假安排还没有录入" in found.message
    assert check([folder], NOVEMBER).sound
    # Once typed in, and for a company that no notice changes, there is nothing to ask for.
    assert findings(shop_folder(tmp_path, NOTICE), NOVEMBER) == []
    (found,) = findings(folder, date(2027, 11, 1))
    assert ("2028 年" in found.message, found.line) == (True, 2)
    always = shop_folder(tmp_path, f"{HEAD}照常上班: [全部]\n")
    assert "calendar-due" not in [finding.code for finding in findings(always, NOVEMBER)]
    # In a year that nobody knows it is asked for in any month.
    (found,) = findings(shop_folder(tmp_path, NOTICE), date(2028, 3, 1))
    assert "2028 年" in found.message
    calendar_file(tmp_path).unlink()
    (found,) = findings(folder, NOVEMBER)
    assert (Path(found.path).name, found.line) == ("calendar.yaml", 1)


def test_a_faulty_calendar_lets_nothing_be_counted(tmp_path: Path) -> None:
    folder = shop_folder(tmp_path, NOTICE.replace("2027-06-09", "2027-06-10"))
    report = check([folder], OCTOBER)
    assert [finding.code for finding in report.findings] == ["calendar-law"]
    assert not report.readable
    assert not report.sound
    assert check([calendar_file(folder)], OCTOBER).findings == report.findings
