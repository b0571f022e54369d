"""The manager's commands, run as the console script that `make setup` installs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc import canonical_json

from handbook.calendar.today import today
from tests.command import TIERBOOK, document, error, tierbook
from tests.paths import ROOT
from tests.paths import SHOPS as FOLDER
from tests.shop import FILES, SHOPS

STORE, SPA, BOOKS, NURSERY = "corner-shop", "foot-spa", "book-shop", "nursery"
CARD = "points-card"

SMALL = """\
# yaml-language-server: $schema=policy.schema.json
制度: 小店会员办法
行业: 零售
来源: {题名: 小店会员办法, 完整: 完整}
条款: {one: 第一条}
取值表:
  member:
    gold: {名称: 金卡会员}
  person:
    guest: {名称: 来宾}
    owner: {名称: 业主}
数字:
  floor: {名称: 门槛, 数值: {2026-01-01: 3000 元, 2027-01-01: 3500 元}, 条款: one}
  wait: {名称: 答复期限, 待定: no-time, 单位: 天, 条款: one}
填写项:
  spend: {名称: 消费金额, 类型: 金额}
  people: {名称: 身份, 类型: person, 多选: 是}
判定:
  tier:
    名称: 等级
    取值: member
    规则:
      - {结果: gold, 条款: one, 条件: {任一: [{spend: {不低于: floor}}, {people: owner}]}}
    其余: 无
事件:
  asked: {精度: 日期, 名称: 提出}
时限:
  reply: {名称: 答复, 事件之后: asked, 时长: wait, 条款: one}
裁定:
  no-time: {条款: one, 问题: 几天答复？}
