"""Lists as people really keep them: graded right, or refused with the true reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lists import grade, refusal, text_list

BOOKS, STORE = "book-shop", "corner-shop"
TIER, SPEND = "读者等级", "年购书额"


def tiers(rows: list[dict[str, str]]) -> list[str]:
    return [row[TIER] for row in rows]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "名册.csv"


TOTALS = [
    ["合计", "7500"],
    ["合  计：", "7500"],
    ["总计（3 位）", "7500"],
    ["华东区 小计", "1"],
    ["Total", "7500"],
    ["Grand Total", "7500"],
    ["平均", "2500"],
    ["", "7500"],
    ["读者", SPEND],
]


@pytest.mark.parametrize("row", TOTALS, ids=lambda row: row[0] or "nameless")
def test_a_row_that_is_no_customer_is_left_out_and_named(path: Path, row: list[str]) -> None:
    text_list(path, ["读者", SPEND], ["甲", "5000"], ["乙", "2000"], ["丙", "500"], row)
    found = grade(BOOKS, path)
    assert [each["读者"] for each in found.rows] == ["甲", "乙", "丙"]
    assert found.rows[1]["占全店的比例（%）"].startswith("26.66")
    assert "有 1 行不是客户，没有算：第 5 行" in found.said


def test_every_row_counts_where_somebody_says_so(path: Path) -> None:
    text_list(path, ["读者", SPEND], ["甲", "5000"], ["合计", "2000"])
    assert len(grade(BOOKS, path, "--all-rows").rows) == 2


def test_a_remark_and_a_name_do_not_make_a_total(path: Path) -> None:
    rows = [["合计饮食店", "1", "见汇总"], ["总计划公司", "2", "已小计"]]
    text_list(path, ["读者", SPEND, "备注"], *rows)
    assert len(grade(BOOKS, path).rows) == 2


def test_a_named_row_that_is_the_sum_of_the_others_is_asked_about(path: Path) -> None:
    amounts = ["5000", "2000", "500.5", "7500.5"]
    text_list(path, ["读者", SPEND], *(["甲乙丙全"[n], each] for n, each in enumerate(amounts)))
    assert "第 5 行第 2 列：“年购书额”正好是上面各行之和" in refusal(BOOKS, path)
    assert len(grade(BOOKS, path, "--all-rows").rows) == 4


def test_notes_below_are_left_out_and_a_customer_without_amounts_is_not(path: Path) -> None:
    notes = [["注：金额含税"], ["制表人：王五", "", "审核：赵六"]]
    text_list(path, ["读者", SPEND, "店"], ["甲", "5000", "东"], ["乙", "", ""], [], *notes)
    found = grade(BOOKS, path)
    assert [row["读者"] for row in found.rows] == ["甲", "乙"]
    assert "第 5 行（说明）：“注：金额含税”" in found.said


def test_one_customer_in_two_rows_is_refused_by_number_and_named_by_name(path: Path) -> None:
    head = ["读者", "手机", SPEND, "每单均价"]
    rows = [["甲", "138", "1500", "9"], ["乙", "139", "300", "1"], ["甲", "138", "600", "9"]]
    text_list(path, head, *rows)
    message = refusal(BOOKS, path)
    assert "第 2、4 行的“读者”“手机”相同：“甲 138”。" in message
    assert "--by 手机" in message
    assert "--all-rows" in message
    assert len(grade(BOOKS, path, "--all-rows").rows) == 3
    found = grade(BOOKS, path, "--by", "手机")
    assert [(row["读者"], row[SPEND], row[TIER]) for row in found.rows] == [
        ("甲", "2100", "甲级"),
        ("乙", "300", "丙级"),
    ]
    assert "合并成 2 位客户，其中 1 位有几行；相加的是“年购书额”" in found.said
    text_list(path, ["读者", SPEND], ["甲", "1"], ["甲", "2"])
    assert "第 2、3 行的“读者”相同：“甲”。" in grade(BOOKS, path).said


def test_what_cannot_be_added_up_must_be_the_same(path: Path) -> None:
    text_list(path, ["卡号", SPEND, "每单均价"], ["1", "1", "9"], ["1", "2", "8"], ["", "7", "1"])
    lines = refusal(BOOKS, path, "--by", "卡号").splitlines()
    assert lines[1].startswith("第 3 行第 3 列：“每单均价”是“8”，第 2 行同一位客户是“9”")
    assert lines[2].startswith("第 4 行：“卡号”空着")
    assert "里没有叫“电话”的列" in refusal(BOOKS, path, "--by", "电话")


def test_amounts_in_ten_thousands_are_added_up_in_them(path: Path) -> None:
    text_list(path, ["卡号", f"{SPEND}（万元）"], ["1", "0.1"], ["1", "0.2"], ["2", ""])
    rows = grade(BOOKS, path, "--by", "卡号").rows
    assert [row[f"{SPEND}（万元）"] for row in rows] == ["0.3", ""]
    assert tiers(rows) == ["甲级", "不能确定"]


def test_refunds_are_asked_about_and_then_come_off_or_not(path: Path) -> None:
    text_list(path, ["卡号", SPEND], ["1", "2100"], ["1", "-200"], ["2", "-5"])
    assert "负数是退货或净额。制度没有写退货、退款扣不扣" in refusal(BOOKS, path, "--all-rows")
    assert "负数是退货或净额" in refusal(BOOKS, path, "--by", "卡号")
    off = grade(BOOKS, path, "--by", "卡号", "--refunds", "扣除")
    assert [row[SPEND] for row in off.rows] == ["1900", "0"]
    assert "第 4 行起的客户退的比买的多，按 0 算" in off.said
    kept = grade(BOOKS, path, "--by", "卡号", "--refunds", "不扣")
    assert [row[SPEND] for row in kept.rows] == ["2100", "0"]
    assert tiers(grade(BOOKS, path, "--all-rows", "--refunds", "扣除").rows)[1:] == ["丙级"] * 2
    assert "看不出买了多少" in refusal(BOOKS, path, "--all-rows", "--refunds", "不扣")
    assert "后面写“扣除”或“不扣”" in refusal(BOOKS, path, "--refunds", "扣")


HEADINGS = [
    ("年购书额（万元）", "0.5001", "珍读级"),
    ("年购书额(千元)", "5", "甲级"),
    ("年购书额/万元", "0.2", "甲级"),
    ("年购书额【单位：万元】", "0.05", "乙级"),
    ("annual_spend（分）", "200000", "甲级"),
    ("年购书额（元）", "2000", "甲级"),
]


@pytest.mark.parametrize(("heading", "cell", "tier"), HEADINGS)
def test_a_unit_in_the_heading_converts(path: Path, heading: str, cell: str, tier: str) -> None:
    text_list(path, ["读者", heading], ["甲", cell])
    found = grade(BOOKS, path)
    assert tiers(found.rows) == [tier]
    assert ("这一列按" in found.said) is not heading.endswith("（元）")


def test_a_unit_above_the_headings_is_that_of_all_amounts(path: Path) -> None:
    text_list(path, ["读者统计", "单位：万元"], ["读者", SPEND], ["甲", "0.5001"])
    found = grade(BOOKS, path)
    assert tiers(found.rows) == ["珍读级"]
    assert "“年购书额”这一列按万元读，1 万元换算成 10,000 元。" in found.said


def test_a_unit_that_does_not_convert_is_refused(path: Path) -> None:
    text_list(path, ["读者", f"{SPEND}（美元）"], ["甲", "1"])
    assert "单位是“美元”，制度要的是元" in refusal(BOOKS, path)


MONEY = [
    (" ￥5,000.01 ", "珍读级"),
    ("¥2000", "甲级"),
    (" ￥-   ", "丙级"),
    (" -   ", "丙级"),
    ("2000元", "甲级"),
    ("0.2万", "甲级"),
    ("0.2 万元", "甲级"),
    ("人民币2000元", "甲级"),
    ("\u200b2000", "甲级"),
    ("\u202d2000\u202c", "甲级"),
    ("\u3000２０００\u3000", "甲级"),
]


@pytest.mark.parametrize(("cell", "tier"), MONEY)
def test_money_as_people_write_it(path: Path, cell: str, tier: str) -> None:
    text_list(path, ["读者", SPEND], ["甲", cell])
    found = grade(BOOKS, path)
    assert tiers(found.rows) == [tier]
    assert found.rows[0][SPEND] == cell
    assert ("看不见的字符" in found.said) is ("\u200b" in cell or "\u202d" in cell)


NO_MONEY = [
    ("(500)", "负数是退货或净额"),
    ("-500", "负数是退货或净额"),
    ("-", "横线看不出是 0 还是不知道"),
    ("5.5E+05", "科学记数法"),
    ("#N/A", "错误值"),
    ("33.333333", "用 ROUND 四舍五入"),
    ("60,0000", "应填不小于 0 的金额"),
    ("50美元", "应填不小于 0 的金额"),
    ("五万", "应填不小于 0 的金额"),
    ("5%", "应填不小于 0 的金额"),
]


@pytest.mark.parametrize(("cell", "words"), NO_MONEY)
def test_what_is_no_sure_amount_is_refused_with_the_reason(
    path: Path, cell: str, words: str
) -> None:
    text_list(path, ["读者", SPEND], ["甲", cell])
    message = refusal(BOOKS, path)
    assert "第 2 行第 2 列：" in message
    assert words in message


def test_yes_and_no_as_spreadsheets_write_them(path: Path) -> None:
    cells = ["TRUE", "Y", "√", "1", "是", "FALSE", "n", "×", "0", "否"]
    text_list(path, ["卡还没补登记"], *([each] for each in cells))
    rows = grade(STORE, path).rows
    assert len({tuple(row.items())[1:] for row in rows}) == 2
    assert [tuple(row.items())[1:] for row in rows][:5] == [tuple(rows[4].items())[1:]] * 5


def test_a_share_in_per_cent_and_as_a_part_of_one(path: Path) -> None:
    share, tried = "占全店的比例", "占比试算（按金额）"
    for head, cells in [
        (share, ["12.5%", "５%"]),
        (f"{share}（小数）", ["0.125", "0.05"]),
        (f"{share}（%）", ["12.5", "5"]),
    ]:
        text_list(path, [head], *([each] for each in cells))
        assert [row[tried] for row in grade(BOOKS, path).rows] == ["珍读级", "甲级"]
    text_list(path, ["读者", share], ["甲", "0.125"], ["乙", "0"], ["丙", ""])
    message = refusal(BOOKS, path)
    assert "第 1 行第 2 列“占全店的比例”：这一列的数都不大于 1" in message
    assert f"“{share}（小数）”" in message
    text_list(path, [f"{share}（%）"], ["0.125"])
    assert grade(BOOKS, path).rows[0][tried] == "丙级"


def test_an_earlier_result_is_never_taken_for_what_it_came_of(path: Path) -> None:
    head = ["读者", SPEND, "占全店的比例（%）", TIER]
    text_list(path, head, ["甲", "1000", "90", "甲级"], ["乙", "9000", "10", "丙级"])
    found = grade(BOOKS, path)
    assert [row["占全店的比例（%）（本次）"] for row in found.rows] == ["10", "90"]
    assert "“占全店的比例（%）”这一列没有用，改按“年购书额”算" in found.said


def test_titles_and_headings_in_two_rows(path: Path) -> None:
    text_list(path, ["2026 年读者统计", "", ""], [], ["读者", SPEND, "备注"], ["甲", "2000", ""])
    found = grade(BOOKS, path)
    assert (found.rows[0]["读者"], found.rows[0][TIER]) == ("甲", "甲级")
    assert "列名在第 3 行，上面的“2026 年读者统计”是标题" in found.said
    text_list(path, ["读者", "消费", ""], ["", SPEND, "年购书次数"], ["甲", "2000", "12"])
    assert list(grade(BOOKS, path).rows[0])[:3] == ["读者", SPEND, "年购书次数"]
    text_list(path, ["读者", SPEND, "消费"], ["", "", "年购书次数"], ["甲", "2000", "13"])
    row = grade(BOOKS, path).rows[0]
    assert (row[TIER], row["读者标签"]) == ("甲级", "勤读者（还不能确定全部）") or "勤读者" in row[
        "读者标签"
    ]


def test_the_row_of_the_headings_can_be_named(path: Path) -> None:
    text_list(path, ["读者", SPEND], ["读者", SPEND], ["甲", "2000"])
    assert "列名在第 2 行" in grade(BOOKS, path, "--heading", "2").said
    assert "第 9 行是空的" in refusal(BOOKS, path, "--heading", "9")


def test_a_line_that_tells_the_separator(path: Path) -> None:
    for line in ("sep=,\r\n", '"sep=;"\n', "SEP=|\n"):
        separator = line.strip().strip('"')[-1]
        rows = ("读者,年购书额\r\n甲,2000\r\n").replace(",", separator)
        path.write_text(line + rows, encoding="utf-8", newline="")
        assert tiers(grade(BOOKS, path).rows) == ["甲级"]


def test_unicode_text_is_read(path: Path) -> None:
    path.write_bytes("读者\t年购书额\r\n甲\t2000\r\n".encode("utf-16"))
    assert tiers(grade(BOOKS, path).rows) == ["甲级"]


def test_an_encoding_that_could_be_two_things_is_told_by_the_text(path: Path) -> None:
    path.write_bytes("name,annual_spend\r\n郑薛,2000\r\n谢施,1\r\n".encode("gb18030"))
    path.read_bytes().decode("utf-8")
    assert [row["name"] for row in grade(BOOKS, path).rows] == ["郑薛", "谢施"]
    text_list(path, ["name", "annual_spend"], ["José", "1"], ["Zoë", "2"])
    assert [row["name"] for row in grade(BOOKS, path).rows] == ["José", "Zoë"]


def test_card_numbers_that_lost_their_digits_are_named(path: Path) -> None:
    text_list(path, ["卡号", SPEND], ["6.22202E+18", "1"], ["6222020000000000000", "2"])
    assert "“卡号”这一列，第 2 行的号码丢了后面的位数" in grade(BOOKS, path).said


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"<html><table><tr><td>1</td></tr></table>", "其实是网页（HTML 表格）"),
        (b"\n<!DOCTYPE html>", "其实是网页（HTML 表格）"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "其实是 XML 表格",
        ),
        (b"PK\x03\x04xl/workbook", "不是完好的 Excel 或 ODS 工作簿"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "不是完好的 Excel 或 ODS 工作簿"),
    ],
)
def test_what_is_called_a_workbook_and_is_none(tmp_path: Path, raw: bytes, words: str) -> None:
    (tmp_path / "名册.xls").write_bytes(raw)
    message = refusal(BOOKS, tmp_path / "名册.xls")
    assert words in message
    assert "另存为 .xlsx 再试" in message


def test_bad_rows_are_passed_over_and_listed(path: Path) -> None:
    text_list(path, ["读者", SPEND], ["甲", "2000"], ["乙", "五万"], ["丙", "1"], ["丁", "-1"])
    found = grade(BOOKS, path, "--skip")
    assert [row["读者"] for row in found.rows] == ["甲", "丙"]
    assert "跳过了 2 行：\n第 3 行第 2 列：“年购书额”填的是“五万”" in found.said
    # What part of all somebody has is not known while somebody's amount is not.
    assert "第 3 行的“年购书额”不知道是多少，全体的占比就算不出来" in found.said
    assert "占全店的比例（%）" not in found.rows[0]
    text_list(path, ["读者", "手机", SPEND], ["甲", "1", "1"], ["甲", "1", "1"])
    assert "手机" in refusal(BOOKS, path, "--skip")
