"""`tierbook grade`: one answer a row, the same as `decide` gives, and nothing written by halves."""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc import decide_document, read_inputs
from tiercalc.case import Situation
from tiercalc.given.inputs import check_figures
from tiercalc.policy.plain import plain_number
from tiercalc.policy.policy import Policy
from tiercalc.policy.rules import Input
from tiercalc.policy.types.base import Value

from handbook.command.main import tierbook as commands
from tests.cases_of import by_deciding, partial_cases, trial_figures
from tests.command import document, error, tierbook, write
from tests.paths import CASES, POLICY
from tests.paths import SHOPS as FOLDER
from tests.shop import SHOPS

DAY = "2026-07-01"
STORE, BOOKS = "corner-shop", "book-shop"
TIER = "读者等级"


def read(raw: bytes) -> list[dict[str, str]]:
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def graded(policy: str, path: Path, *words: str) -> list[dict[str, str]]:
    done = tierbook("grade", policy, str(path), *words)
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    return read(done.stdout)


def complaint(policy: str, path: Path, *words: str) -> str:
    """What the command says of a list, after it has left no output behind."""
    out = path.with_name("out.csv")
    out.write_text("before", encoding="utf-8")
    found = error("grade", policy, str(path), "-o", str(out), *words)
    assert out.read_text(encoding="utf-8") == "before"
    assert {each.name for each in path.parent.iterdir()} <= {path.name, out.name}
    return found["message"]


@pytest.fixture
def spends(tmp_path: Path) -> Path:
    rows = [["王一", "5000"], ["李二", "5000.01"], ["张三", "499"], ["赵四", ""]]
    return write(tmp_path / "list.csv", ["姓名", "年购书额"], *rows)


def test_every_row_has_its_answer_and_the_clause(spends: Path) -> None:
    done = tierbook("grade", BOOKS, str(spends))
    rows = read(done.stdout)
    assert [row["姓名"] for row in rows] == ["王一", "李二", "张三", "赵四"]
    assert [row[TIER] for row in rows] == ["甲级", "珍读级", "丙级", "不能确定"]
    assert rows[1][f"{TIER}：依据"] == "年购书额高于 5,000 元（一 分级）"
    assert rows[3][f"{TIER}：还缺"] == "还要知道“年购书额”"
    assert rows[3][f"{TIER}：依据"].startswith("可能是珍读级")


def test_only_what_the_list_says_something_about_is_answered(spends: Path) -> None:
    assert "读者标签" not in graded(BOOKS, spends.parent / write_two(spends))[0]


