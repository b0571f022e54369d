"""Workbooks as spreadsheet programs write them: typed cells, titles, merged headings, totals."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import load_workbook
from tiercalc import InputError
from xlsxwriter import Workbook

from tests.lists import command, grade, refusal, text_list

BOOKS = "book-shop"
TIER, SPEND, SHARE = "读者等级", "年购书额", "占全店的比例"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "名册.xlsx"


def test_a_workbook_as_managers_have_it(path: Path) -> None:
    with Workbook(path) as book:
        book.add_worksheet("说明").write(0, 0, "数据在第二页")
        sheet = book.add_worksheet("读者名单")
        money = book.add_format({"num_format": "_ ￥* #,##0.00_ "})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        percent = book.add_format({"num_format": "0.0%"})
        sheet.merge_range(0, 0, 0, 5, "2026 年读者统计")
        for column, text in enumerate(["读者", "会员卡号", None, None, "入会日期", "毛利率"]):
            if text:
                sheet.merge_range(1, column, 2, column, text)
        sheet.merge_range(1, 2, 1, 3, "消费")
        sheet.write_row(2, 2, [SPEND, "年购书次数"])
        for row, (name, card, spend) in enumerate(
            [
                ("甲", "6222020000000012345", 5000.01),
                ("乙", "0012", 2000),
                ("丙", "0013", 0.1 + 0.2),
            ],
            3,
        ):
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 1, card)
            sheet.write_number(row, 2, spend, money)
            sheet.write_number(row, 3, 13)
            sheet.write_datetime(row, 4, date(2020, 1, row), day)
            sheet.write_number(row, 5, 0.125, percent)
        sheet.write(6, 0, "合计")
        sheet.write_formula(6, 2, "=SUM(C4:C6)", money, 7000.31)
        sheet.write(8, 0, "制表人：王五")
        sheet.set_row(4, None, None, {"hidden": True})
    found = grade(BOOKS, path)
    assert [row[TIER] for row in found.rows] == ["珍读级", "甲级", "丙级"]
    first, _, last = found.rows
    assert list(first)[:6] == ["读者", "会员卡号", SPEND, "年购书次数", "入会日期", "毛利率"]
    assert first["会员卡号"] == "6222020000000012345"
    assert (last[SPEND], last["入会日期"], last["毛利率"]) == ("0.3", "2020-01-05", "12.5%")
    assert "读的是工作表“读者名单”；另有“说明”没有读" in found.said
    assert "列名在第 2、3 行，上面的“2026 年读者统计”是标题" in found.said
    assert "第 5 行是隐藏的，也算在内。" in found.said
    assert "有 2 行不是客户，没有算：第 7 行（合计行）" in found.said
    assert "第 9 行（说明）：“制表人：王五”" in found.said


def test_per_cents_yes_and_errors_are_taken_as_they_are(path: Path) -> None:
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(3, 1, ["读者", SHARE])
        percent = book.add_format({"num_format": "0.00%;[Red]-0.00%"})
        for row, share in enumerate([0.125, 0.05, 0], 4):
            sheet.write(row, 1, row)
            sheet.write_number(row, 2, share, percent)
    assert [row["占比试算（按金额）"] for row in grade(BOOKS, path).rows] == [
        "珍读级",
        "甲级",
        "丙级",
    ]
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["读者", SHARE])
        sheet.write_row(1, 0, ["甲", 0.125])
    assert "这一列的数都不大于 1" in refusal(BOOKS, path)
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["读者", SPEND])
        sheet.write_row(1, 0, ["甲"])
        sheet.write_formula(1, 1, "=A9/0", None, "#DIV/0!")
        sheet.write_row(2, 0, ["乙"])
        sheet.write_formula(2, 1, "=SUM(C1:C2)", None, "")
        sheet.write_row(3, 0, ["丙", 33.3333333333])
    lines = refusal(BOOKS, path).splitlines()
    assert "“#DIV/0!”" in lines[1]
    assert "错误值，请先改好公式" in lines[1]
    assert "第 3 行第 2 列" in lines[2]
    assert "文件里没有它的结果" in lines[2]
    assert "用 ROUND 四舍五入" in lines[3]


def test_two_sheets_that_may_be_the_list_are_asked_about(path: Path) -> None:
    with Workbook(path) as book:
        for name, spend in (("东店", 5001), ("西店", 1)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["读者", SPEND])
            sheet.write_row(1, 0, ["甲", spend])
        book.add_worksheet("藏").hide()
    assert "有几个工作表都像名册：“东店”、“西店”；请用 --sheet 写明" in refusal(BOOKS, path)
    assert grade(BOOKS, path, "--sheet", "东店").rows[0][TIER] == "珍读级"
    assert "没有叫“南店”的工作表；有：东店、西店" in refusal(BOOKS, path, "--sheet", "南店")


def test_numbers_of_more_digits_than_a_spreadsheet_keeps_are_named(path: Path) -> None:
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["会员卡号", SPEND])
        sheet.write_row(1, 0, [6222020000000012345, 1])
    found = grade(BOOKS, path)
    assert "“会员卡号”这一列，第 2 行的号码丢了后面的位数" in found.said


def test_a_workbook_that_breaks_off(path: Path) -> None:
    with Workbook(path) as book:
        book.add_worksheet()
    path.write_bytes(path.read_bytes()[:400])
    assert "不是完好的 Excel 或 ODS 工作簿" in refusal(BOOKS, path)


_URN = "urn:oasis:names:tc:opendocument:xmlns"


def ods(*rows: tuple[str, str, bool]) -> str:
    """The content of a sheet: a name and a cell in each row, which may be a number."""
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    number = '<table:table-cell office:value-type="float" office:value="{}"/>'
    lines = "".join(
        f"<table:table-row>{text.format(name)}{(number if is_number else text).format(cell)}"
        "</table:table-row>"
        for name, cell, is_number in rows
    )
    names = "".join(f' xmlns:{each}="{_URN}:{each}:1.0"' for each in ("office", "table", "text"))
    return (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="名单">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


def test_an_ods_workbook(tmp_path: Path) -> None:
    path = tmp_path / "名册.ods"
    with ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0"/>'
        )
        rows = [("读者", SPEND, False), ("甲", "5000.01", True)]
        file.writestr("content.xml", ods(*rows))
    assert grade(BOOKS, path).rows[0][TIER] == "珍读级"


def test_a_graded_list_as_a_workbook_is_read_and_graded_again(tmp_path: Path) -> None:
    source, out = tmp_path / "名册.csv", tmp_path / "结果.xlsx"
    rows = [["甲", "00123", "5000.01", "=1+1"], ["乙", "6222020000000012345", "2,000", "-优惠"]]
    text_list(source, ["读者", "卡号", SPEND, "备注"], *rows, ["合计", "", "7000.01", ""])
    reply = command("grade", BOOKS, source, "-o", out)
    assert "读了 2 位客户" in reply.text
    assert out.stat().st_mode & 0o777 == 0o600
    with load_workbook(out) as book:
        assert book.sheet_names == ["定级结果", "汇总"]
        head, first, second = book.get_sheet_by_name("定级结果").to_python()
        said = [row[0] for row in book.get_sheet_by_name("汇总").to_python()]
    assert first[:4] == ["甲", "00123", 5000.01, "'=1+1"]
    assert second[:4] == ["乙", "6222020000000012345", "2,000", "-优惠"]
    assert (first[head.index(TIER)], second[head.index(f"{SHARE}（%）")]) == (
        "珍读级",
        28.5713877551,
    )
    assert any("有 1 行不是客户" in line for line in said)
    assert tiers_of(out, "--sheet", "定级结果") == ["珍读级", "甲级"]


def tiers_of(path: Path, *words: str) -> list[str]:
    rows = grade(BOOKS, path, *words).rows
    return [row[f"{TIER}（本次）"] for row in rows]


def test_a_stopped_or_refused_workbook_leaves_nothing(tmp_path: Path) -> None:
    source, out = tmp_path / "名册.csv", tmp_path / "结果.xlsx"
    text_list(source, [SPEND], ["1"], ["五"])
    assert "五" in refusal(BOOKS, source, "-o", str(out))
    assert [each.name for each in tmp_path.iterdir()] == [source.name]
    assert "写不了 .xls 文件" in refusal(BOOKS, source, "-o", str(tmp_path / "结果.xls"))


@pytest.mark.parametrize("policy", ["book-shop", "corner-shop", "hotel-card", "pool"])
def test_an_empty_list_holds_what_the_policy_asks_and_is_graded(
    policy: str, tmp_path: Path
) -> None:
    path = tmp_path / "名册.xlsx"
    assert "的空白名册写进了" in command("grade", policy, "--template", "-o", path).text
    with load_workbook(path) as book:
        head, example = book.get_sheet_by_name("名册").to_python()
    assert head[:2] == ["客户", "编号"]
    assert "（例）请删去这一行" in example
    found = grade(policy, path)
    assert found.rows == []
    assert "第 2 行（例子）" in found.said
    assert grade(policy, path, "--all-rows").rows


def test_an_empty_list_needs_a_workbook_and_no_list(tmp_path: Path) -> None:
    for words in (["--template"], ["x.csv", "--template", "-o", "y.xlsx"]):
        with pytest.raises(InputError, match="--template 写一份空白名册"):
            command("grade", BOOKS, *words)
    with pytest.raises(InputError, match="空白名册是工作簿"):
        command("grade", BOOKS, "--template", "-o", tmp_path / "名册.csv")
    with pytest.raises(InputError, match="少写了“名册”"):
        command("grade", BOOKS)
