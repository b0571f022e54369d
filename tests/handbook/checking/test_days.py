"""What goes wrong on another day than today is found today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from handbook.checking.check import check, check_every_day
from tests.command import tierbook

NOW = date(2026, 11, 30)
NEW_YEAR = date(2027, 1, 1)

HOUSE = """\
# yaml-language-server: $schema=policy.schema.json
制度: 茶馆会员办法
行业: 餐饮
来源: {{题名: 茶馆会员办法, 完整: 完整}}
{term}
条款: [第一条]

取值表:
  会员: [金卡, 银卡]

数字:
  金卡门槛: {{数值: {gold}, 条款: 第一条}}
  银卡门槛: {{数值: {silver}, 条款: 第一条}}

填写项:
  一年实付: {{类型: 金额, 期间: 单次}}

判定:
  会员等级:
    取值: 会员
    规则:
      - 结果: 金卡
{rule_from}        条款: 第一条
        条件:
          一年实付: {{不低于: 金卡门槛}}
      - 结果: 银卡
        条款: 第一条
        条件:
          一年实付: {{不低于: 银卡门槛}}
{rest}

例子:
  - 已知: {{一年实付: 1200}}
{on}    应得: {{会员等级: 金卡}}
"""

Said = Callable[..., list[tuple[str, str, int]]]


@pytest.fixture
def said(tmp_path: Path) -> Said:
    def find(
        on: date | None = None,
        gold: str = "1000 元",
        silver: str = "0 元",
        term: str = "",
        rest: str = "",
        example: str = "",
        rule_from: str = "",
    ) -> list[tuple[str, str, int]]:
        path = tmp_path / "house.yaml"
        text = HOUSE.format(
            gold=gold, silver=silver, term=term, rest=rest, on=example, rule_from=rule_from
        )
        path.write_text(text, encoding="utf-8")
        report = check_every_day([path], NOW) if on is None else check([path], on)
        return [(each.code, each.message, each.line) for each in report.findings]

    return find


def test_a_policy_that_never_changes_is_sound(said: Said) -> None:
    assert said() == []


GAP = "{2026-01-01: 0 元, 2027-01-01: 100 元}"


def test_a_gap_that_opens_on_a_coming_day_is_found_with_the_day(said: Said) -> None:
    ((code, message, line),) = said(silver=GAP)
    assert (code, line) == ("gap", 22)
    assert message.startswith("按 2027-01-01 的数字，判定 会员等级")


def test_a_day_alone_is_checked_as_that_day(said: Said) -> None:
    assert said(NOW, silver=GAP) == []
    ((code, message, _),) = said(NEW_YEAR, silver=GAP)
    assert (code, message.startswith("判定 会员等级")) == ("gap", True)


def test_what_is_wrong_already_is_said_once_and_without_a_day(said: Said) -> None:
    ((_, message, _),) = said(silver="{2026-01-01: 50 元, 2027-01-01: 100 元}")
    assert message.startswith("判定 会员等级")


def test_a_rule_that_dies_on_a_coming_day_is_found(said: Said) -> None:
    found = said(gold="{2026-01-01: 1000 元, 2027-01-01: 0 元}")
    assert [(code, line) for code, _, line in found] == [("dead-rule", 26)]


RAISED = "{2026-01-01: 1000 元, 2027-01-01: 1500 元}"


def test_an_example_without_a_day_that_breaks_later_is_found_now(said: Said) -> None:
    ((code, message, line),) = said(gold=RAISED)
    assert (code, line) == ("example-breaks", 33)
    assert "从 2027-01-01 起就验算不过了" in message


def test_an_example_with_its_day_does_not_break(said: Said) -> None:
    assert said(gold=RAISED, example="    日期: 2026-12-31\n") == []


def test_an_example_holds_where_the_policy_ends_before_the_change(said: Said) -> None:
    assert said(gold=RAISED, term="施行: {自: 2026-01-01, 至: 2026-12-31}") == []


def test_a_figure_whose_old_value_was_lost_is_found(said: Said) -> None:
    found = said(gold="{2027-01-01: 1000 元}")
    assert ("no-value-yet", 12) in [(code, line) for code, _, line in found]


def test_a_figure_may_begin_with_its_policy(said: Said) -> None:
    term = "施行: {自: 2027-01-01}"
    assert said(gold="{2027-01-01: 1000 元}", term=term) == []


def test_a_figure_may_begin_with_the_only_rule_that_asks_for_it(said: Said) -> None:
    gold = "{2027-01-01: 1000 元}"
    lost = [code for code, _, _ in said(gold=gold, rule_from="        自: 2027-01-01\n")]
    assert "no-value-yet" not in lost


def test_a_last_day_before_the_first_is_found(said: Said) -> None:
    days = "        自: 2027-02-01\n        至: 2027-01-01\n"
    found = said(rule_from=days)
    assert ("date-order", 24) in [(code, line) for code, _, line in found]


def test_a_review_day_that_has_passed_is_warned_of(said: Said) -> None:
    assert said(term="施行: {自: 2026-01-01, 复审: 2026-11-30}") == []
    ((code, message, line),) = said(term="施行: {自: 2026-01-01, 复审: 2026-11-29}")
    assert (code, line) == ("review-overdue", 5)
    assert "逾期未复审（应在 2026-11-29 以前复审）" in message


def test_a_policy_that_cites_an_ended_one_is_found(said: Said, tmp_path: Path) -> None:
    said(term="施行: {自: 2026-01-01, 至: 2026-06-30}")
    cites = HOUSE.format(
        gold="1000 元", silver="0 元", term="", rest="", on="", rule_from=""
    ).replace("制度: 茶馆会员办法", "制度: 别的办法")
    other = tmp_path / "other.yaml"
    other.write_text(
        cites.replace("题名: 茶馆", "题名: 见《茶馆会员办法》的茶馆"), encoding="utf-8"
    )
    found = check_every_day([tmp_path / "house.yaml", other], NOW).findings
    cited = [each for each in found if each.code == "cites-ended"]
    assert cited
    assert "提到的《茶馆会员办法》已失效（到 2026-06-30 为止）" in cited[0].message


def test_the_command_checks_a_day_that_is_named(said: Said, tmp_path: Path) -> None:
    said(silver=GAP)
    file = str(tmp_path / "house.yaml")
    assert tierbook("check", "--on", "2026-11-30", file).returncode == 0
    assert tierbook("check", "--on", "2027-01-01", file).returncode == 1