def write_two(path: Path) -> str:
    return write(path.with_name("two.csv"), ["年购书额"], ["1"], ["2"]).name


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8", ","), ("utf-8-sig", "\t"), ("gb18030", ","), ("gb18030", ";")],
)
def test_files_as_spreadsheets_save_them(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "list.csv"
    rows = [["客户，名称", "年购书额（元）"], ['名叫"甲"；的', " １,０００ "]]
    write(path, *rows, encoding=encoding, separator=separator)
    row = graded(BOOKS, path)[0]
    assert (row["客户，名称"], row["年购书额（元）"]) == tuple(rows[1])
    assert row[TIER] == "乙级"


def test_columns_go_by_id_or_label_and_others_pass_through(tmp_path: Path) -> None:
    path = write(
        tmp_path / "list.csv",
        ["电话", "annual_spend", "年购书次数", "上年购书额", TIER],
        ["+861234", "600", "13", "600", "乙"],
    )
    row = graded(BOOKS, path)[0]
    assert row["读者标签"] == "勤读者"
    assert (row["上年购书额"], row[TIER], row[f"{TIER}（本次）"]) == ("600", "乙", "乙级")


@pytest.mark.parametrize(
    ("column", "near"),
    [("年购书", "年购书额"), ("anual_spend", "年购书额"), ("每单价", "每单均价")],
)
def test_a_column_that_is_nearly_an_input_is_named(tmp_path: Path, column: str, near: str) -> None:
    message = complaint(BOOKS, write(tmp_path / "list.csv", ["姓名", column], ["王一", "1"]))
    assert f"第 1 行第 2 列“{column}”：是不是“{near}”？" in message


def test_a_list_without_any_input_says_what_it_could_hold(tmp_path: Path) -> None:
    message = complaint(BOOKS, write(tmp_path / "list.csv", ["姓名"], ["王一"]))
    assert "现在是“姓名”" in message
    assert "年购书额、年购书次数" in message


def test_so_many_columns_as_a_list_may_have(tmp_path: Path) -> None:
    header = ["年购书额", *(f"列{number}" for number in range(2, 2_001))]
    path = write(tmp_path / "list.csv", header, ["5000.01"])
    (row,) = graded(BOOKS, path)
    assert (row[TIER], [*row][:2_000]) == ("珍读级", header)
    write(path, [*header, "列2001"], ["5000.01"])
    assert "的第 1 行有 2,001 列，超过 2,000 列的上限" in complaint(BOOKS, path)


def test_one_input_in_two_columns(tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", ["年购书额", "annual_spend"], ["1", "2"])
    assert "第 1 行第 2 列“annual_spend”：和第 1 列是同一个填写项" in complaint(BOOKS, path)


def test_every_bad_cell_is_named_at_once(tmp_path: Path) -> None:
    path = write(
        tmp_path / "list.csv",
        ["姓名", "年购书额", "年购书次数"],
        ["王一", "五万", "1.5"],
        [],
        ["李二", "1", "2", "3"],
        ["张三", "-1", "3"],
    )
    lines = complaint(BOOKS, path).splitlines()
    assert lines[0] == "名册“list.csv”有 4 处要改，改好再试："
    assert [line.partition("：")[0] for line in lines[1:]] == [
        "第 2 行第 2 列",
        "第 2 行第 3 列",
        "第 4 行",
        "第 5 行第 2 列",
    ]
    assert "“年购书额”填的是“五万”；应填不小于 0 的金额" in lines[1]


def test_a_date_that_has_not_come_is_named_with_its_row(tmp_path: Path) -> None:
    rows = [["100", "2020-01-01"], ["100", "2031-01-01"]]
    path = write(tmp_path / "list.csv", ["近一年消费", "入会日期"], *rows)
    assert complaint("beauty-card", path, "--on", DAY).splitlines()[1:] == [
        "第 3 行第 2 列：“入会日期”填的是 2031-01-01，这一天还没有到（按 2026-07-01 算）；请核对。"
    ]
    assert len(graded("beauty-card", path, "--on", "2031-01-01")) == len(rows)


def test_amounts_that_cannot_both_be_right_are_named_with_their_row(tmp_path: Path) -> None:
    path = write(
        tmp_path / "list.csv",
        ["全年花费", "半年花费"],
        ["3000", "2000"],
        ["", "2000"],
        ["1000", "2000"],
    )
    heading, *lines = complaint(STORE, path).splitlines()
    assert heading == "名册“list.csv”有 1 处要改，改好再试："
    assert lines[0].startswith("第 4 行第 2 列：“半年花费”填的是 2,000 元，")


def test_what_excludes_each_other_is_named_with_its_row(tmp_path: Path) -> None:
    path = write(
        tmp_path / "list.csv",
        ["卡还没补登记", "主顾卡有效"],
        ["是", "否"],
        ["是", "是"],
    )
    _, *lines = complaint(STORE, path).splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("第 3 行第 2 列：没有这种情形：主顾卡有效：是，且卡还没")


def test_the_number_of_complaints_shown_is_bounded(tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", ["年购书额"], *[["x"]] * 1000)
    lines = complaint(BOOKS, path).splitlines()
    assert lines[0] == "名册“list.csv”有 1000 处要改，改好再试："
    assert len(lines) < 60
    assert lines[-1].startswith("另有 9")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"PK\x03\x04xl/workbook", "不是完好的 Excel 或 ODS 工作簿"),
        (b"\xb1\xff\xff", "不是 UTF-8 或 GB18030 编码的文字"),
        ('姓名,年购书额\r\n"王一,1\r\n李二,2\r\n'.encode(), "引号没有成对"),
        (b"", "第 1 行应是列名"),
    ],
)
def test_what_is_no_list(tmp_path: Path, raw: bytes, words: str) -> None:
    (tmp_path / "list.csv").write_bytes(raw)
    assert words in complaint(BOOKS, tmp_path / "list.csv")


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    assert "没有这个文件" in error("grade", BOOKS, str(tmp_path / "x.csv"))["message"]