例子:
  - {已知: {spend: 3500 元}, 应得: {tier: gold}}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A folder with one small policy of its own, `policy/shop.yaml`."""
    (tmp_path / "policy").mkdir()
    (tmp_path / "policy" / "shop.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def test_a_customer_is_graded_and_the_clause_is_cited() -> None:
    found = document("decide", STORE, "half_year_spend=1199.99", "year_spend=2000")
    assert found["tier"] == "vip"
    rules = found["decisions"]["tier"]["trace"]
    assert "第五条" in [clause["label"] for rule in rules for clause in rule["clause"]]
    assert found["version"] == SHOPS[STORE].version
    assert found["on"] == today().isoformat()


def test_what_is_not_given_is_missing() -> None:
    found = document("decide", STORE, "half_year_spend=1199.99")
    assert found["tier"] is None
    assert "tier" in found["undetermined"]
    assert "year_spend" in [missing["id"] for missing in found["decisions"]["tier"]["missing"]]


@pytest.mark.parametrize(("spend", "tier"), [("5000", "a"), ("5000.01", "vip")])
def test_a_limit_belongs_to_the_tier_that_includes_it(spend: str, tier: str) -> None:
    assert document("decide", BOOKS, f"annual_spend={spend}")["tier"] == tier


def test_what_alone_answers_nothing_asks_for_more() -> None:
    assert tierbook("decide", NURSERY).stdout.decode().startswith("还没有填写内容，可以填：\n")
    more = tierbook("decide", CARD, "优惠券=1").stdout.decode()
    assert more.startswith("只凭填了的还答不出什么，可以再填：\n  全年消费=金额")


BASKET = ("list_price=500", "card_active=yes")


def test_a_figure_on_trial_reads_like_the_words_around_it() -> None:
    words = ("goods_kind=regular", "birthday_today=yes", "original_id=yes")
    shown = tierbook("decide", STORE, *BASKET, *words, "--set", "member_discount=8")
    assert "7 折和试填的 8 折能一起用吗" in shown.stdout.decode()


def test_price_and_points() -> None:
    found = document("decide", STORE, *BASKET, "goods_kind=regular", "birthday_today=no")
    assert found["amounts"] == {"pay": "450.00", "points": "450"}
    assert "第九条" in found["amount_texts"]["pay"]


def test_what_is_rounded_names_the_ruling_that_says_so() -> None:
    words = ("decide", STORE, "list_price=0.99", "card_active=yes", "goods_kind=regular")
    found = document(*words, "birthday_today=no")
    rulings = {
        amount: [each["id"] for each in rulings]
        for amount, rulings in found["amount_rulings"].items()
    }
    assert rulings == {"pay": ["pay-rounding"], "points": ["points-rounding"]}
    shown = tierbook(*words, "birthday_today=no").stdout.decode()
    assert "  裁定 不到一分的零头怎么收？四舍五入到分。\n" in shown


def test_the_birthday_price() -> None:
    birthday = ("birthday_today=是", "original_id=是")
    found = document("decide", STORE, *BASKET, "goods_kind=regular", *birthday)
    assert found["amounts"]["pay"] == "350.00"


def test_a_price_that_the_policy_leaves_open_is_not_guessed() -> None:
    birthday = ("birthday_today=yes", "original_id=yes")
    found = document("decide", STORE, *BASKET, "goods_kind=special", *birthday)
    assert found["amounts"]["pay"] is None
    assert "price_rate" in found["undetermined"]
    assert "ruling" in [each["kind"] for each in found["decisions"]["price_rate"]["missing"]]


@pytest.mark.parametrize(
    ("given", "possible", "pay"),
    [
        (("discount_card=no", "birthday_today=yes", "original_id=yes"), ["full"], "500.00"),
        (("discount_card=yes", "birthday_today=no"), ["member", "full"], None),
        (("birthday_today=no",), ["member", "full"], None),
        (
            ("discount_card=yes", "birthday_today=yes", "original_id=yes"),
            ["birthday", "member", "full"],
            None,
        ),
    ],
)
def test_what_is_paid_without_a_valid_card(
    given: tuple[str, ...], possible: list[str], pay: str | None
) -> None:
    basket = ("list_price=500", "card_active=no", "goods_kind=regular")
    found = document("decide", STORE, *basket, *given)
    assert found["decisions"]["price_rate"]["possible"] == possible
    assert found["amounts"]["pay"] == pay


def test_on_a_birthday_excluded_goods_have_the_birthday_price_or_the_full_one() -> None:
    birthday = ("birthday_today=yes", "original_id=yes")
    found = document("decide", STORE, *BASKET, "goods_kind=special", *birthday)
    assert found["decisions"]["price_rate"]["possible"] == ["birthday", "full"]


def test_a_decision_nobody_asked_for_is_marked() -> None:
    found = document("decide", SPA, "customer_level=vip", "room_type=svip")
    assert found["outcomes"]["room"] == "forbidden"
    assert not found["decisions"]["tier"]["asked"]
    shown = tierbook("decide", SPA, "customer_level=vip", "room_type=svip").stdout.decode()
    assert SHOPS[SPA].decisions["room"].label in shown
    assert SHOPS[SPA].decisions["tier"].label not in shown


@pytest.mark.parametrize(
    ("start", "expected"), [("2026-02-13", "2026-02-14"), ("2026-09-30T10:00", "2026-10-08")]
)
def test_a_deadline_on_the_working_calendar(start: str, expected: str) -> None:
    found = document("due", SPA, "spread-information", "--from", start)
    assert (found["due"], found["from"]) == (expected, start)


def test_two_slips_of_one_role() -> None:
    slips = ("information-late:administrator=1", "form-not-passed-or-filed:administrator=1")
    found = document("fine", SPA, *slips)
    assert (found["total"], found["by_role"]) == ("32", {"administrator": "32"})


def test_the_list_names_everything_that_can_be_asked() -> None:
    found = {each["id"]: each for each in document("list")["policies"]}
    assert found.keys() == SHOPS.keys()
    for name, policy in SHOPS.items():
        assert [each["id"] for each in found[name]["decisions"]] == list(policy.decisions)
        assert [each["id"] for each in found[name]["inputs"]] == list(policy.inputs)
        for decision in found[name]["decisions"]:
            outcomes = policy.decisions[decision["id"]].outcomes()
            assert tuple(each["id"] for each in decision["outcomes"]) == outcomes
    assert SHOPS[STORE].title in tierbook("list").stdout.decode()


def test_sound_policies_have_no_finding() -> None:
    # Before the day by which the teahouse is to be read again.
    day = ("--on", "2026-03-01")
    assert document("check", *day) == {"findings": []}
    assert "没有错误" in tierbook("check", *day).stdout.decode()


def test_a_misspelt_figure_is_found_with_its_place(shop: Path) -> None:
    file = shop / "policy" / "shop.yaml"
    file.write_text(SMALL.replace("不低于: floor", "不低于: flor"), encoding="utf-8")
    done = tierbook("check", "--json", cwd=shop)
    assert done.returncode == 1
    (finding,) = json.loads(done.stdout)["findings"]
    assert finding["path"] == "policy/shop.yaml"
    line = SMALL.splitlines()[finding["line"] - 1]
    assert line[finding["column"] - 1 :].startswith("floor")
    assert "flor" in finding["message"]
    assert "floor" in finding["message"]
    told = tierbook("check", "policy/shop.yaml", cwd=shop)
    place = f"policy/shop.yaml:{finding['line']}:{finding['column']}: 错误 "
    assert told.returncode == 1
    assert told.stdout.decode().startswith(place)
    assert "flor" in error("decide", "shop", cwd=shop)["message"]


def test_a_failing_example_is_a_finding(shop: Path) -> None:
    file = shop / "policy" / "shop.yaml"
    file.write_text(
        SMALL.replace("已知: {spend: 3500 元}", "已知: {spend: 1 元}"), encoding="utf-8"
    )
    assert tierbook("check", cwd=shop).returncode == 1


def test_the_figures_of_a_day_count(shop: Path) -> None:
    days = {"2026-12-31": "gold", "2027-01-01": None}
    found = {
        day: document("decide", "shop", "spend=3000", "people=", "--on", day, cwd=shop)
        for day in days
    }
    assert {day: answer["tier"] for day, answer in found.items()} == days
    assert {answer["on"] for answer in found.values()} == set(days)


def test_an_empty_list_is_known_and_nothing_else_is(shop: Path) -> None:
    known = document("decide", "shop", "spend=1", "people=", "--on", "2026-07-01", cwd=shop)
    assert known["undetermined"] == []
    unknown = document("decide", "shop", "spend=", "people=", "--on", "2026-07-01", cwd=shop)
    assert unknown["undetermined"] == ["tier"]


def test_a_figure_can_be_tried(shop: Path) -> None:
    words = ("decide", "shop", "spend=5000", "people=guest")
    assert document(*words, "--set", "floor=5000", cwd=shop)["tier"] == "gold"
    assert document(*words, "--set", "floor=5000.01", cwd=shop)["tier"] is None


def test_an_unset_length_is_missing_until_it_is_tried(shop: Path) -> None:
    words = ("due", "shop", "reply", "--from", "2026-03-01")
    found = document(*words, cwd=shop)
    assert (found["due"], found["undetermined"]) == (None, True)
    assert [missing["id"] for missing in found["missing"]] == ["wait"]
    assert document(*words, "--set", "wait=3", cwd=shop)["due"] == "2026-03-04"
    assert "几天答复" in tierbook(*words, cwd=shop).stdout.decode()


def test_the_policies_are_found_from_below_or_by_name(shop: Path, tmp_path: Path) -> None:
    below = shop / "a" / "b"
    below.mkdir(parents=True)
    assert document("decide", "shop", cwd=below)["policy"] == "shop"
    there = {"TIERBOOK_POLICIES": str(shop / "policy")}
    assert document("decide", "shop", cwd=Path("/"), env=there)["policy"] == "shop"
    named = document("list", "--policies", str(shop / "policy"), cwd=Path("/"))
    assert [each["id"] for each in named["policies"]] == ["shop"]
    assert "TIERBOOK_POLICIES" in error("list", cwd=Path("/"))["message"]


@pytest.mark.parametrize(
    ("words", "place", "parts"),
    [
        (["decide", "corner-shp"], "corner-shp", ["是不是 corner-shop？"]),
        (["decide", "../shops/corner-shop"], "../shops/corner-shop", ["没有编号为"]),
        (["decide", STORE, "year_spnd=1"], "year_spnd", ["是不是 year_spend（"]),
        (["decide", STORE, "year_spend=1e5"], "year_spend", ["“1e5”", "不小于 0"]),
        (["decide", STORE, "year_spend"], "year_spend", ["填写项=值"]),
        (["decide", STORE, "year_spend=1", "year_spend=2"], "year_spend", ["两次"]),
        (["decide", STORE, "--on", "2026-02-30"], "on", ["“2026-02-30”", "2026-02-13"]),
        (["decide", STORE, "--set", "year_flor=1"], "year_flor", ["是不是 year_floor（"]),
        (["decide", STORE, "--set", "year_floor"], "year_floor", ["数字=值"]),
        (["due", SPA, "spread", "--from", "2026-01-01"], "spread", ["spread-information"]),
        (["due", SPA, "spread-information"], "from", ["--from"]),
        (["due", SPA, "spread-information", "--from", "周五"], "from", ["“周五”"]),
        (["due", SPA], "时限", ["少写了", "tierbook due --help"]),
        (["fine", SPA, "information-lat=1"], "information-lat", ["是不是 information-late（"]),
        (["fine", SPA, "information-late=x"], "information-late", ["“x”", "整数"]),
        (["fine", SPA, "information-late:laundry=1"], "information-late:laundry", ["文员"]),
        (["fine", SPA], "处罚[:岗位]=次数…", ["少写了"]),
        (["check", "no-such.yaml"], "no-such.yaml", ["没有“no-such.yaml”"]),
        (["list", "--policies", "no-such"], "policies", ["没有“no-such”"]),
        (["list", "more"], "", ["多写了"]),
        (["list", "--jsn"], "--jsn", ["是不是 --json？"]),
        (["lst"], "lst", ["是不是 list？"]),
        (["decide", STORE, "--on"], "--on", ["后面要写一个值"]),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(words: list[str], place: str, parts: list[str]) -> None:
    found = error(*words) if words[-1] != "--on" else without_json(*words)
    assert found["input"] in (place, None)
    assert all(part in found["message"] for part in parts), found["message"]


def without_json(*words: str) -> dict[str, Any]:
    """An error of an option that would swallow `--json` as its value."""
    done = tierbook(*words)
    assert (done.returncode, done.stdout) == (2, b"")
    return {"input": None, "message": done.stderr.decode()}


def test_days_outside_the_working_calendar_are_told() -> None:
    found = error("due", SPA, "spread-information", "--from", "1999-12-31")
    assert found["code"] == "outside-calendar"
    assert "工作日历" in found["message"]


def test_without_a_command_the_help_is_shown_and_nothing_done() -> None:
    done = tierbook()
    assert (done.returncode, done.stdout) == (2, b"")
    assert "命令：" in done.stderr.decode()


@pytest.mark.parametrize("command", ["", "check", "list", "decide", "due", "fine"])
def test_help_is_chinese(command: str) -> None:
    done = tierbook(*command.split(), "--help")
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "用法：" in text
    assert not {"Usage", "Options", "OPTIONS", "Show", "exit", "Commands"} & set(text.split())


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1", "zh_CN.GBK"])
def test_output_is_utf8_whatever_the_locale(locale: str) -> None:
    env = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = tierbook("list", "--json", env=env)
    assert SHOPS[STORE].title in done.stdout.decode()
    assert document("decide", STORE, "year_spend=2000", env=env)["tier"] == "vip"


def test_full_width_typing_is_understood() -> None:
    assert document("decide", BOOKS, "annual_spend＝５，０００")["tier"] == "a"


def test_a_reader_who_goes_away_is_no_error() -> None:
    script = f'"{TIERBOOK}" list --policies "{FOLDER}"; echo "status $?" >&2'
    done = subprocess.run(
        ["bash", "-c", f"({script}) | true"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.stderr.decode() == "status 0\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [TIERBOOK, "list", "--policies", FOLDER],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("文件读写出错")


def test_a_folder_in_place_of_a_policy_file_is_told(shop: Path) -> None:
    (shop / "policy" / "folder.yaml").mkdir()
    assert "打不开" in error("decide", "folder", cwd=shop)["message"]


def test_the_version_names_the_policys_content() -> None:
    again = json.loads(canonical_json(FILES[STORE].data))
    assert canonical_json(again) == canonical_json(FILES[STORE].data)
    assert document("decide", STORE)["version"] == FILES[STORE].policy.version


WORDS = st.one_of(
    st.sampled_from(
        [
            *("check", "list", "decide", "due", "fine", STORE, SPA, "spread-information"),
            *("--from", "--on", "--set", "--json", "--policies", "--", "-x", "", "="),
            *("2026-02-13", "0001-01-01", "year_spend=1", "goods_kind=", "information-late=1"),
        ]
    ),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, max_size=6))
def test_no_arguments_break_it(words: list[str]) -> None:
    done = tierbook(*words)
    assert done.returncode in (0, 1, 2)
    assert b"Traceback" not in done.stderr
    assert b"Error" not in done.stderr


def test_arguments_that_are_no_text_are_told() -> None:
    done = subprocess.run(
        [TIERBOOK, "decide", STORE, "--policies", FOLDER, b"year_spend=\xff\xfe"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "�" in done.stderr.decode()