def test_a_policy_that_decides_nothing(spends: Path) -> None:
    assert "没有判定" in complaint("guide", spends)


FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "－1", "＠x", "﹦1", " =1"]
FORMULAS += [
    "-A1",
    "+cmd|'/c x'!A1",
    "-2+3+cmd|x!A1",
    '="a"&A1',
    "=",
    "-优惠!A1",
    "-优惠(1)",
    "－优惠",
]
FORMULAS += [
    f"{chr(code)}=1" for code in (0x2003, 0x3000, 0xA0, 0x0B, 0x01, 0x1C, 0x7F, 0x85, 0xFEFF)
]
FORMULAS += [f"{chr(code)}=1" for code in (0x200B, 0x61C, 0xAD, 0x180E, 0x202E, 0x2066, 0x2800)]
FORMULAS += [f"{chr(code)}=1" for code in (0xFE0F, 0x3164, 0xFFA0, 0x115F, 0xE0041, 0xE0100)]
LEFT = [
    "-5",
    "a=1",
    "王一",
    "1",
    "",
    "+86 138-0013-8000",
    "+8613800138000",
    "-优惠",
    "-优惠 9 折",
    "-𠮷",
]
LEFT += [
    '="00123"',
    "2026-07-01",
    "(=1)",
    "“=1”",
    "/=",
    "'=1",
    "ㅤ客",
    "\t",
    "  x",
    "00123",
    "𠮷=1",
    "💎",
]


def test_what_a_spreadsheet_would_compute_is_made_harmless_and_said(tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", ["=备注", "年购书额"], *[[c, "1"] for c in FORMULAS + LEFT])
    done = tierbook("grade", BOOKS, str(path))
    rows = read(done.stdout)
    assert [row["'=备注"] for row in rows] == [*(f"'{cell}" for cell in FORMULAS), *LEFT]
    assert f"有 {len(FORMULAS) + 1} 格像公式" in done.stderr.decode()
    (note,) = document("grade", BOOKS, str(path))["notes"]
    assert f"{note}\n" == done.stderr.decode()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["年购书额", *["x"] * 1_000_000], "的第 1 行有 1,000,001 列，超过 2,000 列的上限"),
        (["年购书额", "字" * 1_000_000], "第 1 行附近有一格超过 131,072 个字"),
    ],
)
def test_what_no_list_has_is_refused_with_the_reason(
    rows: list[str], said: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "list.csv", rows)
    assert said in complaint(BOOKS, path)


def test_a_list_with_a_character_that_ends_texts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("备注,年购书额\na\0b,1\n".encode())
    assert "不是 UTF-8 或 GB18030 编码的文字" in complaint(BOOKS, path)


def test_a_cell_too_long_for_any_list_is_refused_with_its_row(tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", ["备注", "年购书额"], ["", "1"], ["字" * 1_000_000, "1"])
    assert "第 3 行附近有一格超过 131,072 个字" in complaint(BOOKS, path)


def test_a_list_can_be_had_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", ["=备注", "年购书额"], *[[c, "1"] for c in FORMULAS + LEFT])
    rows = graded(BOOKS, path, "--as-is")
    assert [row["=备注"] for row in rows] == FORMULAS + LEFT


def test_a_whole_file_takes_the_place_of_the_old_one(spends: Path) -> None:
    out = spends.with_name("out.csv")
    out.write_text("before", encoding="utf-8")
    out.chmod(0o640)
    done = tierbook("grade", BOOKS, str(spends), "-o", str(out))
    assert (done.returncode, done.stderr) == (0, b"")
    assert out.read_bytes() == tierbook("grade", BOOKS, str(spends)).stdout
    assert out.stat().st_mode & 0o777 == 0o640
    said = done.stdout.decode()
    assert "读了 4 位客户（UTF-8，逗号分隔）。" in said
    assert f"{TIER}：珍读级 1 位，甲级 1 位，丙级 1 位，不能确定 1 位" in said
    assert "照原样保留的列：姓名" in said


def test_the_list_itself_is_never_written_over(spends: Path) -> None:
    before = spends.read_bytes()
    (spends.with_name("link.csv")).symlink_to(spends)
    for out in (spends, spends.with_name("link.csv")):
        found = error("grade", BOOKS, str(spends), "-o", str(out))
        assert found["code"] == "same-file"
    assert spends.read_bytes() == before


@pytest.mark.parametrize("out", [".", "nowhere/out.csv", os.devnull])
def test_places_that_cannot_be_written(spends: Path, out: str) -> None:
    assert error("grade", BOOKS, str(spends), "-o", str(spends.parent / out))["code"] == (
        "bad-output"
    )


def test_a_file_that_the_system_refuses(spends: Path) -> None:
    out = spends.with_name("x" * 250)
    done = tierbook("grade", BOOKS, str(spends), "-o", str(out), "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "file"
    assert list(spends.parent.iterdir()) == [spends]


def test_the_counts_as_json(spends: Path) -> None:
    found = document("grade", BOOKS, str(spends), "--on", DAY)
    assert (found["policy"], found["on"], found["customers"]) == (BOOKS, DAY, 4)
    assert found["version"] == SHOPS[BOOKS].version
    counts = [(each["outcome"], each["customers"]) for each in found["counts"]["tier"]]
    assert counts == [("vip", 1), ("a", 1), ("c", 1), (None, 1)]
    assert [each["undetermined"] for each in found["counts"]["tier"]] == [False] * 3 + [True]


def test_trial_figures(tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", ["年购书额"], ["4000"])
    assert graded(BOOKS, path, "--set", "vip_spend=3000")[0][TIER] == "珍读级"
    assert "应高于" in complaint(BOOKS, path, "--set", "vip_spend=1")


def test_prices_where_they_can_be_computed(tmp_path: Path) -> None:
    path = write(
        tmp_path / "list.csv",
        ["list_price", "card_active", "goods_kind", "birthday_today", "original_id"],
        ["500", "是", "regular", "否", ""],
        ["500", "是", "平日货", "是", "是"],
        ["500", "是", "special", "是", "是"],
        ["", "是", "special", "是", "是"],
    )
    rows = graded(STORE, path)
    pay = SHOPS[STORE].amounts["pay"].label
    assert [row[pay] for row in rows] == ["450.00", "350.00", "", ""]


def test_shares_and_ranks_come_from_the_whole_list(tmp_path: Path) -> None:
    amounts = [7, 100, 100, 0, 3, 1000]
    path = write(tmp_path / "list.csv", ["年购书额"], *[[str(each)] for each in amounts])
    rows = graded(BOOKS, path)
    share, rank = (SHOPS[BOOKS].inputs[each].label for each in ("sales_share", "spend_rank"))
    total = sum(amounts)
    for amount, row in zip(amounts, rows, strict=True):
        assert abs(Fraction(row[f"{share}（%）"]) - Fraction(amount * 100, total)) < Fraction(
            "1e-9"
        )
    # Equal amounts share the better place, wherever they stand in the list.
    places = [4, 2, 2, 6, 5, 1]
    shown = [Fraction(row[f"{rank}（%）"]) for row in rows]
    assert [round(each * len(amounts) / 100) for each in shown] == places
    assert [row["占比试算（按金额）"] for row in rows] == [
        "丙级",
        "甲级",
        "甲级",
        "丙级",
        "丙级",
        "珍读级",
    ]


def test_a_share_on_the_limit_and_one_just_off_it(tmp_path: Path) -> None:
    # The first has exactly ten per cent; of the others, each a hair less than a third of the rest.
    amounts = ["100000000000", "299999999999.99", "300000000000", "300000000000.01"]
    path = write(tmp_path / "list.csv", ["年购书额"], *[[each] for each in amounts])
    column = "占比试算（按金额）"
    assert graded(BOOKS, path)[0][column] == "珍读级"
    write(path, ["年购书额"], *[[each] for each in ["99999999999.99", *amounts[1:]]])
    assert graded(BOOKS, path)[0][column] == "甲级"


def test_with_one_amount_unknown_no_share_is_known(tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", ["姓名", "年购书额"], ["王一", "1"], ["李二", ""])
    done = tierbook("grade", BOOKS, str(path))
    assert done.returncode == 0
    assert "第 3 行没有填“年购书额”，全体的占比就算不出来" in done.stderr.decode()
    assert not any("占比" in column for column in read(done.stdout)[0])


def test_a_share_that_the_list_gives_itself_counts(tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", ["读者", "占全店的比例（%）"], ["甲", "5"], ["乙", ""])
    column = "占比试算（按金额）"
    assert [row[column] for row in graded(BOOKS, path)] == ["甲级", "不能确定"]


def cell(value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return ",".join(value) or "无"
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else plain_number(value)


def as_a_list(columns: list[Input], cases: list[dict[str, Value]], path: Path) -> None:
    rows = [
        [f"第{n}位", *(cell(case.get(each.id)) for each in columns)] for n, case in enumerate(cases)
    ]
    # Without the sign, shares that are all below 1 may be meant as parts of one.
    headings = (f"{each.id}（%）" if each.type.unit == "%" else each.id for each in columns)
    write(path, ["客户编码", *headings], *rows)


@by_deciding
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_a_row_answers_as_decide_does(policy: Policy, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(partial_cases(policy), min_size=1, max_size=12))
    # A list that has the amounts finds out the shares itself, which each row alone cannot.
    measured = {each.id: each.book[1] for each in policy.inputs.values() if each.book}
    without = set(data.draw(st.sampled_from((measured.keys(), measured.values()))))
    columns = [each for each in policy.inputs.values() if each.id not in without]
    cases = [{k: v for k, v in case.items() if k not in without} for case in drawn]
    compared = [id_ for id_, each in policy.decisions.items() if not each.inputs & without]
    tried = data.draw(trial_figures(policy)) if data.draw(st.booleans()) else {}
    sets, day = check_figures(policy, tried).values, date.fromisoformat(DAY)
    folders = (FOLDER, CASES / "good", POLICY)
    folder_of = next(each for each in folders if (each / f"{policy.id}.yaml").is_file())
    with TemporaryDirectory() as folder:
        path, out = Path(folder) / "list.csv", Path(folder) / "out.csv"
        as_a_list(columns, cases, path)
        words = [word for name, value in sets.items() for word in ("--set", f"{name}={value}")]
        commands.main(
            [
                "grade",
                policy.id,
                str(path),
                "--policies",
                str(folder_of),
                "-o",
                str(out),
                "--on",
                DAY,
                # By chance the last one has as much as all others together.
                "--all-rows",
                *words,
            ],
            standalone_mode=False,
        )
        rows = read(out.read_bytes())
    for case, row in zip(cases, rows, strict=True):
        texts = {k: cell(v) if v != () else "" for k, v in case.items()}
        typed = read_inputs(policy, texts, day)
        found = decide_document(Situation(policy, typed, day, sets))
        for answer in (found["decisions"][each] for each in compared):
            assert row[answer["label"]] == shown(answer), answer["label"]
            missing = row[f"{answer['label']}：还缺"]
            assert bool(missing) == bool(answer["missing"])
            assert all(each["label"].rstrip("？?。") in missing for each in answer["missing"])
        for amount, value in found["amounts"].items():
            # An amount that no column of the list has to do with has none of its own.
            assert row.get(policy.amounts[amount].label, "") == (value or "")


def shown(answer: dict[str, Any]) -> str:
    return "不能确定" if answer["headline"] == "还不能确定" else answer["headline"]
